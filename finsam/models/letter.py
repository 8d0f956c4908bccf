"""Letters that the program sends by mail, kept until the mail server has taken them."""

from typing import Self

from django.db import models

from finsam.models.association import Association
from finsam.models.document import Document
from finsam.states import LETTER_CLOSED, LetterState


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by where they are."""

    def of(self, association: Association) -> Self:
        return self.filter(association=association)


class Letter(models.Model):
    """One mail to one reader; its words are wiped when it has been sent or dropped, for they may hold a secret link."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="letters")
    to = models.EmailField("till")
    subject = models.TextField("ärende")
    body = models.TextField(blank=True)
    calendar = models.TextField(
        blank=True, help_text="An invitation as iCalendar, which mail programs answer."
    )
    documents = models.ManyToManyField(Document, related_name="+")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=100, blank=True, help_text="The worker that sends it, and its turn.")
    handed_at = models.DateTimeField(
        null=True, help_text="When the mail server began to get it; from then on it may have gone."
    )
    error = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["association", "state"])]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_closed(self) -> bool:
        return self.state in LETTER_CLOSED

    @property
    def has_failed(self) -> bool:
        return self.state == LetterState.FAILED

    @property
    def is_going(self) -> bool:
        return self.state == LetterState.SENDING
