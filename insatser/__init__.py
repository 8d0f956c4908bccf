"""The app for insatser, applications, grants, reports and indicators."""
