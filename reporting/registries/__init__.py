"""What the reports ask, and their blocks answer."""
