"""Acts of the economy."""
