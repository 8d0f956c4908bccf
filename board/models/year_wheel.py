"""Årshjulet: what comes back every year by a certain day, and what has been said of it in each year."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from board.models.paragraph import Paragraph
from board.states import PointBasis, PointOwner, TurnState
from finsam import clock
from finsam.models import Association, Body, Person, stamped
from finsam.models.stamps import stamped_when


class YearWheelItem(models.Model):
    """A point of the year, on a day of its own or so many days before another point; each year it comes anew."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="year_wheel")
    key = models.CharField(
        max_length=40, blank=True, help_text="Names a point of the shipped list; empty for the förbund's own."
    )
    title = models.CharField("vad", max_length=200)
    month = models.PositiveSmallIntegerField(
        "månad", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        "dag", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    anchor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="räknas från",
    )
    days_before = models.SmallIntegerField(
        "dagar före", null=True, blank=True, help_text="Before the anchor; a negative number is after it."
    )
    every = models.PositiveSmallIntegerField(
        "vart hur många år", default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    first_year = models.PositiveSmallIntegerField("första året", default=2004)
    basis = models.CharField("lag eller vana", max_length=10, choices=PointBasis, default=PointBasis.HABIT)
    source = models.CharField("varför", max_length=200, blank=True)
    owner = models.CharField("vems", max_length=20, choices=PointOwner, default=PointOwner.CHIEF)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="en viss person",
    )
    lead_days = models.PositiveSmallIntegerField(
        "syns så många dagar före", default=30, validators=[MaxValueValidator(366)]
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="year_wheel",
        verbose_name="tas upp i",
    )
    heading = models.CharField("rubrik på dagordningen", max_length=200, blank=True)
    proposal = models.TextField("förslag till beslut", blank=True)
    papers = models.TextField("handlingar", blank=True, help_text="En på varje rad.")
    outcome = models.CharField("klart när", max_length=40, blank=True)
    starts_on = models.DateField(
        "gäller från", default=clock.today, help_text="Nobody is alarmed of an earlier day."
    )
    is_active = models.BooleanField("används", default=True)

    class Meta:
        ordering = ["month", "day", "id"]
        verbose_name = "punkt i årshjulet"
        verbose_name_plural = "punkter i årshjulet"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "key"], condition=~Q(key=""), name="shipped_point_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    month__isnull=False, day__isnull=False, anchor__isnull=True, days_before__isnull=True
                )
                | Q(month__isnull=True, day__isnull=True, anchor__isnull=False, days_before__isnull=False),
                name="point_has_a_day_or_an_anchor",
                violation_error_message="En punkt har en dag, eller räknas från en annan punkt.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lands_on_agenda(self) -> bool:
        """Whether the point is an ärende of a body: it puts itself on its agenda."""
        return bool(self.body_id and self.heading)


class YearWheelTurn(models.Model):
    """A point in one year, once something has been said or done of it; what nobody has touched has no row."""

    item = models.ForeignKey(YearWheelItem, on_delete=models.PROTECT, related_name="turns")
    year = models.PositiveSmallIntegerField("år")
    due_on = models.DateField("flyttad till", null=True, blank=True)
    state = models.CharField(max_length=10, choices=TurnState, default=TurnState.OPEN)
    note = models.TextField("anteckning", blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField("klart den", null=True, blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, related_name="year_wheel_turns"
    )
    was_placed = models.BooleanField(
        default=False, help_text="It has been on an agenda: taken off, it does not put itself there again."
    )

    class Meta:
        ordering = ["item", "year"]
        verbose_name = "punkt ett år"
        verbose_name_plural = "punkter ett år"
        constraints = [
            models.UniqueConstraint(fields=["item", "year"], name="turn_once_a_year"),
            *stamped("done", "dropped"),
            stamped_when("done", [TurnState.DONE]),
            stamped_when("dropped", [TurnState.DROPPED]),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.year}"
