"""What the search looks through."""

from __future__ import annotations

from django.db import models

from finsam.models.association import Association


class SearchEntry(models.Model):
    """Something that can be found: its words as people read them and as the database compares them.

    The columns of words and stems are filled by `finsam.search` alone. Each database keeps an index of its own
    beside them, made in a migration; in SQLite by triggers on this table, which a later migration
    that remakes the table must make again.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="search_entries")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True)
    body_name = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=300)
    occurred_on = models.DateField(null=True, blank=True)

    title_words = models.TextField(editable=False)
    body_words = models.TextField(editable=False)
    title_stems = models.TextField(editable=False, blank=True)
    body_stems = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = "sökpost"
        verbose_name_plural = "sökposter"
        constraints = [
            models.UniqueConstraint(fields=["association", "kind", "key"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return self.title
