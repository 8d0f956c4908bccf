"""Equity over the years as a drawing with its limit, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.queries.books import Books
from economy.queries.ratios import FIVE, Ratios, equity_limit, ratios_over_years
from finsam.models import Association
from finsam.swedish import money


@dataclass(frozen=True)
class EquityBar:
    """A year's bar in the drawing, with what stands above it."""

    year: int
    x: int
    middle: int
    y: str
    height: str
    label: str
    label_y: str
    is_current: bool


@dataclass(frozen=True)
class EquityChart:
    """Equity in percent of contributions over the years, with its limit: a drawing and its table."""

    title: str
    bars: tuple[EquityBar, ...]
    limit_y: str
    limit_label: str
    limit_label_y: str
    rows: tuple[tuple[int, Decimal | None, Decimal | None], ...]
    summary: str


_BASE, _TOP, _STEP, _WIDTH = Decimal(146), Decimal(30), 66, 40
_GAP = Decimal("6.5")


def equity_chart(association: Association, year: int, *, books: Books | None = None) -> EquityChart | None:
    """Draw equity as a share of contributions for five years; None where no year has one."""
    years = list(range(year - FIVE + 1, year + 1))
    found = ratios_over_years(association, years, books=books)
    known = [each for each in found if each.equity_share is not None]
    if not known:
        return None
    limit = equity_limit(association, year, found[-1].contributions)
    highest = max(
        [*(each.equity_share for each in known if each.equity_share), limit or Decimal(0), Decimal(1)]
    )
    scale = (_BASE - _TOP) / highest
    bars = tuple(_equity_bar(each, number, scale, year) for number, each in enumerate(found) if each in known)
    limit_y = _BASE - limit * scale if limit is not None else None
    return EquityChart(
        title=_said(known, limit),
        bars=bars,
        limit_y=f"{limit_y:.1f}" if limit_y is not None else "",
        limit_label=f"Riktmärke högst {money.percent(limit, 0)}" if limit is not None else "",
        limit_label_y=f"{limit_y - 7:.1f}" if limit_y is not None else "",
        rows=tuple((each.year, each.equity, each.equity_share) for each in reversed(found)),
        summary=_against(found[-1], limit),
    )


def _equity_bar(each: Ratios, number: int, scale: Decimal, year: int) -> EquityBar:
    value = each.equity_share or Decimal(0)
    height = max(value, Decimal(0)) * scale
    x = 4 + number * _STEP
    label = money.number(value, 1) if each.year != year else money.percent(value)
    return EquityBar(
        each.year, x, x + _WIDTH // 2, f"{_BASE - height:.1f}", f"{height:.1f}", label,
        f"{_BASE - height - _GAP:.1f}", each.year == year,
    )  # fmt: skip


def _said(known: Sequence[Ratios], limit: Decimal | None) -> str:
    shares = ", ".join(f"{each.year} {money.number(each.equity_share or 0, 1)} procent" for each in known)
    end = f" Riktmärket är högst {money.number(limit)} procent." if limit is not None else ""
    return f"Eget kapital som andel av medlemsbidraget: {shares}.{end}"


def _against(each: Ratios, limit: Decimal | None) -> str:
    if each.equity is None:
        return ""
    said = f"{money.kr(each.equity)}{money.NO_BREAK}kr vid årets slut"
    if limit is None or each.contributions is None:
        return f"{said}."
    over = each.equity - each.contributions * limit / 100
    side = "över" if over > 0 else "under"
    return f"{said}, {money.kr(abs(over))}{money.NO_BREAK}kr {side} riktmärket."
