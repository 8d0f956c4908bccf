"""The app for budget, imports, outcome and statements."""
