"""A rekvisition: what an insats asks to be paid of what it is granted, who attested it, and what goes back unused."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from finsam.models import Association, Document, Person, Saving, stamped, stamped_when
from insatser.models.insats import Insats
from insatser.states import PAYMENT_RECEIVED, PAYMENT_WRITABLE, PaymentState


class PaymentRequestQuerySet(models.QuerySet["PaymentRequest"]):
    """Rekvisitioner in the words of the association."""

    def of(self, association: Association) -> PaymentRequestQuerySet:
        """The association's own, with what every page shows of them."""
        return self.filter(insats__association=association).select_related(
            "insats__association", "insats__owner", "insats__body", "current"
        )

    def received(self) -> PaymentRequestQuerySet:
        """Those that have come in: allmänna handlingar, which drafts are not (TF 2:9)."""
        return self.filter(state__in=sorted(PAYMENT_RECEIVED))


class PaymentRequest(models.Model):
    """One rekvisition of money granted for a year; `current` is the version that came in last, and counts."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="payment_requests")
    year = models.PositiveSmallIntegerField("år")
    number = models.PositiveSmallIntegerField("nummer")
    state = models.CharField("läge", max_length=10, choices=PaymentState, default=PaymentState.DRAFT)
    categories = models.JSONField("kostnadsslag", default=list)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    current = models.ForeignKey(
        "insatser.PaymentVersion", on_delete=models.PROTECT, null=True, related_name="counted_as"
    )
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_why = models.TextField("vad som ska ändras", blank=True)
    attested_at = models.DateTimeField(null=True)
    attested_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    attested_outside_on = models.DateField("attesterad utanför programmet", null=True)
    attested_outside_in = models.TextField("attesterad i", blank=True)
    paid_on = models.DateField("betald", null=True)
    voucher = models.TextField("verifikation", blank=True)
    paid_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    credited_on = models.DateField("krediterad", null=True)
    credited_why = models.TextField("varför den krediterades", blank=True)
    credited_at = models.DateTimeField(null=True)
    credited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PaymentRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "insats__name", "-number"]
        verbose_name = "rekvisition"
        verbose_name_plural = "rekvisitioner"
        constraints = [
            models.UniqueConstraint(fields=["insats", "year", "number"], name="payment_number_once"),
            models.UniqueConstraint(
                fields=["insats", "year"],
                condition=Q(state=PaymentState.DRAFT),
                name="one_payment_draft_a_year",
                violation_error_message="Insatsen har redan en påbörjad rekvisition för året.",
            ),
            models.CheckConstraint(
                condition=Q(state=PaymentState.DRAFT) | Q(submitted_at__isnull=False, current__isnull=False),
                name="received_payment_has_its_stamp_and_version",
            ),
            stamped_when("returned", {PaymentState.RETURNED}),
            stamped_when("attested", {PaymentState.ATTESTED, PaymentState.PAID, PaymentState.CREDITED}),
            stamped_when("paid", {PaymentState.PAID, PaymentState.CREDITED}),
            stamped_when("credited", {PaymentState.CREDITED}),
            *stamped("submitted", "returned", "attested", "paid", "credited"),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True) | Q(paid_on__isnull=False), name="paid_payment_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.insats}"

    def get_absolute_url(self) -> str:
        return reverse("payment", args=[self.insats.association.slug, self.pk])

    @property
    def name(self) -> str:
        """Such as "Rekvisition 2 för 2022"."""
        return f"Rekvisition {self.number} för {self.year}"

    @property
    def is_writable(self) -> bool:
        return self.state in PAYMENT_WRITABLE

    @property
    def is_received(self) -> bool:
        return self.submitted_at is not None


class PaymentSaving(Saving):
    """A rekvisition as it stood after one saving; see finsam.models.Saving."""

    payment = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["payment", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "save_key"], condition=~Q(save_key=""), name="payment_saving_once"
            ),
            models.UniqueConstraint(
                fields=["payment", "number"], condition=Q(number__isnull=False), name="payment_saving_number"
            ),
        ]


class PaymentFile(models.Model):
    """An underlag to a rekvisition, kept as it came."""

    payment = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    title = models.TextField("underlag")

    class Meta:
        ordering = ["payment", "id"]

    def __str__(self) -> str:
        return self.title


class PaymentVersion(models.Model):
    """A rekvisition as it came in once; its PDF is made by the worker."""

    payment = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["payment", "-number"]
        constraints = [models.UniqueConstraint(fields=["payment", "number"], name="payment_version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class PaymentLine(models.Model):
    """What a version that came in asks for of a kostnadsslag, beside its budget of the year; kronor."""

    version = models.ForeignKey(PaymentVersion, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    category = models.CharField("kostnadsslag", max_length=120)
    budget = models.DecimalField("budget, kronor", max_digits=14, decimal_places=2, null=True)
    amount = models.DecimalField("perioden, kronor", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="payment_line_once")]

    def __str__(self) -> str:
        return f"{self.category}: {self.amount}"


class PaymentAttest(models.Model):
    """That a person has attested a version: it is right, and the förbund is to pay it."""

    version = models.ForeignKey(PaymentVersion, on_delete=models.PROTECT, related_name="attests")
    attested_at = models.DateTimeField()
    attested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "attested_by"], name="attested_once_by_each")
        ]

    def __str__(self) -> str:
        return str(self.attested_by)


class GivenBack(models.Model):
    """What an insats does not use of a year's grant, and what the förbund may grant anew; kronor."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="given_back")
    year = models.PositiveSmallIntegerField("år")
    amount = models.DecimalField("belopp, kronor", max_digits=14, decimal_places=2)
    why = models.TextField("varför")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["insats", "-year", "-id"]
        verbose_name = "återlämnade medel"
        verbose_name_plural = "återlämnade medel"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="given_back_is_something"),
            *stamped("undone"),
        ]

    def __str__(self) -> str:
        return f"{self.insats}, {self.year}"


class PaymentRules(models.Model):
    """How a förbund attests: from which amount two must, in kronor; without one, one is always enough."""

    association = models.OneToOneField(Association, on_delete=models.PROTECT, related_name="payment_rules")
    two_from = models.DecimalField(
        "två attesterar från, kronor", max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "attestregler"
        verbose_name_plural = "attestregler"

    def __str__(self) -> str:
        return f"Attestregler, {self.association}"
