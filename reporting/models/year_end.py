"""The year-end list: what is done to close a year's books, when and by whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from economy.models import FiscalYear
from finsam.models import Association, Person, stamped


class YearEndStepQuerySet(models.QuerySet["YearEndStep"]):
    """Steps in the words of the association."""

    def of(self, association: Association) -> YearEndStepQuerySet:
        """The association's own, with what every page shows of them."""
        return self.filter(fiscal_year__association=association).select_related(
            "fiscal_year__association", "person", "done_by"
        )


class YearEndStep(models.Model):
    """One step; with a `key` the program may see by itself that it is done, otherwise a person says so."""

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.CASCADE, related_name="year_end_steps")
    key = models.CharField(max_length=30, blank=True, help_text="By reporting.year_end; empty for one's own.")
    label = models.CharField("steg", max_length=200)
    due_on = models.DateField("senast")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField("anteckning", blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = YearEndStepQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year", "due_on", "id"]
        verbose_name = "steg i bokslutet"
        verbose_name_plural = "steg i bokslutet"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "key"], condition=~Q(key=""), name="year_end_step_once"
            ),
            *stamped("done"),
        ]

    def __str__(self) -> str:
        return f"{self.label}, bokslut {self.fiscal_year.year}"
