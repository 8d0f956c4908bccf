"""The year as it goes: its budget by month, its forecasts with who and why, and what deviation must be explained."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from economy.models.figures import FigureSet
from economy.models.layout import StatementLine
from economy.states import ForecastWay, SpreadWay
from finsam.models import Association, Person, stamped


class LineSpread(models.Model):
    """How a line's budget falls on the months; a line without one is divided equally.

    `months` are kronor as text, one a month of the year with the sign that is stored, where the way is the förbund's own.
    """

    line = models.OneToOneField(StatementLine, on_delete=models.CASCADE, related_name="spread")
    way = models.CharField("fördelas", max_length=10, choices=SpreadWay)
    months = models.JSONField("månadernas belopp", default=list, blank=True)

    class Meta:
        verbose_name = "budget per månad"
        verbose_name_plural = "budget per månad"
        constraints = [
            models.CheckConstraint(
                condition=Q(way=SpreadWay.OWN) | Q(months=[]), name="line_spread_has_own_months_only_when_own"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.get_way_display()}"


class Forecast(models.Model):
    """A forecast of the year: who made it and what outcome it builds on. Its amounts are its column's.

    One that has been kept, since a report showed it, does not change: the next is a new one.
    """

    figure_set = models.OneToOneField(FigureSet, on_delete=models.CASCADE, related_name="forecast")
    until = models.DateField("utfall till och med")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True)
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = "prognos"
        verbose_name_plural = "prognoser"
        constraints = [*stamped("kept")]

    def __str__(self) -> str:
        return f"Prognos efter {self.until.isoformat()}"


class ForecastRow(models.Model):
    """How a line's forecast was arrived at, why, and who wrote why."""

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="rows")
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="+")
    way = models.CharField("räknas som", max_length=10, choices=ForecastWay, default=ForecastWay.REST)
    reason = models.TextField("varför", blank=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = "rad i prognos"
        verbose_name_plural = "rader i prognos"
        constraints = [
            models.UniqueConstraint(fields=["forecast", "line"], name="forecast_row_once"),
            *stamped("written"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.get_way_display()}"


class DeviationLimit(models.Model):
    """From how large a deviation on a line the board is told why: it is larger than both the percent and the kronor."""

    PERCENT, KRONOR = Decimal(10), Decimal(5000)  # where the förbund has not said

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="deviation_limit")
    percent = models.DecimalField("procent av raden", max_digits=5, decimal_places=2, default=PERCENT)
    kronor = models.DecimalField("kronor", max_digits=14, decimal_places=2, default=KRONOR)

    class Meta:
        verbose_name = "gräns för avvikelser"
        verbose_name_plural = "gränser för avvikelser"

    def __str__(self) -> str:
        return f"{self.percent:g} % och {self.kronor:g} kronor"

    def is_passed(self, deviation: Decimal | None, planned: Decimal | None) -> bool:
        """Tell whether a deviation from what was planned, both in kronor, has to be explained."""
        if deviation is None or abs(deviation) <= self.kronor:
            return False
        return abs(deviation) * 100 > abs(planned or Decimal(0)) * self.percent
