"""What the economy asks and upper apps answer: they fill these when they start."""
