"""Reads that join or shape for the core's pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from finsam.models import Appointment, Association, AuditEvent, Body, Member, Person
from finsam.rules import board_faults
from finsam.states import BodyKind
from finsam.texts.cleaning import bare, folded_name


@dataclass(frozen=True)
class SeatedBody:
    """A body with those who sit in it on a day, in order, and what the law finds lacking."""

    body: Body
    appointments: list[Appointment]
    faults: list[str] = field(default_factory=list)


def seated_bodies(association: Association, day: dt.date) -> list[SeatedBody]:
    """Give the bodies in use, each with who sits there on the day; three queries however many they are."""
    members = list(association.members.on(day))
    sitting = Appointment.objects.in_force(day).in_order().select_related("person", "member")
    bodies = association.bodies.filter(is_active=True).prefetch_related(
        Prefetch("appointments", queryset=sitting, to_attr="sitting")
    )
    return [SeatedBody(body, body.sitting, _faults(body, members, body.sitting)) for body in bodies]


def _faults(body: Body, members: list[Member], sitting: list[Appointment]) -> list[str]:
    if body.kind != BodyKind.BOARD:
        return []
    seats = [(member.name, member.seats) for member in members]
    return board_faults(seats, [(row.role, row.member.name if row.member else None) for row in sitting])


def roles_elsewhere(body: Body, people: Iterable[Person], day: dt.date) -> list[Appointment]:
    """Give the roles that some people have on the day in other bodies than this one."""
    rows = Appointment.objects.in_force(day).filter(
        body__association_id=body.association_id, person__in=people
    )
    return list(rows.exclude(body=body).select_related("person", "body").order_by("person__name", "id"))


@dataclass(frozen=True)
class MemberSeats:
    """A member with how many ledamöter and ersättare it has in the board on a day."""

    member: Member
    voting: int
    deputies: int


def members_with_seats(association: Association, boards: list[SeatedBody], day: dt.date) -> list[MemberSeats]:
    """Give the members of the day, counted from bodies that are at hand already."""
    sitting = [row for seated in boards if seated.body.is_board for row in seated.appointments]
    return [
        MemberSeats(
            member,
            sum(row.member_id == member.pk and row.is_voting for row in sitting),
            sum(row.member_id == member.pk and not row.is_voting for row in sitting),
        )
        for member in association.members.on(day)
    ]


@dataclass(frozen=True)
class Tenure:
    """Everyone who has, has had and will have a role in a body."""

    now: list[Appointment]
    later: list[Appointment]
    before: list[Appointment]


def roles_over_time(body: Body, day: dt.date) -> Tenure:
    """Give a body's roles over time: those of the day in order, those to come, and the past, latest first."""
    rows = list(body.appointments.in_order().select_related("person", "member", "stands_in_for"))
    ended = [(row.to_on, row) for row in rows if row.to_on and row.to_on < day]
    before = [row for _, row in sorted(ended, key=lambda pair: pair[0], reverse=True)]
    later = [row for row in rows if row.from_on > day]
    return Tenure([row for row in rows if row not in before and row not in later], later, before)


def named(association: Association, name: str) -> list[Person]:
    """Give those in the association who are called the name, or whom "Namn (organisation)" or an address means.

    Large and small letters, and how å is put together, make no difference.
    """
    wanted = folded_name(name)
    rows = association.people.filter(left_on__isnull=True).order_by("pk")
    return [each for each in rows if wanted in map(folded_name, _ways_to_name(each))]


def _ways_to_name(person: Person) -> tuple[str, ...]:
    return person.name, f"{person.name} ({person.organisation})", person.email


def _called(association: Association, word: str) -> list[int]:
    """Give the ids of those in whose name the word stands; accents make no difference, å ä ö do."""
    names = association.people.values_list("pk", "name")
    return [pk for pk, name in names if bare(word) in bare(name)]


def people_with_roles(
    association: Association, day: dt.date, *, search: str = "", left: bool = False
) -> QuerySet[Person]:
    """Give the association's people with their roles of the day as `sitting`; `left` gives those who have left."""
    sitting = Appointment.objects.in_force(day).in_order().select_related("body", "member")
    rows = association.people.filter(left_on__isnull=not left).prefetch_related(
        Prefetch("appointments", queryset=sitting, to_attr="sitting")
    )
    for word in search.split():
        rows = rows.filter(
            Q(pk__in=_called(association, word))
            | Q(email__icontains=word)
            | Q(organisation__icontains=word)
            | Q(pk__in=Appointment.objects.in_force(day).filter(_about(word)).values("person"))
        )
    return rows


def _about(word: str) -> Q:
    return (
        Q(body__name__icontains=word) | Q(member__name__icontains=word) | Q(member__abbreviation__iexact=word)
    )


def audit_events(
    association: Association,
    *,
    search: str = "",
    by: str = "",
    from_on: dt.date | None = None,
    to_on: dt.date | None = None,
) -> QuerySet[AuditEvent]:
    """Give what was done, latest first, by words in verb and thing, by the doer's name and between two days."""
    rows = association.audit_events.all()
    for word in search.split():
        rows = rows.filter(
            Q(verb__icontains=word) | Q(target_label__icontains=word) | Q(by_name__icontains=word)
        )
    if by:
        rows = rows.filter(by_name=by)
    if from_on:
        rows = rows.filter(happened_at__date__gte=from_on)
    if to_on:
        rows = rows.filter(happened_at__date__lte=to_on)
    return rows


def audit_names(association: Association) -> list[str]:
    """Give everyone who has done something, in order."""
    return sorted(association.audit_events.order_by().values_list("by_name", flat=True).distinct())


@dataclass(frozen=True)
class Guest:
    """Someone whom a visitor to the demo may be: the person and her roles of the day."""

    person: Person
    appointments: list[Appointment]


def guests(day: dt.date) -> dict[Association, list[Guest]]:
    """Give everyone with an account and a role on the day, by association, those with most to do first."""
    rows = (
        Appointment.objects.in_force(day)
        .in_order()
        .filter(person__user__isnull=False, person__user__is_active=True, person__left_on__isnull=True)
        .select_related("person__association", "person__user", "body", "member")
    )
    found = sorted(rows, key=lambda row: (row.person.association_id, row.person_id))
    people_of = [list(group) for _, group in groupby(found, key=lambda row: row.person_id)]
    by_association: dict[Association, list[Guest]] = {}
    for own in people_of:
        person = own[0].person
        by_association.setdefault(person.association, []).append(Guest(person, own))
    return by_association


def associations_of(user_id: int, day: dt.date) -> QuerySet[Association]:
    """Give the associations in which the account's person has not left."""
    return Association.objects.filter(people__user=user_id, people__left_on__isnull=True).order_by(
        "short_name"
    )
