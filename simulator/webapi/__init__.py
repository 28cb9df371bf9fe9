"""The Web API that the app calls."""
