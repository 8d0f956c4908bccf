"""The board's economic report as a frozen page: three figures, three sentences, the lines, the insatser and two charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from board.documents.assemble import look_of
from economy.queries.books import open_books
from economy.queries.follow_up import FollowUp, FollowUpRow, deviation_limit
from economy.queries.forecasts import steps_of
from economy.queries.ratios import ratios_over_years
from economy.states import Unit
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Association
from finsam.registries import fields
from finsam.swedish import dates, money, words
from finsam.texts.editor import with_values
from reporting.figures import charts
from reporting.models import EconomicReport
from reporting.queries.economic_reports import (
    InsatsLine,
    insats_lines,
    month_figures,
    previous_report,
    shown_month,
)

MOST_INSATSER = 10  # more are told together, so that the page is one
MOST_STEPS = 5
UNKNOWN = "–"
UNIT_WORDS = {Unit.KR: "Kronor", Unit.TKR: "Tusental kronor"}


@dataclass(frozen=True)
class KeyFigure:
    """A figure with what it is held against."""

    label: str
    value: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line as printed; `kind` is "", summa or total. `forecast` is kronor, for the next report to be held against."""

    key: str
    label: str
    kind: str
    outcome: str
    deviation: str
    budget: str
    expected: str
    year_deviation: str
    is_marked: bool
    is_year_marked: bool
    comment: str
    lacks_comment: bool
    forecast: str


@dataclass(frozen=True)
class Insats:
    """An insats as printed."""

    name: str
    granted: str
    paid: str
    left: str


@dataclass(frozen=True)
class EconomicReportDocument:
    """Everything on the page, as it is printed."""

    title: str
    heading: str
    subtitle: str
    reference: str
    dated: dt.date
    unit: str
    months: str
    year: int
    figures: tuple[KeyFigure, ...]
    html: str
    lines: tuple[Line, ...]
    said: str
    insatser: tuple[Insats, ...]
    insats_total: Insats | None
    left_to_grant: str
    limit: str
    has_paid: bool
    forecast_chart: charts.Chart | None
    forecast_rows: tuple[tuple[str, str], ...]
    equity_chart: charts.Chart | None
    equity_rows: tuple[tuple[str, str], ...]
    result: str
    equity: str

    template_name = "print/economic_report.html"


def build_economic_report(
    report: EconomicReport, *, meeting_on: dt.date | None = None
) -> EconomicReportDocument:
    """Give the report as it stands; `meeting_on` is the day of the meeting that gets it.

    Raises DomainError where the month is not closed any more.
    """
    shown = shown_month(report)
    if shown is None:
        raise DomainError("Månaden är inte stängd längre: bokföringen är tillbakatagen. Läs in den igen.")
    unit, year = shown.fiscal_year.unit, shown.fiscal_year.year
    before = previous_report(report)
    insatser, equity_values = insats_lines(shown), _equity_values(report.association, shown)
    moves = _moves(shown)
    period = f"{shown.period} {year}"
    to = f", till styrelsens sammanträde den {dates.long_date(meeting_on)}" if meeting_on else ""
    return EconomicReportDocument(
        title=f"Ekonomisk rapport {period.lower()}", heading="Ekonomisk rapport", subtitle=f"{period}{to}", reference="",
        dated=clock.today(), unit=UNIT_WORDS[Unit(unit)], months=_short_months(shown), year=year,
        figures=tuple(_key_figures(shown, before)), html=with_values(report.text.html, printed_figures(report, shown)),
        lines=tuple(_lines(shown)), said=_limit_said(report.association, shown),
        insatser=tuple(_insatser(insatser, unit)), insats_total=_insats_total(insatser, unit),
        left_to_grant=_amount(shown.left_to_grant, unit) if shown.insats_budget is not None else "",
        limit=money.percent(shown.limit_percent, 0) if shown.limit_percent is not None else "",
        has_paid=any(each.paid is not None for each in insatser),
        forecast_chart=_forecast_chart(moves, report.association), forecast_rows=tuple((each["steg"], each["text"]) for each in moves),
        equity_chart=_equity_chart(equity_values, shown, report.association),
        equity_rows=tuple((each["ar"], each["text"]) for each in equity_values),
        result=str(shown.result.forecast or 0), equity=str(shown.forecast_equity or 0),
    )  # fmt: skip


