"""Tasks that workers do: put in a lane of the queue, held under a claim, and taken up again when their worker has died."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

LONGEST_OUTSIDE = dt.timedelta(hours=1)  # what no worker does, but `at_once`, has stopped by then
GRACE = dt.timedelta(minutes=1)  # so long a row waits before one asks whether a task will wake the worker

_is_at_once: ContextVar[bool] = ContextVar("is_at_once", default=False)
_worker_id: ContextVar[str] = ContextVar("worker_id", default="")


@dataclass(frozen=True)
class Limit:
    """The most that a work may use before it is stopped: time, and memory beyond what the worker itself has."""

    seconds: int
    megabytes: int


class Lane(Enum):
    """A worker does one thing at a time in each lane: a letter never waits until a report is typeset."""

    MAIL = "mail"
    WORK = "work"


@dataclass(frozen=True)
class Duty:
    """A task that workers do.

    `limit` gives what the task with this first argument, a row's key, may use. `stopped` is told that its work ended
    without a word: the key, its worker's id, and the limit that it passed or None. `take_up` finds all that the dead
    have left.
    """

    task: Task[..., Any]
    lane: Lane
    limit: Callable[[Any], Limit]
    stopped: Callable[[Any, str, Limit | None], None]
    take_up: Callable[[frozenset[str]], None]


_duties: dict[str, Duty] = {}


def register(duty: Duty) -> Duty:
    """Let workers do a task."""
    _duties[duty.task.module_path] = duty
    return duty


def known() -> dict[str, Duty]:
    """Give every duty by the path of its task."""
    return dict(_duties)


# ---- Into the queue


@contextmanager
def at_once() -> Iterator[None]:
    """Let what is asked for meanwhile be done here and now, with no worker: for the demo, which is made in one go."""
    before = _is_at_once.set(True)
    try:
        yield
    finally:
        _is_at_once.reset(before)


def begin(work: Task[..., Any], *arguments: Any) -> None:
    """Give the worker a task when the caller's transaction is through; its place in the queue is part of the transaction."""
    if _is_at_once.get():
        transaction.on_commit(lambda: work.call(*arguments))
    elif isinstance(work.get_backend(), DatabaseBackend):
        work.enqueue(*arguments)
    else:
        transaction.on_commit(lambda: work.enqueue(*arguments))


def wake(work: Task[..., Any], keys: Iterable[int]) -> None:
    """Put the rows with these keys, which wait, in the queue where no task is left that would wake the worker for them."""
    waiting = list(keys)
    unfinished = DBTaskResult.objects.filter(
        task_path=work.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    awake = {each["args"][0] for each in unfinished.values_list("args_kwargs", flat=True) if each["args"]}
    for key in waiting:
        if key not in awake:
            begin(work, key)


# ---- Claims


@contextmanager
def working_as(worker_id: str) -> Iterator[None]:
    """Let what is taken up meanwhile be held by this worker."""
    before = _worker_id.set(worker_id)
    try:
        yield
    finally:
        _worker_id.reset(before)


def new_claim() -> str:
    """Give a claim that nobody has had: the worker, and a turn."""
    return f"{_worker_id.get()} {get_random_string(16)}"


def holder(claim: str) -> str:
    """Give the worker that made a claim; nothing for what is done without one."""
    return claim.partition(" ")[0]


def is_lost(claim: str, living: frozenset[str], since: dt.datetime | None) -> bool:
    """Whether the one who made the claim is gone; what no worker does is given an hour."""
    if worker := holder(claim):
        return worker not in living
    return since is None or since < timezone.now() - LONGEST_OUTSIDE
