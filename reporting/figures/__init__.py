"""Figures as one sees them: tables as data, and charts."""
