"""Copy the database, whole as of one moment also while people write, and then the files that it names."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from finsam.models import Document
from finsam.swedish import collation


class Command(BaseCommand):
    help = "Kopiera databasen och filerna till en mapp, medan programmet är igång. Nycklarna i ENCRYPTION_KEYS sparas för sig."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, help="mappen, som görs om den inte finns")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Database first: a file that no row names does no harm, a row without its file does."""
        folder.mkdir(parents=True, exist_ok=True)
        copy_database = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgresql
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
        database = copy_database(folder, stamp)
        count = sum(_copy_file(path, folder / "files" / path) for path in _files())
        self.stdout.write(
            f"{database.name} och {count} nya filer ligger i {folder}. Spara också ENCRYPTION_KEYS, på ett annat ställe."
        )


def _copy_sqlite(folder: Path, stamp: str) -> Path:
    half, whole = folder / f".half-{stamp}.sqlite3", folder / f"finsam-{stamp}.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(half)
    copy.create_collation(collation.NAME, collation.compare)
    try:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without the log beside it
        [found] = copy.execute("PRAGMA integrity_check").fetchone()
    finally:
        copy.close()
    if found != "ok":
        raise CommandError(f"Kopian är inte hel: {found}")
    return _kept(half, whole)


def _copy_postgresql(folder: Path, stamp: str) -> Path:
    half, whole = folder / f".half-{stamp}.dump", folder / f"finsam-{stamp}.dump"
    facts = connection.settings_dict
    told = {
        "PGDATABASE": facts["NAME"], "PGUSER": facts["USER"], "PGPASSWORD": facts["PASSWORD"],
        "PGHOST": facts["HOST"] or facts["OPTIONS"].get("host", ""), "PGPORT": str(facts["PORT"] or ""),
    }  # fmt: skip
    environment = os.environ | {name: value for name, value in told.items() if value}
    try:
        subprocess.run(  # noqa: S603  nothing in it comes from outside
            ["pg_dump", "--format=custom", "--no-owner", f"--file={half}"],  # noqa: S607  as the machine has it
            env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise CommandError("pg_dump finns inte. Installera postgresql-client.") from error
    except subprocess.CalledProcessError as error:
        raise CommandError(f"pg_dump gick inte: {error.stderr}") from error
    return _kept(half, whole)


def _kept(half: Path, whole: Path) -> Path:
    half.chmod(0o640)
    return half.rename(whole)


def _files() -> list[str]:
    if not hasattr(default_storage, "base_location"):
        return []  # they lie in S3, which keeps its own copies
    return list(Document.objects.order_by("file").values_list("file", flat=True).distinct())


def _copy_file(path: str, target: Path) -> bool:
    """Copy a file that is not there yet; what a name holds never changes."""
    if target.exists() or not default_storage.exists(path):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".half-{target.name}")
    with default_storage.open(path) as source, half.open("wb") as copy:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    _kept(half, target)
    return True
