"""What is typed about insatser and in their reports."""
