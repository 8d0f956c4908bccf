"""The sheet "Uppföljning Finsam": what the national system asks for, in its own fields and order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from finsam.models import Association
from finsam.registries import fields
from finsam.swedish import money
from insatser.models import Insats
from insatser.queries.completeness import sums_of
from insatser.queries.outside import Outside, seen_outside
from insatser.queries.register import granted_of_year
from insatser.queries.reports import handed_in
from insatser.queries.shares import Shared
from insatser.queries.spots import Spot
from insatser.states import InsatsKind, Measure, Sex

MISSING = "Saknas"
# The förbund's own rows, by the key of the figure that texts name.
_OF_FORBUND = (
    ("Tilldelade medel", "economy.contributions"),
    ("Eget kapital", "economy.equity"),
    ("Administration, budget", "economy.budget.administration"),
    ("Administration, utfall", "economy.administration"),
)
_LOCKED = (("kind", "Inriktning"), ("followup", "Uppföljningsmetod"), ("is_esf", "ESF"))


@dataclass(frozen=True)
class NationalField:
    """One field of the national system and what to write in it."""

    label: str
    value: str

    @property
    def is_missing(self) -> bool:
        return self.value == MISSING


@dataclass(frozen=True)
class NationalSheet:
    """The fields of one insats, or of the förbund itself."""

    name: str
    fields: tuple[NationalField, ...]
    insats: int = 0
    is_individual: bool = False

    @property
    def anchor(self) -> str:
        """What the sheet is called on the page."""
        return f"insats-{self.insats}" if self.insats else "forbund"


def national_sheets(
    association: Association,
    year: int,
    insatser: Iterable[Insats],
    *,
    shared: Iterable[Shared] = (),
    with_forbund: bool,
) -> list[NationalSheet]:
    """Give the sheets of a year, that of the förbund first and what it shares last. All numbers are as the house sees them."""
    found = [_forbund(association, year)] if with_forbund else []
    granted = {pk: amount for pk, (amount, _) in granted_of_year(association, year).items()}
    outcomes = {
        report.insats_id: sums_of(list(report.sections.all())).outcome
        for report in handed_in(association, year)
    }
    outside = seen_outside(association, year)
    for insats in insatser:
        plan = getattr(insats, "counting_plan", None)
        planned = plan.planned if plan else None
        told = [
            ("Insatsens namn", insats.name),
            ("Inriktning", str(insats.get_kind_display())),
            ("Preciserad inriktning", insats.focus),
            ("Uppföljningsmetod", insats.followup),
            ("Målgrupp", insats.national_target),
            ("ESF-finansiering", {True: "Ja", False: "Nej"}.get(insats.is_esf, "")),  # type: ignore[arg-type]
            ("Budget", _amount(granted.get(insats.pk))),
            ("Utfall", _amount(outcomes.get(insats.pk))),
            ("Planerat antal deltagare", "" if planned is None else str(planned)),
            *_participants(outside, insats, year),
        ]
        rows = tuple(NationalField(label, value or MISSING) for label, value in told)
        found.append(NationalSheet(insats.name, rows, insats.pk, insats.kind == InsatsKind.INDIVID))
    return found + [_shared(outside, each, year) for each in shared]


def _shared(outside: Outside, shared: Shared, year: int) -> NationalSheet:
    """Give what the association has to tell of an insats that another förbund shares with it: its own part."""
    insats, places = shared.share.insats, shared.share.places
    told = [
        ("Insatsens namn", insats.name),
        ("Inriktning", str(insats.get_kind_display())),
        ("Budget", _amount(shared.cost)),
        ("Planerat antal deltagare", "" if places is None else str(places)),
        *_participants(outside, insats, year),
    ]
    rows = tuple(NationalField(label, value or MISSING) for label, value in told)
    return NationalSheet(insats.name, rows, insats.pk, insats.kind == InsatsKind.INDIVID)


def locked_in_national(insats: Insats, typed: Mapping[str, Any]) -> str:
    """Name what is changed of that which the national system locks once an insats is entered there; empty for nothing."""
    changed = [
        label
        for name, label in _LOCKED
        if getattr(insats, name) not in ("", None) and getattr(insats, name) != typed.get(name)
    ]
    return " och ".join(changed)


def _forbund(association: Association, year: int) -> NationalSheet:
    known = fields.values_of("economy", association, year)
    rows = [NationalField(label, known[key].value if key in known else MISSING) for label, key in _OF_FORBUND]
    return NationalSheet(association.name, tuple(rows))


def _participants(outside: Outside, insats: Insats, year: int) -> list[tuple[str, str]]:
    """Give who took part: by sex in an individual insats, all of them in a structural one."""
    period = outside.longest(insats.pk, (dt.date(year, 1, 1), dt.date(year, 12, 31)))
    sexes = (Sex.WOMEN, Sex.MEN) if insats.kind == InsatsKind.INDIVID else (Sex.TOTAL,)
    found = []
    for sex in sexes:
        spot = Spot(insats.pk, *period, Measure.TOOK_PART, sex) if period else None
        is_known = spot and spot in outside.numbers and spot not in outside.blank
        label = "Antal deltagare" if sex == Sex.TOTAL else f"Antal deltagare, {sex.label.lower()}"
        found.append((label, str(outside.numbers[spot]) if spot and is_known else ""))
    return found


def _amount(amount: Any) -> str:
    return "" if amount is None else money.kr_as_needed(amount)
