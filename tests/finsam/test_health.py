"""The page for monitors: 200 when everything does its work, 503 and which part when it does not, and no fact about anyone."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from finsam.models import Letter, WorkerBeat
from finsam.monitoring import health
from finsam.queue import beats

PARTS = ["database", "worker", "mail", "disk", "search"]


@pytest.fixture
def ask(client, db):
    """A function that asks, and gives the status and which parts are not well."""

    def asked():
        answer = client.get(reverse("health"), headers={"Accept": "application/json"})
        told = answer.json()
        assert list(told["parts"]) == PARTS
        assert told["ok"] is (answer.status_code == 200)
        return answer.status_code, [what for what, part in told["parts"].items() if not part["ok"]]

    return asked


@pytest.fixture
def worker(db):
    beats.beat("one")


def test_all_is_well(ask, worker):
    assert ask() == (200, [])


def test_it_is_told_as_text_too(client, worker):
    answer = client.get(reverse("health"))
    lines = answer.content.decode().splitlines()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [line.split(":")[0] for line in lines] == ["ok", *PARTS, "version"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_worker_has_ever_been_seen(ask):
    assert ask() == (503, ["worker"])


def test_the_worker_has_been_silent_for_long(ask, worker):
    WorkerBeat.objects.update(seen_at=timezone.now() - health.SILENT_TOO_LONG)
    assert ask() == (503, ["worker"])


def test_a_letter_has_waited_for_long(ask, worker, cast):
    letter = Letter.objects.create(association=cast.association, to="a@example.se", subject="Hemligt")
    assert ask() == (200, [])
    Letter.objects.filter(pk=letter.pk).update(made_at=timezone.now() - health.UNSENT_TOO_LONG - dt.timedelta(1))  # fmt: skip
    assert ask() == (503, ["mail"])


def test_the_disk_is_full(ask, worker, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert ask() == (503, ["disk"])


def test_the_folder_of_files_need_not_be_there_yet(ask, worker, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path / "not" / "yet")}}
    }
    assert ask() == (200, [])


def test_a_lost_database_is_told_without_a_fault(client, db, monkeypatch):
    def lost(*arguments, **facts):
        raise OperationalError("connection refused by 10.1.2.3")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(health.connection, "cursor", lost)
        answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert "database: NOT OK, cannot be looked at" in answer.content.decode()
    assert "10.1.2.3" not in answer.content.decode()


def test_nothing_is_told_about_anyone(client, worker, cast):
    Letter.objects.create(association=cast.association, to="nagon@example.se", subject="Hemligt")
    told = client.get(reverse("health"), {"format": "json"}).content.decode()
    assert [word for word in ("nagon", "Hemligt", cast.association.slug, "/") if word in told] == []
