"""What insatser ask and upper apps answer: they fill these when they start."""
