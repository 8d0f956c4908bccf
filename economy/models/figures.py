"""Columns of figures on a year's lines, and the few figures that remain of years without books."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from board.models import Paragraph
from economy.models.layout import FiscalYear, StatementLine
from economy.states import FigureKind, FigureSetState
from finsam.models import Association
from finsam.swedish import dates

KEY = RegexValidator(r"^[a-z0-9-]+$", "Nyckeln får ha små bokstäver a–z, siffror och bindestreck.")


class FigureSet(models.Model):
    """One column: an outcome, a budget, a forecast or a plan for a period, in a version."""

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.PROTECT, related_name="figure_sets")
    key = models.CharField("nyckel", max_length=40, validators=[KEY])
    kind = models.CharField("slag", max_length=10, choices=FigureKind)
    label = models.CharField("rubrik", max_length=60)
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    version = models.PositiveSmallIntegerField("version", default=1)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField("läge", max_length=10, choices=FigureSetState, default=FigureSetState.DRAFT)
    adopted_on = models.DateField("fastställd", null=True, blank=True)
    adopted_by = models.CharField(
        "fastställd genom", max_length=80, blank=True, help_text="Till exempel § 45, 2020-12-04."
    )
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="figure_sets"
    )
    source = models.TextField("källa", blank=True)

    class Meta:
        ordering = ["fiscal_year", "position", "id"]
        verbose_name = "kolumn"
        verbose_name_plural = "kolumner"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "key", "version"],
                name="figure_set_once",
                violation_error_message="Det finns redan en kolumn med den nyckeln.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="figure_set_dates_in_order",
                violation_error_message="Perioden slutar innan den börjar.",
            ),
            models.CheckConstraint(
                condition=Q(state=FigureSetState.ADOPTED, adopted_on__isnull=False)
                | Q(state=FigureSetState.DRAFT, adopted_on__isnull=True),
                name="figure_set_adopted_on_a_day",
                violation_error_message="En fastställd kolumn har en dag då den fastställdes.",
            ),
        ]

    def __str__(self) -> str:
        return self.label if self.version == 1 else f"{self.label}, version {self.version}"

    @property
    def is_outcome(self) -> bool:
        return self.kind == FigureKind.OUTCOME

    @property
    def is_adopted(self) -> bool:
        return self.state == FigureSetState.ADOPTED

    @property
    def is_whole_year(self) -> bool:
        """Whether the column covers its whole fiscal year; `fiscal_year` must be at hand."""
        return (self.starts_on, self.ends_on) == (self.fiscal_year.starts_on, self.fiscal_year.ends_on)

    @property
    def is_within_year(self) -> bool:
        """Whether the column tells of its own fiscal year and not of one beside it; `fiscal_year` must be at hand."""
        return self.fiscal_year.starts_on <= self.starts_on and self.ends_on <= self.fiscal_year.ends_on

    @property
    def is_part_of_year(self) -> bool:
        """Whether the column covers a part of its fiscal year and nothing outside it."""
        return self.is_within_year and not self.is_whole_year

    @property
    def period(self) -> str:
        return dates.date_range(self.starts_on, self.ends_on)


class Figure(models.Model):
    """One amount in kronor on one line in one column; None is not known, which is not nothing."""

    figure_set = models.ForeignKey(FigureSet, on_delete=models.CASCADE, related_name="figures")
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="figures")
    amount = models.DecimalField("belopp", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "belopp"
        verbose_name_plural = "belopp"
        constraints = [models.UniqueConstraint(fields=["figure_set", "line"], name="figure_once")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.amount}"


class HistoricalFigure(models.Model):
    """A figure of a year whose books are not here, or that no book holds, with where it was found."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="historical_figures")
    year = models.PositiveSmallIntegerField("år")
    key = models.CharField("uppgift", max_length=40)
    value = models.DecimalField("värde", max_digits=14, decimal_places=2)
    source = models.TextField("källa")

    class Meta:
        ordering = ["-year", "key"]
        verbose_name = "historisk uppgift"
        verbose_name_plural = "historiska uppgifter"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year", "key"],
                name="historical_figure_once",
                violation_error_message="Uppgiften finns redan för det året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.year}: {self.value}"
