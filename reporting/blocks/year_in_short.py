"""The year in short, as a spread: a few large figures, where the money came from and went, and how the goals went; its words are the section's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from economy.queries.ratios import Ratios, ratios_over_years
from finsam.swedish import money
from insatser.models import Grant
from reporting.blocks import money_flow
from reporting.models import Report, Section
from reporting.queries.goals import goals_of
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import GoalStatus, ReportKind, Unit

_SHORT = {Unit.KR: "kr", Unit.TKR: "tkr"}


@dataclass(frozen=True)
class Large:
    """A figure that is set large: what it is, how it prints, and what it was last year or is a part of."""

    label: str
    value: str
    beside: str = ""


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the figures that are known, and the chart of the money's way; participants are named in the section's words, by the gate."""
    figures = [*_money(report), *_counts(report)]
    flow = money_flow.build(report, section)
    return {"figures": figures, "chart": flow.get("chart")}


def _money(report: Report) -> Iterator[Large]:
    if book_of(report) is None:
        return
    now, before = ratios_over_years(
        report.association, [report.year, report.year - 1], books=books_of(report)
    )
    for label, name in (
        ("Medlemmarnas bidrag", "contributions"),
        ("Bidrag till insatser", "insatser"),
        ("Årets resultat", "result"),
        ("Eget kapital vid årets slut", "equity"),
    ):
        value = getattr(now, name)
        if value is not None:
            yield Large(label, _amount(value, report.unit), _was(before, name, report.unit))


def _was(before: Ratios, name: str, unit: str) -> str:
    value = getattr(before, name)
    return "" if value is None else f"{_amount(value, unit)} {before.year}"


def _amount(value: Decimal, unit: str) -> str:
    written = money.tkr(value) if unit == Unit.TKR else money.kr(value)
    return f"{written}{money.NO_BREAK}{_SHORT[Unit(unit)]}"


def _counts(report: Report) -> Iterator[Large]:
    granted = Grant.objects.current().filter(insats__association=report.association, year=report.year)
    insatser = granted.values("insats").distinct().count()
    if insatser:
        yield Large("Insatser med beviljade medel", money.number(insatser))
    goals = goals_of(report.association, report.year)
    assessed = [each for each in goals if each.status != GoalStatus.NOT_ASSESSED]
    if assessed:
        reached = sum(each.status == GoalStatus.GREEN for each in assessed)
        left = len(goals) - len(assessed)
        yield Large(
            "Uppfyllda mål",
            f"{reached} av {len(goals)}",
            f"{left} är inte bedömda" if left > 1 else "1 är inte bedömt" if left else "",
        )


BLOCK = register(
    Block(
        "year_in_short",
        "Året i korthet",
        "print/blocks/year_in_short.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        picture="app/blocks/year_in_short.svg",
        told="Ett uppslag: stora tal bredvid förra årets, ett diagram över pengarnas väg, och avsnittets egna ord.",
    )
)
