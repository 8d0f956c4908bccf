"""The smallest program that a web server can serve. In the folder that the environment names, a file "go" lets "/wait" answer,
and a file "slow" holds how many seconds it takes to read this program.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["PLAIN_APP_FOLDER"])
if (FOLDER / "slow").exists():
    time.sleep(float((FOLDER / "slow").read_text()))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say how many bytes were sent here, at once or when told to."""
    size = len(environ["wsgi.input"].read())
    if environ["PATH_INFO"] == "/wait":
        (FOLDER / "begun").touch()
        while not (FOLDER / "go").exists():
            time.sleep(0.01)
    answer = f"{os.getpid()}".encode() if environ["PATH_INFO"] == "/who" else f"{size} bytes".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(answer)))])
    return [answer]
