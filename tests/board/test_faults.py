"""What happens when the server dies in the middle of a meeting, and when many take up ärenden at once."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from board.actions import session as acts
from board.actions.writing import save_paragraph
from board.models import Decision, Meeting, NumberSeries, Paragraph
from finsam.models import TextVersion
from finsam.states import AppointmentRole
from tests.bench.visitors import BusyError, Visitor, Writer
from tests.cast import Cast, make_cast
from tests.factories import appoint, make_meeting, make_paragraph, make_person

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 20
ANSWERS_BEFORE_DEATH = 80
PATIENCE = 60


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()


@dataclass
class Server:
    """A gunicorn of our own on the test's database."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """Take away the master and its workers at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(cast: Cast, tmp_path: Path) -> Iterator[Server]:
    """The server as it runs in earnest: four workers and a database on disk."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": _database_url(), "FINSAM_DEMO": "true", "FINSAM_TODAY": "2022-03-25", "SECURE": "false",
        "SECRET_KEY": settings.SECRET_KEY, "TASKS_BACKEND": "django_tasks.backends.dummy.DummyBackend",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:finsam.gunicorn_conf",
        "finsam.wsgi",
        "-b",
        f"127.0.0.1:{port}",
        "-w",
        "4",
        "--preload",
        "--log-level",
        "warning",
    ]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    started = Server(process, port)
    _wait(started, tmp_path / "log")
    yield started
    if process.poll() is None:
        started.kill()


def _database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    base = os.environ["DATABASE_URL"]
    head, _, query = base.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{query}"


def _wait(server: Server, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start: {log.read_text()}")


def _write_on(writer: Writer, enough: threading.Event) -> None:
    """Save, and save again, until the server is gone."""
    turn = 0
    while not enough.is_set() or turn < 10_000:
        turn += 1
        try:
            writer.write(insists=False)
        except BusyError:  # she was told that it was not saved, and writes on
            continue
        except (OSError, http.client.HTTPException):
            return


def _writers(cast: Cast, meeting: Meeting, shared: Paragraph, port: int) -> list[Writer]:
    writers = []
    for number in range(WRITERS):
        person = make_person(association=cast.association, name=f"Skrivare {number}")
        appoint(person, cast.office, role=AppointmentRole.OFFICER)
        client = Client()
        client.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        own = make_paragraph(meeting=meeting, heading=f"Ärende {number}")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        paths = [f"/exempel/paragrafer/{each.pk}/spara/" for each in (own, shared)]
        visitor = Visitor(port, session, settings.SESSION_COOKIE_NAME)
        writers.append(Writer(f"skrivare{number}", visitor, *paths))
    return writers


def test_every_save_that_was_answered_is_there_after_the_server_was_killed(cast, server):
    meeting = make_meeting(body=cast.board)
    shared = make_paragraph(meeting=meeting, heading="Gemensamt")
    acts.open_meeting(meeting=meeting, by=cast.chief)
    writers = _writers(cast, meeting, shared, server.port)
    enough = threading.Event()
    threads = [threading.Thread(target=_write_on, args=[writer, enough]) for writer in writers]
    for thread in threads:
        thread.start()
    until = time.monotonic() + PATIENCE
    while sum(len(writer.answered) for writer in writers) < ANSWERS_BEFORE_DEATH and time.monotonic() < until:
        time.sleep(0.02)
    enough.set()
    server.kill()
    for thread in threads:
        thread.join(PATIENCE)
    answered = {(writer.own, text) for writer in writers for text in writer.answered}
    there = {
        (f"/exempel/paragrafer/{paragraph}/spara/", text)
        for paragraph, text in TextVersion.objects.values_list("text__paragraph", "html")
    }
    rows = {row.row_key: int(row.text.split()[1]) for row in Decision.objects.filter(paragraph=shared)}
    assert [writer.refused for writer in writers if writer.refused] == []
    assert len(answered) >= ANSWERS_BEFORE_DEATH
    assert answered - there == set()
    assert [w.name for w in writers if w.answered_rows and rows[w.name] < w.answered_rows[-1]] == []
    assert _torn() == []


def _torn() -> list[int]:
    """Texts whose newest version is not what stands there: there must be none."""
    rows = Paragraph.objects.select_related("text").prefetch_related("text__versions")
    return [row.pk for row in rows if row.text.version and row.text.versions.first().html != row.text.html]


def test_many_who_take_up_at_once_get_numbers_without_gap_or_double(cast):
    meetings = [make_meeting(body=cast.board), make_meeting(body=cast.board, starts_at="13:00")]
    for meeting in meetings:
        for _ in range(12):
            make_paragraph(meeting=meeting)
        acts.open_meeting(meeting=meeting, by=cast.chief)
    waiting = [
        row for pair in zip(*(list(m.paragraphs.all()) for m in meetings), strict=True) for row in pair
    ]

    def take_up(paragraph: Paragraph) -> None:
        try:
            acts.take_up(paragraph=paragraph, by=cast.chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take_up, [*waiting, *waiting]))
    given = sorted(Paragraph.objects.values_list("number", flat=True))
    assert (given, NumberSeries.objects.get(body=cast.board).last) == (list(range(1, 25)), 24)


def test_many_who_write_in_one_paragraph_at_once_are_all_there(cast):
    meeting = make_meeting(body=cast.board)
    paragraph = make_paragraph(meeting=meeting)
    acts.open_meeting(meeting=meeting, by=cast.chief)

    def write(number: int) -> None:
        try:
            save_paragraph(
                paragraph=paragraph,
                fields={f"decision:k{number}:text": f"besluta {number}"},
                base_version="0",
                by=cast.chief,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(16)))
    assert {row.text for row in paragraph.decisions.all()} == {f"besluta {number}" for number in range(16)}
