"""What the members are asked to pay of their contributions, part by part, and how each of them wants to be asked."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from economy.models.layout import FiscalYear
from economy.states import Interval, RequisitionState
from finsam.models import Association, Document, Member, Person, stamped, stamped_when
from finsam.swedish import dates


class RequisitionTerms(models.Model):
    """Where the members are to pay, and how many days into a period their money is due."""

    association = models.OneToOneField(
        Association, on_delete=models.PROTECT, related_name="requisition_terms"
    )
    pay_to = models.CharField("betalas till", max_length=200)
    due_days = models.PositiveSmallIntegerField("dagar efter periodens första dag", default=30)

    class Meta:
        verbose_name = "villkor för bidragsrekvisitioner"
        verbose_name_plural = "villkor för bidragsrekvisitioner"

    def __str__(self) -> str:
        return self.pay_to


class MemberTerms(models.Model):
    """How a member wants to be asked: how often, where to, and what to write as its reference."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="requisition_terms")
    interval = models.PositiveSmallIntegerField("betalar", choices=Interval, default=Interval.QUARTER)
    email = models.EmailField("e-post för rekvisitioner", blank=True)
    reference = models.CharField("medlemmens referens", max_length=120, blank=True)

    class Meta:
        verbose_name = "medlems villkor"
        verbose_name_plural = "medlemmars villkor"

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_interval_display()}"


class RequisitionQuerySet(models.QuerySet["Requisition"]):
    """Bidragsrekvisitioner in the words of the association."""

    def of(self, association: Association) -> RequisitionQuerySet:
        """The association's own, with what every page shows of them."""
        return self.filter(fiscal_year__association=association).select_related(
            "fiscal_year__association", "member", "document"
        )

    def standing(self) -> RequisitionQuerySet:
        """All but those that are withdrawn."""
        return self.exclude(state=RequisitionState.WITHDRAWN)


class Requisition(models.Model):
    """A part of a member's contribution for a year, kronor: asked for once, due on a day, and paid or not."""

    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.PROTECT, related_name="requisitions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="requisitions")
    number = models.PositiveSmallIntegerField("nummer")
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    amount = models.DecimalField("belopp", max_digits=14, decimal_places=2)
    due_on = models.DateField("förfaller")
    state = models.CharField("läge", max_length=10, choices=RequisitionState, default=RequisitionState.DRAFT)
    content = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    reminded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    paid_on = models.DateField("betald", null=True)
    voucher = models.CharField("verifikation", max_length=80, blank=True)
    paid_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.TextField("varför den är makulerad", blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        ordering = ["fiscal_year", "starts_on", "member__position", "number"]
        verbose_name = "bidragsrekvisition"
        verbose_name_plural = "bidragsrekvisitioner"
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="requisition_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="requisition_asks_for_something"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="requisition_in_order"),
            models.CheckConstraint(
                condition=Q(state=RequisitionState.PAID, paid_on__isnull=False)
                | (~Q(state=RequisitionState.PAID) & Q(paid_on__isnull=True)),
                name="paid_requisition_has_its_day",
            ),
            stamped_when("sent", {RequisitionState.SENT, RequisitionState.PAID, RequisitionState.WITHDRAWN}),
            stamped_when("paid", {RequisitionState.PAID}),
            stamped_when("withdrawn", {RequisitionState.WITHDRAWN}),
            *stamped("sent", "reminded", "paid", "withdrawn"),
        ]

    def __str__(self) -> str:
        return f"Bidragsrekvisition {self.name}, {self.member}"

    def get_absolute_url(self) -> str:
        return reverse("requisition", args=[self.fiscal_year.association.slug, self.pk])

    @property
    def name(self) -> str:
        """Such as "2022-3", which the payment is marked with."""
        return f"{self.fiscal_year.year}-{self.number}"

    @property
    def period(self) -> str:
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def is_draft(self) -> bool:
        return self.state == RequisitionState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.state == RequisitionState.SENT

    @property
    def is_paid(self) -> bool:
        return self.state == RequisitionState.PAID

    @property
    def is_withdrawn(self) -> bool:
        return self.state == RequisitionState.WITHDRAWN

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it should have been paid before today and is not."""
        return self.is_sent and self.due_on < today
