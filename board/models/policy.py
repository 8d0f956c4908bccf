"""Styrdokument: what the board has adopted for itself and its office, in versions, and when each was gone through."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from board.models.paragraph import Paragraph
from board.states import PolicyKind
from finsam.models import Association, Document, Person, stamped
from finsam.swedish import dates


class Policy(models.Model):
    """A styrdokument that is gone through now and then; its words are its versions'."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="policies")
    kind = models.CharField("slag", max_length=20, choices=PolicyKind)
    title = models.CharField("namn", max_length=200)
    review_on = models.DateField("nästa översyn", null=True, blank=True)
    ended_on = models.DateField("upphörde", null=True, blank=True)
    is_public = models.BooleanField("visas för alla", default=False)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = "styrdokument"
        verbose_name_plural = "styrdokument"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("policy_detail", args=[self.association.slug, self.pk])


class PolicyVersion(models.Model):
    """A version as it was adopted; it does not change, and the latest is the one in force."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField("beslutad")
    adopted_in = models.PositiveIntegerField(
        "paragraf", null=True, help_text="The § number, also of one before our time."
    )
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, related_name="policy_versions"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["policy", "-number"]
        verbose_name = "version"
        verbose_name_plural = "versioner"
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            *stamped("added"),
        ]

    def __str__(self) -> str:
        return f"{self.policy_id}, version {self.number}"

    @property
    def adopted(self) -> str:
        """The § and the day that adopted it: "§ 14, 25 mars 2022"."""
        day = dates.long_date(self.adopted_on)
        return f"{dates.paragraphs([self.adopted_in])}, {day}" if self.adopted_in else day


class PolicyReview(models.Model):
    """That a styrdokument was gone through, whether it is to be changed, and why or why not."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField("genomgånget")
    is_to_change = models.BooleanField("ska ändras", default=False)
    why = models.TextField("varför")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["policy", "-reviewed_on", "-id"]
        verbose_name = "genomgång"
        verbose_name_plural = "genomgångar"
        constraints = [*stamped("noted")]

    def __str__(self) -> str:
        return f"{self.policy_id}, {self.reviewed_on}"
