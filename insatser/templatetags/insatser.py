"""How a report's print writes amounts."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from finsam import markup
from finsam.swedish import money

BRIEF = 450  # characters: some six lines of print

register = template.Library()


@register.filter
def printed_kr(amount: Decimal | None, has_ore: bool) -> str:  # noqa: FBT001  as filters are called
    """404 315,57 or 374 448, alike in the whole table; a dash where nothing is written."""
    return "–" if amount is None else money.kr(amount, ore=has_ore)


@register.filter
def keeping(html: str) -> str:
    """The class that keeps a brief answer and its label on one page; a long answer may be parted."""
    return " hel" if len(html) < BRIEF else ""


@register.filter
def under(html: str, heading: str) -> SafeString:
    """Let a stored text's own headings follow on the heading it stands under: "h5"."""
    return SafeString(markup.under(html, int(heading[1:])))
