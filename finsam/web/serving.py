"""How the web process takes its visitors: nobody holds a thread before her request has come in whole, and somebody always
takes it, also while the processes are exchanged for new ones.
"""

from __future__ import annotations

import os
import re
import signal
import time
from functools import partial
from selectors import EVENT_READ
from socket import socket
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import TConn, ThreadWorker

WHOLE_WITHIN = (
    30  # seconds from the first to the last byte of a request, and how long a silent connection may wait
)
STALLED_AFTER = 30  # seconds without a byte in either direction once a thread has taken the request
LARGEST_HEAD = 64 * 1024  # bytes; the parser refuses such a one
LARGEST_HELD = 1024 * 1024  # bytes; the rest of a larger body is read by the thread, with STALLED_AFTER
A_READ = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
_IN_PIECES = re.compile(rb"\r\n(?:transfer-encoding|expect):", re.IGNORECASE)


def is_whole(came: bytes | bytearray) -> bool:
    """Whether so much of a request has come that a thread can answer it without waiting for its sender."""
    end = came.find(b"\r\n\r\n")
    if end < 0:
        return len(came) >= LARGEST_HEAD
    head = bytes(came[: end + 2])
    if _IN_PIECES.search(head):  # its length is not known, or the sender waits for a word from us
        return True
    length = int(found[1]) if (found := _LENGTH.search(head)) else 0
    return len(came) >= min(end + 4 + length, LARGEST_HELD)


class PatientConnection(TConn):
    """A connection that remembers what came before a thread took it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.came = bytearray()
        self.data_ready = True  # a thread that has it need not look

    def init(self) -> None:
        """Give the parser what has come; what is still to come may not keep the thread for ever."""
        super().init()
        self.sock.settimeout(STALLED_AFTER)
        came, self.came = bytes(self.came), bytearray()
        if came:
            self.parser.unreader.unread(came)


class PatientWorker(ThreadWorker):
    """gunicorn's threads, which silent and slow visitors do not reach: those wait in the poller, which holds hundreds."""

    def run(self) -> None:
        """Say that the program is read and visitors can be taken, and take them."""
        os.ftruncate(self.tmp.fileno(), 1)
        super().run()

    def accept(self, listener: socket) -> None:
        """Take a new visitor, and wait for what she wants."""
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        self._await(PatientConnection(self.cfg, sock, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: PatientConnection, client: socket) -> None:
        """Wait for the next request of a visitor who has had an answer."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn)

    def on_pending_socket_readable(self, conn: PatientConnection, client: socket) -> None:
        """Read what has come, and give a thread the request when it is whole."""
        try:
            data = client.recv(A_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        conn.came += data
        if data and not is_whole(conn.came):
            return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        if data:
            self.enqueue_req(conn)
        else:  # she left
            self.nr_conns -= 1
            conn.close()

    def _await(self, conn: PatientConnection) -> None:
        conn.sock.settimeout(0)
        conn.timeout = time.monotonic() + WHOLE_WITHIN
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _cap_keepalive(self, deadline: float) -> None:
        """Let a worker that stops wait for those who are silent no longer than for those who may be sending again."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)


class PatientArbiter(Arbiter):
    """gunicorn's master, which at SIGHUP lets the old processes work until the new ones have read the program."""

    def manage_workers(self) -> None:
        """Start what is missing, and stop the oldest that are too many as soon as those who stay can take visitors."""
        newest_first = sorted(self.WORKERS.items(), key=lambda each: each[1].age, reverse=True)
        staying, leaving = newest_first[: self.num_workers], newest_first[self.num_workers :]
        if not leaving or all(_is_ready(worker) for _, worker in staying):
            super().manage_workers()
            return
        for pid, worker in leaving:
            if not _is_ready(worker):  # told to read the program again before it had read it once
                self.kill_worker(pid, signal.SIGTERM)


def _is_ready(worker: Worker) -> bool:
    return os.fstat(worker.tmp.fileno()).st_size > 0


def exchange_patiently(arbiter: Arbiter) -> None:
    """Let a master that has begun go on as ours; gunicorn names no other place for one's own."""
    arbiter.__class__ = PatientArbiter
