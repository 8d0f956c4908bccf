"""A fiscal year and the förbund's own layout of its statements."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from economy.states import WITH_AMOUNTS, LineKind, LineRole, LkbrLine, Source, StatementKind, Unit
from finsam.models import Association
from finsam.swedish import dates

KEY = RegexValidator(r"^[a-z0-9_]+$", "Nyckeln får ha små bokstäver a–z, siffror och understreck.")


class FiscalYear(models.Model):
    """A räkenskapsår: the calendar year (1 kap. 5 § lag 2018:597), or part of one for a new förbund."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="fiscal_years", verbose_name="förbund"
    )
    year = models.PositiveSmallIntegerField("år")
    starts_on = models.DateField("börjar")
    ends_on = models.DateField("slutar")
    source = models.CharField("utfallet kommer från", max_length=10, choices=Source, default=Source.LINES)
    unit = models.CharField("visas i", max_length=3, choices=Unit, default=Unit.KR)

    class Meta:
        ordering = ["-year"]
        verbose_name = "räkenskapsår"
        verbose_name_plural = "räkenskapsår"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year"],
                name="fiscal_year_once",
                violation_error_message="Räkenskapsåret finns redan.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="fiscal_year_dates_in_order",
                violation_error_message="Räkenskapsåret slutar innan det börjar.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("economy_year", args=[self.association.slug, self.year])

    @property
    def is_calendar_year(self) -> bool:
        return (self.starts_on, self.ends_on) == (dt.date(self.year, 1, 1), dt.date(self.year, 12, 31))

    @property
    def period(self) -> str:
        """The year as people say it: "2021", or its dates when it is shorter."""
        return str(self.year) if self.is_calendar_year else dates.date_range(self.starts_on, self.ends_on)


class StatementLine(models.Model):
    """One row of a year's layout; its key is the same from year to year, its label is the förbund's own.

    Amounts are stored with the effect on the result (incomes plus, costs minus) or, in the balance sheet, plus on
    both sides; `sign` is -1 where the förbund prints the opposite.
    """

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.CASCADE, related_name="lines")
    statement = models.CharField("räkning", max_length=10, choices=StatementKind)
    kind = models.CharField("slag", max_length=10, choices=LineKind, default=LineKind.LINE)
    key = models.CharField("nyckel", max_length=60, validators=[KEY])
    label = models.CharField("benämning", max_length=120)
    position = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField("nivå", default=0)
    covers = models.JSONField("summerar", default=list, blank=True)
    role = models.CharField("roll", max_length=20, choices=LineRole, blank=True, default="")
    sign = models.SmallIntegerField(
        "tecken", choices=[(1, "Som de påverkar resultatet"), (-1, "Omvänt")], default=1
    )
    note = models.PositiveSmallIntegerField("not", null=True, blank=True)
    lkbr = models.CharField("post enligt LKBR", max_length=30, choices=LkbrLine, blank=True, default="")
    accounts = models.CharField(
        "konton",
        max_length=300,
        blank=True,
        help_text="Till exempel 3500-3599, 3985. Används av bokföringen.",
    )
    objects_filter = models.CharField("objekt", max_length=120, blank=True)

    class Meta:
        ordering = ["fiscal_year", "statement", "position", "id"]
        verbose_name = "rad"
        verbose_name_plural = "rader"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "key"],
                name="line_key_once_a_year",
                violation_error_message="Det finns redan en rad med den nyckeln.",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_line(self) -> bool:
        return self.kind == LineKind.LINE

    @property
    def holds_amounts(self) -> bool:
        """Whether amounts are stored on the row: it is a line, or information beside the sums."""
        return self.kind in WITH_AMOUNTS

    @property
    def is_sum(self) -> bool:
        return self.kind == LineKind.SUM
