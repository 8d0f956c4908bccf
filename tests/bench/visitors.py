"""Visitors by way of the network: what they ask, how long they waited, and that they ask again when nobody answered."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PATIENCE = 60  # seconds for one answer
AGAIN_AFTER = 0.5  # seconds, as the browser's own script does at first
TOKEN = "a" * 32  # of our own making: the cookie and the field need only be the same
LED_ON, BUSY = (302, 303), 503


class BusyError(ConnectionError):
    """Nothing was saved this time, and one was told so."""


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds, tries in vain among them."""

    what: str
    status: int
    body: bytes
    address: str
    seconds: float
    tries: int


@dataclass
class Visitor:
    """One person's browser: one connection, kept while it lasts, to a server on this machine."""

    port: int
    session: str = ""
    cookie_name: str = "sessionid"
    answers: list[Answer] = field(default_factory=list)
    _connected: http.client.HTTPConnection | None = None

    def ask(
        self, what: str, path: str, fields: dict[str, Any] | None = None, *, wants_json: bool = False
    ) -> Answer:
        """Ask once, and give the answer; OSError or HTTPException when none came."""
        began = time.monotonic()
        status, body, address = self._send(path, fields, wants_json=wants_json)
        return self._noted(Answer(what, status, body, address, time.monotonic() - began, 1))

    def insist(
        self, what: str, path: str, fields: dict[str, Any] | None = None, *, wants_json: bool = False
    ) -> Answer:
        """Ask the same until somebody answers and is not busy, no longer than one's patience."""
        began, tries = time.monotonic(), 0
        while True:
            tries += 1
            is_late = time.monotonic() - began > PATIENCE
            try:
                status, body, address = self._send(path, fields, wants_json=wants_json)
            except (OSError, http.client.HTTPException):
                if is_late:
                    raise
            else:
                if status != BUSY or is_late:
                    return self._noted(Answer(what, status, body, address, time.monotonic() - began, tries))
            time.sleep(AGAIN_AFTER)

    def leave(self) -> None:
        """Close the connection."""
        if self._connected:
            self._connected.close()
            self._connected = None

    def _noted(self, answer: Answer) -> Answer:
        self.answers.append(answer)
        return answer

    def _send(self, path: str, fields: dict[str, Any] | None, *, wants_json: bool) -> tuple[int, bytes, str]:
        self._connected = connected = self._connected or http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE
        )
        headers = {
            "Cookie": f"csrftoken={TOKEN}; {self.cookie_name}={self.session}"
            if self.session
            else f"csrftoken={TOKEN}"
        }
        if wants_json:
            headers["Accept"] = "application/json"
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        try:
            connected.request(
                "GET" if fields is None else "POST", path, urlencode(fields) if fields else None, headers
            )
            answer = connected.getresponse()
            return answer.status, answer.read(), answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            self.leave()
            raise


@dataclass
class Writer:
    """One of those who write in a meeting; she remembers every saving that the server said it had."""

    name: str
    visitor: Visitor
    own: str
    shared: str
    answered: list[str] = field(default_factory=list)
    answered_rows: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _versions: dict[str, str] = field(default_factory=dict)
    _turn: int = 0

    def write(self, *, insists: bool) -> None:
        """Save one's own text and then one's row in the shared one; OSError or HTTPException when it was not answered."""
        self._turn += 1
        text = f"<p>{self.name} skriver {self._turn}.</p>"
        self._save(self.own, {"text": text, "text_format": "html"}, insists=insists)
        self.answered.append(text)
        row = {
            "decisions-0-key": self.name,
            "decisions-0-text": f"{self.name} {self._turn}",
            "decisions-TOTAL_FORMS": 1,
        }
        self._save(self.shared, row, insists=insists)
        self.answered_rows.append(self._turn)

    def _save(self, path: str, fields: dict[str, Any], *, insists: bool) -> None:
        send = self.visitor.insist if insists else self.visitor.ask
        parcel = {"base_version": self._versions.get(path, "0"), "save_key": uuid.uuid4().hex, **fields}
        answer = send("Sparat", path, parcel, wants_json=True)
        if answer.status == BUSY:
            raise BusyError
        if answer.status != 200:
            self.refused.append(f"{answer.status}: {answer.body[:200]!r}")
            raise ConnectionError(answer.status)
        self._versions[path] = str(json.loads(answer.body)["version"])


@dataclass
class Printer:
    """One who asks for a document, waits at the page of its work, and opens the file."""

    visitor: Visitor
    path: str
    asked: list[int] = field(default_factory=list)

    def take(self, enough: threading.Event) -> None:
        """Order it and look each second until it is there."""
        ordered = self.visitor.insist("Beställd utskrift", self.path, {"on": ""})
        if ordered.status not in LED_ON:
            return
        page = ordered.address
        self.asked.append(int(page.rstrip("/").rpartition("/")[2]))
        while not enough.wait(1):
            if self.visitor.insist("Öppnad utskrift", f"{page}fil/").status == 200:
                return
            self.visitor.insist("Sida om utskriften", page)
