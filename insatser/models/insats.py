"""An insats with its goals, the money decided for it, and how many it reaches."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from board.models import Decision
from finsam.models import Association, Body, Member, Person
from finsam.states import AppointmentRole
from finsam.swedish import dates
from insatser.states import InsatsKind, ReportKind

KEY = RegexValidator(r"^[a-z][a-z0-9-]*$", "Skriv nyckeln med små bokstäver a–z, siffror och bindestreck.")


class InsatsQuerySet(models.QuerySet["Insats"]):
    """Insatser in the words of the association."""

    def of(self, association: Association) -> InsatsQuerySet:
        """The association's own."""
        return self.filter(association=association)

    def counted_by(self, association: Association) -> InsatsQuerySet:
        """The association's own, and those of others in which its people are counted."""
        given = association.shares.given().values("insats")
        return self.filter(Q(association=association) | Q(pk__in=given)).select_related("association")

    def in_year(self, year: int) -> InsatsQuerySet:
        """Those that went on in the year."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=dt.date(year, 1, 1)),
            starts_on__lte=dt.date(year, 12, 31),
        )

    def with_contact(self, person: Person, day: dt.date) -> InsatsQuerySet:
        """Those for which the person is a contact on the day."""
        own = person.appointments.in_force(day).filter(role=AppointmentRole.CONTACT)
        return self.filter(body__in=own.values("body"))


class Insats(models.Model):
    """What the förbund finances and a member carries out, for individuals or for structures."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="insatser")
    key = models.CharField(
        "nyckel", max_length=60, validators=[KEY], help_text="Används i texternas siffror och ändras inte."
    )
    name = models.CharField("namn", max_length=200, db_collation="svenska")
    kind = models.CharField(
        "inriktning", max_length=10, choices=InsatsKind, help_text="En insats med båda läggs upp som två."
    )
    owner = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_insatser",
        verbose_name="insatsägare",
    )
    unit = models.CharField("enhet hos insatsägaren", max_length=120, blank=True)
    parties = models.ManyToManyField(
        Member, blank=True, related_name="shared_insatser", verbose_name="andra parter"
    )
    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="insats")
    background = models.TextField("bakgrund", blank=True)
    purpose = models.TextField("syfte", blank=True)
    target_group = models.TextField("målgrupp", blank=True)
    method = models.TextField("arbetssätt", blank=True)
    focus = models.CharField("preciserad inriktning", max_length=200, blank=True)
    followup = models.CharField("uppföljningsmetod", max_length=200, blank=True)
    national_target = models.CharField("målgrupp i Uppföljning Finsam", max_length=200, blank=True)
    is_esf = models.BooleanField("finansieras av ESF", null=True, blank=True)
    starts_on = models.DateField("börjar")
    ends_on = models.DateField("slutar", null=True, blank=True)
    report_kind = models.CharField(
        "rapporterar med", max_length=12, choices=ReportKind, default=ReportKind.YEAR
    )

    objects = InsatsQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        constraints = [
            models.UniqueConstraint(
                fields=["association", "key"],
                name="insats_key_once",
                violation_error_message="En annan insats har den nyckeln.",
            ),
            models.UniqueConstraint(
                fields=["association", "name"],
                name="insats_name_once",
                violation_error_message="Det finns redan en insats med det namnet.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="insats_dates_in_order",
                violation_error_message="Slutdatum ligger före startdatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("insats_detail", args=[self.association.slug, self.pk])

    @property
    def period(self) -> str:
        """From when to when: "1 januari–31 december 2021", or "från 1 mars 2021"."""
        if self.ends_on:
            return dates.date_range(self.starts_on, self.ends_on)
        return f"från {dates.long_date(self.starts_on)}"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants in the words of the association."""

    def current(self) -> GrantQuerySet:
        """Those that no later decision has replaced."""
        return self.filter(replaced_in__isnull=True)


class Grant(models.Model):
    """Money decided for an insats and a year, in kronor; it never changes, a new decision makes a new grant."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="grants")
    year = models.PositiveSmallIntegerField("år")
    amount = models.DecimalField("beviljat, kronor", max_digits=14, decimal_places=2)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name="beslut",
    )
    source = models.CharField("beslutat i", max_length=120, blank=True)
    is_preliminary = models.BooleanField("preliminärt tills protokollet är justerat", default=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_in"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["insats", "year", "id"]
        verbose_name = "beviljade medel"
        verbose_name_plural = "beviljade medel"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | ~Q(source=""), name="grant_says_who_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insats}, {self.year}"


class InsatsGoal(models.Model):
    """What an insats wants to reach; one that is no longer pursued stays for the reports that answered it."""

    insats = models.ForeignKey(Insats, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField(default=0)
    wording = models.TextField("mål")
    is_pursued = models.BooleanField("gäller", default=True)

    class Meta:
        ordering = ["insats", "position", "id"]
        verbose_name = "mål"
        verbose_name_plural = "mål"

    def __str__(self) -> str:
        return self.wording


def granted_in(grants: list[Grant], year: int) -> Decimal | None:
    """Sum what current grants at hand give for a year; None where nothing is decided."""
    own = [grant.amount for grant in grants if grant.year == year]
    return sum(own, Decimal(0)) if own else None
