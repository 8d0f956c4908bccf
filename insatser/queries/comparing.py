"""Several applications of a period beside each other, in the office's order, and what is left of the budget line after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max, QuerySet

from finsam.models import Association
from finsam.swedish import words
from insatser.models import Application, ApplicationRound, AskedAmount, Opinion, Preparation
from insatser.queries.line_left import granted_apart
from insatser.queries.preparing import suggested
from insatser.registries.outlook import lines_of
from insatser.states import UNDECIDED, Met, OpinionState, Stance

ZERO = Decimal(0)
Amounts = tuple[Decimal, ...]


@dataclass(frozen=True)
class ComparedRow:
    """An ansökan: kronor a year, asked and proposed (what is asked where the office has said nothing else).

    `left` is what is left of the budget line when this one and those before it are granted as proposed.
    """

    application: Application
    rank: int | None
    asked: Amounts
    proposed: Amounts
    left: tuple[Decimal | None, ...]
    criteria: str
    opinions: str

    @property
    def fits(self) -> bool:
        """Whether the line holds for it in each year that it takes of it."""
        return all(
            left is None or left >= 0 or not own for left, own in zip(self.left, self.proposed, strict=True)
        )

    @property
    def by_year(self) -> list[tuple[Decimal | None, Decimal, Decimal]]:
        """What is left, proposed and asked, year by year."""
        return list(zip(self.left, self.proposed, self.asked, strict=True))


@dataclass(frozen=True)
class Comparison:
    """The applications in order, their sums a year, and the budget line's money that nothing is granted of; kronor."""

    years: tuple[int, ...]
    rows: tuple[ComparedRow, ...]
    asked: Amounts
    proposed: Amounts
    left: tuple[Decimal | None, ...]

    @property
    def by_year(self) -> list[tuple[Decimal | None, Decimal, Decimal]]:
        """What is left before any of them, and what is proposed and asked of all, year by year."""
        return list(zip(self.left, self.proposed, self.asked, strict=True))

    @property
    def left_after(self) -> tuple[Decimal | None, ...]:
        return tuple(
            None if left is None else left - own for left, own in zip(self.left, self.proposed, strict=True)
        )


def comparable(period: ApplicationRound) -> QuerySet[Application]:
    """Give the applications of a period that wait for a decision, the ranked ones first in their order."""
    rows = Application.objects.of(period.association).filter(round=period, state__in=sorted(UNDECIDED))
    return rows.select_related("preparation").order_by(
        F("preparation__rank").asc(nulls_last=True), "submitted_at", "id"
    )


def compare(
    association: Association, applications: Iterable[Application], years: tuple[int, ...]
) -> Comparison:
    """Put applications beside each other in the order given: as many queries for thirty as for one."""
    rows = list(applications)
    asked, opinions = _asked(rows), _opinions(rows)
    outlook = lines_of(association, years[0], years[-1]) if years else None
    granted, _ = granted_apart(association, years)
    lines = [outlook.of(year).line if outlook else None for year in years]
    left = tuple(
        None if line is None else line - granted.get(year, ZERO)
        for year, line in zip(years, lines, strict=True)
    )
    found: list[ComparedRow] = []
    rest = left
    for row in rows:
        preparation = getattr(row, "preparation", None)
        own = tuple(asked[row.pk].get(year, ZERO) for year in years)
        said = suggested(preparation, years) if preparation else {}
        proposed = tuple(said.get(year, ZERO) for year in years) if said else own
        rest = tuple(
            None if each is None else each - amount for each, amount in zip(rest, proposed, strict=True)
        )
        found.append(
            ComparedRow(
                row,
                preparation.rank if preparation else None,
                own,
                proposed,
                rest,
                _met(preparation),
                opinions.get(row.pk, ""),
            )
        )
    return Comparison(
        years, tuple(found), _sums(years, [each.asked for each in found]),
        _sums(years, [each.proposed for each in found]), left,
    )  # fmt: skip


def _sums(years: tuple[int, ...], amounts: list[Amounts]) -> Amounts:
    return tuple(sum((own[place] for own in amounts), ZERO) for place in range(len(years)))


def _asked(applications: list[Application]) -> dict[int, dict[int, Decimal]]:
    """Sum what the latest version of each asks for, by its pk and year."""
    found: dict[int, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    rows = AskedAmount.objects.filter(version__application__in=applications)
    rows = rows.annotate(newest=Max("version__application__versions__number")).filter(
        version__number=F("newest")
    )
    for pk, year, amount in rows.order_by().values_list("version__application", "year", "amount"):
        found[pk][year] += amount
    return found


def _opinions(applications: list[Application]) -> dict[int, str]:
    """Say what has been given on each: "2 tillstyrker, 1 avstyrker"."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Opinion.objects.filter(application__in=applications, state=OpinionState.GIVEN)
    for pk, stance in rows.order_by().values_list("application", "stance"):
        counts[pk][stance] += 1
    return {
        pk: words.capitalised(
            ", ".join(f"{own[stance]} {stance.label.lower()}" for stance in Stance if stance in own)
        )
        for pk, own in counts.items()
    }


def _met(preparation: Preparation | None) -> str:
    """Say how many criteria are met of those that were judged against."""
    if preparation is None or not preparation.asked:
        return ""
    ticks = [preparation.content.get(f"tick-{each['key']}") for each in preparation.asked]
    return f"{sum(tick == Met.YES for tick in ticks)} av {len(ticks)}"
