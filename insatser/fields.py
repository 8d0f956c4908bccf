"""The figures of insatser that running text may name: `insatser.vidare-vy.granted`, `insatser.vidare-vy.nya.kvinnor`.

What is told of participants has passed the gate: text may stand anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from finsam.models import Association
from finsam.registries.fields import Field
from finsam.swedish import money, words
from finsam.web.asked_once import asked_once
from insatser.models import Event, Insats
from insatser.queries.completeness import Sums, sums_of
from insatser.queries.events import cost_of, held_of, read_events
from insatser.queries.events_outside import events_outside, marks_of, slug_of, spot_of, sum_spot
from insatser.queries.money import Money, money_of_year, summed
from insatser.queries.outside import ALL, Outside, Spot, seen_outside
from insatser.queries.register import grants_of_year
from insatser.queries.reports import handed_in
from insatser.states import Counted, EventKind, EventState, InsatsKind, Sex, Way

GROUP = "Insatser"
_BOTH = "med-kvinnor"  # in the place of a sex: all of them, with the women among them
PARTICIPANTS = "Deltagare"
EVENTS = "Arrangemang"
EVENT_KEYS = (
    "arrangemang."  # begins the keys of what is told of arrangemang: `arrangemang.tema-psykisk-halsa.besok`
)
EVERYBODY = "_alla"  # in the place of an insats's key, which begins with a letter
_SEXES = {Sex.WOMEN: "kvinnor", Sex.MEN: "man", Sex.UNKNOWN: "uppgift-saknas", Sex.TOTAL: "totalt"}


def figures(association: Association, year: int) -> Iterable[Field]:
    """Give what each insats of the year was granted and what its report says it cost, and the sums by kind."""
    by_key: dict[str, Decimal] = {}
    by_kind = dict.fromkeys(InsatsKind.values, Decimal(0))
    names: dict[str, str] = {}
    for grant in grants_of_year(association, year):
        key = grant.insats.key
        names[key] = grant.insats.name
        by_key[key] = by_key.get(key, Decimal(0)) + grant.amount
        by_kind[grant.insats.kind] += grant.amount
    for key, amount in by_key.items():
        yield _field(f"{key}.granted", f"{names[key]}, beviljat {year}", amount)
    for report in handed_in(association, year):
        yield from _costs(report.insats.key, report.insats.name, sums_of(list(report.sections.all())), year)
    if by_key:
        for kind in InsatsKind:
            yield _field(
                f"granted.{kind}", f"Beviljat till insatser, {kind.label.lower()}, {year}", by_kind[kind]
            )
        yield _field("granted.total", f"Beviljat till insatser {year}", sum(by_key.values(), Decimal(0)))
        yield Field("insatser.count", f"Antal insatser med medel {year}", str(len(by_key)), GROUP)


def moneys(association: Association, year: int) -> Iterable[Field]:
    """Give what each insats of the year has asked for, been paid, given back and has left, and the same of them all.

    What was asked for is told where an ansökan came in, and the rest where a rekvisition did or money went back.
    """
    found = money_of_year(association, year)
    for pk, (key, name) in _names_of(association).items() if found else ():
        if pk in found:
            yield from _money(key, name, found[pk], year)
    if found:
        yield from _money("alla", "Alla insatser", summed(found.values()), year)


def _money(key: str, name: str, have: Money, year: int) -> Iterable[Field]:
    if have.asked:
        yield _field(f"{key}.asked", f"{name}, sökt {year}", have.asked)
    if have.paid or have.waiting or have.given_back:
        yield _field(f"{key}.paid", f"{name}, betalt {year}", have.paid)
        yield _field(f"{key}.given_back", f"{name}, återlämnat {year}", have.given_back)
        yield _field(f"{key}.left", f"{name}, kvar {year}", have.left)


def participants(association: Association, year: int) -> Iterable[Field]:
    """Give how many took part in each insats of the year, as it is shown outside."""
    outside = seen_outside(association, year)
    for (key, name), spots in _named(association, outside, year).items():
        for spot in spots:
            counted, sex = Counted(spot.counted), Sex(spot.sex)
            yield Field(
                f"insatser.{key}.{counted}.{_SEXES[sex]}",
                f"{name}, {counted.label.lower()}, {sex.label.lower()}, {year}",
                outside.text(spot),
                PARTICIPANTS,
            )
        yield from _with_women(key, name, outside, spots, year)


def _with_women(key: str, name: str, outside: Outside, spots: list[Spot], year: int) -> Iterable[Field]:
    """Give what running text says of those who took part: "74 deltagare (40 kvinnor)", where both are shown outside."""
    by_sex = {(spot.counted, spot.sex): spot for spot in spots}
    for counted in Counted:
        total, women = by_sex.get((counted, Sex.TOTAL)), by_sex.get((counted, Sex.WOMEN))
        if total and women and outside.text(total).isdigit() and outside.text(women).isdigit():
            said = f"{outside.text(total)} deltagare ({words.plural(int(outside.text(women)), 'kvinna', 'kvinnor')})"
            yield Field(
                f"insatser.{key}.{counted}.{_BOTH}",
                f"{name}, {counted.label.lower()}, med kvinnor, {year}",
                said,
                PARTICIPANTS,
            )


def spots_named(association: Association, named: Iterable[tuple[str, int]]) -> list[Spot]:
    """Give the figures of participants among those that are named by key and year."""
    wanted: dict[int, set[str]] = {}
    for key, year in named:
        if key.startswith("insatser."):
            wanted.setdefault(year, set()).add(key)
    return [
        spot
        for year, keys in wanted.items()
        for (insats, _), spots in _named(association, seen_outside(association, year), year).items()
        for spot in spots
        if _names(insats, spot) & keys
    ]


def _names(insats: str, spot: Spot) -> set[str]:
    """Give the keys under which a text may tell the figure."""
    start = f"insatser.{insats}.{spot.counted}"
    both = {f"{start}.{_BOTH}"} if spot.sex in {Sex.TOTAL, Sex.WOMEN} else set()
    return {f"{start}.{_SEXES[Sex(spot.sex)]}"} | both


def _named(association: Association, outside: Outside, year: int) -> dict[tuple[str, str], list[Spot]]:
    """Give the figures of each insats's longest period that ends last in the year, by its key and name."""
    found: dict[tuple[str, str], list[Spot]] = {}
    names = _names_of(association) if outside.numbers else {}
    for pk, name in {**names, ALL: (EVERYBODY, "Alla insatser")}.items():
        period = outside.longest(pk, (dt.date(year, 1, 1), dt.date(year, 12, 31)))
        if period:
            found[name] = outside.spots(insats=pk, period=period)
    return found


