"""An arrangemang, and how many came to it: the structural work of the förbund. Numbers alone, by organisation, never a person."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from finsam.models import Association, Letter, Person, stamped, stamped_when
from finsam.swedish import dates
from insatser.models.insats import Insats
from insatser.states import EventKind, EventState, Way


class Event(models.Model):
    """One arrangemang of the förbund, or of an insats; its theme is what it is counted together with."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="events")
    insats = models.ForeignKey(
        Insats, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name="insats"
    )
    title = models.CharField("vad", max_length=200, db_collation="svenska")
    kind = models.CharField("slag", max_length=16, choices=EventKind, default=EventKind.CONFERENCE)
    theme = models.CharField("tema", max_length=120, blank=True)
    starts_on = models.DateField("första dag")
    ends_on = models.DateField("sista dag")
    hours = models.CharField("tid", max_length=60, blank=True)
    place = models.CharField("plats", max_length=200, blank=True)
    arranger = models.CharField("arrangör", max_length=200, blank=True)
    about = models.TextField("om arrangemanget", blank=True)
    state = models.CharField("läge", max_length=10, choices=EventState, default=EventState.PLANNED)
    cost = models.DecimalField("kostnad, kronor", max_digits=14, decimal_places=2, null=True, blank=True)
    evaluation = models.TextField("hur det gick", blank=True)
    version = models.PositiveIntegerField(default=0, help_text="How many times its outcome has been told.")
    places = models.PositiveIntegerField("antal platser", null=True, blank=True)
    registers_until = models.DateField("anmälan senast", null=True, blank=True)
    remind_days = models.PositiveSmallIntegerField("påminn dagar före", default=3)
    invited_at = models.DateTimeField(null=True, help_text="Since when anyone with the address may register.")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["association", "-starts_on", "-id"]
        verbose_name = "arrangemang"
        verbose_name_plural = "arrangemang"
        constraints = [
            *stamped("invited", "told", "cancelled"),
            stamped_when("told", {EventState.HELD}),
            stamped_when("cancelled", {EventState.CANCELLED}),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_dates_in_order"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="event_cost_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.days}"

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.association.slug, self.pk])

    @property
    def invitation_url(self) -> str:
        return reverse("event_invitation", args=[self.association.slug, self.pk])

    @property
    def days(self) -> str:
        """Its day or days: "3 oktober 2023"."""
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def is_planned(self) -> bool:
        return self.state == EventState.PLANNED

    @property
    def is_invited(self) -> bool:
        return self.invited_at is not None

    @property
    def last_day(self) -> dt.date:
        """The last day on which one may register."""
        return self.registers_until or self.starts_on

    def takes_registrations(self, day: dt.date) -> bool:
        """Whether anyone may register on the day; when it is full, for the waiting list."""
        return self.is_invited and self.is_planned and day <= min(self.last_day, self.starts_on)

    def has_begun(self, day: dt.date) -> bool:
        """Whether it may be told how it went."""
        return self.starts_on <= day


class EventRegistration(models.Model):
    """Someone who will come; the row goes when she withdraws, and some time after the arrangemang (rules.KEEP_DAYS)."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    name = models.CharField("namn", max_length=120)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    email = models.EmailField("e-post")
    is_waiting = models.BooleanField("på väntelistan", default=False)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    letters = models.ManyToManyField(
        Letter, related_name="+", help_text="What was mailed, which goes with the row."
    )

    class Meta:
        ordering = ["event", "is_waiting", "id"]
        verbose_name = "anmälan"
        verbose_name_plural = "anmälningar"
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="registered_once")]

    def __str__(self) -> str:
        return f"Anmälan {self.pk}"


class EventGroup(models.Model):
    """How many came from an organisation, or in a way, by sex where that is known."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField(default=0)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    note = models.CharField("vad raden gäller", max_length=200, blank=True)
    way = models.CharField("hur de kom", max_length=10, choices=Way, default=Way.PLACE)
    women = models.PositiveIntegerField("kvinnor", null=True, blank=True)
    men = models.PositiveIntegerField("män", null=True, blank=True)
    unknown = models.PositiveIntegerField("uppgift saknas", null=True, blank=True)

    class Meta:
        ordering = ["event", "position", "id"]
        verbose_name = "antal vid arrangemang"
        verbose_name_plural = "antal vid arrangemang"
        constraints = [
            models.CheckConstraint(
                condition=Q(women__isnull=False) | Q(men__isnull=False) | Q(unknown__isnull=False),
                name="event_group_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.get_way_display()}: {self.total}"

    @property
    def total(self) -> int:
        return sum(part or 0 for part in (self.women, self.men, self.unknown))
