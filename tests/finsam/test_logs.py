"""What went wrong leaves a trace: a line with a number that the page shows too, and nothing about anyone."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from finsam.monitoring.logs import JsonLines, MailToAdmins
from finsam.views import people
from tests.cast import client_of


@pytest.fixture
def lines():
    """A function that gives what has been logged so far, read again from the text."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in text.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def broken(monkeypatch):
    """A page that meets a real fault, whose words tell of someone."""

    def fail(*arguments, **facts):
        raise ValueError("Solveig Åström, solveig@example.se, 19121212-1212")

    monkeypatch.setattr(people, "render", fail)


def ask(person, name, *arguments, **query):
    client = client_of(person)
    client.raise_request_exception = False
    return client.get(reverse(name, args=[person.association.slug, *arguments]), query)


def test_a_fault_is_found_in_the_log_by_the_number_on_the_page(cast, lines, broken):
    answer = ask(cast.chief, "person_detail", cast.chair.pk, q="Solveig")
    [told] = [line for line in lines() if line["level"] == "error"]
    assert answer.status_code == 500
    assert told["request"] == answer.headers["X-Request-ID"]
    assert f"<strong>{told['request']}</strong>" in answer.content.decode()
    assert (told["fault"], told["message"].split(": ")[0]) == ("ValueError", "Internal Server Error")
    assert any(place.startswith("finsam/views/people.py:") for place in told["trace"])


def test_each_request_is_one_line_with_ids_seconds_and_queries(cast, lines, broken):
    ask(cast.chief, "person_detail", cast.chair.pk)
    ask(cast.chief, "member_list")
    told = [line for line in lines() if line["logger"] == "finsam.requests"]
    assert [(line["message"], line["status"]) for line in told] == [
        ("GET /<slug:slug>/forbundet/personer/<key:pk>/", 500),
        ("GET /<slug:slug>/forbundet/medlemmar/", 200),
    ]
    for line in told:
        assert (line["association"], line["person"]) == (cast.association.pk, cast.chief.pk)
        assert line["queries"] > 0
        assert line["seconds"] >= 0
    assert told[0]["request"] != told[1]["request"]


def test_the_log_tells_nothing_about_anyone(cast, lines, broken):
    ask(cast.chief, "person_detail", cast.chair.pk, q="Solveig")
    ask(cast.chief, "people_list", q="Solveig")
    Client().get(reverse("call_answer", args=["hemlig-lapp"]))
    Client(enforce_csrf_checks=True).post(reverse("posting_confirm", args=["hemlig-lapp"]))
    logging.getLogger("finsam").warning("Till %s, 191212121212", "solveig@example.se")
    told = json.dumps(lines(), ensure_ascii=False)
    assert [word for word in ("Solveig", "solveig", "1212", "hemlig-lapp", cast.association.slug + "/") if word in told] == []  # fmt: skip


def test_what_goes_wrong_is_mailed_to_those_who_asked_for_it_and_once(settings, broken, cast, monkeypatch):
    settings.ADMINS = [("", "drift@example.se")]
    [handler] = [each for each in logging.getLogger().handlers if isinstance(each, MailToAdmins)]
    monkeypatch.setattr(handler, "_last", float("-inf"))
    for _ in range(3):
        ask(cast.chief, "person_detail", cast.chair.pk)
    [letter] = mail.outbox
    assert letter.to == ["drift@example.se"]
    assert "ValueError" in letter.body
    assert "Solveig" not in letter.body


def test_every_process_writes_its_lines_to_stderr():
    program = "import django; django.setup(); import logging; logging.getLogger('finsam.x').info('Hej'); logging.getLogger('board').error('Nej')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "finsam.settings"}, cwd=settings.BASE_DIR,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["level"], line["message"]) for line in told] == [("info", "Hej"), ("error", "Nej")]
