"""A busy database is no fault: the page says so, nothing is half done, and what was sent can be sent again as it was."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, ProgrammingError, connection
from django.urls import reverse

from board.actions import session as acts
from finsam.views import association
from finsam.web.busy import Trouble, trouble_of
from tests.cast import client_of, make_cast
from tests.factories import make_meeting, make_paragraph

FACTS = {"kind": "annat", "position": "9", "notes_signers": "ingen", "name": 'Gruppen "Å" & <co>'}


def caused(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


LOCKED = caused(sqlite3.OperationalError("database is locked"))
GONE = caused(psycopg.OperationalError("server closed the connection unexpectedly"))


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (LOCKED, Trouble.TAKEN),
        (caused(psycopg.errors.DeadlockDetected("deadlock detected")), Trouble.TAKEN),
        (caused(psycopg.errors.LockNotAvailable("lock timeout")), Trouble.TAKEN),
        (caused(psycopg.errors.TooManyConnections("too many clients already")), Trouble.TAKEN),
        (GONE, Trouble.AWAY),
        (caused(psycopg.errors.AdminShutdown("terminating connection")), Trouble.AWAY),
        (caused(sqlite3.OperationalError("no such table: x")), None),
        (caused(sqlite3.OperationalError("disk I/O error")), None),
        (caused(psycopg.errors.DiskFull("could not extend file")), None),
        (ProgrammingError("no such column"), None),
        (ZeroDivisionError(), None),
        (None, None),
    ],
)
def test_what_passes_is_told_from_what_does_not(error, trouble):
    assert trouble_of(error) is trouble


@pytest.fixture
def chief(cast):
    client = client_of(cast.chief)
    client.raise_request_exception = False
    return client


@contextmanager
def failing(error: Exception) -> Iterator[None]:
    """Let the act behind the form meet a fault meanwhile."""

    def fail(**facts: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(association.actions, "add_body", fail)
        yield


def test_a_form_that_met_a_busy_database_is_sent_again_from_the_page_as_it_was(cast, chief):
    address = reverse("body_add", args=[cast.association.slug])
    with failing(LOCKED):
        answer = chief.post(address, FACTS | {"once_key": "k" * 22})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Databasen är upptagen" in page
    held = {
        name: unescape(value)
        for name, value in re.findall(r'<textarea name="([^"]+)" hidden>\n([^<]*)</textarea>', page)
    }
    assert held == FACTS
    assert f'action="{address}"' in page
    again = chief.post(address, held | {"once_key": re.search(r'name="once_key" value="([^"]+)"', page)[1]})
    assert again.status_code == 302
    assert cast.association.bodies.filter(name=FACTS["name"]).count() == 1


def test_a_form_with_a_file_is_sent_again_from_where_it_was_filled_in(cast, chief):
    file = SimpleUploadedFile("a.txt", b"a")
    with failing(LOCKED):
        page = chief.post(
            reverse("body_add", args=[cast.association.slug]), FACTS | {"file": file}
        ).content.decode()
    assert "Gå tillbaka och skicka formuläret igen." in page
    assert "<form" not in page


def test_a_database_that_went_away_leaves_in_doubt_whether_it_was_done(cast, chief):
    with failing(GONE):
        answer = chief.post(reverse("body_add", args=[cast.association.slug]), FACTS)
    assert answer.status_code == 503
    assert "Det är osäkert om det du skickade hann sparas." in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_any_other_fault_is_still_a_fault(cast, chief):
    with failing(caused(sqlite3.OperationalError("no such table: x"))):
        assert chief.post(reverse("body_add", args=[cast.association.slug]), FACTS).status_code == 500


@pytest.mark.django_db(transaction=True)
def test_who_writes_while_another_holds_the_database_is_told_so_and_saves_the_same_later():
    """A real lock, held longer than one waits."""
    cast = make_cast()
    client = client_of(cast.chief)
    client.raise_request_exception = False
    meeting = make_meeting(body=cast.board)
    paragraph = make_paragraph(meeting=meeting)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    address = reverse("paragraph_save", args=[cast.association.slug, paragraph.pk])
    facts = {
        "base_version": "0",
        "save_key": "s" * 32,
        "text": "<p>Skrivet i trängsel.</p>",
        "text_format": "html",
    }
    holder = _hold_everything()
    try:
        answer = client.post(address, facts, headers={"accept": "application/json"})
    finally:
        holder.close()
    assert (answer.status_code, answer.json()["message"]) == (503, "Databasen är upptagen. Försök igen.")
    answer = client.post(address, facts, headers={"accept": "application/json"})
    paragraph.refresh_from_db()
    assert answer.status_code == 200
    assert "Skrivet i trängsel." in paragraph.text.html


def _hold_everything():
    """Take the lock that the next writing needs, in a connection of one's own, and let ours wait but a moment for it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=50")
        holder = sqlite3.connect(connection.settings_dict["NAME"])
        holder.execute("BEGIN IMMEDIATE")
        return holder
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout='50ms'")
    holder = psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None, "context": None})
    holder.execute("LOCK TABLE board_meeting IN ACCESS EXCLUSIVE MODE")
    return holder
