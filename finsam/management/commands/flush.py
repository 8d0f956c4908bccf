"""Empty the database, also of what otherwise stands fast: Django's own command, let through."""

from typing import Any

from django.core.management.commands import flush

from finsam.registries import freezing


class Command(flush.Command):
    """As Django's `flush`."""

    def handle(self, **options: Any) -> None:
        """Delete every row of every table."""
        with freezing.thawed():
            super().handle(**options)
