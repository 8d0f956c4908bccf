"""The app's place in the project."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The app for goals, reports, front page, public page and the demo."""

    name = "reporting"
