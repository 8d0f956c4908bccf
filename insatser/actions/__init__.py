"""What is done to insatser and their reports, one function an act."""
