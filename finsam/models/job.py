"""Work that takes longer than a page may."""

from django.db import models

from finsam.models.association import Association
from finsam.models.document import Document
from finsam.models.people import Person
from finsam.states import JobState


class Job(models.Model):
    """A piece of work in the worker, with its progress and what came of it."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="jobs")
    key = models.CharField(max_length=200, help_text="What the work is about; one unfinished job a key.")
    label = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    back_url = models.CharField(max_length=300, blank=True)
    result = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
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
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0
