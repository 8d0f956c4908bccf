"""What a lower floor asks and an upper one answers: apps fill these when they start."""
