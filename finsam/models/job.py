"""Work that takes longer than a page may."""

from __future__ import annotations

from django.db import models

from finsam.models.association import Association
from finsam.models.document import Document
from finsam.models.people import Person
from finsam.states import JOB_UNFINISHED, JobState


class JobQuerySet(models.QuerySet["Job"]):
    """Work in the words of the house."""

    def left_of(self, path: str) -> JobQuerySet:
        """What was asked for at an address and is not done."""
        return self.filter(back_url=path, state__in=[*JOB_UNFINISHED, JobState.FAILED])


class Job(models.Model):
    """A piece of work in the worker, with its progress and what came of it.

    `path` and `arguments` are enough to do it from the beginning. `claim` names the worker that does it and the time it
    took it up: only the latest claim may finish it.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="jobs")
    key = models.CharField(max_length=200, help_text="What the work is about; one unfinished job a key.")
    label = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    path = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict, blank=True)
    claim = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    back_url = models.CharField(max_length=300, blank=True)
    result = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    askers = models.ManyToManyField(
        Person, related_name="+", help_text="Everyone who has asked for it, the first as well."
    )
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["association", "state"]),
            models.Index(fields=["association", "back_url"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "key"],
                condition=models.Q(state__in=[JobState.WAITING, JobState.RUNNING]),
                name="job_one_unfinished_per_key",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_finished(self) -> bool:
        return self.state not in JOB_UNFINISHED

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def has_failed(self) -> bool:
        return self.state == JobState.FAILED


class WorkerBeat(models.Model):
    """A worker's sign of life; the times are the database's own, so that no machine's clock decides who lives."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, help_text="When it stopped in order.")

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.worker_id
