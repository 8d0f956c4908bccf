"""A pasted table that was taken in, with what stood before, so that it can be undone."""

from __future__ import annotations

from django.db import models

from economy.models.layout import FiscalYear
from finsam.models import Person


class Pasting(models.Model):
    """One taking in of a pasted table: the year's rows, columns and amounts as they were before and just after."""

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.CASCADE, related_name="pastings")
    document = models.CharField("hämtat ur", max_length=120, blank=True)
    count = models.PositiveIntegerField("antal belopp", default=0)
    before = models.JSONField("före", default=dict)
    after = models.JSONField("efter", default=dict)
    pasted_at = models.DateTimeField()
    pasted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pasted_at", "-id"]
        verbose_name = "inklistring"
        verbose_name_plural = "inklistringar"

    def __str__(self) -> str:
        return self.document or "Inklistrad tabell"
