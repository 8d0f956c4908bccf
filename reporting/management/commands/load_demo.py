"""Load the demo into an empty database."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from finsam.management import loading_mark
from finsam.models import Association
from reporting.demo.loading import load


class Command(BaseCommand):
    help = "Läs in demon en gång: ett påhittat förbund den 11 april 2022 och dess granne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="töm databasen och läs in demon på nytt")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demon läses bara in när FINSAM_DEMO är true. Se .env.example.")
        with loading_mark.loading() as is_broken_off:
            if is_broken_off:
                self._say("En tidigare inläsning bröts, så den görs om från början.")
            self._load(again=options["again"] or is_broken_off)

    def _load(self, *, again: bool) -> None:
        """Load the demo into an empty database; `again` empties it first."""
        if again:
            self._say("Databasen töms.")
            call_command("flush", interactive=False, verbosity=0)
        if Association.objects.exists():
            self.stdout.write("Det finns redan ett förbund här, så demon läses inte in.")
            self.stdout.write("Börja om från början med: manage.py load_demo --again")
            return
        _forget_mails()
        started = time.monotonic()
        with _unsynchronised():
            load(self._say)
        self._say(f"Demon är inläst på {time.monotonic() - started:.0f} sekunder.")

    def _say(self, what: str) -> None:
        self.stdout.write(what)
        self.stdout.flush()


@contextmanager
def _unsynchronised() -> Iterator[None]:
    """Let SQLite not wait for the disk at each of two thousand commits: what a lost machine loses here is loaded anew."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_mails() -> None:
    """Remove the mails of an earlier demo: what they link to is gone."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
            path.unlink()
