"""What several förbund share: each one's part of cost and participants, as the owner sees them all and a sharer its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser import rules
from insatser.models import Counting, Grant, Insats, InsatsReport, Share
from insatser.models.share import ShareQuerySet
from insatser.queries.cells import cells_beside
from insatser.queries.register import granted_of_year
from insatser.queries.spots import Spot, add_up
from insatser.states import Measure, Sex, ShareState

Number = TypeVar("Number", int, Decimal)


@dataclass(frozen=True)
class Part:
    """One förbund's part of an insats in a year; None where nothing is granted, agreed or counted. `share` is None for the owner."""

    name: str
    share: Share | None
    cost: Decimal | None
    places: int | None
    took_part: int | None


@dataclass(frozen=True)
class Parts:
    """Every förbund's part of an insats in a year, and what they come to together."""

    year: int
    rows: tuple[Part, ...]

    @property
    def cost(self) -> Decimal | None:
        return _sum(row.cost for row in self.rows)

    @property
    def took_part(self) -> int | None:
        return _sum(row.took_part for row in self.rows)

    @property
    def places(self) -> int | None:
        return _sum(row.places for row in self.rows)


@dataclass(frozen=True)
class Shared:
    """What a share gives the förbund that has it in a year."""

    share: Share
    year: int
    cost: Decimal | None

    @property
    def took_part(self) -> int | None:
        """How many of the förbund's own people took part, as far as they are handed in."""
        return _took_part(self.share.association, self.share.insats_id, self.year).get(0)


def parts_of(insats: Insats, year: int, *, planned: int | None) -> Parts:
    """Give every förbund's part of an insats in a year, as its owner sees them. Four queries."""
    owner = insats.association
    shares = list(insats.shares.given().in_year(year).select_related("association"))
    granted = granted_of_year(owner, year).get(insats.pk, (None, ""))[0]
    costs = costs_of(granted, shares)
    counted = _took_part(owner, insats.pk, year)
    own = Part(owner.name, None, granted, planned, counted.get(0))
    rows = [
        Part(row.association.name, row, costs[row.pk], row.places, counted.get(row.association_id))
        for row in shares
    ]
    return Parts(year, (own, *rows))


def costs_of(own: Decimal | None, shares: Iterable[Share]) -> dict[int, Decimal | None]:
    """Give what each share of an insats costs in a year, in kronor, where its owner pays `own`."""
    rows = list(shares)
    amounts = [row.amount for row in rows if row.amount is not None]
    percents = [row.percent for row in rows if row.percent is not None]
    return {
        row.pk: row.amount
        if row.amount is not None
        else rules.share_of_cost(own, amounts, percents, row.percent or Decimal(0))
        for row in rows
    }


def shares_in(association: Association) -> ShareQuerySet:
    """Give what other förbund have offered the association, and what it shares."""
    return Share.objects.filter(association=association).select_related("insats__association", "association")


@asked_once
def _concerning(association: Association) -> list[Share]:
    """Give every share that another förbund offers the association, or that it offers another. One query."""
    either = Q(association=association) | Q(insats__association=association)
    named = Insats.objects.filter(association=OuterRef("association"), name=OuterRef("insats__name"))
    rows = Share.objects.filter(either).select_related("insats__association", "association")
    return list(rows.annotate(same_named=Exists(named)))


def offered_to(association: Association) -> list[Share]:
    """Give what other förbund offer the association and it has not answered."""
    return [
        row
        for row in _concerning(association)
        if row.association_id == association.pk and row.state == ShareState.OFFERED
    ]


def _given_in(association: Association, year: int) -> list[Share]:
    return [row for row in _concerning(association) if row.holds_in(year)]


@asked_once
def shared_in_year(association: Association, year: int) -> list[Shared]:
    """Give what the association shares in a year, with its own part of cost and participants."""
    own = [row for row in _given_in(association, year) if row.association_id == association.pk]
    in_order = sorted(own, key=lambda row: (row.insats.name, row.pk))
    costs = costs_in(in_order, [year])
    return [Shared(row, year, costs[row.pk, year]) for row in in_order]


