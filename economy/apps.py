"""The app's place in the project."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """The app for budget, imports, outcome and statements."""

    name = "economy"
