"""`make run` gets a machine ready in one process, and keeps web and worker going."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from finsam.management.commands import make_ready
from finsam.web.waiting_room import WaitingRoom

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 240  # seconds; the machine may be busy


class Served:
    """`make run` as a process whose words are kept."""

    def __init__(self, folder: Path, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = port = free.getsockname()[1]
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, ".ci/serve"],
            cwd=ROOT,
            env=os.environ
            | {"PORT": str(port), "FINSAM_DEMO": "false", "WEB_CONCURRENCY": "1", "FINSAM_TODAY": ""}
            | {"DATABASE_URL": f"sqlite:///{folder / 'run.sqlite3'}", "FILES_DIR": str(folder / "files")}
            | {"TASKS_BACKEND": "django_tasks_db.DatabaseBackend"}  # the tests' own has nothing for a worker
            | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        self.said.extend(iter(self.process.stdout.readline, ""))

    def hears(self, pattern: str) -> str:
        """Wait until a line says something, and give it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := next((line for line in list(self.said) if re.search(pattern, line)), None):
                return found
            time.sleep(0.1)
        raise AssertionError(f"Nothing said {pattern!r}:\n{''.join(self.said)}")

    def child(self, command: str) -> int:
        """Wait for the process that runs a command, and give its id."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
            for pid in map(int, listed.split()):
                if command in Path(f"/proc/{pid}/cmdline").read_bytes().decode():
                    return pid
            time.sleep(0.1)
        raise AssertionError(f"No {command}:\n{''.join(self.said)}")

    def ends(self) -> int:
        """Wait for its end and give its code."""
        code = self.process.wait(timeout=PATIENCE)
        self._listener.join()
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    template = next((ROOT / "build").glob("test-template-*.sqlite3"), None)
    if template:  # what an earlier run has migrated; the rest is migrated here
        shutil.copy(template, tmp_path / "run.sqlite3")
    one = Served(tmp_path)
    yield one
    one.process.send_signal(signal.SIGINT)
    assert one.ends() == 0, "".join(one.said)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the processes")
def test_web_and_worker_that_are_killed_are_started_again_and_it_is_said(served: Served) -> None:
    assert served.hears("answers, and says how far") == served.said[0]
    served.hears("finsam is at")
    worker = served.child("db_worker")
    os.kill(worker, signal.SIGKILL)
    assert served.hears("Arbetaren stannade") == "Arbetaren stannade (signal 9) och startas igen.\n"
    assert served.child("db_worker") != worker
    web = served.child("gunicorn")
    os.kill(web, signal.SIGKILL)
    assert asked(served.port, "GET", "/")[0] == 200  # who comes meanwhile waits, and is answered
    assert served.hears("Webben stannade") == "Webben stannade (signal 9) och startas igen.\n"
    assert served.child("gunicorn") != web


def test_the_port_answers_at_once_with_a_page_that_lists_the_steps() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        room = WaitingRoom(listener)
        room.open()
        try:
            room.steps += ["Databasen flyttas hit.\n", "  Sammanträdet <den 22 oktober> är hållet.\n"]
            status, headers, page = asked(port, "GET", "/")
            assert (status, headers["Cache-Control"]) == (200, "no-store")
            assert "<li>Databasen flyttas hit.</li>" in page
            assert '<li aria-current="step">Sammanträdet &lt;den 22 oktober&gt; är hållet.</li>' in page
            assert '<meta http-equiv="refresh"' in page
            for method, path in (
                ("GET", "/halsa/"),
                ("GET", "/exempelbygden/"),
                ("POST", "/"),
                ("HEAD", "/x"),
            ):
                status, headers, _ = asked(port, method, path)
                assert (status, headers["Retry-After"]) == (503, "3"), path
        finally:
            room.close()
        with socket.create_connection(("127.0.0.1", port)):  # the port is still held for the program
            pass


def asked(port: int, method: str, path: str) -> tuple[int, Message, str]:
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        page.request(method, path)
        answer = page.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        page.close()


@pytest.mark.django_db
def test_every_step_is_said_and_what_stops_one_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(make_ready, "migrate", refuse)
    with pytest.raises(CommandError) as refused:
        call_command("make_ready")
    assert capsys.readouterr().out == (
        "Inställningar och databas kontrolleras.\nDatabasen flyttas till den här versionen.\n"
    )
    assert str(refused.value) == (
        "Databasen kunde inte flyttas till den här versionen.\nDetta svarade Django: RuntimeError: disk full"
    )


def test_settings_that_cannot_be_read_stop_it_with_their_own_words(tmp_path: Path) -> None:
    one = Served(tmp_path, DATABASE_URL="olle")
    assert "DATABASE_URL går inte att läsa." in one.hears("DATABASE_URL")
    assert one.ends() == 1


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    one = Served(tmp_path, DATABASE_URL="postgresql://finsam:x@127.0.0.1:1/finsam")
    assert one.hears("DATABASE_URL svarar inte") == make_ready.NO_DATABASE + "\n"
    assert one.ends() == 1
