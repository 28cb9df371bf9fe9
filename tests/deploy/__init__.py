"""What stands in deploy/, held against the code; and the package as it is installed."""
