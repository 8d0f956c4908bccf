"""The web server: silent and slow visitors, and requests under way when it is restarted, do nobody any harm."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from finsam.web.serving import LARGEST_HEAD, LARGEST_HELD, is_whole

PATIENCE = 30  # seconds; a server whose two threads waited for fifty silent visitors would need minutes


class Server:
    """gunicorn with the program's own settings but two threads in all, and the smallest program behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:finsam.gunicorn_conf", "tests.tools.plain_app"],
            env=os.environ | {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1", "WEB_THREADS": "2", "PLAIN_APP_FOLDER": str(folder)},
            cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.connect().close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(self.process.stderr.read().decode())

    def connect(self, sends: bytes = b"") -> socket.socket:
        """A visitor who sends so much and no more."""
        found = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        found.sendall(sends)
        return found

    def ask(self, path: str = "/", body: bytes | None = None) -> str:
        """One whole request; gives the answer."""
        page = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            page.request("POST" if body else "GET", path, body=body)
            answer = page.getresponse()
            return f"{answer.status} {answer.read().decode()}"
        finally:
            page.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    (tmp_path / "go").touch()
    server.process.kill()
    server.process.wait()
    server.process.stderr.close()


@pytest.fixture
def visitors() -> Iterator[list[socket.socket]]:
    visitors: list[socket.socket] = []
    yield visitors
    for each in visitors:
        each.close()


@pytest.mark.parametrize(
    "sends",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: finsam\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: finsam\r\nContent-Length: 1000\r\n\r\nabc",
    ],
    ids=["nothing", "half a line", "half a head", "half a form"],
)
def test_fifty_visitors_who_send_too_little_keep_nobody_waiting(server, visitors, sends):
    visitors += [server.connect(sends) for _ in range(50)]
    assert [server.ask() for _ in range(3)] == ["200 0 bytes"] * 3


def test_what_comes_in_pieces_is_answered_whole(server, visitors):
    visitors.append(visitor := server.connect(b"POST / HTTP/1.1\r\nHost: finsam\r\nContent-Le"))
    for piece in (b"ngth: 5\r\nConnection: close\r\n", b"\r\nab", b"cde"):
        time.sleep(0.05)
        visitor.sendall(piece)
    assert b"5 bytes" in visitor.makefile("rb").read()


def test_a_visitor_asks_again_on_the_same_connection(server):
    page = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        for body in (b"a", b"ab", b"abc"):
            page.request("POST", "/", body=body)
            assert page.getresponse().read() == f"{len(body)} bytes".encode()
            kept = page.sock
        assert kept is not None
    finally:
        page.close()


def test_a_file_larger_than_what_is_held_comes_in_whole(server):
    size = 3 * LARGEST_HELD
    assert server.ask(body=b"x" * size) == f"200 {size} bytes"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP], ids=["stop", "reload"])
def test_a_request_under_way_when_the_server_is_told_to_stop_is_answered(server, visitors, sign):
    visitors += [server.connect() for _ in range(10)]
    answers: list[str] = []
    under_way = threading.Thread(target=lambda: answers.append(server.ask("/wait")))
    under_way.start()
    until = time.monotonic() + PATIENCE
    while not (server.folder / "begun").exists() and time.monotonic() < until:
        time.sleep(0.01)
    server.process.send_signal(sign)
    time.sleep(0.2)
    (server.folder / "go").touch()
    under_way.join(PATIENCE)
    assert answers == ["200 0 bytes"]
    if sign == signal.SIGHUP:
        assert server.ask() == "200 0 bytes"
    else:
        assert server.process.wait(PATIENCE) == 0


def test_nobody_waits_while_the_program_is_read_anew_twice(server):
    old = server.ask("/who")
    (server.folder / "slow").write_text("3")
    asked: list[tuple[str, float]] = []

    def ask_until(is_enough: Callable[[], bool], seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not is_enough():
            began = time.monotonic()
            asked.append((server.ask("/who"), time.monotonic() - began))

    for _ in range(2):
        server.process.send_signal(signal.SIGHUP)
        ask_until(lambda: False, 1.5)  # told the second time before the first has been read
    ask_until(lambda: old not in {who for who, _ in asked[-50:]}, 4 * PATIENCE)
    assert max(seconds for _, seconds in asked) < 2
    assert asked[0][0] == old
    assert old not in {who for who, _ in asked[-50:]}


@pytest.mark.parametrize(
    ("came", "whole"),
    [
        (b"", False),
        (b"GET / HTTP/1.1\r\n", False),
        (b"GET / HTTP/1.1\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\ncontent-length:  3\r\n\r\nab", False),
        (b"POST / HTTP/1.1\r\nCONTENT-LENGTH: 3\r\n\r\nabc", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n" + b"x" * LARGEST_HELD, True),
        (b"x" * LARGEST_HEAD, True),
    ],
)
def test_a_request_is_whole_when_no_thread_would_wait_for_the_rest(came, whole):
    assert is_whole(came) is whole
