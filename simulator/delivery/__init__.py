"""How the simulated Slack reaches the app."""
