"""What people do in the simulated Slack."""
