"""How the members were consulted on a year's budget, and what each of them answered."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from finsam.models import Association, Member, Person, stamped


class Consultation(models.Model):
    """The board's consultation with the members on a year's budget (23 § lag 2003:1210)."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="consultations")
    year = models.PositiveSmallIntegerField("år")
    sent_on = models.DateField("skickat")
    answer_by = models.DateField("svar senast", null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "-year"]
        verbose_name = "samråd"
        verbose_name_plural = "samråd"
        constraints = [
            models.UniqueConstraint(fields=["association", "year"], name="consulted_once_a_year"),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=models.F("sent_on")),
                name="consultation_answered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"Samråd om budget {self.year}"


class ConsultationAnswer(models.Model):
    """One member's answer, and how the board took it into account; without a day it has not answered."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField("svarade", null=True, blank=True)
    answer = models.TextField("svar", blank=True)
    considered = models.TextField("hur svaret togs om hand", blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    secret_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the link that it was last mailed."
    )
    reminded_at = models.DateTimeField(null=True)
    reminded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True, help_text="Of how the answer was considered, as it stands.")
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_name = models.CharField("den som svarade", max_length=120, blank=True, help_text="By the link.")

    class Meta:
        ordering = ["consultation", "member__position", "id"]
        constraints = [
            *stamped("asked", "reminded", "told"),
            models.UniqueConstraint(fields=["consultation", "member"], name="member_answers_once"),
            models.UniqueConstraint(
                fields=["secret_sha256"], condition=~Q(secret_sha256=""), name="consultation_link_once"
            ),
            models.CheckConstraint(
                condition=Q(secret_sha256="") | Q(asked_at__isnull=False), name="consultation_link_was_mailed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.answered_on or 'inget svar'}"

    @property
    def is_to_tell(self) -> bool:
        """Whether it is written how the answer was considered, and the member has not been told."""
        return bool(self.answered_on and self.considered and self.told_at is None)

    def is_answered_by(self, day: dt.date) -> bool:
        """Whether the answer had come on the day."""
        return self.answered_on is not None and self.answered_on <= day
