"""Figures that a report's texts name and the year does not have: last year's text before this year's books."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape

from finsam.models import Association
from finsam.registries import fields

_NAMED = re.compile(r'<data value="([^"]+)"')


def missing_figures(
    association: Association, year: int, texts: Iterable[str], known: Mapping[str, object]
) -> dict[str, str]:
    """Give the name of each figure, by key, that some texts name and that is not known.

    The name is last year's; a figure that last year did not have either keeps its key. Nothing is asked when all
    are known.
    """
    unknown = [key for text in texts for key in unknown_keys(text, known)]
    if not unknown:
        return {}
    before = fields.values(association, year - 1)
    return {key: before[key].label if key in before else key for key in unknown}


def unknown_keys(html: str, known: Mapping[str, object]) -> list[str]:
    """Give the keys that a text names and that are not known, each once."""
    keys = dict.fromkeys(unescape(key) for key in _NAMED.findall(html))
    return [key for key in keys if key not in known]


def blank(label: str) -> str:
    """What stands in a text where a figure is missing."""
    return f"[{label} saknas]"