def printed_figures(report: EconomicReport, shown: FollowUp) -> dict[str, str]:
    """Give the printed values, by key, of the figures that the sentences name."""
    own = {each.key: each.value for each in month_figures(shown)}
    return fields.printed(report.association, [report.text.html], year=shown.fiscal_year.year) | own


def _amount(value: Decimal | None, unit: str) -> str:
    if value is None:
        return UNKNOWN
    return money.tkr(value) if unit == Unit.TKR else money.kr(value)


def _with_unit(value: Decimal | None, unit: str) -> str:
    return f"{_amount(value, unit)}{money.NO_BREAK}{unit}" if value is not None else UNKNOWN


def _short_months(shown: FollowUp) -> str:
    first, last = (f"{day:%m}" for day in (shown.fiscal_year.starts_on, shown.until))
    names = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
    return names[int(first) - 1] if first == last else f"{names[int(first) - 1]}–{names[int(last) - 1]}"


def _key_figures(shown: FollowUp, before: EconomicReport | None) -> list[KeyFigure]:
    unit, result = shown.fiscal_year.unit, shown.result
    budget = (f"budget för perioden {_with_unit(result.budget, unit)}",) if result.budget is not None else ()
    planned: tuple[str, ...] = (
        (f"budget {_with_unit(result.year_budget, unit)}",) if result.year_budget is not None else ()
    )
    if before and before.content:
        planned += (f"förra rapporten {_with_unit(Decimal(before.content['result']), unit)}",)
    share = (
        (f"{money.percent(shown.forecast_share)} av årets bidrag",)
        if shown.forecast_share is not None
        else ()
    )
    limit = (
        (f"gränsen är {money.percent(shown.limit_percent, 0)}",) if shown.limit_percent is not None else ()
    )
    last = dates.day_month(shown.until).split()[-1]
    return [
        KeyFigure(f"Resultat till och med {last}", _with_unit(result.outcome, unit), budget),
        KeyFigure("Prognos för helåret", _with_unit(result.forecast, unit), planned),
        KeyFigure(
            "Eget kapital vid årets slut, prognos", _with_unit(shown.forecast_equity, unit), share + limit
        ),
    ]


def _lines(shown: FollowUp) -> list[Line]:
    rows = [row for row in shown.rows if row.kind != "group" and (row.kind != "line" or not row.is_empty)]
    return [_line(row, shown) for row in rows if row.kind != "sum" or not _repeats(row, rows)]


def _repeats(row: FollowUpRow, rows: Sequence[FollowUpRow]) -> bool:
    """Whether a sum says what another row says: of one line alone, or the result before nothing."""
    figures = (row.outcome, row.year_budget, row.forecast)
    return any((each.outcome, each.year_budget, each.forecast) == figures for each in rows if each is not row)


def _line(row: FollowUpRow, shown: FollowUp) -> Line:
    unit, sign = shown.fiscal_year.unit, row.line.sign

    def signed(value: Decimal | None) -> str:
        return _amount(None if value is None else value * sign, unit)

    return Line(
        key=row.key, label=row.label, kind={"line": "", "sum": "summa", "big": "total"}[row.kind], outcome=signed(row.outcome),
        deviation=_amount(row.deviation, unit), budget=signed(row.year_budget), expected=signed(row.forecast),
        year_deviation=_amount(row.year_deviation, unit), is_marked=row.is_marked, is_year_marked=row.is_year_marked,
        comment=row.reason, lacks_comment=row.needs_reason, forecast=str(row.forecast or 0),
    )  # fmt: skip


def _limit_said(association: Association, shown: FollowUp) -> str:
    limit = deviation_limit(association)
    said = (
        f"Triangel: avvikelsen är större än både {money.percent(limit.percent, 0)} av radens budget och "
        f"{money.kr(limit.kronor)} kronor."
    )
    lacking = [row.label for row in shown.unexplained]
    return f"{said} Kommentar saknas: {words.join_och(lacking)}." if lacking else said


