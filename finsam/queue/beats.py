"""Which workers live: each gives a sign of life every few seconds, and one that has been silent for long is dead."""

from __future__ import annotations

import datetime as dt

from django.db.models.functions import Now

from finsam.models import WorkerBeat

BEAT = dt.timedelta(seconds=5)
LEASE = dt.timedelta(seconds=30)  # silent for so long, a worker has lost what it was doing
KEPT = dt.timedelta(days=7)


def beat(worker_id: str) -> dt.datetime:
    """Give a sign of life, and return the database's time."""
    rows = WorkerBeat.objects.filter(worker_id=worker_id)
    if not rows.update(seen_at=Now(), ended_at=None):
        WorkerBeat.objects.create(worker_id=worker_id, started_at=Now(), seen_at=Now())
    return rows.values_list("seen_at", flat=True).get()


def end(worker_id: str) -> None:
    """Say that a worker stops in order; what it holds is free at once."""
    WorkerBeat.objects.filter(worker_id=worker_id).update(seen_at=Now(), ended_at=Now())


def living(now: dt.datetime) -> frozenset[str]:
    """Give the workers that have been seen lately and have not stopped, by the database's time."""
    rows = WorkerBeat.objects.filter(seen_at__gte=now - LEASE, ended_at=None)
    return frozenset(rows.values_list("worker_id", flat=True))


def last_beat() -> dt.datetime | None:
    """Give the time of the latest sign of life of any worker; None when there has never been one."""
    return WorkerBeat.objects.values_list("seen_at", flat=True).order_by("-seen_at").first()


def forget(now: dt.datetime) -> None:
    """Remove the workers of last week; the latest sign of life always stays."""
    latest = WorkerBeat.objects.order_by("-seen_at").values_list("worker_id", flat=True)[:1]
    old = WorkerBeat.objects.filter(seen_at__lt=now - KEPT).exclude(worker_id__in=[*latest])
    old.delete()
