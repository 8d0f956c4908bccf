"""What decisions give, for which years, and how much of it is granted to insatser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from board.models import Decision, Paragraph
from board.states import COMES_BACK, HELD
from finsam.models import Association
from finsam.swedish import money, words
from insatser.models import Grant, Insats

_WITH_REPLACING = ("insats__association", "replaced_in__decision")
NEWEST_DECISIONS = 200  # what one chooses among; an older decision is written as a source


@dataclass(frozen=True)
class Given:
    """What a decision gives for a year, and what of it no insats has been granted; kronor."""

    decision: Decision
    year: int
    amount: Decimal
    left: Decimal
    financing: str


def to_be_changed(insats: Insats, years: Iterable[int]) -> str:
    """Say what an insats is granted in the years, beside what is asked for instead: "600 000 kr för 2022"."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for year, amount in insats.grants.current().filter(year__in=list(years)).values_list("year", "amount"):
        sums[year] += amount
    return words.join_och(
        f"{money.kr_as_needed(amount)} kr för {year}" for year, amount in sorted(sums.items())
    )


def decided_amount(decision: Decision, year: int) -> Decimal | None:
    """Give what a decision's own amounts for the year sum to in kronor; None where it names none."""
    total: Decimal | None = decision.amounts.filter(year=year).aggregate(total=Sum("amount"))["total"]
    return total


def granted_by(decision: Decision, year: int, *, but: Grant | None = None) -> Decimal:
    """Give what is granted to insatser of what the decision gives for a year, `but` the grant that is being replaced."""
    rows = Grant.objects.current().filter(decision=decision, year=year)
    if but:
        rows = rows.exclude(pk=but.pk)
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def corrected_grants(paragraph: Paragraph, year: int) -> list[Grant]:
    """Give the year's grants that a § which corrects another replaces, or would: what that one gave, as it stands without this §."""
    rows = Grant.objects.filter(year=year, decision__paragraph=paragraph.refers_to_id)
    rows = rows.select_related(*_WITH_REPLACING)
    found: dict[int, Grant] = {}
    for row in rows:
        last = row
        while (later := getattr(last, "replaced_in", None)) and not _is_by(later, paragraph):
            last = Grant.objects.select_related(*_WITH_REPLACING).get(pk=later.pk)
        found[last.pk] = last
    return list(found.values())


def _is_by(grant: Grant, paragraph: Paragraph) -> bool:
    return grant.decision is not None and grant.decision.paragraph_id == paragraph.pk


def decisions_with_amounts(association: Association) -> QuerySet[Decision]:
    """Give the newest decisions of meetings that were held and that give money, with their amounts."""
    rows = Decision.objects.filter(
        paragraph__meeting__body__association=association, paragraph__meeting__state__in=HELD, amounts__isnull=False
    ).exclude(paragraph__outcome__in=COMES_BACK)  # fmt: skip
    rows = rows.select_related("paragraph__meeting__body").prefetch_related("amounts", "grants__replaced_in")
    ordered = rows.distinct().order_by("-paragraph__meeting__held_on", "-paragraph__number", "position")
    return ordered[:NEWEST_DECISIONS]


def money_given(association: Association) -> list[Given]:
    """Give what the newest decisions give by decision and year, those with something left to grant first."""
    rows = [given for decision in decisions_with_amounts(association) for given in _by_year(decision)]
    return sorted(rows, key=lambda each: each.left <= 0)


def _by_year(decision: Decision) -> list[Given]:
    """Read from what is at hand: `amounts` and `grants__replaced_in`."""
    amounts: dict[int, Decimal] = defaultdict(Decimal)
    financing: dict[int, list[str]] = defaultdict(list)
    for row in decision.amounts.all():
        amounts[row.year] += row.amount
        if row.financing and row.financing not in financing[row.year]:
            financing[row.year].append(row.financing)
    used: dict[int, Decimal] = defaultdict(Decimal)
    for grant in decision.grants.all():
        if not hasattr(grant, "replaced_in"):
            used[grant.year] += grant.amount
    return [
        Given(decision, year, amount, amount - used[year], ", ".join(financing[year]))
        for year, amount in sorted(amounts.items())
    ]
