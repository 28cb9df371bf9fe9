"""What Trellis remembers."""
