"""Work that waits, goes on or has failed: told where it was asked for, and to the office when something is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from finsam.mail import letters
from finsam.models import Association, Job, Person
from finsam.models.job import JobQuerySet
from finsam.permissions import Permission
from finsam.queue import beats
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.states import JobState, LetterState
from finsam.swedish import words
from finsam.work import jobs

SILENT = dt.timedelta(minutes=1)  # no worker has been seen for so long: there is none
IN_VAIN = dt.timedelta(minutes=2)  # work that has waited so long without a worker is an alarm


def visible(association: Association, person: Person, permissions: frozenset[Permission]) -> JobQuerySet:
    """Give the work that a person may follow: what she has asked for, alone or with others; the office follows all."""
    rows = Job.objects.filter(association=association).select_related("result", "association")
    if Permission.MANAGE_PEOPLE in permissions:
        return rows
    asked = Job.askers.through.objects.filter(person=person).values("job_id")
    return rows.filter(Q(asked_by=person) | Q(pk__in=asked))


def of_page(
    association: Association, person: Person, permissions: frozenset[Permission], path: str
) -> list[Job]:
    """Give what was asked for on a page and is not done, the latest first.

    Every page would ask, and nearly all have none: who came in is known with `work_left_here` (finsam.permissions.enter).
    """
    if not getattr(person, "work_left_here", True):
        return []
    return list(visible(association, person, permissions).left_of(path)[: todos.MOST_TOLD])


def may_begin_again(job: Job, permissions: frozenset[Permission]) -> bool:
    """Whether the person may begin a work that failed again, or leave it."""
    known = jobs.kind_of(job.path) if job.has_failed and job.path else None
    return known is not None and known.needs in permissions


def waits_in_vain(job: Job) -> bool:
    """Whether a job waits though no worker lives that could do it."""
    if job.state != JobState.WAITING or job.asked_at > timezone.now() - SILENT:
        return False
    return _is_without_worker()


def _is_without_worker() -> bool:
    last = beats.last_beat()
    return last is None or last < timezone.now() - SILENT


def not_done(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of work that failed, and that no worker does what waits."""
    if Permission.SEE_LETTERS not in permissions:
        return
    wanted = Job.objects.filter(association=association, state__in=[JobState.FAILED, JobState.WAITING])
    rows = list(wanted[: todos.MOST_READ])

    def todo(job: Job, what: str = "", about: str = "") -> Todo:
        url = reverse("job_detail", args=[association.slug, job.pk])
        what, about = what or f"Börja om: {job.label}", about or job.message
        return Todo(what=what, about=about, url=url, due_on=today, is_alarm=True)

    def rest(job: Job, more: int) -> Todo:
        what = f"Se till {words.plural(more, 'arbete', 'arbeten')} till som har misslyckats"
        return todo(job, what, "De visas efter hand, när du har börjat om eller lämnat dem som står före.")

    yield from todos.told([row for row in rows if row.has_failed], todo, rest)
    waiting = [row for row in rows if row.state == JobState.WAITING]
    if waiting or any(letter.state == LetterState.WAITING for letter in letters.not_closed(association)):
        yield from _without_worker(association, waiting, today)


def _without_worker(association: Association, rows: list[Job], today: dt.date) -> Iterable[Todo]:
    waiting = jobs.waiting_work(association)
    if waiting.since is None or waiting.since > timezone.now() - IN_VAIN or not _is_without_worker():
        return
    counted = [(waiting.jobs, "arbete", "arbeten"), (waiting.letters, "mejl", "mejl")]
    what = " och ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted if count)
    first = min(rows, key=lambda job: job.asked_at, default=None)
    page = ("job_detail", first.pk) if first else ("letter_list",)
    yield Todo(
        what="Säg till den som sköter finsam: ingen arbetare är igång",
        about=f"{what} väntar sedan {timezone.localtime(waiting.since):%Y-%m-%d %H.%M} och görs när den startas.",
        url=reverse(page[0], args=[association.slug, *page[1:]]),
        due_on=today,
        is_alarm=True,
    )
