"""The app's place in the project."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The app for meetings, decisions, protocols, signing and anslag."""

    name = "board"
