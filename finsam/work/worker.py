"""The worker: takes tasks out of the queue, and does each in a process of its own that can be ended.

The worker itself does no work. It beats, takes up what the dead have left, starts processes and sees to their limits; so
it goes on whatever a work does. It has one process at a time in each lane.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import exclusive_transaction

from finsam import clock, pdf
from finsam.queue import beats, duties
from finsam.work import jobs
from finsam.work.sweeping import MORNING, do_daily_once_on, sweep_once_on

logger = logging.getLogger(__name__)

GIVEN_UP = "Its process ended without a word, again and again."
KEPT = beats.KEPT  # tasks that are done are kept so long
STEP = 0.05  # seconds between two looks at a process
CUT_OFF = 1.0  # seconds between two looks for a database that does not answer
UNKNOWN = duties.Limit(seconds=300, megabytes=1000)
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass
class Work:
    """A task that a process of ours does."""

    row: DBTaskResult
    limit: duties.Limit
    pid: int
    began: float
    passed: duties.Limit | None = None

    @property
    def is_over_time(self) -> bool:
        return time.monotonic() - self.began > self.limit.seconds


class Worker:
    """One worker; `is_batch`: until nothing waits, `most`: until so many tasks are done."""

    def __init__(
        self, worker_id: str, *, interval: float = 0.5, is_batch: bool = False, most: int | None = None
    ) -> None:
        self.worker_id = worker_id
        self.interval = interval
        self.is_batch = is_batch
        self.most = most
        self.at_work: dict[duties.Lane, Work] = {}
        self.ended: list[Work] = []  # whose end is still to be written down
        self.is_stopping = False
        self._is_forced = self._is_cut_off = False
        self._done = 0
        self._looked: dict[duties.Lane, float] = {}
        self._beaten = self._swept = -float("inf")

    def run(self) -> None:
        """Work until told to stop; the first signal lets what is under way be finished, the second one does not."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, self._hear)
        prepare()
        logger.info("Worker %s starts", self.worker_id)
        try:
            while not self._is_through():
                self._turn_safely()
        finally:
            self._leave()
        logger.info("Worker %s stops", self.worker_id)

    # ---- One turn

    def _turn_safely(self) -> None:
        """Take a turn; a database that is away is waited for."""
        try:
            self._turn()
        except (OperationalError, InterfaceError) as error:
            if not self._is_cut_off:
                logger.warning("The database does not answer: %s", error)
            self._is_cut_off = True
            connections.close_all()
            time.sleep(CUT_OFF)
        else:
            self._is_cut_off = False

    def _turn(self) -> None:
        self._end_what_is_over()
        self._beat()
        started = [self._start(lane) for lane in duties.Lane] if self._may_start() else []
        if self.is_batch and started and not any(started) and not self.at_work:
            self.is_stopping = True
        if not any(started) and not self.is_stopping:
            time.sleep(STEP if self.at_work else self.interval)
        elif self.at_work:
            time.sleep(STEP / 5)

    def _may_start(self) -> bool:
        return not self.is_stopping and (self.most is None or self._done + len(self.at_work) < self.most)

    def _is_through(self) -> bool:
        if self._is_forced:
            return True
        has_done = self.most is not None and self._done >= self.most
        return (self.is_stopping or has_done) and not self.at_work and not self.ended

    def _beat(self) -> None:
        """Beat when it is time. The dead are looked for only after a beat that came in time.

        When the whole database has stood still, everyone has been silent, and nobody is dead.
        """
        since = time.monotonic() - self._beaten
        if since < beats.BEAT.total_seconds():
            return
        now = beats.beat(self.worker_id)
        self._beaten = time.monotonic()
        if since < 2 * beats.BEAT.total_seconds() or self._swept < 0:
            self._swept = self._beaten
            self._give_back_what_never_began()
            take_up(beats.living(now))

    def _give_back_what_never_began(self) -> None:
        """Let tasks wait again that were taken just before the database went away."""
        begun = [work.row.pk for work in (*self.at_work.values(), *self.ended)]
        for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exclude(pk__in=begun):
            if row.worker_ids[-1:] == [self.worker_id]:
                give_back(row)

    # ---- Processes

    def _start(self, lane: duties.Lane) -> bool:
        """Start the next task of a lane that is free; say whether there was one."""
        looked = time.monotonic() - self._looked.get(lane, -float("inf"))
        if lane in self.at_work or (looked < self.interval and not self.is_batch):
            return False
        row = claim_next(lane, self.worker_id)
        if row is None:
            self._looked[lane] = time.monotonic()
            return False
        limit = limit_of(row)
        connections.close_all()  # a connection must not be shared with the process
        sys.stdout.flush()
        sys.stderr.flush()
        began, parent = time.monotonic(), os.getpid()
        try:
            pid = os.fork()
        except OSError:
            logger.exception("The machine gives no more processes")
            give_back(row)
            return False
        if pid == 0:
            do_and_exit(row, self.worker_id, limit, parent)
        self.at_work[lane] = Work(row, limit, pid, began)
        return True

    def _end_what_is_over(self) -> None:
        for lane, work in list(self.at_work.items()):
            if work.is_over_time and work.passed is None:
                logger.error("Task %s passed its limit of %s s", work.row.pk, work.limit.seconds)
                work.passed = work.limit
                os.kill(work.pid, signal.SIGKILL)
            pid, status = os.waitpid(work.pid, os.WNOHANG)
            if pid:
                if code := os.waitstatus_to_exitcode(status):
                    logger.warning("The process of task %s ended with %s", work.row.pk, code)
                del self.at_work[lane]
                self.ended.append(work)
        while self.ended:
            self._write_down(self.ended[0])
            self.ended.pop(0)
            self._done += 1

    def _write_down(self, work: Work) -> None:
        """See to it that neither the task nor what it was about stands as under way any more."""
        key = work.row.args_kwargs["args"][:1]
        if (duty := duties.known().get(work.row.task_path)) and key:
            duty.stopped(key[0], self.worker_id, work.passed)
        give_back(work.row)

    # ---- Stopping

    def _hear(self, number: int, frame: object) -> None:
        if self.is_stopping:
            self._is_forced = True
        self.is_stopping = True

    def _leave(self) -> None:
        """End what is under way, let it wait for another worker, and say that this one has stopped."""
        for work in self.at_work.values():
            os.kill(work.pid, signal.SIGKILL)
            os.waitpid(work.pid, 0)
            self.ended.append(work)
        self.at_work.clear()
        try:
            for work in self.ended:
                self._write_down(work)
            beats.end(self.worker_id)
        except (OperationalError, InterfaceError):
            logger.exception("Worker %s stops without a word", self.worker_id)


