"""The unit that a head, a title or a label names: kronor, thousands or millions of them."""

import re

_MONEY = r"(?:kronor|kr|sek)"
UNIT = re.compile(
    rf"(?<!\w)(?:(?P<million>mkr|mnkr|msek|mn ?{_MONEY}|miljon(?:er|tals?)(?: {_MONEY})?)"
    rf"|(?P<thousand>tkr|kkr|tsek|ksek|t {_MONEY}|tusentals?(?: {_MONEY})?|tusen {_MONEY})"
    rf"|(?:(?:^|(?<=\bi )|(?<=\())(?P<noughts>(?:1 ?)?000 ?{_MONEY}))|{_MONEY})(?!\w)"
)


def unit_in(text: str) -> str:
    """Give the unit that a text names: kr, tkr, mkr, or nothing."""
    found = UNIT.search(" ".join(text.lower().split()))
    if not found:
        return ""
    if found["million"]:
        return "mkr"
    return "tkr" if found["thousand"] or found["noughts"] else "kr"
