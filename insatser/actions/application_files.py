"""Bilagor to an ansökan; their bytes are kept as they came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Association, Document, Person
from finsam.texts.cleaning import clean_text
from insatser.models import Application, ApplicationFile
from insatser.states import APPLICATION_WRITABLE

MOST_FILES = 30


@transaction.atomic
def add_file(*, application: Application, name: str, content: bytes, by: Person) -> ApplicationFile:
    """Keep a file with an ansökan that is being written; the same file sent twice is one bilaga.

    Raises DomainError, a sentence, for a file that is too large, locked, broken or not what its name says.
    """
    row = _lock(application)
    kept = keep_file(row, row.association, name=name, content=content, by=by, noun="Ansökan")
    if isinstance(kept, ApplicationFile):
        return kept
    file = ApplicationFile.objects.create(application=row, document=kept.document, title=kept.title)
    audit.record(
        association=row.association,
        by=by,
        verb="lade till bilaga",
        target=row,
        file=kept.document.name,
        sha256=kept.document.sha256,
    )
    return file


@dataclass(frozen=True)
class Kept:
    """A file that is stored and not yet a bilaga, and what to call it."""

    document: Document
    title: str


def keep_file(row: Any, association: Association, *, name: str, content: bytes, by: Person, noun: str) -> Any:
    """Store a file for what has `files`, and give it as Kept; the bilaga itself where the same file is one already.

    Raises DomainError, a sentence, for one too many and for a file that is too large, locked, broken or not what its name says.
    """
    if row.files.count() >= MOST_FILES:
        raise DomainError(f"{noun} har redan {MOST_FILES} bilagor. Lägg flera i samma fil.")
    name = clean_text(PurePath(name.replace("\\", "/")).name)
    kind = recognise(name, content)
    document = store.keep(
        content, association=association, name=name, content_type=kind.content_type, by=by, made_from=row
    )
    same = row.files.filter(document__sha256=document.sha256).first()
    if same:
        document.delete()
        return same
    return Kept(document, PurePath(name).stem.replace("_", " "))


@transaction.atomic
def remove_file(*, file: ApplicationFile, by: Person) -> None:
    """Take a bilaga from an ansökan that is being written; the stored bytes stay."""
    row = _lock(file.application)
    ApplicationFile.objects.filter(pk=file.pk).delete()
    audit.record(association=row.association, by=by, verb="tog bort bilaga", target=row, file=file.title)


def _lock(application: Application) -> Application:
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=application.pk)
    )
    if row.state not in APPLICATION_WRITABLE:
        raise DomainError(f"Ansökan är {row.get_state_display().lower()}. Då ändras inte bilagorna.")
    return row
