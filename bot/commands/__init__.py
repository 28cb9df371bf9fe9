"""The commands of the command line, each in a module of its own; bot.__main__ registers them."""
