"""Protocols, their signing, and the anslag that announces the justering."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from board import rules
from board.models.meeting import Meeting
from board.models.paragraph import Paragraph
from board.states import ProtocolKind, ProtocolState, SigningRole
from finsam import clock
from finsam.models import Document, Member, Person, stamped
from finsam.swedish import dates


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    """Protocols in the words of the office."""

    def waiting(self) -> ProtocolQuerySet:
        """Those that lie with the signers."""
        return self.filter(state=ProtocolState.FOR_SIGNING)


class Protocol(models.Model):
    """What is signed: the whole meeting, a § justerad at once, or a rättelse of a signed one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="protocols")
    kind = models.CharField(max_length=10, choices=ProtocolKind, default=ProtocolKind.MAIN)
    state = models.CharField(max_length=20, choices=ProtocolState, default=ProtocolState.DRAFT)
    paragraphs = models.ManyToManyField(
        Paragraph, related_name="protocols", help_text="Those that this one adjusts."
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_html = models.TextField("rättelsens text", blank=True)
    version = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(null=True, help_text="What the frozen document was made from.")
    earlier_content = models.JSONField(
        null=True,
        help_text="What the version before was made from, so that a new one can say what it changes.",
    )
    asked = models.ManyToManyField(
        Person,
        related_name="protocols_asked",
        help_text="Those who were asked to sign a version that came back.",
    )
    frozen = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_to = models.JSONField(default=list, blank=True, help_text="Names of those who got the notes.")
    return_reason = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    adjusted_on = models.DateField(
        "justeringsdatum", null=True, help_text="Last signature of chair and adjusters."
    )
    signed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "-meeting__starts_at", "kind", "id"]
        verbose_name = "protokoll"
        verbose_name_plural = "protokoll"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(kind=ProtocolKind.MAIN), name="one_main_protocol_per_meeting"
            ),
            models.CheckConstraint(
                condition=Q(state=ProtocolState.DRAFT) | Q(frozen__isnull=False, sent_at__isnull=False),
                name="protocol_sent_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProtocolState.SIGNED)
                | Q(signed_at__isnull=False, adjusted_on__isnull=False),
                name="protocol_signed_has_dates",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ProtocolKind.CORRECTION) & Q(corrects__isnull=False))
                | (~Q(kind=ProtocolKind.CORRECTION) & Q(corrects__isnull=True)),
                name="correction_names_what_it_corrects",
            ),
            *stamped("sent", "returned"),
        ]

    def __str__(self) -> str:
        name = "Minnesanteckningar" if self.meeting.keeps_notes else self.get_kind_display()
        return f"{name}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("protocol_detail", args=[self.meeting.body.association.slug, self.pk])

    @property
    def is_signed(self) -> bool:
        return self.state == ProtocolState.SIGNED

    @property
    def state_text(self) -> str:
        """The state in a word: notes are not justerade."""
        if not self.meeting.keeps_notes:
            return self.get_state_display()
        return {
            ProtocolState.FOR_SIGNING: "För underskrift",
            ProtocolState.SENT: "Utskickade",
            ProtocolState.SIGNED: "Undertecknade och utskickade",
        }.get(ProtocolState(self.state), self.get_state_display())

    @property
    def is_finished(self) -> bool:
        """Whether it is justerat, or sent out where nobody signs: those who read meetings may read it."""
        return self.adjusted_on is not None or self.state == ProtocolState.SENT

    @property
    def title_text(self) -> str:
        """What the protocol is called on a page of its meeting; `meeting.body` must be at hand."""
        if self.meeting.keeps_notes and self.kind == ProtocolKind.MAIN:
            return "Minnesanteckningar"
        return {
            ProtocolKind.MAIN: "Protokoll",
            ProtocolKind.IMMEDIATE: "Omedelbart justerat protokoll",
            ProtocolKind.CORRECTION: "Rättelse av protokoll",
        }[ProtocolKind(self.kind)]

    @property
    def due_on(self) -> dt.date | None:
        """The last day to have it justerat (5 kap. 69 § kommunallagen); a rättelse gets as long from when it was sent.

        No day is set for minnesanteckningar.
        """
        if self.meeting.keeps_notes:
            return None
        if self.kind != ProtocolKind.CORRECTION:
            return rules.justering_latest(self.meeting.began_on)
        return rules.justering_latest(timezone.localdate(self.sent_at)) if self.sent_at else None

    @property
    def state_sentence(self) -> str:
        """How the protocol stands, in a sentence."""
        notes = self.meeting.keeps_notes
        if self.adjusted_on:
            return f"{'Undertecknade' if notes else 'Justerat'} den {dates.long_date(self.adjusted_on)}."
        if self.state == ProtocolState.SENT and self.sent_at:
            return f"Utskickade den {dates.long_date(clock.day_of(self.sent_at))}."
        if self.state == ProtocolState.FOR_SIGNING:
            return "Väntar på underskrift." if notes else "Ligger för justering."
        return "Utkast."


