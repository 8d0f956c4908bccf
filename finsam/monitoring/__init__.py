"""What the program tells of itself: lines in the log, and whether it can do its work."""