def _insatser(lines: Sequence[InsatsLine], unit: str) -> list[Insats]:
    shown, rest = list(lines), []
    if len(lines) > MOST_INSATSER:
        by_size = sorted(lines, key=lambda each: -each.granted)[: MOST_INSATSER - 1]
        shown, rest = (
            [each for each in lines if each in by_size],
            [each for each in lines if each not in by_size],
        )
    found = [_insats(each.name, [each], unit) for each in shown]
    return found + ([_insats(f"{len(rest)} mindre insatser", rest, unit)] if rest else [])


def _insats(name: str, lines: Sequence[InsatsLine], unit: str) -> Insats:
    granted = sum((each.granted for each in lines), Decimal(0))
    known = [each.paid for each in lines if each.paid is not None]
    paid = sum(known, Decimal(0)) if known else None
    left = None if paid is None else granted - paid
    return Insats(name, _amount(granted, unit), _amount(paid, unit), _amount(left, unit))


def _insats_total(lines: Sequence[InsatsLine], unit: str) -> Insats | None:
    return _insats("Beviljat", lines, unit) if lines else None


# ---- The two charts, with their tables


def _moves(shown: FollowUp) -> list[dict[str, Any]]:
    """Give how the forecast has moved: the budget and the latest steps; kronor, drawn in thousands."""
    book = open_books(shown.fiscal_year.association, [shown.fiscal_year.year]).by_year[shown.fiscal_year.year]
    kept = [each for each in shown.forecasts if each.until <= shown.until]
    steps = [step for step in steps_of(book, kept, ()) if step.on or not step.who.startswith("Utfall")]
    steps = steps[:1] + steps[1:][-MOST_STEPS + 1 :]
    found: list[dict[str, Any]] = []
    for step in steps:
        if step.result is not None:
            name = dates.day_month(clock.day_of(step.on)) if step.on else "Budget" if not found else step.who
            found.append(
                {
                    "nr": len(found),
                    "steg": name,
                    "varde": float(step.result),
                    "text": money.tkr(step.result),
                    "nu": False,
                }
            )
    if shown.kept is None and shown.result.forecast is not None:
        text = money.tkr(shown.result.forecast)
        found.append(
            {"nr": len(found), "steg": "Nu", "varde": float(shown.result.forecast), "text": text, "nu": False}
        )
    if found:
        found[-1]["nu"] = True
    return found


def _forecast_chart(moves: Sequence[Mapping[str, Any]], association: Association) -> charts.Chart | None:
    if not moves:
        return None
    told = ", ".join(f"{each['steg'].lower()} {each['text']}" for each in moves)
    return charts.draw(
        "forecast_moves", [dict(each) for each in moves], title="Så har prognosen ändrats",
        told=f"Årets resultat i tusental kronor: {told}.", look=look_of(association),
    )  # fmt: skip


def _equity_values(association: Association, shown: FollowUp) -> list[dict[str, Any]]:
    """Give equity in percent of the contributions: the two years before, the month, and the year's end by the forecast."""
    year = shown.fiscal_year.year
    known = [
        (str(each.year), each.equity_share, "ar")
        for each in ratios_over_years(association, [year - 2, year - 1])
    ]
    known.append((_short_months(shown).split("–")[-1], shown.equity_share, "nu"))
    if shown.until != shown.fiscal_year.ends_on:
        known.append((f"dec {year}", shown.forecast_share, "prognos"))
    return [
        {"nr": place, "ar": name, "andel": float(value), "text": money.number(value, 1), "slag": kind}
        for place, (name, value, kind) in enumerate(known)
        if value is not None
    ]


def _equity_chart(
    values: Sequence[dict[str, Any]], shown: FollowUp, association: Association
) -> charts.Chart | None:
    if not values:
        return None
    limit = shown.limit_percent
    told = ", ".join(f"{each['ar']} {each['text']}" for each in values)
    end = f" Gränsen är {money.percent(limit, 0)}." if limit is not None else ""
    return charts.draw(
        "equity_months", list(values), title="Eget kapital", told=f"Procent av årets bidrag: {told}.{end}",
        limit=None if limit is None else {"v": float(limit), "t": f"Gräns {money.number(limit)} %"}, look=look_of(association),
    )  # fmt: skip
