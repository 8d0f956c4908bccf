"""Forms that have been sent, so that one which comes twice is done once."""

from django.db import models


class SentForm(models.Model):
    """One sending of one form, and what was answered when it was done."""

    key = models.CharField(max_length=64, help_text="Given to the form with its page.")
    digest = models.CharField(max_length=64, help_text="Of who sent it, where to and what.")
    status = models.PositiveSmallIntegerField(null=True, help_text="Empty while it is being done.")
    address = models.TextField(blank=True, help_text="Where the answer leads.")
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="sent_form_once")]

    def __str__(self) -> str:
        return self.key
