"""Long work is done in the worker, tells how far it has come, and leaves a document or a sentence."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task

from finsam.beats import last_beat
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Letter, Person
from finsam.states import JOB_UNFINISHED, JobState, LetterState

__all__ = ["ask", "at_once", "begin", "last_beat", "progress", "run", "waiting_work"]

logger = logging.getLogger(__name__)
LONGEST_KEY = 200

Work = Callable[..., Document | None]
_is_at_once: ContextVar[bool] = ContextVar("is_at_once", default=False)


@contextmanager
def at_once() -> Iterator[None]:
    """Let what is asked for meanwhile be done here and now, with no worker: for the demo, which is made in one go."""
    before = _is_at_once.set(True)
    try:
        yield
    finally:
        _is_at_once.reset(before)


def begin(work: Task[..., Any], *arguments: Any) -> None:
    """Give the worker a task when the caller's transaction is through."""
    start = work.call if _is_at_once.get() else work.enqueue
    transaction.on_commit(lambda: start(*arguments))


def ask(
    work: Work,
    *,
    association: Association,
    key: str,
    label: str,
    by: Person | None,
    back_url: str = "",
    **arguments: Any,
) -> Job:
    """Have the worker do `work(job, **arguments)`; an unfinished job with the same key is given back instead.

    `work` is a module-level function; its arguments are plain values. What it returns becomes `job.result`.
    """
    with transaction.atomic():
        Association.objects.select_for_update().get(pk=association.pk)
        waiting = association.jobs.filter(key=key, state__in=JOB_UNFINISHED).first()
        if waiting:
            return waiting
        job = Job.objects.create(
            association=association, key=key, label=label, asked_by=by, back_url=back_url
        )
        path = f"{work.__module__}.{work.__qualname__}"
        begin(run, job.pk, path, arguments)
    return job


def key_of(*parts: object) -> str:
    """Make a key of what a job is about, however much that is: what is long is told by its hash."""
    key = " ".join(map(str, parts))
    return key if len(key) <= LONGEST_KEY else f"{parts[0]} {hashlib.sha256(key.encode()).hexdigest()}"


def progress(job: Job, done: int, total: int, message: str = "") -> None:
    """Tell how far the work has come; seen by the page that waits for it."""
    Job.objects.filter(pk=job.pk).update(done=done, total=total, message=message[:300])


@dataclass(frozen=True)
class WaitingWork:
    """How much waits for a worker, and since when."""

    jobs: int
    letters: int
    since: dt.datetime | None


def waiting_work(association: Association | None = None) -> WaitingWork:
    """Count the jobs and letters that wait, of all förbund or of one; a letter that is tried again later does not count."""
    own = {"association": association} if association else {}
    jobs = Job.objects.filter(state=JobState.WAITING, **own)
    letters = Letter.objects.filter(state=LetterState.WAITING, tries=0, **own)
    first = [
        *jobs.order_by("asked_at").values_list("asked_at", flat=True)[:1],
        *letters.order_by("touched_at").values_list("touched_at", flat=True)[:1],
    ]
    return WaitingWork(jobs.count(), letters.count(), min(first, default=None))


@task()
def run(job_id: int, path: str, arguments: dict[str, Any]) -> None:
    """Do one job and write down how it ended; a refusal is shown as it stands."""
    job = Job.objects.select_related("association", "asked_by").get(pk=job_id)
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING)
    try:
        result = import_string(path)(job, **arguments)
    except DomainError as refusal:
        _finish(job_id, JobState.FAILED, message=str(refusal))
    except Exception:
        logger.exception("Job %s failed", job_id)
        _finish(
            job_id,
            JobState.FAILED,
            message="Något gick fel. Försök igen, eller hör av dig till den som sköter finsam.",
        )
    else:
        _finish(job_id, JobState.DONE, result=result)


def _finish(job_id: int, state: JobState, *, message: str = "", result: Document | None = None) -> None:
    Job.objects.filter(pk=job_id).update(
        state=state, message=message[:300], result=result, finished_at=timezone.now()
    )
