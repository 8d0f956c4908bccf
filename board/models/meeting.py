"""Sammanträden, their calls and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.urls import reverse

from board import rules
from board.states import UPCOMING, MeetingKind, MeetingState, ParagraphKind, PresenceChange, RsvpAnswer
from finsam.models import Association, Body, Document, Letter, Person, stamped
from finsam.states import VOTING_ROLES, AppointmentRole
from finsam.swedish import dates


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings in the words of the office."""

    def of(self, association: Association) -> MeetingQuerySet:
        """The association's own."""
        return self.filter(body__association=association)

    def upcoming(self, today: dt.date) -> MeetingQuerySet:
        """Planned or called, today or later; the next one first."""
        return self.filter(held_on__gte=today, state__in=UPCOMING).order_by("held_on", "starts_at", "id")


class Meeting(models.Model):
    """A sammanträde of a body; two of one body on one day occur, so a date alone names none."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings", verbose_name="organ")
    kind = models.CharField("slag", max_length=20, choices=MeetingKind, default=MeetingKind.ORDINARY)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.PLANNED)
    held_on = models.DateField("datum")
    starts_at = models.TimeField("börjar")
    ends_at = models.TimeField("slutar", null=True, blank=True)
    place = models.CharField("plats", max_length=200, blank=True)
    video_url = models.URLField("länk till videomöte", blank=True)
    is_public = models.BooleanField(
        "offentligt", default=False, help_text="Sammanträdet där budgeten fastställs är offentligt (19 §)."
    )
    proclaimed_at = models.DateTimeField("kungjort", null=True)
    proclaimed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    proclamation = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    proclaimed_to = models.JSONField(
        null=True, help_text="The day, hours and place that the kungörelse has told."
    )
    message = models.TextField("hälsning i kallelsen", blank=True)
    audio_only_reason = models.CharField(
        "särskilda skäl för enbart ljud", max_length=300, blank=True, help_text="19 a § lag (2003:1210)."
    )
    chair = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings_led"
    )
    secretary = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings_written"
    )
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    call_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    call_version = models.PositiveSmallIntegerField(default=0)
    called_to = models.JSONField(
        null=True, help_text="The day, hours and place that those called have been told."
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    began_at = models.TimeField("började", null=True, blank=True)
    finished_at = models.TimeField("slutade", null=True, blank=True)
    breaks = models.JSONField("ajourneringar", default=list, blank=True, help_text="Pairs of clock times.")
    ordained = models.JSONField(
        null=True,
        help_text="Each member's seats by förbundsordningen, as they were when the meeting was opened.",
    )
    is_notes = models.BooleanField(
        default=False, help_text="What the meeting was written as, fixed when it was opened."
    )
    attendance_version = models.PositiveIntegerField(default=0)
    is_imported = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at", "-id"]
        verbose_name = "sammanträde"
        verbose_name_plural = "sammanträden"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(ends_at__gt=models.F("starts_at"))
                | Q(starts_at__gte=rules.EVENING, ends_at__lte=rules.SMALL_HOURS),
                name="meeting_ends_after_start",
                violation_error_message="Sluttiden ligger före starttiden.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CALLED) | Q(called_at__isnull=False),
                name="meeting_called_has_stamp",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CLOSED) | Q(closed_at__isnull=False),
                name="meeting_closed_has_stamp",
            ),
            *stamped("called", "proclaimed"),
        ]

    def __str__(self) -> str:
        return f"{self.body.name}, {dates.long_date(self.began_on)}"

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.body.association.slug, self.pk])

    @property
    def hours(self) -> str:
        """From when to when, as every letter and page says it: "8.30–11.30"."""
        return dates.hours_on(self.held_on, self.starts_at, self.ends_at)

    @property
    def began_on(self) -> dt.date:
        """The day the meeting began: the planned one, or the next when it began after midnight instead."""
        began = self.began_at
        is_late = began is not None and began < self.starts_at and rules.ends_after(self.starts_at, began)
        return self.held_on + dt.timedelta(days=1) if is_late else self.held_on

    @property
    def ended_at(self) -> dt.time | None:
        """When it ended: as written, else as planned where it can have ended then after it began."""
        planned, began = self.ends_at, self.began_at
        if self.finished_at or began is None or planned is None:
            return self.finished_at or planned
        if (
            self.began_on > self.held_on and planned > self.starts_at
        ):  # it began after its planned day was over
            return None
        return planned if rules.ends_after(began, planned) else None

    @property
    def time_and_place(self) -> dict[str, str]:
        """The day, hours and place as they stand, to be held against what those called have been told."""
        return {
            "held_on": self.held_on.isoformat(),
            "starts_at": f"{self.starts_at:%H:%M}",
            "ends_at": f"{self.ends_at:%H:%M}" if self.ends_at else "",
            "place": self.place,
            "video_url": self.video_url,
        }

    @property
    def is_called_otherwise(self) -> bool:
        """Whether those called have been told another day, hour or place than the one that holds."""
        return (
            self.state == MeetingState.CALLED
            and self.called_to is not None
            and self.called_to != self.time_and_place
        )

    @property
    def is_proclaimed_otherwise(self) -> bool:
        """Whether the kungörelse has told another day, hour or place than the one that holds."""
        return self.proclaimed_to is not None and self.proclaimed_to != self.time_and_place

    @property
    def called_ones(self) -> str:
        """What those who are called are: the board's ledamöter, or just the called."""
        return "ledamöterna" if self.body.is_board else "de kallade"

    @property
    def keeps_notes(self) -> bool:
        """Whether minnesanteckningar are written of it and no protocol: as its body does, and as it did when opened."""
        return self.is_notes if self.opened_at else self.body.keeps_notes

    @property
    def paper(self) -> str:
        """What is written of the meeting, in the definite form."""
        return "anteckningarna" if self.keeps_notes else "protokollet"

    @property
    def part(self) -> str:
        """What the paper is numbered in; "er" makes it many, "en" definite."""
        return "punkt" if self.keeps_notes else "paragraf"

    def numbered(self, numbers: Iterable[int]) -> str:
        """Write the numbers as they are told in the meeting's paper: "§§ 3–5", or "punkterna 3–5" of notes."""
        return dates.points(numbers) if self.keeps_notes else dates.paragraphs(numbers)


