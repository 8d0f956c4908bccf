"""How a report's print writes amounts."""

from decimal import Decimal

from django import template

from finsam import money

register = template.Library()


@register.filter
def printed_kr(amount: Decimal | None, has_ore: bool) -> str:  # noqa: FBT001  as filters are called
    """404 315,57 or 374 448, alike in the whole table; a dash where nothing is written."""
    return "–" if amount is None else money.kr(amount, ore=has_ore)
