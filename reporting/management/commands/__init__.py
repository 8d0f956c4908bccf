"""Commands that look across the whole program."""
