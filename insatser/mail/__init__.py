"""Letters about reports: to the contacts of an insats, and to the office."""
