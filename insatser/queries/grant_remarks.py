"""What is worth a look in what an insats is granted: two §§ for a year, more than its § gives, more than the budget line has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from board.models import Decision
from finsam.models import Association
from finsam.swedish import money
from insatser.models import Grant
from insatser.queries import line_left
from insatser.queries.line_left import held_grants, passed_lines
from insatser.queries.register import source_of

BY_TWO_REMEDY = "Gäller båda läggs de ihop, och inget behöver göras. Ersätter det senare det tidigare: bevilja det med det tidigare som ersatt."
BEYOND_REMEDY = (
    "Rätta det som är beviljat, eller skriv beloppet vid beslutet så länge protokollet är ett utkast."
)


@dataclass(frozen=True)
class GrantRemark:
    """What is worth a look: both figures, and what may be done."""

    fact: str
    remedy: str


@dataclass(frozen=True)
class BeyondDecided:
    """A year for which more is granted by an att-sats than it gives, in kronor; `decided` is None where it names no amount."""

    decision: Decision
    year: int
    granted: Decimal
    decided: Decimal | None


def beyond_decided(
    association: Association, decisions: Iterable[Decision | None], years: Collection[int]
) -> list[BeyondDecided]:
    """Give each att-sats and year of which more is granted than it gives: the § was changed, or names no amount."""
    by_pk = {each.pk: each for each in decisions if each}
    if not by_pk:
        return []
    granted: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    decided: dict[tuple[int, int], Decimal | None] = {}
    for row in held_grants(association, min(years), max(years)):
        if row.decision_id in by_pk and row.year in years:
            granted[row.decision_id, row.year] += row.amount
            decided[row.decision_id, row.year] = row.decided
    return [
        BeyondDecided(by_pk[pk], year, total, decided[pk, year])
        for (pk, year), total in granted.items()
        if total > (decided[pk, year] or 0)
    ]


def by_two(grants: Sequence[Grant]) -> tuple[Grant, Grant] | None:
    """Give the first and the last of an insats's grants of a year that hold, where one § did not give them both."""
    if not grants:
        return None
    first, last = grants[0], grants[-1]
    if first.decision and last.decision:
        is_one = first.decision.paragraph_id == last.decision.paragraph_id
    else:
        is_one = first.pk == last.pk
    return None if is_one else (first, last)


def grant_remarks(association: Association, grants: Iterable[Grant]) -> list[GrantRemark]:
    """Give what is worth a look in an insats's grants as `grants_of` gives them."""
    current: dict[int, list[Grant]] = defaultdict(list)
    for grant in sorted(grants, key=lambda each: each.pk):
        if not hasattr(grant, "replaced_in"):
            current[grant.year].append(grant)
    if not current:
        return []
    decisions = [each.decision for rows in current.values() for each in rows]
    passed = passed_lines(association, min(current), max(current))
    return [
        *(_twice(*pair) for _, rows in sorted(current.items()) if (pair := by_two(rows))),
        *map(_beyond, beyond_decided(association, decisions, current)),
        *(GrantRemark(each.fact, line_left.REMEDY) for each in passed if each.year in current),
    ]


def _twice(first: Grant, last: Grant) -> GrantRemark:
    return GrantRemark(
        f"Två beslut ger medel för {first.year}: {_kr(first.amount)} enligt {source_of(first)} och {_kr(last.amount)} "
        f"enligt {source_of(last)}.",
        BY_TWO_REMEDY,
    )


def _beyond(each: BeyondDecided) -> GrantRemark:
    given = "inget belopp" if each.decided is None else _kr(each.decided)
    return GrantRemark(
        f"{each.decision.paragraph} ger {given} för {each.year}, och beviljat av det är {_kr(each.granted)}.",
        BEYOND_REMEDY,
    )


def _kr(amount: Decimal) -> str:
    return f"{money.kr_as_needed(amount)}{money.NO_BREAK}kr"
