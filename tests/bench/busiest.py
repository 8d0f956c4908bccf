"""A förbund's busiest minutes over the network of this machine: `python -m tests.bench.busiest`, by way of `make bench`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from tests.bench.load import Load

LONGEST = 600  # seconds
SHORTEST_JUDGED = 60  # seconds; in less than that the seconds without a web weigh too much
READY_WITHIN, DONE_WITHIN = 120, 120  # seconds


def main() -> None:
    """Let everyone come, and leave with what was lost, refused or slow."""
    seconds = min(int(os.environ.get("LOAD_SECONDS") or 120), LONGEST)
    django.setup()
    # The models exist only now.
    from tests.bench import load as loads  # noqa: PLC0415
    from tests.bench.measures import make_scene  # noqa: PLC0415

    if not settings.DEMO or str(connection.settings_dict["NAME"]) == str(settings.VAR_DIR / "finsam.sqlite3"):
        raise SystemExit("Belastningen skriver i databasen och vill ha en tillfällig. Kör make bench.")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    load = loads.make_load(make_scene("exempelbygden"), port)
    _say(
        f"{loads.WRITERS} skriver, {loads.READERS} läser och {loads.PRINTERS} skriver ut i {seconds} sekunder."
    )
    served = Served(port)
    try:
        served.wait_until_ready()
        _let_in(load, served, seconds)
        until = time.monotonic() + DONE_WITHIN
        while loads.unfinished(load) and time.monotonic() < until:
            time.sleep(1)
    finally:
        served.stop()
    for line in loads.table(load):
        _say(line)
    if found := list(loads.faults(load, judges_time=seconds >= SHORTEST_JUDGED)):
        raise SystemExit(" ".join(found))
    _say("Inget som sparades är borta, och varje beställt dokument är klart.")


def _let_in(load: Load, served: Served, seconds: int) -> None:
    """Let everyone in, kill the worker after a third of the time and the web after a half."""
    from tests.bench import load as loads  # noqa: PLC0415

    enough = threading.Event()
    began = time.monotonic()
    threads = loads.start(load, enough)
    for share, command, name in ((1 / 3, "db_worker", "Arbetaren"), (1 / 2, "gunicorn", "Webben")):
        time.sleep(max(0.0, began + seconds * share - time.monotonic()))
        os.kill(served.child(command), signal.SIGKILL)
        _say(f"{name} dödades efter {time.monotonic() - began:.0f} s.")
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    enough.set()
    until = time.monotonic() + loads.PATIENCE
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


class Served:
    """`make run`'s own server on the database of this process."""

    def __init__(self, port: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(settings.BASE_DIR) / ".ci" / "serve")],
            env=os.environ | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        """Wait until it says where it is, and go on listening so that it can go on talking."""
        until = time.monotonic() + READY_WITHIN
        for line in self.process.stdout or ():
            if "finsam is at" in line:
                threading.Thread(target=lambda: list(self.process.stdout or ()), daemon=True).start()
                return
            if time.monotonic() > until:
                break
        raise SystemExit("Servern startade inte.")

    def child(self, command: str) -> int:
        """Give the process of the web or the worker."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        for pid in map(int, listed.split()):
            if command in Path(f"/proc/{pid}/cmdline").read_bytes().decode():
                return pid
        raise SystemExit(f"Servern har ingen {command} just nu.")

    def stop(self) -> None:
        """Stop web and worker in order."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=90)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
