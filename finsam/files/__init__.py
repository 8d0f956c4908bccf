"""Files: where they are kept, what they are, and how they reach a browser."""
