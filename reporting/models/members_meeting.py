"""What comes of a medlemssamråd: who calls the next, and which way the members want the förbund to go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Meeting
from finsam.models import Association, Member, Person, stamped


class MembersMeeting(models.Model):
    """Which member calls and chairs a samråd, and which the one after it; they take turns."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="members_meeting")
    convener = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sammankallande",
    )
    next_convener = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sammankallande nästa gång"
    )  # fmt: skip

    class Meta:
        ordering = ["-meeting__held_on"]
        verbose_name = "medlemssamråd"
        verbose_name_plural = "medlemssamråd"

    def __str__(self) -> str:
        return str(self.meeting)


class Wish(models.Model):
    """A wanted direction that a samråd gave for a year's plan: one member's, or with no member all of theirs."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="wishes")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="wishes")
    year = models.PositiveSmallIntegerField("gäller planen för")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="medlem"
    )
    text = models.TextField("önskad riktning")
    considered = models.TextField("så har vi tagit hänsyn", blank=True)
    considered_at = models.DateTimeField(null=True)
    considered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["year", "meeting", "id"]
        verbose_name = "önskad riktning"
        verbose_name_plural = "önskade riktningar"
        constraints = [
            *stamped("considered"),
            models.CheckConstraint(
                condition=Q(considered="") | Q(considered_at__isnull=False), name="wish_considered_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose}: {self.text}"

    @property
    def whose(self) -> str:
        """Who wants it, in words; `member` must be at hand."""
        return self.member.name if self.member else "Alla medlemmar"


class MeetingShare(models.Model):
    """A förbund that holds a medlemssamråd together with the host: it sees it, and writes its own part of what was said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="shares")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="shared_meetings")
    part = models.TextField("förbundets del av anteckningarna", blank=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["meeting", "association__name"]
        verbose_name = "delat medlemssamråd"
        verbose_name_plural = "delade medlemssamråd"
        constraints = [
            *stamped("written", "shared"),
            models.UniqueConstraint(fields=["meeting", "association"], name="meeting_shared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.association.name}"

    def get_absolute_url(self) -> str:
        return reverse("shared_meeting", args=[self.association.slug, self.pk])
