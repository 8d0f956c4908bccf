"""Hold every kept file against its hash, and name those that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from finsam.files import store
from finsam.models import Document


class Command(BaseCommand):
    help = "Kontrollera att varje sparad fil finns och är hel. Slutar med fel om någon saknas, är avkortad eller ändrad."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the files that rows name, then through the storage; prints a line for each that is wrong."""
        named: set[str] = set()
        wrong = 0
        rows = Document.objects.order_by("file").values_list("file", "sha256", "size", "name")
        for path, sha256, size, name in rows.iterator():
            if path in named:
                continue
            named.add(path)
            if fault := _fault(path, sha256, size):
                wrong += 1
                self.stdout.write(f"{fault}: {path} ({name})")
        unnamed = [path for path in _stored("") if path not in named]
        for path in unnamed:
            self.stdout.write(f"Ingen rad nämner: {path}")
        self.stdout.write(f"{len(named)} filer, {wrong} fel, {len(unnamed)} som ingen rad nämner.")
        if wrong:
            raise CommandError(
                "Hämta filerna ovan ur en säkerhetskopia. De ligger under sina namn där också."
            )


def _fault(path: str, sha256: str, size: int) -> str:
    if not default_storage.exists(path):
        return "Saknas"
    if default_storage.size(path) != size:
        return "Avkortad eller förlängd"
    return "" if store.is_whole(path, sha256, size) else "Ändrad"


def _stored(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from sorted(f"{folder}/{name}".lstrip("/") for name in files)
    for each in sorted(folders):
        yield from _stored(f"{folder}/{each}".lstrip("/"))
