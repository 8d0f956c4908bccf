"""A förbund's own phrases for att-satser, and its bodies' own words before them."""

from __future__ import annotations

from django.db import models

from board.states import ParagraphKind
from finsam.models import Association, Body


class Phrase(models.Model):
    """An att-sats that comes back, offered while a § is written; "…" is where the writer fills in."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="phrases")
    position = models.PositiveSmallIntegerField("ordning")
    kind = models.CharField("gäller", max_length=20, choices=ParagraphKind, blank=True)
    text = models.CharField("fras", max_length=300)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "fras"
        verbose_name_plural = "fraser"
        constraints = [
            models.UniqueConstraint(fields=["association", "kind", "text"], name="phrase_once_a_kind"),
        ]

    def __str__(self) -> str:
        return f"att {self.text}"


class LeadWords(models.Model):
    """What a body's protocols say before att-satser, and instead of them where nothing is decided, in §§ of a kind or in all."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="lead_words")
    kind = models.CharField("gäller", max_length=20, choices=ParagraphKind, blank=True)
    words = models.TextField("före att-satser", blank=True)
    alone = models.TextField("utan att-satser", blank=True)

    class Meta:
        ordering = ["body", "id"]
        verbose_name = "inledning"
        verbose_name_plural = "inledningar"
        constraints = [models.UniqueConstraint(fields=["body", "kind"], name="lead_words_once_a_kind")]

    def __str__(self) -> str:
        return self.words or self.alone
