"""Long work is done in the worker, tells how far it has come, and leaves a document or a sentence.

The rows Job and Letter say what is to be done; a task in the queue only wakes the worker. Whoever does a row's work takes
it first with one conditional update, its claim, and only the latest claim may finish it. So a row can be woken twice, or
its worker die at any moment, and the work is still done once.
"""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Min
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Letter, Person
from finsam.monitoring.tracing import as_work
from finsam.permissions import Permission
from finsam.queue import duties
from finsam.queue.beats import last_beat
from finsam.states import JOB_UNFINISHED, JobState, LetterState
from finsam.swedish.local_words import speaking

__all__ = ["ask", "closing", "kind", "last_beat", "progress", "run", "waiting_work"]

logger = logging.getLogger(__name__)

Work = Callable[..., Document | None]
LONGEST_KEY = 200
MOST_ATTEMPTS = 3  # a work during which the worker has died so often is not tried once more
WENT_WRONG = "Något gick fel. Börja om, eller hör av dig till den som sköter finsam."
DIED = (
    "Arbetet avbröts flera gånger och blev inte klart. Börja om, eller hör av dig till den som sköter finsam."
)
NOT_KNOWN = "Arbetet blev inte klart innan finsam uppdaterades. Beställ det igen där det beställdes."


# ---- Kinds of work, and what each may use


@dataclass(frozen=True)
class Kind:
    """A kind of work: what does it, its limit, and the permission that it takes to begin it again."""

    work: Work
    limit: duties.Limit
    needs: Permission


_kinds: dict[str, Kind] = {}


def kind(*, seconds: int, megabytes: int, needs: Permission) -> Callable[[Work], Work]:
    """Mark a module-level function as work that may be asked for, with its limits."""

    def register(work: Work) -> Work:
        _kinds[_path(work)] = Kind(work, duties.Limit(seconds, megabytes), needs)
        return work

    return register


def kinds() -> dict[str, Kind]:
    """Give every kind of work of the modules that have been read."""
    return dict(_kinds)


def kind_of(path: str) -> Kind | None:
    """Give the kind of work that a job's path names, or None when this version has none such."""
    try:
        import_string(path)
    except ImportError:
        return None
    return _kinds.get(path)


def _path(work: Work) -> str:
    return f"{work.__module__}.{work.__qualname__}"


