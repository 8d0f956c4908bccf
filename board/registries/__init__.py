"""What the board asks and upper apps answer: they fill these when they start."""
