"""What `make run` answers until the program can: how far its steps have come. Reads no package, so that it is there at once."""

from __future__ import annotations

import html
import socket
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LOOK_AGAIN = 3  # seconds
STALLED_AFTER = 10  # seconds without a byte from a visitor

_PAGE = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{again}">
<title>finsam startar</title>
<style>
body {{ margin: 0; background: #f6f5f1; color: #1b2026; font: 1.125rem/1.5 "Source Sans 3", system-ui, sans-serif; }}
main {{ max-width: 34rem; margin: 0 auto; padding: 3rem 1.5rem; }}
svg {{ width: 2.5rem; display: block; }}
h1 {{ font-size: 1.875rem; line-height: 1.2; margin: 1rem 0 .75rem; }}
ol {{ list-style: none; margin: 1.5rem 0; padding: 1rem 1.25rem; background: #fff; border: 1px solid #dcd9d2; border-radius: 6px; }}
li {{ padding: .2rem 0 .2rem 1.75rem; text-indent: -1.75rem; color: #545b64; overflow-wrap: anywhere; }}
li::before {{ content: "\\2713"; display: inline-block; width: 1.75rem; text-indent: 0; color: #22683a; }}
li[aria-current] {{ color: #1b2026; font-weight: 600; }}
li[aria-current]::before {{ content: "\\2192"; color: #1f4b8e; }}
p.meta {{ color: #545b64; font-size: 1rem; }}
a {{ color: #1f4b8e; }}
</style>
</head>
<body>
<main>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="6" fill="#1f4b8e"/>
<g fill="none" stroke="#fff" stroke-width="3"><circle cx="12.5" cy="16" r="6.5"/><circle cx="19.5" cy="16" r="6.5"/></g></svg>
<h1>finsam startar</h1>
<p>Första gången görs databasen och demon läses in. Det tar ungefär en minut.</p>
<ol>
{steps}
</ol>
<p class="meta">{seconds} sekunder hittills. Sidan läser om sig själv och visar finsam när allt är klart.
<a href="">Läs om nu</a></p>
</main>
</body>
</html>
"""


class WaitingRoom:
    """Answers on a socket that listens, from when it is opened until it is closed; the socket goes on listening."""

    def __init__(self, listener: socket.socket) -> None:
        self.steps: list[str] = []
        self._began = time.monotonic()
        self._server = ThreadingHTTPServer(("", 0), self._answerer(), bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.socket.close()
        self._server.socket = listener.dup()
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.1], daemon=True)

    def open(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Answer no more; who comes now waits for the program."""
        self._server.shutdown()
        self._server.socket.close()

    def page(self) -> str:
        """Give the page as it is now: what has been done, and what is being done."""
        *done, now = self.steps or ["Programmet läses."]
        steps = [f"<li>{html.escape(each.strip())}</li>" for each in done]
        steps.append(f'<li aria-current="step">{html.escape(now.strip())}</li>')
        seconds = int(time.monotonic() - self._began)
        return _PAGE.format(again=LOOK_AGAIN, steps="\n".join(steps), seconds=seconds)

    def _answerer(self) -> type[BaseHTTPRequestHandler]:
        """Give the class that answers: the front page says how far it has come, all else is not there yet."""
        room = self

        class Answerer(BaseHTTPRequestHandler):
            timeout = STALLED_AFTER

            def do_GET(self) -> None:
                self._answer(HTTPStatus.OK if self.path == "/" else HTTPStatus.SERVICE_UNAVAILABLE)

            def do_HEAD(self) -> None:
                self.do_GET()

            def do_POST(self) -> None:
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE)

            def _answer(self, status: HTTPStatus) -> None:
                body = room.page().encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                if status != HTTPStatus.OK:
                    self.send_header("Retry-After", str(LOOK_AGAIN))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                """Say nothing: the terminal has the steps."""

        return Answerer
