"""A set of slides: made from a report, ordered and worded for the meeting that sees it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Meeting, Paragraph
from finsam.models import Association, Document, Person, stamped
from reporting.models.report import Report, Section


class SlideSetQuerySet(models.QuerySet["SlideSet"]):
    """Sets in the words of the office."""

    def of(self, association: Association) -> SlideSetQuerySet:
        """The association's own, with what every act asks of them."""
        return self.filter(association=association).select_related("association", "report__association")


class SlideSet(models.Model):
    """Slides in order under a title; their figures are read from the report until the set is used at a meeting."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="slide_sets")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="slide_sets")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="slide_sets")
    title = models.CharField("titel", max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Where it lies as a handling."
    )  # fmt: skip
    content = models.JSONField(null=True)
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SlideSetQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "bilduppsättning"
        verbose_name_plural = "bilduppsättningar"
        constraints = [
            *stamped("made", "used"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(content__isnull=False, pdf__isnull=False),
                name="slideset_used_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("slide_set", args=[self.association.slug, self.pk])

    @property
    def is_used(self) -> bool:
        """Whether it was shown at a meeting, and stands as it was."""
        return self.used_at is not None


class Slide(models.Model):
    """A slide: a block computed from stored data, own words, or both; a quotation has words and who said them."""

    slide_set = models.ForeignKey(SlideSet, on_delete=models.CASCADE, related_name="slides")
    position = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField("rubrik", max_length=200)
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Whose block it shows, as it is set there."
    )  # fmt: skip
    block = models.CharField("visar", max_length=60, blank=True)
    html = models.TextField("egna ord", blank=True)
    is_quote = models.BooleanField("citat", default=False)
    said_by = models.CharField("vem som sagt det", max_length=200, blank=True)
    note = models.TextField("talarstöd", blank=True)
    is_shown = models.BooleanField("visas", default=True)

    class Meta:
        ordering = ["slide_set", "position", "id"]
        verbose_name = "bild"
        verbose_name_plural = "bilder"

    def __str__(self) -> str:
        return self.heading
