"""Throw away what no longer counts, as the worker does each day."""

from typing import Any

from django.core.management.base import BaseCommand

from finsam.work.sweeping import sweep


class Command(BaseCommand):
    help = "Ta bort sessioner som har gått ut, formulärs nycklar, gissningar och inloggningar som inte längre gäller."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep."""
        sweep()
