"""Word and Excel files as PDF, by LibreOffice where it is installed: in a process of its own that is ended when it takes too long."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

ENDINGS = frozenset({"docx", "xlsx"})
MOST_SECONDS = 60
PROGRAMS = ("soffice", "libreoffice")


def program() -> str | None:
    """Give where LibreOffice is; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def as_pdf(data: bytes, ending: str, *, seconds: int = MOST_SECONDS) -> bytes | None:
    """Give the file's pages as a PDF; None where LibreOffice is missing, fails or is not done in time."""
    found = program()
    if found is None or ending not in ENDINGS:
        return None
    with tempfile.TemporaryDirectory(prefix="finsam-office-") as folder:
        source = Path(folder) / f"fil.{ending}"
        source.write_bytes(data)
        command = [
            found, f"-env:UserInstallation={(Path(folder) / 'profil').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        made = source.with_suffix(".pdf")
        if not _run(command, folder, seconds) or not made.exists():
            return None
        return made.read_bytes()


def _run(command: list[str], folder: str, seconds: int) -> bool:
    """Run to the end or until the time is out; then all that it started is ended too."""
    environment = {"HOME": folder, "PATH": os.environ.get("PATH", ""), "LANG": "sv_SE.UTF-8"}
    process = subprocess.Popen(  # noqa: S603  our own command; the file's name is ours too
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        logger.warning("LibreOffice was ended after %s s.", seconds)
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
