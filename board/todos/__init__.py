"""What the board's rooms wait for."""
