"""Arvoden: the förbund's dated rules, what each ledamot confirms of a meeting, and the periods that go to the payroll."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from board.models import Meeting
from economy.states import FEE_UNITS, MEETING_FEES, FeeKind
from finsam.models import Association, Body, Member, Person, stamped
from finsam.swedish import dates

ACCOUNT = RegexValidator(r"^[0-9]{3,10}$", "Skriv kontots siffror, till exempel 5810.")


class FeeRule(models.Model):
    """What the förbund pays for something from a day on; the one that began last holds.

    `amount` is kronor: for a meeting or a day, for a year, at most for an hour, or for a kilometre, as the kind says.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="fee_rules")
    kind = models.CharField("slag", max_length=20, choices=FeeKind)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organ",
        help_text="Empty: the board.",
    )  # fmt: skip
    amount = models.DecimalField("kronor", max_digits=14, decimal_places=2)
    account = models.CharField("konto", max_length=10, validators=[ACCOUNT])
    from_hours = models.DecimalField(
        "från så många timmar", max_digits=4, decimal_places=2, null=True, blank=True
    )
    pays_waiting = models.BooleanField("även ersättare som inte tjänstgör", default=False)
    decided_in = models.CharField("beslutad", max_length=120, blank=True)
    from_on = models.DateField("gäller från")
    to_on = models.DateField("gäller till och med", null=True, blank=True)

    class Meta:
        ordering = ["kind", "body", "-from_on", "id"]
        verbose_name = "arvodesregel"
        verbose_name_plural = "arvodesregler"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="fee_is_not_negative"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="fee_rule_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} från {dates.long_date(self.from_on)}"

    @property
    def unit(self) -> str:
        """What the kronor are for one of: "per sammanträde"."""
        return FEE_UNITS[FeeKind(self.kind)]

    @property
    def organ(self) -> str:
        """Whose meetings it is about, in words; nothing where it is about none."""
        if self.kind not in MEETING_FEES:
            return ""
        return self.body.name if self.body else "Styrelsen"

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is in force on the day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class FeeHabits(models.Model):
    """Whose ledamöter the förbund pays nothing, for they are there in their work."""

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="fee_habits")
    unpaid = models.ManyToManyField(
        Member, related_name="+", verbose_name="medlemmar vars ledamöter inte får arvode"
    )

    class Meta:
        verbose_name = "vilka som får arvode"
        verbose_name_plural = "vilka som får arvode"

    def __str__(self) -> str:
        return f"Arvoden i {self.association_id}"


class FeePeriod(models.Model):
    """Whole months whose arvoden go to the payroll at once; one that is closed does not change."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="fee_periods")
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = "arvodesperiod"
        verbose_name_plural = "arvodesperioder"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="fee_period_days_in_order"),
            models.UniqueConstraint(fields=["association", "starts_on"], name="fee_period_once"),
            models.UniqueConstraint(
                fields=["association"], condition=Q(closed_at__isnull=True), name="one_open_fee_period"
            ),
            *stamped("closed"),
        ]

    def __str__(self) -> str:
        return f"Arvoden {self.days}"

    @property
    def days(self) -> str:
        """The months as people say them: "1 januari–31 mars 2022"."""
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class FeeClaim(models.Model):
    """What a ledamot has confirmed of a meeting: hours of lost earnings, kilometres, and whether she takes the arvode."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="fee_claims")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fee_claims")
    takes_fee = models.BooleanField("tar arvode", default=True)
    hours = models.DecimalField(
        "timmar med förlorad inkomst", max_digits=4, decimal_places=2, null=True, blank=True
    )
    hourly = models.DecimalField("kronor per timme", max_digits=14, decimal_places=2, null=True, blank=True)
    kilometres = models.DecimalField("kilometer", max_digits=6, decimal_places=1, null=True, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting", "id"]
        verbose_name = "uppgift om arvode"
        verbose_name_plural = "uppgifter om arvode"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="fee_claim_once"),
            models.CheckConstraint(
                condition=Q(hourly__isnull=True) | Q(hours__isnull=False),
                name="fee_claim_has_hours_of_its_loss",
            ),
            *stamped("confirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} vid {self.meeting_id}"


class FeeRow(models.Model):
    """A row to the payroll: what närvaro and rules came to when the period was closed, or what the office has typed."""

    period = models.ForeignKey(FeePeriod, on_delete=models.PROTECT, related_name="rows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fee_rows")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="fee_rows")
    day = models.DateField("dag")
    kind = models.CharField("slag", max_length=20, choices=FeeKind)
    number = models.DecimalField("antal", max_digits=8, decimal_places=2)
    rate = models.DecimalField("kronor per", max_digits=14, decimal_places=2, null=True)
    amount = models.DecimalField("belopp, kronor", max_digits=14, decimal_places=2)
    account = models.CharField("konto", max_length=10, validators=[ACCOUNT])
    note = models.TextField("anmärkning", blank=True)
    is_correction = models.BooleanField("rättar en tidigare period", default=False)
    typed_at = models.DateTimeField(null=True)
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["period", "person__name", "day", "id"]
        verbose_name = "arvodesrad"
        verbose_name_plural = "arvodesrader"
        constraints = [
            *stamped("typed"),
            models.CheckConstraint(
                condition=~Q(kind=FeeKind.OTHER) | Q(typed_at__isnull=False), name="other_fees_are_typed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.get_kind_display()}, {self.day}"
