"""A small, strict Slack on this machine; README.md tells how to use it."""

from simulator.person import NotPossible, NotThere, Person
from simulator.server import Simulator
from simulator.state.accounts import Account
from simulator.visible import visible_text

__all__ = ["Account", "NotPossible", "NotThere", "Person", "Simulator", "visible_text"]
