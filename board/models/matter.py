"""Ärenden: what a board deals with, often over several meetings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finsam.models import Association, Body, Person
from finsam.swedish import dnr


class Matter(models.Model):
    """An ärende with its diarienummer."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="matters")
    year = models.PositiveSmallIntegerField("år")
    number = models.PositiveIntegerField("nummer")
    reference = models.CharField(
        "diarienummer", max_length=90, blank=True, help_text="As it was written when the number was given."
    )
    title = models.TextField("rubrik")
    opened_on = models.DateField("öppnat")
    closed_on = models.DateField("avslutat", null=True, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"
        constraints = [
            models.UniqueConstraint(fields=["association", "year", "number"], name="matter_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dnr} {self.title}"

    @property
    def dnr(self) -> str:
        """The diarienummer as printed, for example 2022/14: in the form that the förbund had when it was given."""
        return self.reference or dnr.write(dnr.USUAL, year=self.year, number=self.number)


class NumberSeries(models.Model):
    """The last number given in a yearly series: a body's §§, or the association's diarium (no body)."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="number_series")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="number_series")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year"], condition=Q(body__isnull=False), name="number_series_once_a_body"
            ),
            models.UniqueConstraint(
                fields=["association", "year"],
                condition=Q(body__isnull=True),
                name="number_series_once_a_diarium",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
