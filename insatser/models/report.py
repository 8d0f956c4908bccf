"""An insats's report: its life, its submitted versions, the remarks it got and every saving of it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from finsam.models import Association, Document, Person, Saving, stamped, stamped_when
from finsam.swedish import dates
from insatser.models.insats import Insats
from insatser.states import WRITABLE, ReportKind, ReportState


class InsatsReportQuerySet(models.QuerySet["InsatsReport"]):
    """Reports in the words of the association."""

    def of(self, association: Association) -> InsatsReportQuerySet:
        """The association's own, with what every page shows of them."""
        return self.filter(insats__association=association).select_related(
            "insats__association", "insats__owner"
        )

    def with_contact(self, person: Person, day: dt.date) -> InsatsReportQuerySet:
        """Those that the person, as a contact on the day, writes."""
        return self.filter(insats__in=Insats.objects.with_contact(person, day).values("pk"))


class InsatsReport(models.Model):
    """A report on an insats: it exists from the day it is awaited, before anyone has written in it."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("slag", max_length=12, choices=ReportKind)
    state = models.CharField("läge", max_length=10, choices=ReportState, default=ReportState.DUE)
    due_on = models.DateField("lämnas senast")
    starts_on = models.DateField("från och med", null=True)
    ends_on = models.DateField("till och med", null=True)
    opened_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = InsatsReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "insats__name", "id"]
        verbose_name = "årsrapport"
        verbose_name_plural = "årsrapporter"
        constraints = [
            models.UniqueConstraint(fields=["insats", "year", "kind"], name="report_once_a_year"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False) | Q(state__in=sorted(WRITABLE)),
                name="handed_in_report_has_its_stamp",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | ~Q(state=ReportState.APPROVED),
                name="approved_report_has_its_stamp",
            ),
            stamped_when("returned", {ReportState.RETURNED}),
            *stamped("submitted", "returned", "approved"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="report_dates_in_order",
                violation_error_message="Slutdatum ligger före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.insats}"

    def get_absolute_url(self) -> str:
        return reverse("insats_report", args=[self.insats.association.slug, self.pk])

    @property
    def name(self) -> str:
        """Such as "Årsrapport 2021"."""
        word = "Halvårsrapport" if self.kind == ReportKind.HALF_YEAR else "Årsrapport"
        return f"{word} {self.year}"

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def period(self) -> str:
        """Such as "1 januari–31 december 2021"; empty while a day is missing."""
        return dates.date_range(self.starts_on, self.ends_on) if self.starts_on and self.ends_on else ""

    def is_late(self, day: dt.date) -> bool:
        """Whether it should have come by the day and has not."""
        return self.state in WRITABLE and day > self.due_on


class ReportVersion(models.Model):
    """A report as it was submitted once; the PDF is made when it is approved."""

    report = models.ForeignKey(InsatsReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["report", "-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Remark(models.Model):
    """What the office wants mended in a section; it is settled when the report is submitted anew."""

    report = models.ForeignKey(InsatsReport, on_delete=models.PROTECT, related_name="remarks")
    section = models.PositiveSmallIntegerField("avsnitt")
    text = models.TextField("anmärkning")
    version = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["report", "section", "id"]
        verbose_name = "anmärkning"
        verbose_name_plural = "anmärkningar"

    def __str__(self) -> str:
        return self.text


class ReportSaving(Saving):
    """A section as it stood after one saving; see finsam.models.Saving."""

    section = models.ForeignKey("insatser.ReportSection", on_delete=models.PROTECT, related_name="savings")

    class Meta(Saving.Meta):
        ordering = ["section", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "save_key"], condition=~Q(save_key=""), name="section_saving_once"
            ),
            models.UniqueConstraint(
                fields=["section", "number"], condition=Q(number__isnull=False), name="section_saving_number"
            ),
        ]
