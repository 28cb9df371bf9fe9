"""A fresh clone, installed as the README says, until the bot answers: timed by `make install-check`."""
