"""What the members decide each for itself, and the revisionsberättelse that their ansvarsfrihet rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from finsam.models import Association, Document, Member, Person, stamped
from reporting.states import AuditOpinion, MemberOutcome, MemberQuestionKind

_ANSWERS = {
    MemberQuestionKind.DISCHARGE: {MemberOutcome.YES: "Beviljad", MemberOutcome.NO: "Inte beviljad"},
}
_OTHERWISE = {MemberOutcome.YES: "Godkänt", MemberOutcome.NO: "Inte godkänt"}


class MemberQuestion(models.Model):
    """What every member decides on in its own body: ansvarsfrihet for a year, förbundsordning, financing."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="member_questions")
    kind = models.CharField("fråga", max_length=20, choices=MemberQuestionKind)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    title = models.CharField("rubrik", max_length=200)
    message = models.TextField("det som medlemmarna får läsa", blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField("gick till medlemmarna")
    answer_by = models.DateField("svar senast", null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = "fråga till medlemmarna"
        verbose_name_plural = "frågor till medlemmarna"
        constraints = [
            *stamped("made"),
            models.UniqueConstraint(
                fields=["association", "year"],
                condition=Q(kind=MemberQuestionKind.DISCHARGE),
                name="discharge_asked_once_a_year",
                violation_error_message="Ansvarsfriheten för det året är redan en fråga till medlemmarna.",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=models.F("sent_on")),
                name="member_question_answered_after_sent",
                violation_error_message="Sista dagen för svar är före den dag då frågan gick till medlemmarna.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MemberQuestionKind.DISCHARGE) | Q(year__isnull=False),
                name="discharge_is_for_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def outcome_label(self, outcome: str) -> str:
        """What a yes or no to this question is called."""
        return _ANSWERS.get(MemberQuestionKind(self.kind), _OTHERWISE)[MemberOutcome(outcome)]


class MemberDecision(models.Model):
    """One member's decision on a question; without a day it has not decided."""

    question = models.ForeignKey(MemberQuestion, on_delete=models.PROTECT, related_name="decisions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    body = models.CharField("beslutades av", max_length=120, blank=True)
    decided_on = models.DateField("beslutat", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=40, blank=True)
    outcome = models.CharField("beslut", max_length=10, choices=MemberOutcome, blank=True)
    note = models.TextField("anteckning", blank=True)
    mailed_at = models.DateTimeField(null=True)
    mailed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    reminded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["question", "member__position", "id"]
        verbose_name = "medlems beslut"
        verbose_name_plural = "medlemmars beslut"
        constraints = [
            *stamped("mailed", "reminded"),
            models.UniqueConstraint(fields=["question", "member"], name="member_decides_once"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, outcome="")
                | (Q(decided_on__isnull=False) & ~Q(outcome="")),
                name="member_decision_has_its_day",
                violation_error_message="Ett beslut har både en dag och vad som beslutades.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.question}"

    @property
    def said(self) -> str:
        """What the member decided, in a word; `question` must be at hand."""
        return self.question.outcome_label(self.outcome) if self.outcome else ""


class AuditReport(models.Model):
    """A revisionsberättelse as a revisor gave it in; sent to board, members and Arbetsförmedlingen (26 §)."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="audit_reports")
    year = models.PositiveSmallIntegerField("år")
    given_by = models.CharField("lämnad av", max_length=200)
    dated_on = models.DateField("undertecknad")
    opinion = models.CharField("ansvarsfrihet", max_length=10, choices=AuditOpinion)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_to = models.JSONField(default=list, blank=True, help_text="Names and addresses of those who got it.")

    class Meta:
        ordering = ["-year", "dated_on", "id"]
        verbose_name = "revisionsberättelse"
        verbose_name_plural = "revisionsberättelser"
        constraints = [*stamped("taken_in", "sent")]

    def __str__(self) -> str:
        return f"Revisionsberättelse {self.year}, {self.given_by}"

    def get_absolute_url(self) -> str:
        return reverse("member_decisions", args=[self.association.slug])
