"""A file is whole under its hash or not there, whatever the disk does, and what is wrong is found."""

import errno
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from finsam.files import store
from finsam.models import Document

CONTENT = b"%PDF-1.7 every byte of it"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "finsam.files.storage.WholeFileStorage",
            "OPTIONS": {"location": str(tmp_path), "file_permissions_mode": 0o640},
        }
    }
    return tmp_path


def keep(cast, content: bytes = CONTENT) -> Document:
    return store.keep(
        content, association=cast.association, name="h.pdf", content_type="application/pdf", by=None
    )


def path_of(document: Document) -> Path:
    return Path(default_storage.path(document.file.name))


def check() -> list[str]:
    said = StringIO()
    try:
        call_command("check_files", stdout=said)
    except CommandError:
        said.write("Fel")
    return said.getvalue().splitlines()


def test_the_same_bytes_are_kept_once(cast, files):
    first, second = keep(cast), keep(cast)
    assert (path_of(first), first.pk == second.pk) == (path_of(second), False)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_only_the_owner_writes_and_others_do_not_read(cast):
    assert path_of(keep(cast)).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("ruined", [CONTENT[:7], b"", CONTENT[:-1] + b"!"])
def test_a_file_that_was_cut_or_changed_is_made_whole_when_it_comes_again(cast, ruined):
    path_of(keep(cast)).write_bytes(ruined)
    assert store.read(keep(cast)) == CONTENT


def test_a_full_disk_leaves_nothing_behind(cast, files, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            keep(cast)
    assert [path for path in files.rglob("*") if path.is_file()] == []
    assert not Document.objects.exists()
    assert store.read(keep(cast)) == CONTENT


def test_whole_files_have_nothing_to_say_of(cast):
    keep(cast)
    assert check() == ["1 filer, 0 fel, 0 som ingen rad nämner."]


def test_each_fault_is_named_and_the_command_fails(cast, files):
    cut, changed, lost = (keep(cast, CONTENT + bytes([number])) for number in (1, 2, 3))
    path_of(cut).write_bytes(CONTENT)
    path_of(changed).write_bytes(CONTENT + b"9")
    path_of(lost).unlink()
    (files / "stray").write_bytes(b"x")
    said = check()
    assert f"Avkortad eller förlängd: {cut.file.name} (h.pdf)" in said
    assert f"Ändrad: {changed.file.name} (h.pdf)" in said
    assert f"Saknas: {lost.file.name} (h.pdf)" in said
    assert said[-3:] == ["Ingen rad nämner: stray", "3 filer, 3 fel, 1 som ingen rad nämner.", "Fel"]


@pytest.mark.django_db
def test_a_long_file_name_is_kept_whole(cast):
    name = f"{'Bilaga till tjänsteskrivelse ' * 10}.pdf"
    document = store.keep(
        CONTENT, association=cast.association, name=name, content_type="application/pdf", by=None
    )
    document.refresh_from_db()
    assert document.name == name
