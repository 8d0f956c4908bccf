"""Commands of the economy app."""
