"""The app's place in the project."""

from django.apps import AppConfig


class InsatserConfig(AppConfig):
    """The app for insatser, applications, grants, reports and indicators."""

    name = "insatser"
