"""A person's calendar at a secret address."""

from __future__ import annotations

from django.db import models

from finsam.models.people import Person


class CalendarFeed(models.Model):
    """The address of one person's calendar, known only by the sha256 of its secret; withdrawn, the row is gone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "kalenderadress"
        verbose_name_plural = "kalenderadresser"

    def __str__(self) -> str:
        return f"Kalender, {self.person}"
