"""The app for goals, reports, front page, public page and the demo."""
