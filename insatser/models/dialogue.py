"""A uppföljningsdialog with an insats: when it is planned, when it was held, and what came of it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from finsam.models import Person, stamped
from insatser.models.insats import Insats


class Dialogue(models.Model):
    """One dialogue; held when it has a day on which it was held."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="dialogues")
    planned_on = models.DateField("planerad")
    subject = models.TextField("vad den ska handla om", blank=True)
    held_on = models.DateField("hållen", null=True, blank=True)
    notes = models.TextField("anteckningar", blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["insats", "-planned_on", "-id"]
        verbose_name = "uppföljningsdialog"
        verbose_name_plural = "uppföljningsdialoger"
        constraints = [
            *stamped("noted"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(noted_at__isnull=False), name="held_dialogue_was_noted"
            ),
        ]

    def __str__(self) -> str:
        return f"Uppföljningsdialog {self.planned_on}, {self.insats}"

    def is_late(self, day: dt.date) -> bool:
        """Whether it should have been held by the day and is not."""
        return self.held_on is None and self.planned_on < day
