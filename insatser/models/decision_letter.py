"""The beslutsmeddelande: what a § decided, as it was told those it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from board.models import Paragraph
from finsam.models import Document, Person
from insatser.models.application import Application
from insatser.models.insats import Insats


class DecisionLetter(models.Model):
    """One beslutsmeddelande; what it says stands fast, and its PDF is made by the worker."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="decision_letters")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="decision_letters"
    )
    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, null=True, related_name="decision_letters")
    content = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_to = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "beslutsmeddelande"
        verbose_name_plural = "beslutsmeddelanden"
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(insats__isnull=False),
                name="decision_letter_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"Beslutsmeddelande, {self.content.get('name') or self.insats or self.application}"
