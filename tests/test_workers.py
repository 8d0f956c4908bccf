"""Real workers, in processes of their own: killed, stopped, over their limits, and several at once."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections

from finsam.mail import letters
from finsam.models import Job, Letter, WorkerBeat
from finsam.queue import beats, duties
from finsam.states import JobState, LetterState
from finsam.work import jobs
from tests.cast import Cast
from tests.tools import works

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROOT = Path(django_settings.BASE_DIR)
PATIENCE = 180  # seconds; a busy machine takes its time
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path, settings) -> Iterator[Start]:
    """Start a worker on the database of the test; those left are killed at the end."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    name = str(connection.settings_dict["NAME"])
    host = connection.get_connection_params().get("host", "")
    url = (
        f"postgresql://finsam@/{name}?host={host}"
        if connection.vendor == "postgresql"
        else f"sqlite:///{name}"
    )
    environment = os.environ | {
        "DATABASE_URL": url,
        "TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
        "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
    }
    started: list[subprocess.Popen[bytes]] = []

    def begin(worker_id: str, *more: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "manage.py",
            "db_worker",
            "--interval",
            "0.1",
            "--worker-id",
            worker_id,
            *more,
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()
    connections.close_all()


def until(is_so: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "It never became so."
        time.sleep(0.1)


def ask(work: Any, cast: Cast, key: str = "k", **arguments: Any) -> Job:
    return jobs.ask(work, association=cast.association, key=key, label=key, by=cast.chief, **arguments)


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def words(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def silence(worker_id: str) -> None:
    """Let the lease of a dead worker run out."""
    WorkerBeat.objects.filter(worker_id=worker_id).update(
        seen_at=beats.last_beat() - beats.LEASE - dt.timedelta(seconds=1)
    )


def test_what_a_killed_worker_did_is_done_once_by_the_next(cast, start, tmp_path):
    notes = tmp_path / "notes"
    job = ask(works.sleep, cast, path=str(notes), seconds=3)
    first = start("first")
    until(lambda: words(notes) == ["begins"])
    assert Job.objects.get().claim.startswith("first ")
    first.kill()
    first.wait()
    time.sleep(3.5)
    assert (words(notes), state_of(job)) == (["begins"], JobState.RUNNING)  # its process died with it
    start("second")
    start("third")
    until(lambda: WorkerBeat.objects.filter(worker_id__in=["second", "third"]).count() == 2)
    assert state_of(job) == JobState.RUNNING
    silence("first")
    until(lambda: state_of(job) == JobState.DONE)
    assert words(notes) == ["begins", "begins", "done"]
    assert Job.objects.get().attempts == 2


def test_a_work_over_its_limits_fails_with_words_and_the_worker_goes_on_and_mail_waits_for_none(
    cast, start, tmp_path
):
    notes = tmp_path / "notes"
    late, large = ask(works.oversleep, cast, "late"), ask(works.eat, cast, "large")
    slow = ask(works.sleep, cast, "slow", path=str(notes), seconds=4)
    start("only")
    until(lambda: words(notes) == ["begins"])
    letters.post(association=cast.association, to="a@example.se", subject="A", body="B")
    until(lambda: Letter.objects.get().state == LetterState.SENT)
    assert state_of(slow) == JobState.RUNNING
    until(lambda: state_of(slow) == JobState.DONE)
    late.refresh_from_db()
    large.refresh_from_db()
    assert (late.state, late.message) == (JobState.FAILED, jobs.too_slow(duties.Limit(1, 300)))
    assert (large.state, large.message) == (JobState.FAILED, jobs.too_much_memory(duties.Limit(60, 100)))


def test_told_to_stop_it_finishes_first_and_told_twice_it_gives_the_work_back(cast, start, tmp_path):
    notes, others = tmp_path / "notes", tmp_path / "others"
    polite = ask(works.sleep, cast, "polite", path=str(notes), seconds=2)
    first = start("first")
    until(lambda: words(notes) == ["begins"])
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 0
    assert state_of(polite) == JobState.DONE
    forced = ask(works.sleep, cast, "forced", path=str(others), seconds=40)
    second = start("second")
    until(lambda: words(others) == ["begins"])
    second.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    second.send_signal(signal.SIGTERM)
    second.wait(20)
    assert (state_of(forced), words(others)) == (JobState.WAITING, ["begins"])
    assert set(WorkerBeat.objects.exclude(ended_at=None).values_list("worker_id", flat=True)) == {
        "first",
        "second",
    }


def test_several_workers_do_each_work_and_each_letter_once(cast, start, tmp_path):
    notes = tmp_path / "notes"
    for number in range(8):
        ask(works.sleep, cast, f"{number}", path=str(notes))
        letters.post(association=cast.association, to=f"{number}@example.se", subject="A", body="B")
    workers = [start(f"worker-{number}", "--batch") for number in range(2)]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}
    assert set(Letter.objects.values_list("state", "tries")) == {(LetterState.SENT, 1)}
    assert words(notes).count("done") == 8
    mails = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "mail").iterdir())
    assert mails.count("Subject: A") == 8
