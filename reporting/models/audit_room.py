"""What the revisorer ask for, and what they are answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finsam.models import Association, Document, Person, stamped


class AuditRequest(models.Model):
    """A question from a revisor about a year, or a paper that she wants, with its answer."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="audit_requests")
    year = models.PositiveSmallIntegerField("år")
    question = models.TextField("fråga eller begäran")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField("svar", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["year", "asked_at", "id"]
        verbose_name = "fråga från revisorerna"
        verbose_name_plural = "frågor från revisorerna"
        constraints = [
            *stamped("asked", "answered"),
            models.CheckConstraint(
                condition=Q(answer="", document__isnull=True) | Q(answered_at__isnull=False),
                name="audit_request_answered_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Fråga om {self.year}: {self.question}"