@asked_once
def _names_of(association: Association) -> dict[int, tuple[str, str]]:
    """Give the key and the name of each insats; one that another förbund shares has that förbund's name in its key."""
    return {
        row.pk: (
            row.key if row.association_id == association.pk else f"{row.association.slug}-{row.key}",
            row.name,
        )
        for row in Insats.objects.counted_by(association)
    }


def _costs(key: str, name: str, sums: Sums, year: int) -> Iterable[Field]:
    for part, label, amount in (("budget", "budget", sums.budget), ("outcome", "utfall", sums.outcome)):
        if amount is not None:
            yield _field(f"{key}.{part}", f"{name}, {label} {year}", amount)


def _field(key: str, label: str, amount: Decimal) -> Field:
    return Field(f"insatser.{key}", label, money.kr_as_needed(amount), GROUP, amount, "kr")


def event_figures(association: Association, year: int) -> Iterable[Field]:
    """Give how many arrangemang the year had, who came and what they cost: of all, by kind, theme and insats, and one by one."""
    events = [row for row in read_events(association, year) if row.state == EventState.HELD]
    if not events:
        return
    outside = events_outside(association, year)
    for key, (name, own) in _lots(events).items():
        yield Field(f"{EVENT_KEYS}{key}.antal", f"{name}, antal arrangemang {year}", str(len(own)), EVENTS)
        if any(event.cost is not None for event in own):
            cost = cost_of(own)
            yield Field(
                f"{EVENT_KEYS}{key}.kostnad",
                f"{name}, kostnad {year}",
                money.kr_as_needed(cost),
                GROUP,
                cost,
                "kr",
            )
    for key, label, spot in _event_spots(events, year):
        if spot in outside.numbers:
            value = outside.value(spot)
            told = outside.text(spot) if value is None else money.number(Decimal(value))
            yield Field(key, f"{label} {year}", told, EVENTS)


def event_spots_named(association: Association, named: Iterable[tuple[str, int]]) -> list[Spot]:
    """Give the figures of those who came among those that are named by key and year."""
    wanted: dict[int, set[str]] = {}
    for key, year in named:
        if key.startswith(EVENT_KEYS):
            wanted.setdefault(year, set()).add(key)
    return [
        spot
        for year, keys in wanted.items()
        for key, _, spot in _event_spots(held_of(read_events(association, year)), year)
        if key in keys
    ]


def _lots(events: Iterable[Event]) -> dict[str, tuple[str, list[Event]]]:
    """Give what arrangemang are counted in, by its key: its name, and those that are counted in it."""
    found: dict[str, tuple[str, list[Event]]] = {}
    for event in events:
        names = {"alla": "Alla arrangemang", f"slag-{event.kind}": str(EventKind(event.kind).label)}
        if event.theme:
            names[f"tema-{slug_of(event.theme)}"] = f"Tema {event.theme}"
        if event.insats:
            names[f"insats-{event.insats.key}"] = event.insats.name
        for key, name in names.items():
            found.setdefault(key, (name, []))[1].append(event)
    return found


def _event_spots(events: Iterable[Event], year: int) -> Iterator[tuple[str, str, Spot]]:
    """Give each figure of those who came with its key and its label, without the year."""
    events = list(events)
    for key, (name, own) in _lots(events).items():
        mark = _mark_of(own[0], key)
        yield f"{EVENT_KEYS}{key}.besok", f"{name}, besök", sum_spot(year, mark)
        for way in Way:
            yield (
                f"{EVENT_KEYS}{key}.{way}",
                f"{name}, {way.label.lower()}",
                sum_spot(year, f"{mark}-s.{way}"),
            )
    for event in events:
        start, name = f"{EVENT_KEYS}nr-{event.pk}", f"{event.title}"
        yield f"{start}.besok", f"{name}, besök", spot_of(event)
        for way in Way:
            yield f"{start}.{way}", f"{name}, {way.label.lower()}", spot_of(event, way=way)


def _mark_of(event: Event, key: str) -> str:
    """Give the mark under which the figures of a key's arrangemang are added up; `event` is one of them."""
    initial = {"alla": "", "slag": "k.", "tema": "t.", "insats": "i."}[key.partition("-")[0]]
    return next(mark for mark in marks_of(event) if mark[:2] == initial)
