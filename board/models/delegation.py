"""Delegation: what the board lets others decide, and what they have decided (10 § lag 2003:1210)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from board.models.matter import Matter
from board.models.paragraph import Paragraph
from board.states import COMES_BACK, HELD
from finsam.models import Association, Person, stamped
from finsam.states import AppointmentRole


class DelegationPointQuerySet(models.QuerySet["DelegationPoint"]):
    """Points in the words of the ordning."""

    def in_force(self, day: dt.date) -> DelegationPointQuerySet:
        """Those that let somebody decide on the day."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


class DelegationPoint(models.Model):
    """A point of the delegationsordning: a group of ärenden that a role or a person decides on the board's behalf."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="delegation_points")
    number = models.CharField("punkt", max_length=20)
    text = models.CharField("ärenden", max_length=300)
    role = models.CharField("delegat", max_length=20, choices=AppointmentRole, blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="en viss person",
    )
    most = models.DecimalField("högst, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    conditions = models.CharField("villkor", max_length=300, blank=True)
    decided_in = models.CharField(
        "beslutad", max_length=120, blank=True, help_text="Paragraf och dag, till exempel § 8, 2022-01-28."
    )
    from_on = models.DateField("gäller från")
    to_on = models.DateField("gäller till och med", null=True, blank=True)

    objects = DelegationPointQuerySet.as_manager()

    class Meta:
        ordering = ["number", "id"]
        verbose_name = "punkt i delegationsordningen"
        verbose_name_plural = "punkter i delegationsordningen"
        constraints = [
            models.CheckConstraint(
                condition=(Q(person__isnull=True) & ~Q(role="")) | Q(person__isnull=False, role=""),
                name="delegation_to_a_role_or_a_person",
                violation_error_message="Delegaten är en roll eller en viss person.",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="delegation_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def delegate(self) -> str:
        """Who decides, in words."""
        return self.person.name if self.person else self.get_role_display()


class DelegatedDecision(models.Model):
    """A decision made under a point of the ordning; it is reported to the board in a §."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="delegated_decisions")
    point = models.ForeignKey(DelegationPoint, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField("beslutat")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="beslutade")
    text = models.TextField("beslut")
    amount = models.DecimalField("belopp, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="delegated_decisions"
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, related_name="delegated_decisions",
        help_text="Where it is reported to the board.",
    )  # fmt: skip

    class Meta:
        ordering = ["-decided_on", "-id"]
        verbose_name = "delegationsbeslut"
        verbose_name_plural = "delegationsbeslut"
        constraints = [*stamped("noted")]

    def __str__(self) -> str:
        return f"{self.point.number}, {self.decided_on}"

    @property
    def is_reported(self) -> bool:
        """Whether the board has had it reported; `paragraph.meeting` must be at hand."""
        row = self.paragraph
        return bool(
            row and row.number is not None and row.meeting.state in HELD and row.outcome not in COMES_BACK
        )
