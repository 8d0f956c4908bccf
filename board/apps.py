"""The app's place in the project."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The app for meetings, decisions, protocols, signing and anslag."""

    name = "board"

    def ready(self) -> None:
        """Fill in the core's registries: what waits for whom, and what can be printed."""
        # The models exist only now.
        from board import todos
        from board.documents import registered
        from finsam import printing
        from finsam import todos as waiting

        waiting.register(todos.before_meetings)
        for kind in registered.KINDS:
            printing.register(kind)
