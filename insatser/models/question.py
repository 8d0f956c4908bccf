"""What a förbund asks in its reports in place of the house's questions, or beside them."""

from __future__ import annotations

from django.db import models

from finsam.models import Association
from insatser.states import QUESTION_KINDS


class OwnQuestion(models.Model):
    """A question as the förbund words it: in place of the house's with the same key, left out, or one of its own."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="own_questions")
    kind = models.CharField("slag", max_length=20, choices=QUESTION_KINDS)
    section = models.PositiveSmallIntegerField("avsnitt")
    key = models.CharField(max_length=12)
    label = models.CharField("fråga", max_length=200)
    hint = models.CharField("ledning", max_length=300, blank=True)
    is_left_out = models.BooleanField("ställs inte", default=False)

    class Meta:
        ordering = ["association", "kind", "section", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "key"],
                name="own_question_once",
                violation_error_message="Frågan finns redan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.label}"