def prepare() -> None:
    """Read everything that works need, once: a process that is forked has it already."""
    import_module(settings.ROOT_URLCONF)
    pdf.warm_up()
    gc.collect()
    gc.freeze()


def take_up(living: frozenset[str]) -> None:
    """Give what dead workers have left to the living, and forget what is long done; any number may do it at once."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for row in running:
        if not row.worker_ids or row.worker_ids[-1] not in living:
            give_back(row)
    for duty in duties.known().values():
        duty.take_up(living)
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    beats.forget(now)
    sweep_once_on(clock.day_of(now))
    if clock.local(now).hour >= MORNING:
        do_daily_once_on(clock.today())


def give_back(row: DBTaskResult) -> None:
    """Let a task that ended without a word wait again, or give it up; of several who see it one does."""
    turn = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if len(row.worker_ids) < jobs.MOST_ATTEMPTS:
        turn.update(status=TaskResultStatus.READY, started_at=None)
    else:
        turn.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=GIVEN_UP)


def claim_next(lane: duties.Lane, worker_id: str) -> DBTaskResult | None:
    """Take the next task of a lane, or None; of several workers one gets it."""
    ready = _ready(lane)
    if not ready.exists():
        return None
    with exclusive_transaction(ready.db):
        row = ready.get_locked()
        if row:
            row.claim(worker_id)
    return row


def _ready(lane: duties.Lane) -> DBTaskResultQuerySet:
    """The tasks that wait in a lane; one that no duty knows goes with the work."""
    mail = [path for path, duty in duties.known().items() if duty.lane == duties.Lane.MAIL]
    ready = DBTaskResult.objects.ready()
    return ready.filter(task_path__in=mail) if lane == duties.Lane.MAIL else ready.exclude(task_path__in=mail)


def limit_of(row: DBTaskResult) -> duties.Limit:
    """Give what a task may use."""
    duty, key = duties.known().get(row.task_path), row.args_kwargs["args"][:1]
    return duty.limit(key[0]) if duty and key else UNKNOWN


# ---- Inside the process


def do_and_exit(row: DBTaskResult, worker_id: str, limit: duties.Limit, parent: int) -> NoReturn:
    """Do one task in the process just forked, and leave it without running what its parent would do at its end."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)  # its parent decides when it ends
        _die_with(parent)
        limit_memory(limit.megabytes)
        with duties.working_as(worker_id):
            _DOER.run_task(row)
        code = 0
    finally:
        try:
            connections.close_all()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


_DOER = db_worker.Worker(
    queue_names=["*"],
    interval=1,
    batch=False,
    backend_name="default",
    startup_delay=False,
    max_tasks=None,
    worker_id="",
    excluded_queue_names=[],
)  # fmt: skip  knows how to call a task and to write down how it ended


def limit_memory(megabytes: int) -> None:
    """Let this process have so much more memory than it has; beyond that Python raises MemoryError."""
    try:
        facts = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return  # not Linux
    has = next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("VmData:"))
    most = (has + megabytes * 1024) * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(
        resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def _die_with(parent: int) -> None:
    """Let a worker that is killed take its processes with it."""
    if sys.platform == "linux":
        libc: Any = ctypes.CDLL(None)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
