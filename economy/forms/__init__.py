"""Forms of the economy."""
