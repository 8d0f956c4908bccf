"""What the insatser's own reports say that they cost: it may tell how a year divides where the note does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from django.db.models import Sum

from finsam.models import Association
from insatser.models import CostRow, Insats
from insatser.states import HANDED_IN, YEARLY

Costs = dict[str, Decimal]
Key = TypeVar("Key", str, int)


def reported_costs(association: Association, years: Iterable[int] | None = None) -> dict[int, Costs]:
    """Give the costs of the yearly reports that are handed in, by year and kind of insats: positive kronor, one query."""
    return _summed_by(association, "section__report__insats__kind", years)


def reported_by_insats(association: Association, years: Iterable[int]) -> dict[int, dict[int, Decimal]]:
    """Give the same by year and the insats's key, one query."""
    return _summed_by(association, "section__report__insats", years)


def _summed_by(
    association: Association, what: str, years: Iterable[int] | None
) -> dict[int, dict[Key, Decimal]]:
    rows = CostRow.objects.filter(
        section__report__insats__association=association, section__report__kind__in=YEARLY,
        section__report__state__in=HANDED_IN, outcome__isnull=False,
    )  # fmt: skip
    if years is not None:
        rows = rows.filter(section__report__year__in=list(years))
    names = ("section__report__year", what)
    found: dict[int, dict[Key, Decimal]] = defaultdict(dict)
    for year, key, total in rows.values_list(*names).annotate(total=Sum("outcome")).order_by(*names):
        found[year][key] = total
    return dict(found)


def silent_insatser(association: Association, year: int) -> list[str]:
    """Name the insatser that have money for the year and report no cost."""
    told = CostRow.objects.filter(
        section__report__year=year, section__report__kind__in=YEARLY, section__report__state__in=HANDED_IN,
        outcome__isnull=False,
    )  # fmt: skip
    rows = Insats.objects.of(association).filter(grants__year=year, grants__replaced_in__isnull=True)
    silent = rows.exclude(pk__in=told.values("section__report__insats")).distinct()
    return list(silent.values_list("name", flat=True).order_by("name"))
