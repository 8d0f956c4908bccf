"""What everyone may see of a justerat protocol, for how long, and what is held back."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from board.models.meeting import Meeting
from board.models.paragraph import Paragraph
from board.models.protocol import Protocol
from finsam.models import Document, Person, stamped


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications in the words of the public page."""

    def shown(self, today: dt.date) -> PublicationQuerySet:
        """Those that everyone sees on the day."""
        return self.filter(Q(shown_until=None) | Q(shown_until__gte=today), published_at__isnull=False)


class Publication(models.Model):
    """A protocol on the public page: shown from when kansliet publishes it until it is withdrawn or its days are over.

    `content` and `document` are the masked ones; empty, the protocol is shown as it was frozen.
    """

    protocol = models.OneToOneField(Protocol, on_delete=models.PROTECT, related_name="publication")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    shown_until = models.DateField("visas till och med", null=True, blank=True)
    content = models.JSONField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publicering"
        verbose_name_plural = "publiceringar"
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=True, document__isnull=True)
                | Q(content__isnull=False, document__isnull=False),
                name="publication_masks_page_and_file_alike",
            ),
            *stamped("published"),
        ]

    def __str__(self) -> str:
        return f"Offentligt, {self.protocol}"


class Withholding(models.Model):
    """What is held back from everyone in the papers of a meeting: a whole §, or words wherever they stand."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="withholdings")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="withholdings"
    )
    words = models.TextField("ord", blank=True)
    ground = models.TextField("rättslig grund")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting", "paragraph__number", "id"]
        verbose_name = "undantag"
        verbose_name_plural = "undantag"
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, words="") | (Q(paragraph__isnull=True) & ~Q(words="")),
                name="withholding_of_a_paragraph_or_of_words",
            )
        ]

    def __str__(self) -> str:
        return self.paragraph.number_text if self.paragraph else f"”{self.words}”"


class PublicFile(models.Model):
    """A file for everyone in place of one that says what is held back; the original stands.

    `content_sha256` is of what it was made from: of anything else it is out of date, and nobody gets it.
    """

    original = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="public_file")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "offentlig fil"
        verbose_name_plural = "offentliga filer"

    def __str__(self) -> str:
        return f"Offentlig version, {self.original}"
