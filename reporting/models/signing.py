"""Places on a report's signature page, and texts that two wrote at once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from board.models import Paragraph
from finsam.models import Document, Person, Saving
from reporting.models.report import Report, Section
from reporting.states import CopyPurpose


class ReportSigning(models.Model):
    """One person's place on an adopted report's signature page.

    Who took part in the decision is asked to sign. A ledamot who did not has a place too, and signs if the office asks
    her; why someone does not sign is noted.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="signings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="report_signings")
    role = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(max_length=40)
    is_asked = models.BooleanField(default=True)
    note = models.CharField("skäl", max_length=300, blank=True, help_text="Why she does not sign.")
    signed_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    identified = models.TextField(blank=True, help_text="By what the signer was known when she signed.")

    class Meta:
        ordering = ["report", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "field"], name="report_field_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(document__isnull=False),
                name="report_signing_has_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.person_id}"


class ReportCopy(models.Model):
    """A report as it stood when it left the office before it was adopted: what the members or the board got."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    purpose = models.CharField(
        "lämnad till", max_length=20, choices=CopyPurpose, default=CopyPurpose.CONSULTATION
    )
    content = models.JSONField()
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="Where the copy lies as a handling.",
    )  # fmt: skip
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["report", "-id"]
        verbose_name = "lämnad version"
        verbose_name_plural = "lämnade versioner"

    def __str__(self) -> str:
        return f"Till {self.get_purpose_display().lower()} {self.made_on}"


class SectionSaving(Saving):
    """One saving of a section's text; `number` is the text's version."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["section", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"],
                condition=Q(number__isnull=False),
                name="written_section_saving_number",
            ),
        ]
