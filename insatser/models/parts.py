"""What a report's sections hold: answers, goals, costs, parties and who signs."""

from __future__ import annotations

from django.db import models

from finsam.models import Text
from insatser.models.insats import InsatsGoal
from insatser.models.report import InsatsReport
from insatser.states import CostCategory, Part, Reached


class ReportSection(models.Model):
    """A section of a report with the heading it had when the report was opened; `version` counts its savings."""

    report = models.ForeignKey(InsatsReport, on_delete=models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField("avsnitt")
    title = models.CharField("rubrik", max_length=120)
    lead = models.CharField("inledning", max_length=300, blank=True)
    part = models.CharField(max_length=12, choices=Part)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_section_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ReportAnswer(models.Model):
    """An answer in running text, with the question as it was asked."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=12)
    question = models.CharField("fråga", max_length=200)
    hint = models.CharField("ledning", max_length=300, blank=True)
    is_optional = models.BooleanField(default=False)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="report_answer")

    class Meta:
        ordering = ["section", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="question_asked_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.question}"


class ReportGoal(models.Model):
    """A goal as it was worded for the year, whether it was reached, and what came of it."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="goals")
    goal = models.ForeignKey(
        InsatsGoal, on_delete=models.PROTECT, null=True, blank=True, related_name="reported"
    )
    position = models.PositiveSmallIntegerField(default=0)
    wording = models.TextField("mål", blank=True)
    reached = models.CharField("uppnått", max_length=10, choices=Reached, blank=True)
    outcome = models.TextField("resultat", blank=True)

    class Meta:
        ordering = ["section", "position", "id"]
        verbose_name = "mål"
        verbose_name_plural = "mål"

    def __str__(self) -> str:
        return self.wording


class CostRow(models.Model):
    """A cost of a kostnadsslag in kronor; `unread` keeps what was typed where an amount could not be read."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="costs")
    category = models.CharField("kostnadsslag", max_length=12, choices=CostCategory)
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField("vad", max_length=200, blank=True)
    budget = models.DecimalField("budget", max_digits=14, decimal_places=2, null=True, blank=True)
    outcome = models.DecimalField("utfall", max_digits=14, decimal_places=2, null=True, blank=True)
    unread = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["section", "position", "id"]
        verbose_name = "kostnad"
        verbose_name_plural = "kostnader"

    def __str__(self) -> str:
        return self.what or self.get_category_display()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return self.budget is None and self.outcome is None and not self.what and not self.unread


class ReportParty(models.Model):
    """A member or a unit that applied for the money, and its contact."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField(default=0)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    contact = models.CharField("kontaktperson", max_length=120, blank=True)
    email = models.CharField("e-post", max_length=200, blank=True)

    class Meta:
        ordering = ["section", "position", "id"]
        verbose_name = "part"
        verbose_name_plural = "parter"

    def __str__(self) -> str:
        return self.organisation

    @property
    def is_empty(self) -> bool:
        return not (self.organisation or self.contact or self.email)


class ReportSigner(models.Model):
    """One who answers for a report as it was submitted."""

    report = models.ForeignKey(InsatsReport, on_delete=models.PROTECT, related_name="signers")
    version = models.PositiveSmallIntegerField()
    name = models.CharField("namn", max_length=120)
    organisation = models.CharField("organisation", max_length=200)
    place = models.CharField("ort", max_length=80)
    signed_on = models.DateField("datum")

    class Meta:
        ordering = ["report", "version", "id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
