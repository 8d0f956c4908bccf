"""The förbund's own words in a document: clauses that are printed with the figures of the moment in them."""

from __future__ import annotations

from django.db import models

from finsam.models import Association, Person
from insatser.states import WordsOf


class OwnWords(models.Model):
    """A document's clauses as the förbund words them; each saving is a version, and the latest is used."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="own_words")
    document = models.CharField("handling", max_length=12, choices=WordsOf)
    version = models.PositiveSmallIntegerField()
    clauses = models.JSONField(default=list, help_text="Heading and text of each, with fields as {belopp}.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "document", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "document", "version"], name="own_words_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_document_display()}, version {self.version}"
