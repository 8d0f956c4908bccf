"""A PostgreSQL server in a temporary folder, reached by a socket there and gone when the tests end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ACCOUNT = "postgres"  # PostgreSQL refuses to run as root
_NO_DURABILITY = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class TemporaryPostgreSQL:
    """One server for one run of the tests."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start the server and return its DATABASE_URL; a RuntimeError says what is missing."""
        programs = _programs()
        self._folder = Path(
            tempfile.mkdtemp(prefix="finsam-pg-")
        )  # short: a socket's path has at most 107 characters
        data = self._folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self._folder, ACCOUNT, ACCOUNT)
        subprocess.run(
            [*_as_account(), programs / "initdb", "-D", data, "-U", "finsam", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=self._folder,
        )  # fmt: skip
        log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            # The server dies with the tests even when those are killed: it gets SIGQUIT when its parent ends.
            [*_as_account(), "setpriv", "--pdeathsig", "QUIT", programs / "postgres", "-D", data, "-k", self._folder,
             "-c", "listen_addresses=", *_NO_DURABILITY],
            stdout=log, stderr=log, cwd=self._folder,
        )  # fmt: skip
        self._wait(programs)
        return f"postgresql://finsam@/postgres?host={self._folder}"

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.send_signal(subprocess.signal.SIGQUIT)
                self._process.wait(timeout=5)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self, programs: Path) -> None:
        for _ in range(200):
            ready = subprocess.run(
                [programs / "pg_isready", "-q", "-h", str(self._folder)],
                check=False,
                stdout=subprocess.DEVNULL,
            )
            if ready.returncode == 0:
                return
            if self._process and self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {(self._folder / 'log').read_text()}")  # type: ignore[operator]


def _programs() -> Path:
    """The folder of the newest server on the machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise RuntimeError("The tests need a PostgreSQL server: apt-get install postgresql.")


def _as_account() -> list[str]:
    """What to put before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"]
