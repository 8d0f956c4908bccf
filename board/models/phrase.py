"""A förbund's own phrases for att-satser."""

from __future__ import annotations

from django.db import models

from board.states import ParagraphKind
from finsam.models import Association


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
