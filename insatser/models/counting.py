"""Every version of a period's participants: what was written, by whom and when, with a note to what does not add up."""

from __future__ import annotations

from django.db import models

from finsam.models import Person
from insatser.models.insats import Insats


class CountSaving(models.Model):
    """A period as it stood after one saving; number 0 is how it stood before savings were kept."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="count_savings")
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    note = models.TextField("förklaring", blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["insats", "-ends_on", "starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["insats", "starts_on", "ends_on", "number"], name="count_saving_number"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
