"""Users, persons, bodies and appointments: from these follows who may do what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from finsam.models.association import Association, Member
from finsam.models.stamps import stamped
from finsam.states import (
    ANNOUNCED,
    NOTE_TAKERS,
    VOTING_ROLES,
    AppointmentRole,
    BodyKind,
    BodyPaper,
    NotesSigners,
)

ADDRESS_HOLD = dt.timedelta(hours=24)  # time for the one at the old address to object


class UserManager(BaseUserManager["User"]):
    """Makes accounts; nobody has a password unless a command gives one."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Make an account for the address, lower-cased; logging in is by a code to it."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Make an account that may administer accounts."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account, global to the installation: an address that has proved to be someone's."""

    email = models.EmailField("e-post", unique=True)
    is_active = models.BooleanField("aktivt", default=True)
    is_staff = models.BooleanField("sköter konton", default=False)
    date_joined = models.DateTimeField("skapat", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"

    def __str__(self) -> str:
        return self.email


class Person(models.Model):
    """Someone the association knows; one who logs in has a user."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="persons")
    name = models.CharField("namn", max_length=120, db_collation="svenska")
    email = models.EmailField("e-post", blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    organisation = models.CharField("arbetsplats eller parti", max_length=120, blank=True)
    left_on = models.DateField("slutade", null=True, blank=True)
    address_changed_at = models.DateTimeField(null=True, help_text="When somebody else changed her address.")
    address_changed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "user"],
                condition=Q(user__isnull=False),
                name="user_is_one_person_per_association",
            ),
            models.UniqueConstraint(
                models.F("association"),
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_once_per_association",
                violation_error_message="Någon annan i förbundet har redan den e-postadressen.",
            ),
            *stamped("address_changed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def held_until(self) -> dt.datetime | None:
        """Until when she confirms nothing by a mailed code, for somebody else has changed where the code goes."""
        return self.address_changed_at + ADDRESS_HOLD if self.address_changed_at else None


class Body(models.Model):
    """A group with a name: the board, its presidium, the office, an insats's contacts."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField("slag", max_length=20, choices=BodyKind)
    name = models.CharField("namn", max_length=120)
    paper = models.CharField(
        "skriver", max_length=20, choices=BodyPaper, blank=True, help_text="Tomt: som organets slag brukar."
    )
    notes_signers = models.CharField(
        "minnesanteckningar undertecknas av", max_length=20, choices=NotesSigners, default=NotesSigners.NOBODY
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_active = models.BooleanField("används", default=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "organ"
        verbose_name_plural = "organ"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="body_name_once",
                violation_error_message="Det finns redan ett organ med det namnet.",
            ),
            models.CheckConstraint(
                condition=~Q(paper=BodyPaper.NOTES) | ~Q(kind__in=sorted(ANNOUNCED)),
                name="announced_bodies_keep_protocols",
                violation_error_message="Styrelsen och revisorerna för protokoll (19 och 26 §§ lag 2003:1210).",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_board(self) -> bool:
        """The board alone decides for the förbund, and has a quorum by law."""
        return self.kind == BodyKind.BOARD

    @property
    def keeps_notes(self) -> bool:
        """Whether its meetings are written as minnesanteckningar: as it says itself, else as its kind does."""
        if self.kind in ANNOUNCED:
            return False
        return self.paper == BodyPaper.NOTES if self.paper else self.kind in NOTE_TAKERS

    @property
    def is_announced(self) -> bool:
        """Whether the justering of its protocols is announced by anslag (19 and 26 §§ lag 2003:1210)."""
        return self.kind in ANNOUNCED

    @property
    def paper_sentence(self) -> str:
        """What it writes of its meetings, and what becomes of that."""
        if not self.keeps_notes:
            announced = "Justeringen anslås." if self.is_announced else "De anslås inte."
            return f"Protokoll med paragrafer, som justeras. {announced}"
        signed = {
            NotesSigners.NOBODY: "utan underskrift",
            NotesSigners.CHAIR: "undertecknade av den som leder mötet",
            NotesSigners.CHAIR_AND_ADJUSTERS: "undertecknade av den som leder mötet och de justerare som mötet väljer",
        }[NotesSigners(self.notes_signers)]
        return f"Minnesanteckningar med punkter, {signed}. De skickas till alla och anslås inte."


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments in the words of the association."""

    def in_force(self, day: dt.date) -> AppointmentQuerySet:
        """Those that hold on the day."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def in_order(self) -> AppointmentQuerySet:
        """Chair first, then vice chairs, ledamöter, ersättare in their order of service, then others."""
        ranks = [
            models.When(role=role, then=models.Value(rank))
            for rank, role in enumerate(AppointmentRole.values)
        ]
        return self.order_by(models.Case(*ranks, output_field=models.IntegerField()), "position", "id")


class Appointment(models.Model):
    """A person in a body with a role, appointed by a member, from a day to a day."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appointments", verbose_name="person"
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="appointments", verbose_name="organ"
    )
    role = models.CharField("roll", max_length=20, choices=AppointmentRole)
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="utsedd av",
    )
    title = models.CharField("titel", max_length=120, blank=True)
    unit = models.CharField("organisation och enhet", max_length=200, blank=True)
    stands_in_for = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vikarierar för",
    )
    position = models.PositiveSmallIntegerField(
        "ordning", default=0, help_text="Ersättarnas tjänstgöringsordning."
    )
    from_on = models.DateField("från och med")
    to_on = models.DateField("till och med", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["body", "position", "id"]
        verbose_name = "roll"
        verbose_name_plural = "ledamöter och roller"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="appointment_dates_in_order",
                violation_error_message="Slutdatum ligger före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} i {self.body_id}"

    @property
    def said(self) -> str:
        """In what capacity she sits, beside her role: "enhetschef, Socialförvaltningen, vikarie för Bo Ek"."""
        stands_in = f"vikarie för {self.stands_in_for.name}" if self.stands_in_for else ""
        return ", ".join(filter(None, (self.title, self.unit, stands_in)))

    @property
    def is_voting(self) -> bool:
        """Whether the appointment is a seat of its own in the body."""
        return self.role in VOTING_ROLES
