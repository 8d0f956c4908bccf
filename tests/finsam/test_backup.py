"""A copy of database and files is whole, also when it is made while people write; and what no longer counts is swept away."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from contextlib import closing

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from finsam.files import store
from finsam.models import Letter, SentForm
from finsam.web import once
from tests.cast import client_of, make_cast


def written(folder) -> int:
    """How many letters the copy holds, read as a restore would read them."""
    [copy] = [*folder.glob("finsam-*.sqlite3"), *folder.glob("finsam-*.dump")]
    if copy.suffix == ".sqlite3":
        with closing(sqlite3.connect(copy)) as database:
            return database.execute("SELECT count(*) FROM finsam_letter").fetchone()[0]
    script = subprocess.run(
        ["pg_restore", "--data-only", "--table=finsam_letter", "--file=-", copy], capture_output=True, text=True, check=True
    )  # fmt: skip
    return script.stdout.split("FROM stdin;\n")[1].split("\\.")[0].count("\n")


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_made_while_people_write_holds_every_act_that_was_through(tmp_path, capsys):
    association = make_cast().association
    letters = [Letter(association=association, to="a@example.se", subject=f"{n}") for n in range(200)]
    Letter.objects.bulk_create(letters)
    stop = threading.Event()

    def write_on():
        try:
            while not stop.is_set():
                Letter.objects.create(association=association, to="a@example.se", subject="till")
        finally:
            connection.close()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        call_command("backup", str(tmp_path))
    finally:
        stop.set()
        writer.join()
    assert 200 <= written(tmp_path) <= Letter.objects.count()
    assert list(tmp_path.glob(".half*")) == []


@pytest.mark.django_db(transaction=True)
def test_the_files_are_copied_once(tmp_path, capsys):
    association = make_cast().association
    file = store.keep(
        b"%PDF-1", association=association, name="a.pdf", content_type="application/pdf", by=None
    )
    for _ in range(2):
        call_command("backup", str(tmp_path))
    assert (tmp_path / "files" / file.file.name).read_bytes() == b"%PDF-1"
    assert [" och 1 nya filer" in line for line in capsys.readouterr().out.splitlines()] == [True, False]


def test_sessions_that_have_ended_and_old_keys_are_swept_away(cast):
    client_of(cast.chair), client_of(cast.vice)
    first = Session.objects.first()
    Session.objects.filter(pk=first.pk).update(expire_date=timezone.now())
    SentForm.objects.create(key="k" * 20, digest="d")
    SentForm.objects.update(sent_at=timezone.now() - once.KEPT)
    call_command("sweep")
    assert (Session.objects.count(), SentForm.objects.count()) == (1, 0)
