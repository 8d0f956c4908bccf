"""The board's economic report of a closed month: one page, frozen when it is handed over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Paragraph
from economy.models import FiscalYear
from finsam.models import Association, Document, Person, Text, stamped
from finsam.swedish import dates
from reporting.states import EconomicReportState


class EconomicReport(models.Model):
    """An ekonomisk rapport: its sentences are written, everything else is computed until it is handed over."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="economic_reports")
    fiscal_year = models.ForeignKey(FiscalYear, on_delete=models.PROTECT, related_name="economic_reports")
    until = models.DateField("till och med")
    state = models.CharField(
        "läge", max_length=10, choices=EconomicReportState, default=EconomicReportState.DRAFT
    )
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="economic_report")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField(null=True, help_text="What it said when it was handed over.")
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Where it lies as a handling.",
    )
    handed_at = models.DateTimeField(null=True)
    handed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-until", "-id"]
        verbose_name = "ekonomisk rapport"
        verbose_name_plural = "ekonomiska rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "until"],
                condition=Q(state=EconomicReportState.DRAFT),
                name="one_economic_report_draft_a_month",
                violation_error_message="Månadens ekonomiska rapport är redan påbörjad.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=EconomicReportState.DRAFT,
                    content__isnull=True,
                    pdf__isnull=True,
                    handed_at__isnull=True,
                )
                | Q(
                    state=EconomicReportState.HANDED,
                    content__isnull=False,
                    pdf__isnull=False,
                    handed_at__isnull=False,
                ),
                name="economic_report_handed_is_frozen",
            ),
            *stamped("handed"),
        ]

    def __str__(self) -> str:
        return f"Ekonomisk rapport {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("economic_report_detail", args=[self.association.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == EconomicReportState.DRAFT

    @property
    def period(self) -> str:
        """The time that it tells of: "1 januari–31 mars 2022"; `fiscal_year` must be at hand."""
        return dates.date_range(self.fiscal_year.starts_on, self.until)