def costs_in(shares: Sequence[Share], years: Sequence[int]) -> dict[tuple[int, int], Decimal | None]:
    """Give what each share costs its förbund in each year, in kronor, by its key and the year: two queries however many.

    None where per cent of nothing is known.
    """
    own = {row.insats_id for row in shares if row.amount is None}
    granted: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    beside: dict[int, list[Share]] = defaultdict(list)
    if own:
        rows = Grant.objects.current().filter(insats__in=own, year__in=years)
        for insats, year, amount in rows.values_list("insats_id", "year", "amount"):
            granted[insats, year] += amount
        for row in Share.objects.given().filter(insats__in=own):
            beside[row.insats_id].append(row)
    return {
        (row.pk, year): row.amount
        if row.amount is not None
        else costs_of(
            granted.get((row.insats_id, year)),
            [each for each in beside[row.insats_id] if each.holds_in(year)],
        ).get(row.pk)
        for row in shares
        for year in years
    }


def took_part_by_year(share: Share) -> list[tuple[int, list[int | None]]]:
    """Give a share's own participants year by year, the latest first: women, men, not known, all. Handed in alone."""
    counted = Counting.objects.filter(share=share).order_by().values_list("ends_on__year", flat=True)
    years = sorted(set(counted), reverse=True)
    numbers = _known(share.association, years)
    found = []
    for year in years:
        if period := _longest(numbers, share.insats_id, 0, year):
            own = [
                numbers.get(Spot(share.insats_id, *period, Measure.TOOK_PART, sex))
                for sex in (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN, Sex.TOTAL)
            ]
            found.append((year, own))
    return found


def reports_through(share: Share) -> list[InsatsReport]:
    """Give the insats's reports that have been handed in while the share holds, the latest first."""
    last = share.to_on.year if share.to_on else None
    rows = InsatsReport.objects.filter(
        insats=share.insats_id, submitted_at__isnull=False, year__gte=share.from_on.year
    )
    return list((rows.filter(year__lte=last) if last else rows).order_by("-year", "-id"))


def counted_twice(association: Association, year: int) -> list[tuple[Insats, int, Share, int | None]]:
    """Give the own insatser that have the name of one that is shared with the förbund, where both are counted in the year.

    Each with its participants, the share, and what the owner has counted for it.
    """
    by_name = {
        row.insats.name: row
        for row in _given_in(association, year)
        if row.association_id == association.pk and row.same_named  # type: ignore[attr-defined]
    }
    if not by_name:
        return []
    numbers = _numbers(association, year)
    found = []
    for insats in association.insatser.filter(name__in=by_name):
        share = by_name[insats.name]
        if period := _longest(numbers, insats.pk, 0, year):
            number = numbers.get(Spot(insats.pk, *period, Measure.TOOK_PART, Sex.TOTAL))
            if number:
                found.append((insats, number, share, _took_part(association, share.insats_id, year).get(0)))
    return found


def shared_uncounted(association: Association, year: int) -> list[tuple[Insats, int, Share]]:
    """Give the association's insatser whose own participants are counted in a year and those of a share are not."""
    found = []
    for share in _given_in(association, year):
        if share.association_id == association.pk:
            continue
        counted = _took_part(association, share.insats_id, year)
        if 0 in counted and share.association_id not in counted:
            found.append((share.insats, counted[0], share))
    return found


def _took_part(association: Association, insats: int, year: int) -> dict[int, int]:
    """Give how many took part in the longest counted period of a year, by party (0: the association)."""
    numbers = _numbers(association, year)
    found = {}
    for party in {spot.party for spot in numbers if spot.insats == insats}:
        period = _longest(numbers, insats, party, year)
        if period:
            spot = Spot(insats, *period, Measure.TOOK_PART, Sex.TOTAL, "", party)
            if spot in numbers:
                found[party] = numbers[spot]
    return found


@asked_once
def _numbers(association: Association, year: int) -> Mapping[Spot, int]:
    return _known(association, [year])


def _known(association: Association, years: Iterable[int]) -> Mapping[Spot, int]:
    numbers, blank = add_up(cells_beside(association, years))
    return {spot: number for spot, number in numbers.items() if spot not in blank}


def _longest(numbers: Iterable[Spot], insats: int, party: int, year: int) -> tuple[dt.date, dt.date] | None:
    periods = {
        (spot.starts_on, spot.ends_on)
        for spot in numbers
        if (spot.insats, spot.party, spot.ends_on.year) == (insats, party, year)
    }
    return max(periods, key=lambda period: (period[1], -period[0].toordinal()), default=None)


def _sum(numbers: Iterable[Number | None]) -> Number | None:
    """Give the sum; None where one of them is not known, for the rest is not the whole."""
    told = list(numbers)
    known = [number for number in told if number is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(told) else None
