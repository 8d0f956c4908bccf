"""The ledger of figures of people that have left the house: what was shown, what was hidden, where and when."""

from __future__ import annotations

from django.db import models

from finsam.models import Association, Person
from finsam.swedish import dates
from insatser.models.insats import Insats
from insatser.states import VISITS, Measure, Sex


class PublishedFigure(models.Model):
    """One figure as it was published once; without `insats` it is of all insatser together, without value hidden."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="published_figures")
    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, null=True, related_name="published_figures")
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    counted = models.CharField("vad som räknas", max_length=24, choices=[*Measure.choices, (VISITS, "Besök")])
    sex = models.CharField("kön", max_length=10, choices=Sex)
    detail = models.CharField("uppdelat på", max_length=200, blank=True)
    value = models.PositiveIntegerField("antal", null=True)
    where = models.TextField("publicerat i")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "-id"]
        verbose_name = "publicerat antal"
        verbose_name_plural = "publicerade antal"

    def __str__(self) -> str:
        period = dates.date_range(self.starts_on, self.ends_on)
        return f"{self.get_counted_display()}, {self.get_sex_display().lower()}, {period}"
