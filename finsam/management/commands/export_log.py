"""Write the log as JSON lines."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam import audit
from finsam.models import Association, AuditEvent


class Command(BaseCommand):
    help = "Skriv händelseloggen som JSON, en rad per händelse i ordning, till det som samlar loggar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("association", nargs="?", help="förbundets namn i adressen; annars alla")
        parser.add_argument("--since", type=dt.date.fromisoformat, help="från och med den svenska dagen")

    def handle(self, *args: Any, association: str | None, since: dt.date | None, **options: Any) -> None:
        events = AuditEvent.objects.order_by("happened_at", "pk")
        if association:
            if not Association.objects.filter(slug=association).exists():
                raise CommandError(f"Det finns inget förbund som heter {association}.")
            events = events.filter(association__slug=association)
        if since:
            events = events.filter(happened_at__date__gte=since)
        for line in audit.as_json_lines(events):
            self.stdout.write(line, ending="")
