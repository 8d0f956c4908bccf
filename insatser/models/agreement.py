"""The överenskommelse between the förbund and the one who carries out an insats, and the places where they sign it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from finsam.models import Document, Person, stamped
from finsam.swedish import dates
from insatser.models.insats import Insats
from insatser.states import AgreementState, PaymentInterval, Side


class Agreement(models.Model):
    """One version of what is agreed on an insats; what is sent stands fast, and a change is the next version."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField("version", default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_in"
    )
    state = models.CharField("läge", max_length=12, choices=AgreementState, default=AgreementState.DRAFT)
    party = models.CharField("part", max_length=200, blank=True)
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med")
    interval = models.CharField(
        "medlen begärs ut", max_length=10, choices=PaymentInterval, default=PaymentInterval.QUARTER
    )
    places = models.PositiveIntegerField("platser", null=True, blank=True)
    reports = models.TextField("rapporter", blank=True)
    dialogue_on = models.DateField("uppföljningsdialog", null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField("uppsägningstid, månader", default=3)
    clauses = models.JSONField(default=list)
    content = models.JSONField(null=True, help_text="What was sent, as it was printed.")
    frozen = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    agreed_on = models.DateField("undertecknad", null=True, help_text="The day of the last signature.")
    is_elsewhere = models.BooleanField("undertecknad på annat håll", default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField("upphörde", null=True)
    end_reason = models.TextField("varför", blank=True)

    class Meta:
        ordering = ["insats", "-version"]
        verbose_name = "överenskommelse"
        verbose_name_plural = "överenskommelser"
        constraints = [
            *stamped("sent", "returned", "ended"),
            models.UniqueConstraint(fields=["insats", "version"], name="agreement_version_once"),
            models.UniqueConstraint(
                fields=["insats"],
                condition=Q(state__in=[AgreementState.DRAFT, AgreementState.FOR_SIGNING]),
                name="one_agreement_under_way",
                violation_error_message="Insatsen har redan en överenskommelse som skrivs eller undertecknas.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_days_in_order",
                violation_error_message="Slutdagen ligger före den första dagen.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.FOR_SIGNING)
                | Q(sent_at__isnull=False, frozen__isnull=False, content__isnull=False),
                name="sent_agreement_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AgreementState.SIGNED, AgreementState.ENDED])
                | Q(agreed_on__isnull=False, document__isnull=False),
                name="signed_agreement_has_its_day_and_file",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.ENDED, ended_at__isnull=False, ended_on__isnull=False)
                | (~Q(state=AgreementState.ENDED) & Q(ended_at__isnull=True, ended_on__isnull=True)),
                name="ended_agreement_has_its_stamp",
            ),
        ]

    def __str__(self) -> str:
        version = f", version {self.version}" if self.version > 1 else ""
        return f"Överenskommelse om {self.insats}{version}"

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.insats.association.slug, self.pk])

    @property
    def period(self) -> str:
        """From when to when: "1 maj–31 december 2022"."""
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def is_draft(self) -> bool:
        return self.state == AgreementState.DRAFT


class AgreementSigning(models.Model):
    """One person's place on an agreement's signature page, for one of the parties."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreement_signings")
    side = models.CharField("för", max_length=12, choices=Side)
    title = models.CharField("titel", max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(max_length=40)
    signed_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    identified = models.TextField(blank=True, help_text="By what the signer was known when she signed.")

    class Meta:
        ordering = ["agreement", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "field"], name="agreement_field_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(document__isnull=False),
                name="agreement_signing_has_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.person_id}"
