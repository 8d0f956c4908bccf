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
# What a file may have LibreOffice do: fetch no picture or template from an address, run no macro, and update no link. What
# it would fetch all the same is sent to a proxy that does not exist.
_SETTINGS = {
    "Common/Security/Scripting": {"BlockUntrustedRefererLinks": "true", "DisableMacrosExecution": "true", "MacroSecurityLevel": "3"},
    "Calc/Content/Update": {"Link": "1"},
    "Writer/Content/Update": {"Link": "0"},
}  # fmt: skip
_NO_NETWORK = {
    "ooInetProxyType": "2",
    "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": "1",
    "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": "1",
    "ooInetFTPProxyName": "127.0.0.1", "ooInetFTPProxyPort": "1",
    "ooInetNoProxy": "",
}  # fmt: skip


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
        profile = Path(folder) / "profil"
        _write_settings(profile)
        command = [
            found, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        made = source.with_suffix(".pdf")
        if not _run(command, folder, seconds) or not made.exists():
            return None
        return made.read_bytes()


def _write_settings(profile: Path) -> None:
    """Write the settings of a new user of LibreOffice, who may fetch nothing and run nothing."""
    groups = _SETTINGS | {"Inet/Settings": _NO_NETWORK}
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Inet") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in groups.items()
        for name, value in settings.items()
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


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
