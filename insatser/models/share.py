"""An insats that another förbund shares: what it pays, how many of its people may take part, and by which §§."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from finsam.models import Association, Person, stamped, stamped_when
from finsam.swedish import dates, money
from insatser.models.insats import Insats
from insatser.states import GIVEN_SHARES, OPEN_SHARES, ShareState


class ShareQuerySet(models.QuerySet["Share"]):
    """Shares in the words of the association."""

    def given(self) -> ShareQuerySet:
        """Those that hold or have held."""
        return self.filter(state__in=GIVEN_SHARES)

    def in_year(self, year: int) -> ShareQuerySet:
        """Those that hold during some of the year."""
        return self.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=dt.date(year, 1, 1)), from_on__lte=dt.date(year, 12, 31)
        )


class Share(models.Model):
    """One förbund's share of another's insats: it pays an amount each year, or per cent of what the insats costs."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="shares")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="shares")
    amount = models.DecimalField(
        "kostnad per år, kronor", max_digits=14, decimal_places=2, null=True, blank=True
    )
    percent = models.DecimalField(
        "andel av kostnaden, procent", max_digits=5, decimal_places=2, null=True, blank=True
    )
    places = models.PositiveIntegerField("deltagare per år", null=True, blank=True)
    from_on = models.DateField("från och med")
    to_on = models.DateField("till och med", null=True, blank=True)
    decided_in = models.CharField("insatsägande förbundets beslut", max_length=120)
    agreed_in = models.CharField("det andra förbundets beslut", max_length=120, blank=True)
    state = models.CharField("läge", max_length=10, choices=ShareState, default=ShareState.OFFERED)
    reason = models.TextField("varför inte", blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["insats", "from_on", "id"]
        verbose_name = "delning"
        verbose_name_plural = "delningar"
        constraints = [
            *stamped("offered", "answered", "ended"),
            stamped_when("answered", {*GIVEN_SHARES, ShareState.DECLINED}),
            stamped_when("ended", {ShareState.ENDED, ShareState.WITHDRAWN}),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) ^ Q(percent__isnull=True), name="share_costs_in_one_way"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lt=100),
                name="share_is_part_of_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="share_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(GIVEN_SHARES)) | ~Q(agreed_in=""),
                name="share_says_who_agreed",
            ),
            models.UniqueConstraint(
                fields=["insats", "association"], condition=Q(state__in=sorted(OPEN_SHARES)),
                name="share_open_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.insats}, {self.association}"

    def get_absolute_url(self) -> str:
        return reverse("share_detail", args=[self.association.slug, self.pk])

    @property
    def period(self) -> str:
        """From when to when."""
        if self.to_on:
            return dates.date_range(self.from_on, self.to_on)
        return f"från {dates.long_date(self.from_on)}"

    @property
    def cost(self) -> str:
        """What it costs its förbund, in words: "150 000 kr per år", "40,5 procent av hela kostnaden"."""
        if self.amount is not None:
            return f"{money.kr_as_needed(self.amount)} kr per år"
        return f"{money.number_as_needed(self.percent or Decimal(0))} procent av hela kostnaden"

    def holds_in(self, year: int) -> bool:
        """Whether it is agreed and holds during some of the year."""
        ends_before = self.to_on is not None and self.to_on.year < year
        return self.is_given and self.from_on.year <= year and not ends_before

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_SHARES

    @property
    def is_given(self) -> bool:
        return self.state in GIVEN_SHARES
