"""The smallest program that a web server can serve: "/wait" answers when a file named by the environment is there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say how many bytes were sent here, at once or when told to."""
    size = len(environ["wsgi.input"].read())
    if environ["PATH_INFO"] == "/wait":
        folder = Path(os.environ["PLAIN_APP_FOLDER"])
        (folder / "begun").touch()
        while not (folder / "go").exists():
            time.sleep(0.01)
    answer = f"{size} bytes".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(answer)))])
    return [answer]
