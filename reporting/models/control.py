"""Internkontroll: the year's controls with their risks, what each showed, and what of it the board has got."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Paragraph
from board.queries.decided import may_decide
from finsam.models import Association, Document, Person, stamped
from reporting.states import ControlPaper, ControlResult

_ONE_TO_FOUR = [MinValueValidator(1), MaxValueValidator(4)]


class Control(models.Model):
    """A row of a year's plan: a risk in a process, the control of it, and what the control showed."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="controls")
    year = models.PositiveSmallIntegerField("år")
    process = models.CharField("process", max_length=120)
    risk = models.CharField("risk", max_length=300)
    likelihood = models.PositiveSmallIntegerField("sannolikhet", validators=_ONE_TO_FOUR)
    consequence = models.PositiveSmallIntegerField("konsekvens", validators=_ONE_TO_FOUR)
    control = models.CharField("kontroll", max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("senast")
    result = models.CharField("resultat", max_length=10, choices=ControlResult, blank=True)
    outcome = models.TextField("utfall", blank=True)
    measure = models.TextField("åtgärd", blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["year", "process", "id"]
        verbose_name = "kontroll"
        verbose_name_plural = "kontroller"
        constraints = [
            *stamped("reported"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 4), consequence__range=(1, 4)),
                name="control_risk_is_one_to_four",
                violation_error_message="Sannolikhet och konsekvens är 1 till 4.",
            ),
            models.CheckConstraint(
                condition=Q(result="", reported_at__isnull=True) | (~Q(result="") & Q(reported_at__isnull=False)),
                name="control_result_is_reported",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.process}: {self.risk}"

    def get_absolute_url(self) -> str:
        return reverse("control_list", args=[self.association.slug, self.year])

    @property
    def value(self) -> int:
        """Likelihood times consequence, 1 to 16."""
        return self.likelihood * self.consequence

    @property
    def is_reported(self) -> bool:
        return self.reported_at is not None


class ControlHanding(models.Model):
    """The plan or the follow-up of a year as the board got it; it does not change."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="control_handings")
    year = models.PositiveSmallIntegerField("år")
    paper = models.CharField("handling", max_length=10, choices=ControlPaper)
    content = models.JSONField(help_text="What it said.")
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Where it lies as a handling.",
    )
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-handed_at", "-id"]
        verbose_name = "lämnad intern kontroll"
        verbose_name_plural = "lämnade interna kontroller"
        constraints = [*stamped("handed")]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.year}"

    @property
    def is_decided(self) -> bool:
        """Whether its § has been decided; `paragraph.meeting` must be at hand."""
        return self.paragraph is not None and may_decide(self.paragraph)
