"""A "tänk om": what would become of the equity if something were so, kept beside the budget and never in it."""

from __future__ import annotations

from django.db import models

from finsam.models import Association, Person


class Scenario(models.Model):
    """A named supposition of three years, kronor: what the members pay, and insatser beyond what is planned."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="scenarios")
    first_year = models.PositiveSmallIntegerField("första år")
    name = models.CharField("namn", max_length=120)
    contributions = models.JSONField("medlemsbidrag", default=dict, help_text="Kronor by year, as text.")
    insatser = models.PositiveSmallIntegerField("nya insatser", default=0)
    amount = models.DecimalField("per insats och år", max_digits=14, decimal_places=2, default=0)
    start_month = models.PositiveSmallIntegerField("börjar i månad", default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "first_year", "made_at", "id"]
        verbose_name = "tänk om"
        verbose_name_plural = "tänk om"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "first_year", "name"],
                name="scenario_named_once",
                violation_error_message="Det finns redan ett med det namnet.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_month__range=(1, 12)), name="scenario_begins_in_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.first_year}"
