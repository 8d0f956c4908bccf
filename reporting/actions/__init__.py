"""What is done to reports and goals."""