# ---- Asking


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

    `work` is marked by `kind`; its arguments are plain values. What it returns becomes `job.result`. Everyone who asks
    for the same thing may follow it. An earlier failure to do the same is told of no more.
    """
    path = _path(work)
    if path not in _kinds:
        raise LookupError(f"{path} has no limits: mark it with jobs.kind.")
    facts = {"label": label, "back_url": back_url, "path": path, "arguments": arguments}
    return _order(association, key=key, asked_by=by, follower=by, **facts)


@transaction.atomic
def _order(
    association: Association, *, key: str, asked_by: Person | None, follower: Person | None, **facts: Any
) -> Job:
    Association.objects.select_for_update().get(pk=association.pk)
    job = association.jobs.filter(key=key, state__in=JOB_UNFINISHED).first()
    if job is None:
        association.jobs.filter(key=key, state=JobState.FAILED).update(state=JobState.DROPPED)
        job = Job.objects.create(association=association, key=key, asked_by=asked_by, **facts)
        duties.begin(run, job.pk)
    for person in filter(None, (asked_by, follower)):
        job.askers.add(person)
    return job


def key_of(*parts: object) -> str:
    """Make a key of what a job is about, however much that is: what is long is told by its hash."""
    key = " ".join(map(str, parts))
    return key if len(key) <= LONGEST_KEY else f"{parts[0]} {hashlib.sha256(key.encode()).hexdigest()}"


def again(job: Job, *, by: Person) -> Job:
    """Do a work that failed from the beginning, as the one who asked for it asked; what is under way is given back."""
    if job.state != JobState.FAILED or not job.path:
        if newer := job.association.jobs.filter(key=job.key, pk__gt=job.pk).first():
            return newer
        raise DomainError(
            f"{job.label} har läget {job.get_state_display().lower()} och går inte att börja om."
        )
    facts = {"label": job.label, "back_url": job.back_url, "path": job.path, "arguments": job.arguments}
    with transaction.atomic():
        begun = _order(job.association, key=job.key, asked_by=job.asked_by, follower=by, **facts)
        audit.record(association=job.association, by=by, verb="började om", target=begun)
    return begun


@transaction.atomic
def drop(job: Job, *, by: Person) -> None:
    """Leave a work that failed: nobody is reminded of it any more."""
    if Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(state=JobState.DROPPED):
        audit.record(association=job.association, by=by, verb="lät arbetet vara", target=job)


# ---- Doing


class TakenOverError(Exception):
    """Somebody else has taken the job over meanwhile: what this one has made must not be stored."""


@dataclass
class Ending:
    """What a job leaves: the document that it made, if any."""

    result: Document | None = None


def progress(job: Job, done: int, total: int, message: str = "") -> None:
    """Tell how far the work has come; seen by the page that waits for it."""
    Job.objects.filter(pk=job.pk, claim=job.claim).update(done=done, total=total, message=message)


@contextmanager
def closing(job: Job) -> Iterator[Ending]:
    """Take the last step of a job: what it changes is stored together with its being done, or not at all.

    Raises TakenOverError where another worker has the job by now.
    """
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, claim=job.claim, state__in=JOB_UNFINISHED)
        if not held.select_for_update().exists():
            raise TakenOverError(job.pk)
        ending = Ending()
        yield ending
        held.update(state=JobState.DONE, message="", result=ending.result, finished_at=timezone.now())
    job.state = JobState.DONE


@task()
def run(job_id: int, path: str = "", arguments: dict[str, Any] | None = None) -> None:
    """Do one job that waits, and write down how it ended; a refusal is shown as it stands.

    A task of an earlier version carries the path and the arguments itself.
    """
    job = _take(job_id, path, arguments)
    if job is None:
        return
    try:
        known = kind_of(job.path)
        if known is None:
            raise DomainError(NOT_KNOWN)
        with as_work(), speaking(lambda: job.association.local_words):
            result = known.work(job, **job.arguments)
        if job.state != JobState.DONE:
            with closing(job) as ending:
                ending.result = result
    except TakenOverError:
        logger.warning("Job %s was taken over", job_id)
    except DomainError as refusal:
        fail(job, str(refusal))
    except MemoryError:
        logger.exception("Job %s took too much memory", job_id)
        fail(job, too_much_memory(known.limit if known else duties.Limit(0, 0)))
    except Exception:
        logger.exception("Job %s failed", job_id)
        fail(job, WENT_WRONG)


def _take(job_id: int, path: str, arguments: dict[str, Any] | None) -> Job | None:
    """Take up a job that waits; None when it does not."""
    claim = duties.new_claim()
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    if path:
        waiting.filter(path="").update(path=path, arguments=arguments or {})
    taken = waiting.update(
        state=JobState.RUNNING, claim=claim, attempts=F("attempts") + 1, started_at=timezone.now()
    )
    return Job.objects.select_related("association", "asked_by").get(pk=job_id) if taken else None


def fail(job: Job, message: str) -> bool:
    """Write down that the job failed and why, unless another has it; give whether it was so."""
    held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    return bool(held.update(state=JobState.FAILED, message=message, finished_at=timezone.now()))


def too_slow(limit: duties.Limit) -> str:
    """Say that a work was stopped because it took too long."""
    long = f"{limit.seconds // 60} minuter" if limit.seconds >= 120 else f"{limit.seconds} sekunder"
    return (
        f"Arbetet tog mer än {long} och avbröts, så att annat inte får vänta. "
        "Leta efter en ovanligt lång text eller en mycket stor fil, och börja om."
    )


def too_much_memory(limit: duties.Limit) -> str:
    """Say that a work was stopped because it took too much memory."""
    return (
        f"Arbetet tog mer än {limit.megabytes} MB minne och avbröts. "
        "Leta efter en ovanligt stor bild eller fil, och börja om."
    )


# ---- What a worker leaves when it dies, and who takes it up


def _take_up(living: frozenset[str]) -> None:
    for job in Job.objects.filter(state=JobState.RUNNING):
        if duties.is_lost(job.claim, living, job.started_at):
            _lose(job)
    waiting = Job.objects.filter(state=JobState.WAITING, asked_at__lt=timezone.now() - duties.GRACE)
    duties.wake(run, waiting.exclude(path="").values_list("pk", flat=True))


@transaction.atomic
def _lose(job: Job) -> None:
    """Let a job whose worker is gone wait for another one; of several who see it one does."""
    if not job.path or job.attempts >= MOST_ATTEMPTS:
        fail(job, DIED if job.path else NOT_KNOWN)
        return
    held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if held.update(state=JobState.WAITING, claim="", done=0, total=0, message=""):
        logger.warning("Job %s is taken up again", job.pk)
        duties.wake(run, [job.pk])


def _stopped(job_id: int, worker_id: str, passed: duties.Limit | None) -> None:
    job = Job.objects.filter(pk=job_id, state=JobState.RUNNING, claim__startswith=f"{worker_id} ").first()
    if job is None:
        return
    if passed:
        fail(job, too_slow(passed))
    else:
        _lose(job)


def _limit(job_id: int) -> duties.Limit:
    path = Job.objects.filter(pk=job_id).values_list("path", flat=True).first()
    known = kind_of(path) if path else None
    return known.limit if known else duties.Limit(seconds=300, megabytes=1000)


duties.register(duties.Duty(run, duties.Lane.WORK, _limit, _stopped, _take_up))


# ---- What waits


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
    letters = Letter.objects.filter(state=LetterState.WAITING, error="", **own)
    asked = jobs.aggregate(count=Count("pk"), first=Min("asked_at"))
    written = letters.aggregate(count=Count("pk"), first=Min("touched_at"))
    first = [each["first"] for each in (asked, written) if each["first"]]
    return WaitingWork(asked["count"], written["count"], min(first, default=None))