class Signing(models.Model):
    """One person's place on a protocol's signature page."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="signings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signings")
    role = models.CharField(max_length=10, choices=SigningRole)
    numbers = models.TextField(
        "paragrafer", blank=True, help_text="Empty when the signature holds for every §."
    )
    position = models.PositiveSmallIntegerField(default=0)
    field = models.CharField(max_length=40)
    signed_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    identified = models.TextField(blank=True, help_text="By what the signer was known when she signed.")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["protocol", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "person", "role"], name="sign_once_in_each_role"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(document__isnull=False),
                name="signing_has_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person_id}"

    @property
    def role_text(self) -> str:
        """In what capacity, and for which §§ where not for all."""
        return f"{self.get_role_display()} {self.numbers}".strip()

    @property
    def signed_text(self) -> str:
        """When the place was signed, as a page says it."""
        return (
            f"Signerade {dates.near_date(clock.day_of(self.signed_at), clock.today())}"
            if self.signed_at
            else ""
        )


class SigningComment(models.Model):
    """What a signer wants changed in a § before signing."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="comments")
    version = models.PositiveSmallIntegerField()
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("kommentar")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["paragraph__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "version", "paragraph", "person"], name="one_comment_each"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Notice(models.Model):
    """The anslag that announces a protocol's justering (19 § lag 2003:1210, 8 kap. 12 § kommunallagen)."""

    protocol = models.OneToOneField(Protocol, on_delete=models.PROTECT, related_name="notice")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    final_proof = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = "anslag"
        verbose_name_plural = "anslag"

    def __str__(self) -> str:
        return f"Anslag, {self.protocol}"


def new_token() -> str:
    """Make the secret of a link that works without a login."""
    return secrets.token_urlsafe(24)


class Posting(models.Model):
    """The notice on one member's board: a posting taken down early is followed by a new one."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="postings")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    posted_on = models.DateField("anslaget", null=True, blank=True)
    posted_said_by = models.TextField(blank=True)
    down_on = models.DateField("nedtaget", null=True, blank=True)
    down_said_by = models.TextField(blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        ordering = ["notice", "member__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "member"],
                condition=Q(follows__isnull=True),
                name="one_first_posting_per_member",
            ),
            models.CheckConstraint(
                condition=Q(down_on__isnull=True)
                | Q(posted_on__isnull=False, down_on__gte=models.F("posted_on")),
                name="posting_down_after_up",
                violation_error_message="Nedtaget kan inte ligga före anslaget.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.posted_on or 'väntar'}"


def latest_postings(postings: list[Posting]) -> list[Posting]:
    """Leave out every posting that was taken down early and followed by a new one."""
    followed = {posting.follows_id for posting in postings}
    return [posting for posting in postings if posting.pk not in followed]


def posted_on_every_board(postings: list[Posting]) -> dt.date | None:
    """The latest posting day, or None while any board is missing; the appeal time runs from it."""
    days = [posting.posted_on for posting in latest_postings(postings)]
    return max(day for day in days if day) if days and all(days) else None
