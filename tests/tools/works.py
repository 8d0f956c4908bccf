"""Works for trying the worker: they sleep, eat memory, and write what they do in a file."""

from __future__ import annotations

import time
from pathlib import Path

from finsam.models import Job
from finsam.permissions import Permission
from finsam.work import jobs


def note(path: str, word: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{word}\n")


@jobs.kind(seconds=60, megabytes=300, needs=Permission.SEE_FRONT)
def sleep(job: Job, *, path: str, seconds: float = 0) -> None:
    """Say that it begins, sleep, and say that it is done."""
    note(path, "begins")
    time.sleep(seconds)
    with jobs.closing(job):
        note(path, "done")


@jobs.kind(seconds=1, megabytes=300, needs=Permission.SEE_FRONT)
def oversleep(job: Job) -> None:
    """Take more time than it may."""
    time.sleep(60)


@jobs.kind(seconds=60, megabytes=100, needs=Permission.SEE_FRONT)
def eat(job: Job) -> None:
    """Take more memory than it may."""
    eaten = [bytes(50_000_000) for _ in range(40)]
    assert len(eaten) == 40
