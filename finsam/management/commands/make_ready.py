"""Make a machine ready to serve, in one process: reading the program anew for each step took as long as the steps."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from finsam.management import loading_mark
from finsam.models import Association

SOMETHING_IS_LACKING = (
    "Något saknas innan programmet kan starta. Gäller det en inställning står den i .env.example."
)
NO_DATABASE = "Databasen i DATABASE_URL svarar inte. Är den igång, och stämmer värd, namn och lösenord?"


class Command(BaseCommand):
    help = "Kontrollera inställningarna, flytta databasen hit, läs in demon en gång, annars samla filerna under static."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self._step("Inställningar och databas kontrolleras.", SOMETHING_IS_LACKING, check)
        self._step("", NO_DATABASE, check_database)
        self._step(
            "Databasen flyttas till den här versionen.",
            "Databasen kunde inte flyttas till den här versionen.",
            migrate,
        )
        if self._step("", "Databasen kunde inte läsas.", demo_is_wanted):
            self._step("Demon läses in, en gång (en halv minut).", "Demon kunde inte läsas in.", load_demo)
        if settings.WHITENOISE_USE_FINDERS:  # in the demo they are served from where they lie
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        else:
            self._step(
                "Filerna under static samlas.", "Filerna under static kunde inte samlas.", collect_static
            )

    def _step(self, what: str, otherwise: str, act: Callable[[], Any]) -> Any:
        """Say what is done and do it; its failure becomes a sentence."""
        if what:
            self.stdout.write(what)
            self.stdout.flush()
        try:
            return act()
        except Exception as error:
            raise CommandError(f"{otherwise}\nDetta svarade Django: {gist(error)}") from error


def check() -> None:
    """Ask the system checks, which say in words what is lacking."""
    call_command("check", stdout=io.StringIO())


def check_database() -> None:
    """Reach the database, and ask the checks that need it."""
    connection.ensure_connection()
    call_command("check", databases=["default"], stdout=io.StringIO())


def migrate() -> None:
    """Bring the database to this version; rendering a hundred versions of the models makes much rubbish to look through."""
    with _seldom_collected():
        call_command("migrate", interactive=False, verbosity=0)


def demo_is_wanted() -> bool:
    """Say whether this installation shows the demo, and the database is empty or its loading was broken off."""
    if not settings.DEMO or "load_demo" not in get_commands():
        return False
    return loading_mark.is_left() or not Association.objects.exists()


def load_demo() -> None:
    """Load the demo, which says what it does."""
    with _seldom_collected():
        call_command("load_demo")


def collect_static() -> None:
    """Give the static files the names under which they are served."""
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def gist(error: Exception) -> str:
    """What to do as the system check says it, else the exception's own last line."""
    said = str(error)
    if errors := re.findall(r"^\?: \((\w+\.E\d+)\) (.+)(?:\n\s+HINT: (.+))?", said, re.MULTILINE):
        return " ".join(f"{what} {hint}".strip() for _, what, hint in errors)
    lines = [line for line in said.splitlines() if line.strip()] or ["ingenting"]
    return f"{type(error).__name__}: {lines[-1]}"
