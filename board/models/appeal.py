"""Appeals of decisions, and what each came to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models.paragraph import Decision, Paragraph
from board.models.protocol import Protocol
from board.states import APPEAL_OPEN, BEFORE_COURT, AppealOutcome, AppealStage
from finsam.swedish import words


class Appeal(models.Model):
    """A laglighetsprövning of decisions in a protocol (28 § lag 2003:1210, 13 kap. kommunallagen)."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="appeals")
    state = models.CharField("läge", max_length=10, choices=AppealStage, default=AppealStage.RECEIVED)
    received_on = models.DateField("inkom")
    sender = models.TextField(
        "från", blank=True, help_text="Initialer eller ett ärendenummer: namnet behövs inte här."
    )
    note = models.TextField("vad det gäller", blank=True)
    time_note = models.TextField("om tiden", blank=True)
    forwarded_on = models.DateField("lämnat till förvaltningsrätten", null=True, blank=True)
    case_number = models.TextField("målnummer", blank=True)
    statement = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_to_court",
        help_text="The § by which the board decided its yttrande: no one else may (10 § lag 2003:1210).",
    )
    statement_on = models.DateField("yttrandet lämnat", null=True, blank=True)
    closed_on = models.DateField("avgjort", null=True, blank=True)
    final_on = models.DateField("avgörandet gäller från", null=True, blank=True)
    outcome = models.TextField("om utgången", blank=True)

    class Meta:
        ordering = ["received_on", "id"]
        verbose_name = "överklagande"
        verbose_name_plural = "överklaganden"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_COURT) | Q(state="closed") | Q(forwarded_on__isnull=False),
                name="appeal_at_court_was_forwarded",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="appeal_closed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=True, statement_on__isnull=True)
                | Q(statement__isnull=False, statement_on__isnull=False),
                name="appeal_statement_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Överklagande som kom in {self.received_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("appeal_step", args=[self.protocol.meeting.body.association.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it is not closed yet."""
        return self.state in APPEAL_OPEN

    @property
    def lacks_statement(self) -> bool:
        """Whether the court has it and the board's yttrande has not gone."""
        return self.state == AppealStage.SENT and self.statement_id is None


class AppealedDecision(models.Model):
    """One att-sats that an appeal is of, and what it came to."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="decisions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appealed")
    outcome = models.CharField("utgång", max_length=10, choices=AppealOutcome, blank=True)

    class Meta:
        ordering = ["appeal", "decision__paragraph__number", "decision__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "decision"], name="appeal_once_of_a_decision")
        ]

    def __str__(self) -> str:
        return f"{self.decision.paragraph.number_text}, {words.clause(self.decision.text)}"