class StandingItem(models.Model):
    """A standing ärende of a body: every new agenda starts from these."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_items")
    meeting_kind = models.CharField(
        "slag av möte", max_length=20, choices=MeetingKind, default=MeetingKind.ORDINARY
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    kind = models.CharField("slag", max_length=20, choices=ParagraphKind, default=ParagraphKind.MATTER)
    heading = models.CharField("rubrik", max_length=200)
    opening_text = models.TextField("inledande text", blank=True)
    proposal = models.TextField("förslag till beslut", blank=True)

    class Meta:
        ordering = ["body", "meeting_kind", "position", "id"]

    def __str__(self) -> str:
        return self.heading


class Invitation(models.Model):
    """One person's kallelse, and what she has answered."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    answer = models.CharField("svar", max_length=10, choices=RsvpAnswer, default=RsvpAnswer.WAITING)
    note = models.CharField("meddelande", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    earlier_answer = models.CharField(
        max_length=10,
        choices=RsvpAnswer,
        blank=True,
        help_text="For a day, hour or place that has been changed.",
    )
    reminded_at = models.DateTimeField(null=True)
    asked_for = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The ledamot whose place this ersättare, who stands in turn, has been asked to take.",
    )
    sent_version = models.PositiveSmallIntegerField(default=0)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="invitation_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_answer_display()}"

    @property
    def has_failed(self) -> bool:
        """Whether the letter did not get through; `letter` must be at hand."""
        return bool(self.letter and self.letter.has_failed)

    def has_version(self, version: int) -> bool:
        """Whether this version of the kallelse is sent or on its way."""
        return self.sent_version == version and not self.has_failed


class Attendance(models.Model):
    """One person at one meeting, as she was appointed that day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    role = models.CharField("roll", max_length=20, choices=AppointmentRole, blank=True)
    title = models.TextField("titel", blank=True)
    member_name = models.CharField("utsedd av", max_length=120, blank=True)
    member_abbreviation = models.CharField(max_length=8, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    stand_in = models.PositiveSmallIntegerField(
        null=True, help_text="A ledamot's place among those who lead when chair and vice chair are away."
    )
    is_present = models.BooleanField("närvarande", default=False)
    is_remote = models.BooleanField("på distans", default=False)
    serves_for = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tjänstgör för",
    )
    serves_vacant = models.BooleanField("tjänstgör på en vakant plats", default=False)

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} vid {self.meeting_id}"

    @property
    def has_seat(self) -> bool:
        """Whether the person is ledamot, or revisor among the revisorer; not ersättare or guest."""
        return self.role in VOTING_ROLES | {AppointmentRole.AUDITOR}

    @property
    def is_office(self) -> bool:
        """Whether the person is listed as one of kansliet."""
        return self.role in {AppointmentRole.CHIEF, AppointmentRole.OFFICER}

    @property
    def is_deputy(self) -> bool:
        return self.role == AppointmentRole.DEPUTY

    @property
    def is_serving(self) -> bool:
        """Whether the person takes part in decisions: a ledamot there, or an ersättare who serves."""
        return self.is_present and (self.has_seat or self.serves_for_id is not None or self.serves_vacant)


class PresenceException(models.Model):
    """When someone came or went, was kept out of a § by jäv, abstained, went in for a ledamot, or began to lead."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="exceptions")
    change = models.CharField("vad", max_length=10, choices=PresenceChange)
    paragraph = models.ForeignKey(
        "board.Paragraph", on_delete=models.CASCADE, related_name="presence_exceptions"
    )
    serves_for = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tjänstgör från paragrafen för",
    )
    serves_vacant = models.BooleanField("tjänstgör från paragrafen på en vakant plats", default=False)
    at_time = models.TimeField("klockslag", null=True, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)

    class Meta:
        ordering = ["paragraph__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendance", "change", "paragraph"], name="presence_exception_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_change_display()} vid {self.paragraph_id}"


class Adjuster(models.Model):
    """One chosen to justera the meeting's protocol beside the chair."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="adjusters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="adjuster_once")]

    def __str__(self) -> str:
        return f"{self.person_id} justerar {self.meeting_id}"
