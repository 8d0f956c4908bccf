"""What the office and the beredningsgrupp say of an ansökan, as the flat names that forms, savings and merges use.

"assessment" is HTML; "tick-3" and "words-3" are what is said of the criterion whose key is 3; "amount-2023" is what the office
means to propose for a year, as typed, and "start" the month it would begin in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from finsam.models import Appointment, Association, Person
from finsam.states import BodyKind
from finsam.swedish import words
from insatser.models import Application, Criterion, Opinion, Preparation
from insatser.queries.application_content import read_amount
from insatser.states import UNDECIDED, Met, OpinionState, Stance

MOST_CRITERIA = 60  # of one ansökan; a förbund with more has another thing in mind
ASSESSMENT, START = "assessment", "start"


@dataclass(frozen=True)
class JudgedCriterion:
    """A criterion and what the office says of it; `key` names its fields."""

    key: str
    wording: str
    source: str
    tick: str
    words: str

    @property
    def label(self) -> str:
        return Met(self.tick).label if self.tick in Met.values else ""

    @property
    def shape(self) -> str:
        return {Met.YES: "done", Met.PARTLY: "going", Met.NO: "wait"}.get(self.tick, "")  # type: ignore[call-overload]


@dataclass(frozen=True)
class SeatOpinion:
    """A member of the beredningsgrupp and what she has said, if anything; without a seat it is the whole group's."""

    name: str
    organisation: str
    opinion: Opinion | None
    is_late: bool = False

    @property
    def shape(self) -> str:
        shapes = {Stance.FOR: "done", Stance.PARTLY: "going", Stance.AGAINST: "wait"}
        return shapes.get(Stance(self.opinion.stance), "") if self.opinion else ""


def preparation_of(application: Application) -> Preparation:
    """Give the office's work with an ansökan; one that nobody has begun is new, and not stored."""
    found = Preparation.objects.filter(application=application).select_related("asked_by").first()
    row = found or Preparation(application=application)
    row.application = application
    return row


def is_open(application: Application) -> bool:
    """Whether the ansökan waits for a decision, so that its preparation may be written in."""
    return application.state in UNDECIDED


def criteria_of(preparation: Preparation, day: dt.date) -> list[dict[str, str]]:
    """Give what an ansökan is held against: the day's criteria, and those that somebody has said something of already.

    Once the board has decided it is what was asked then.
    """
    asked: list[dict[str, str]] = list(preparation.asked)
    if not is_open(preparation.application):
        return asked
    now = Criterion.objects.filter(association=preparation.application.association).on(day)
    found = [
        {"key": str(row.pk), "wording": row.wording, "source": row.source} for row in now[:MOST_CRITERIA]
    ]
    keys = {each["key"] for each in found}
    said = [
        each
        for each in asked
        if each["key"] not in keys and _said(preparation.content, each["key"]) != ("", "")
    ]
    return found + said


def judged(preparation: Preparation, criteria: Sequence[dict[str, str]]) -> list[JudgedCriterion]:
    """Give each criterion with what is said of it."""
    return [
        JudgedCriterion(
            each["key"], each["wording"], each["source"], *_said(preparation.content, each["key"])
        )
        for each in criteria
    ]


def met_in_words(rows: Sequence[JudgedCriterion]) -> str:
    """Say how many are met: "3 av 5 uppfyllda"."""
    met = sum(row.tick == Met.YES for row in rows)
    return f"{met} av {len(rows)} uppfyllda" if rows else ""


def field_names(criteria: Iterable[dict[str, str]], years: Iterable[int]) -> list[str]:
    """Give every field that a preparation has."""
    ticks = [f"{what}-{each['key']}" for each in criteria for what in ("tick", "words")]
    return [ASSESSMENT, START, *ticks, *(f"amount-{year}" for year in years)]


def is_text(name: str) -> bool:
    """Whether a field is a running text."""
    return name == ASSESSMENT


def suggested(preparation: Preparation, years: Iterable[int]) -> dict[int, Decimal]:
    """Give what the office means to propose by year, in kronor; empty where it has not said."""
    found = {}
    for year in years:
        try:
            amount = read_amount(str(preparation.content.get(f"amount-{year}") or ""))
        except ValueError:
            amount = None
        if amount is not None:
            found[year] = amount
    return found


def label_of(name: str, criteria: Iterable[dict[str, str]]) -> str:
    """Give a field as the page names it."""
    what, _, key = name.partition("-")
    if what in {"tick", "words"}:
        wording = next((each["wording"] for each in criteria if each["key"] == key), key)
        return words.glimpse(wording, 80) + (", med ord" if what == "words" else "")
    if what == "amount":
        return f"Förslag för {key}"
    return {ASSESSMENT: "Kansliets bedömning", START: "Börjar"}.get(name, name)


def _said(content: dict[str, Any], key: str) -> tuple[str, str]:
    return str(content.get(f"tick-{key}") or ""), str(content.get(f"words-{key}") or "")


# ---- The beredningsgrupp


def group_on(association: Association, day: dt.date) -> list[Appointment]:
    """Give who sits in the förbund's beredningsgrupp on the day, each person once; the office has its own assessment."""
    sitting = Appointment.objects.in_force(day).filter(body__association=association)
    office = sitting.filter(body__kind=BodyKind.OFFICE).values("person")
    rows = sitting.filter(body__kind=BodyKind.PREPARATORY, body__is_active=True).exclude(person__in=office)
    ordered = rows.select_related("person", "member", "body").order_by("body", "position", "id")
    return list({row.person_id: row for row in ordered}.values())


def organisation_of(seat: Appointment) -> str:
    """Name what a member of the group speaks for."""
    return seat.member.name if seat.member else seat.person.organisation


def opinions_on(application: Application, preparation: Preparation, day: dt.date) -> list[SeatOpinion]:
    """Give what each member has said that has been asked, the group's own note first."""
    rows = list(application.opinions.select_related("person"))
    given = {row.person_id: row for row in rows if row.state == OpinionState.GIVEN}
    seats = group_on(application.association, day) if is_open(application) else []
    is_late = bool(preparation.answer_by and preparation.answer_by < day)
    found = [SeatOpinion("Beredningsgruppen", "", given[None])] if None in given else []
    found += [
        SeatOpinion(
            seat.person.name, organisation_of(seat), given.get(seat.person_id), is_late=is_late and seat.person_id not in given
        )
        for seat in seats
    ]  # fmt: skip
    sitting = {seat.person_id for seat in seats}
    return found + [
        SeatOpinion(row.person.name, row.organisation, row)
        for row in rows
        if row.person and row.person_id not in sitting and row.state == OpinionState.GIVEN
    ]


def own_opinion(application: Application, person: Person | None) -> Opinion:
    """Give what a person, or with None the whole group, has written; nothing yet is new, and not stored."""
    row = Opinion.objects.filter(application=application, person=person).first()
    row = row or Opinion(application=application, person=person)
    row.application = application
    return row
