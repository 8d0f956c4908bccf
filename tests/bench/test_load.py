"""Who visits under load asks again as a browser does, and all that she waited is counted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.bench import visitors
from tests.bench.load import percentile
from tests.bench.visitors import Answer, BusyError, Visitor, Writer


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that goes away at the first request, is busy at the second, and answers the third."""
    monkeypatch.setattr(visitors, "AGAIN_AFTER", 0.01)
    moods = iter(["away", "busy"])

    class Answerer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mood = next(moods, "well")
            if mood == "away":
                self.close_connection = True
                return
            self.send_response(503 if mood == "busy" else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answerer) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_who_insists_asks_until_somebody_answers_who_is_not_busy(port):
    answer = Visitor(port).insist("Läst sida", "/")
    assert (answer.status, answer.tries) == (200, 3)


def test_who_asks_once_hears_that_nobody_answered_or_that_one_is_busy(port):
    writer = Writer("a", Visitor(port), "/a/", "/b/")
    with pytest.raises(ConnectionError):
        writer.write(insists=False)
    with pytest.raises(BusyError):
        writer.write(insists=False)
    assert (writer.answered, writer.refused) == ([], [])


@pytest.mark.parametrize(
    ("seconds", "found"), [([], 0), ([3], 3000), ([1] * 19 + [9], 1000), ([1] * 18 + [9, 9], 9000)]
)
def test_nineteen_of_twenty_waited_no_longer(seconds, found):
    assert percentile([Answer("Sparat", 200, b"", "", each, 1) for each in seconds]) == found
