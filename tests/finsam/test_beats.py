"""A worker gives signs of life; one that has been silent too long, or has stopped, is not among the living."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from finsam.models import Job, Letter, WorkerBeat
from finsam.queue import beats
from finsam.states import JobState, LetterState
from finsam.work import jobs

pytestmark = pytest.mark.django_db


def test_without_a_worker_there_is_no_last_beat():
    assert jobs.last_beat() is None


def test_the_last_beat_is_that_of_the_worker_seen_last():
    beats.beat("a")
    WorkerBeat.objects.update(seen_at=timezone.now() - dt.timedelta(hours=1))
    now = beats.beat("b")
    assert jobs.last_beat() == now
    assert abs(timezone.now() - now) < dt.timedelta(seconds=10)


def test_a_worker_that_beats_is_one_row():
    first, second = beats.beat("a"), beats.beat("a")
    assert second >= first
    assert WorkerBeat.objects.count() == 1


def test_one_that_was_silent_for_the_lease_is_dead_and_one_that_stopped_at_once():
    for name in ("alive", "silent", "stopped"):
        now = beats.beat(name)
    WorkerBeat.objects.filter(worker_id="silent").update(seen_at=now - beats.LEASE - dt.timedelta(seconds=1))
    beats.end("stopped")
    assert beats.living(now) == {"alive"}


def test_old_workers_are_forgotten_but_never_the_last_one():
    for name in ("a", "b"):
        beats.beat(name)
        WorkerBeat.objects.filter(worker_id=name).update(seen_at=timezone.now() - dt.timedelta(days=30))
    WorkerBeat.objects.filter(worker_id="b").update(seen_at=timezone.now() - dt.timedelta(days=20))
    beats.forget(timezone.now())
    assert list(WorkerBeat.objects.values_list("worker_id", flat=True)) == ["b"]


def test_waiting_work_is_counted_with_the_time_of_the_first(cast):
    assert jobs.waiting_work() == jobs.WaitingWork(0, 0, None)
    facts = {"association": cast.association}
    first = Job.objects.create(key="a", label="A", **facts)
    Job.objects.create(key="b", label="B", state=JobState.RUNNING, **facts)
    Letter.objects.create(to="a@example.se", subject="A", **facts)
    Letter.objects.create(to="b@example.se", subject="B", error="451", **facts)
    Letter.objects.create(to="c@example.se", subject="C", state=LetterState.SENT, **facts)
    assert jobs.waiting_work(cast.association) == jobs.WaitingWork(1, 1, first.asked_at)
    assert jobs.waiting_work(cast.outsider.association) == jobs.WaitingWork(0, 0, None)
