"""Reports as trees of sections."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Paragraph
from finsam import clock
from finsam.models import Association, Document, Person, Text, stamped, stamped_when
from reporting.states import FROZEN, WRITABLE, WRITTEN, ReportKind, ReportState, SectionState, Unit


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports in the words of the office."""

    def current(self) -> ReportQuerySet:
        """Leave out those that a correction has replaced."""
        return self.filter(corrected_by__isnull=True)

    def of(self, association: Association) -> ReportQuerySet:
        """The association's own."""
        return self.filter(association=association).select_related("association")

    def published(self) -> ReportQuerySet:
        """Those on the public page."""
        return self.filter(state=ReportState.PUBLISHED)


class Report(models.Model):
    """A document of the year: a tree of sections, frozen when a § adopts it."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("slag", max_length=20, choices=ReportKind)
    year = models.PositiveSmallIntegerField("år")
    title = models.CharField("titel", max_length=200)
    ends_on = models.DateField(
        "till och med", null=True, blank=True, help_text="The last day that a delårsrapport tells of."
    )
    unit = models.CharField("belopp i", max_length=4, choices=Unit, default=Unit.KR)
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    correction_note = models.CharField("vad som rättas", max_length=300, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    board_on = models.DateField("till styrelsen", null=True, blank=True)
    adopted_by = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, related_name="adopted_reports"
    )
    frozen_at = models.DateTimeField(null=True)
    content = models.JSONField(null=True)
    html = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The pdf with its signatures so far.",
    )
    published_at = models.DateTimeField(null=True)
    begun_on = models.DateField(default=clock.today)  # a correction is adopted on this day or after it
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "-version"]
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "year", "version"],
                name="report_once_per_kind_year_and_version",
                violation_error_message="Den rapporten finns redan.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(FROZEN))
                | Q(adopted_by__isnull=False, frozen_at__isnull=False, pdf__isnull=False, html__isnull=False),
                name="report_adopted_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED) | Q(published_at__isnull=False),
                name="report_published_has_stamp",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.association.slug, self.pk])

    @property
    def is_writable(self) -> bool:
        """Whether its texts may still change."""
        return self.state in WRITABLE

    @property
    def replaced_by(self) -> Report | None:
        """The adopted correction that has taken its place; `corrected_by` must be at hand."""
        new: Report | None = getattr(self, "corrected_by", None)
        return new if new and new.state in FROZEN else None

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """The calendar time that the report tells of (LKBR 1 kap. 5 §; a delårsrapport's ends on the förbund's own day)."""
        end = dt.date(self.year, 6, 30) if self.is_interim else dt.date(self.year, 12, 31)
        return dt.date(self.year, 1, 1), self.ends_on or end

    @property
    def is_interim(self) -> bool:
        """Whether it tells of a part of the year."""
        return self.kind == ReportKind.HALF_YEAR


class Section(models.Model):
    """A part of a report: a running text, a block computed from stored data, or both, and parts of its own."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(
        max_length=60, blank=True, help_text="Keeps its name from year to year when renamed."
    )
    heading = models.CharField("rubrik", max_length=200)
    is_numbered = models.BooleanField("numreras", default=True)
    starts_page = models.BooleanField("börjar på ny sida", default=False)
    block = models.CharField("block", max_length=60, blank=True)
    options = models.JSONField(default=dict, blank=True)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, null=True, related_name="report_section")
    state = models.CharField("läge", max_length=10, choices=SectionState, default=SectionState.EMPTY)
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="sections")
    due_on = models.DateField("klart senast", null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    hint = models.CharField(max_length=300, blank=True, help_text="What belongs here, for the writer.")
    kept_numbers = models.JSONField(
        default=list, blank=True, help_text="Typed numbers that the writer wants as they stand."
    )

    class Meta:
        ordering = ["report", "position", "id"]
        verbose_name = "avsnitt"
        verbose_name_plural = "avsnitt"
        constraints = [*stamped("reviewed"), stamped_when("reviewed", [SectionState.REVIEWED])]

    def __str__(self) -> str:
        return self.heading

    @property
    def is_written(self) -> bool:
        """Whether its writer has said that it is ready."""
        return self.state in WRITTEN

    @property
    def is_copied(self) -> bool:
        """Whether its text is last year's as it came; `report` and `text` must be at hand."""
        is_untouched = self.report.copied_from_id and self.state == SectionState.EMPTY
        return bool(is_untouched and self.text and self.text.html)


class SectionRemark(models.Model):
    """What a reader says of a section, or of one paragraph of it; an answer settles it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="remarks")
    quote = models.TextField(blank=True, help_text="The paragraph as it stood; empty for the whole section.")
    text = models.TextField("anmärkning")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField("svar", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["section", "id"]
        verbose_name = "anmärkning"
        verbose_name_plural = "anmärkningar"
        constraints = [
            *stamped("made", "answered"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="remark_is_settled_by_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.text
