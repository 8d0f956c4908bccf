"""What the survey's indicators said: a table and a chart, and never what a single person answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from board.documents.assemble import look_of
from finsam.swedish import money
from insatser.queries.outside import HIDDEN
from reporting.figures import charts, grids
from reporting.models import IndicatorResult, Report, Section
from reporting.queries.indicators import Told, hiding_sentence, told_results
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each group's mean this year and last, the spread where enough have answered, and a chart."""
    now, before = (
        told_results(report.association, report.year),
        told_results(report.association, report.year - 1),
    )
    if not now:
        return {"grid": None}
    earlier = {each.row.group: each for each in before}
    rows = tuple(_row(each, earlier.get(each.row.group)) for each in now)
    hidden = any(each.is_hidden for each in (*now, *before))
    has_spread = any(each.spread for each in now)
    heads = (str(report.year), str(report.year - 1), *(["Spridning"] if has_spread else []))
    if not has_spread:
        rows = tuple(grids.GridRow(row.label, row.cells[:2], row.kind) for row in rows)
    remark = hiding_sentence(report.association.count_limit) if hidden else ""
    grid = grids.Grid("Medelvärde", heads, rows, "Skala 1 till 6", remark=remark)
    return {"grid": grid, "chart": _chart(report, now, earlier)}


def _row(told: Told, earlier: Told | None) -> grids.GridRow:
    means = (
        _mean_cell(told),
        _mean_cell(earlier),
        grids.words(told.spread or grids.UNKNOWN),
    )
    return grids.GridRow(told.row.group, means, "total" if told.row.is_total else "")


def _mean_cell(told: Told | None) -> grids.Cell:
    return grids.words(HIDDEN) if told and told.is_hidden else grids.number(_mean(told), 2)


def _chart(report: Report, now: Sequence[Told], earlier: dict[str, Told]) -> charts.Chart | None:
    shown = [each for each in now if not each.is_hidden and not each.row.is_total]
    if shown and all(_is_counted(each.row, report.association.count_limit) for each in shown):
        return _stacked(report, shown)
    values = [
        {"grupp": each.row.group, "ar": str(year), "medel": float(mean), "text": money.number(mean, 2)}
        for each in now
        for year, mean in ((report.year, each.mean), (report.year - 1, _mean(earlier.get(each.row.group))))
        if mean is not None
    ]
    if not values:
        return None
    told = "; ".join(f"{row['grupp']} {row['text']} år {row['ar']}" for row in values)
    return charts.draw(
        "indicator_means",
        values,
        title=f"Nyttan av samverkan {report.year}",
        told=f"Liggande staplar. {told}.",
        look=look_of(report.association),
    )


def _stacked(report: Report, shown: Sequence[Told]) -> charts.Chart:
    values = [
        {"grupp": each.row.group, "svar": step, "antal": count}
        for each in shown
        for step, count in enumerate(each.row.answers, start=1)
        if count
    ]
    told = "; ".join(f"{row['grupp']}: {row['antal']} svarade {row['svar']}" for row in values)
    return charts.draw(
        "indicator_answers",
        values,
        title=f"Nyttan av samverkan {report.year}",
        told=f"Staplade staplar. {told}.",
        look=look_of(report.association),
    )


def _is_counted(row: IndicatorResult, limit: int) -> bool:
    """Whether the answers by step may be shown: where each is one person's, no step may be hidden."""
    if len(row.answers) != 6 or sum(row.answers) == 0:
        return False
    if row.respondents is not None and sum(row.answers) > row.respondents:
        return True
    return all(count == 0 or count >= limit for count in row.answers)


def _mean(told: Told | None) -> Any:
    return told.mean if told else None


BLOCK = register(
    Block(
        "indicators",
        "Indikatorer",
        "print/blocks/indicators.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.PLAN}),
    )
)
