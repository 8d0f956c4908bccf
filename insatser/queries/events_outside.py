"""How many came to arrangemang, as it may be told outside: past the same gate as participants, and against the same ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import slugify

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.disclosure import decide
from insatser.models import Event, PublishedFigure
from insatser.queries.events import Came, came_to, held_of, read_events
from insatser.queries.outside import ALL, Outside, Spot
from insatser.states import VISITS, Sex

Sums = dict[Spot, list[Spot]]
_PARTS = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)


@asked_once
def events_outside(association: Association, year: int) -> Outside:
    """Give what may be seen of those who came to the year's arrangemang. Three queries."""
    held = held_of(read_events(association, year))
    numbers, blank, sums = add_up_events(held, year)
    ledger = _ledger(association, year, numbers)
    hidden, exposed = decide(
        {spot.place: number for spot, number in numbers.items()},
        [(whole.place, [part.place for part in parts]) for whole, parts in _equations(sums, numbers)],
        limit=association.count_limit,
        margins={
            spot.place for spot in numbers if spot.sex == Sex.TOTAL and not spot.detail.startswith("h.")
        },
        earlier={spot.place: number for spot, number in ledger.items()},
    )
    of = {spot.place: spot for spot in numbers}
    return Outside(
        association.count_limit, numbers, frozenset(blank), frozenset(of[place] for place in hidden),
        frozenset(of[place] for place in exposed),
    )  # fmt: skip


def spot_of(event: Event, sex: Sex = Sex.TOTAL, way: str = "") -> Spot:
    """Give the figure of those who came to an arrangemang, of a sex or in a way."""
    detail = f"h.{event.pk}" + (f"-s.{way}" if way else "")
    return Spot(ALL, event.starts_on, event.ends_on, VISITS, sex, detail)


def sum_spot(year: int, mark: str = "", sex: Sex = Sex.TOTAL) -> Spot:
    """Give the figure of all the year's arrangemang, or of those of a mark as `marks_of` gives it."""
    return Spot(ALL, dt.date(year, 1, 1), dt.date(year, 12, 31), VISITS, sex, mark)


def marks_of(event: Event) -> list[str]:
    """Give what an arrangemang is counted in: all, its kind, its theme and its insats."""
    marks = ["", f"k.{event.kind}"]
    if event.theme:
        marks.append(f"t.{slug_of(event.theme)}")
    if event.insats_id:
        marks.append(f"i.{event.insats_id}")
    return marks


def slug_of(theme: str) -> str:
    """Give a theme as a key names it: letters a to z, digits and hyphens."""
    return slugify(theme.casefold().translate(str.maketrans("åäö", "aao")))


def add_up_events(events: Iterable[Event], year: int) -> tuple[dict[Spot, int], set[Spot], Sums]:
    """Give every figure of arrangemang that were held, those of them that nobody has counted, and what is the sum of what."""
    numbers: dict[Spot, int] = {}
    blank: set[Spot] = set()
    sums: Sums = {}
    for event in events:
        came = came_to(event.groups.all())
        own = dict(_by_sex(event, came))
        blank.update(spot for spot, number in own.items() if number is None)
        numbers.update({spot: number or 0 for spot, number in own.items()})
        numbers.update({spot_of(event, way=way): number for way, number in came.ways})
        for mark in marks_of(event):
            for sex in Sex:
                sums.setdefault(sum_spot(year, mark, sex), []).append(spot_of(event, sex))
            for way, _ in came.ways:
                sums.setdefault(sum_spot(year, f"{mark}-s.{way}"), []).append(spot_of(event, way=way))
    for whole, parts in sums.items():
        numbers[whole] = sum(numbers[part] for part in parts)
        if blank.issuperset(parts):
            blank.add(whole)
    return numbers, blank, sums


def _by_sex(event: Event, came: Came) -> Iterator[tuple[Spot, int | None]]:
    yield spot_of(event, Sex.WOMEN), came.women
    yield spot_of(event, Sex.MEN), came.men
    yield spot_of(event, Sex.UNKNOWN), came.unknown
    yield spot_of(event, Sex.TOTAL), came.total


def _equations(sums: Sums, numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    yield from sums.items()
    ways: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        whole, _, way = spot.detail.partition("-s.")
        if way:
            ways.setdefault(spot.of(detail=whole), []).append(spot)
        elif spot.sex == Sex.TOTAL:
            yield spot, [spot.of(sex=sex) for sex in _PARTS]
    yield from ways.items()


def _ledger(association: Association, year: int, numbers: Mapping[Spot, int]) -> dict[Spot, int]:
    """Give what has been shown before and still holds."""
    rows = PublishedFigure.objects.filter(
        association=association, counted=VISITS, ends_on__year=year, value__isnull=False
    )
    known = {
        Spot(ALL, row.starts_on, row.ends_on, row.counted, row.sex, row.detail): row.value for row in rows.order_by("id")
    }  # fmt: skip
    return {spot: value for spot, value in known.items() if value is not None and numbers.get(spot) == value}
