"""Amounts in the unit that a year is shown in."""

from decimal import Decimal
from typing import Any

from django import template

from economy.states import SpreadWay, Unit
from finsam.swedish import money

register = template.Library()
UNKNOWN = "–"


@register.filter
def amount(value: Decimal | None, unit: str = Unit.KR) -> str:
    """5 034 000 or, in thousands, 5 034; a dash for what is not known."""
    if value is None:
        return UNKNOWN
    return money.tkr(value) if unit == Unit.TKR else money.kr(value)


@register.filter
def in_words(value: Decimal | None, kind: str) -> str:
    """A value of the table over years: an amount, percent or a count."""
    if value is None:
        return UNKNOWN
    return money.percent(value) if kind == "percent" else money.kr(value)


@register.filter
def signed(value: Decimal | None, row: Any) -> Decimal | None:
    """An amount as its row's line prints it."""
    return None if value is None else value * row.line.sign


@register.filter
def spread_way(way: str) -> str:
    """How a line's budget is divided, in words."""
    return str(SpreadWay(way).label)
