"""The meetings and the seats of a year that the program does not hold, as the office tells of them."""

from __future__ import annotations

from django.db import models

from finsam.models import Association, Person


class ToldMeetings(models.Model):
    """How many of the board's meetings of a year were held before the program, and which §§ they have."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="told_meetings")
    year = models.PositiveSmallIntegerField("år")
    count = models.PositiveSmallIntegerField("antal sammanträden")
    paragraphs = models.TextField("paragrafer", blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["association", "year"], name="meetings_told_once_a_year")
        ]

    def __str__(self) -> str:
        return f"Sammanträden {self.year} som inte finns i programmet"


class ToldSeat(models.Model):
    """Someone who sat in the board during a year, in words, where the program does not hold the appointment."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="told_seats")
    year = models.PositiveSmallIntegerField("år")
    position = models.PositiveSmallIntegerField(default=0)
    is_deputy = models.BooleanField("ersättare", default=False)
    name = models.TextField("namn")
    what = models.TextField("uppdrag", blank=True)
    days = models.TextField("tid", blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "-year", "is_deputy", "position", "id"]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"
