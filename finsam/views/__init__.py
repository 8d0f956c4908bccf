"""The core's views."""
