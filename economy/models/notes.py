"""Notes: what a line of a statement consists of."""

from __future__ import annotations

from django.db import models

from economy.models.figures import FigureSet
from economy.models.layout import KEY, FiscalYear
from economy.states import Orientation
from finsam.models import Member
from insatser.models import Insats


class Note(models.Model):
    """A note of a year; it belongs to the lines that carry its number."""

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField("not")
    label = models.CharField("rubrik", max_length=120)

    class Meta:
        ordering = ["fiscal_year", "number"]
        verbose_name = "not"
        verbose_name_plural = "noter"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "number"],
                name="note_once_a_year",
                violation_error_message="Det finns redan en not med det numret.",
            )
        ]

    def __str__(self) -> str:
        return f"Not {self.number}"


class NoteRow(models.Model):
    """A row of a note; one row may honestly hold what is not divided, and one per member its contribution."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField("nyckel", max_length=60, validators=[KEY])
    position = models.PositiveSmallIntegerField(default=0)
    group = models.CharField("underrubrik", max_length=80, blank=True)
    label = models.CharField("benämning", max_length=120)
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="note_rows"
    )
    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, null=True, blank=True, related_name="note_rows"
    )
    orientation = models.CharField(
        "inriktning", max_length=10, choices=Orientation, blank=True, default="",
        help_text="För det som inte är en insats i registret; annars gäller insatsens.",
    )  # fmt: skip
    is_undivided = models.BooleanField("det som inte är fördelat", default=False)

    class Meta:
        ordering = ["note", "position", "id"]
        verbose_name = "notrad"
        verbose_name_plural = "notrader"
        constraints = [
            models.UniqueConstraint(
                fields=["note", "key"],
                name="note_row_key_once",
                violation_error_message="Det finns redan en rad med den nyckeln i noten.",
            ),
            models.UniqueConstraint(
                fields=["note"],
                condition=models.Q(is_undivided=True),
                name="one_undivided_row",
                violation_error_message="Noten har redan en rad för det som inte är fördelat.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class NoteFigure(models.Model):
    """One amount of a note's row in one column.

    On the undivided row the figure says only that the rest is left undivided in that column: its amount is None
    and is computed as what the line has and the other rows have not.
    """

    row = models.ForeignKey(NoteRow, on_delete=models.CASCADE, related_name="figures")
    figure_set = models.ForeignKey(FigureSet, on_delete=models.CASCADE, related_name="note_figures")
    amount = models.DecimalField("belopp", max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "notbelopp"
        verbose_name_plural = "notbelopp"
        constraints = [models.UniqueConstraint(fields=["row", "figure_set"], name="note_figure_once")]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.amount}"
