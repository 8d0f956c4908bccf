"""Bilagor to an ansökan; their bytes are kept as they came."""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction

from finsam import audit
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Person
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
    if row.files.count() >= MOST_FILES:
        raise DomainError(f"Ansökan har redan {MOST_FILES} bilagor. Lägg flera i samma fil.")
    name = clean_text(PurePath(name.replace("\\", "/")).name)
    kind = recognise(name, content)
    document = store.keep(
        content, association=row.association, name=name, content_type=kind.content_type, by=by, made_from=row
    )
    same = row.files.filter(document__sha256=document.sha256).first()
    if same:
        document.delete()
        return same
    file = ApplicationFile.objects.create(
        application=row, document=document, title=PurePath(name).stem.replace("_", " ")
    )
    audit.record(
        association=row.association,
        by=by,
        verb="lade till bilaga",
        target=row,
        file=name,
        sha256=document.sha256,
    )
    return file


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
