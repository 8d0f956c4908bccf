"""Pages of insatser and their reports."""
