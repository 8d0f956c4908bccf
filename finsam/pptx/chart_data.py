"""What a chart shows as figures, carried inside its picture, so that a copy of it can be counted with and drawn anew."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape, unescape
from typing import Any

_METADATA = re.compile(r'<metadata id="figures">(.*?)</metadata>', re.DOTALL)


@dataclass(frozen=True)
class ChartData:
    """Bars, upright or lying, by category; a series is its name and a value for each category, None where it has none."""

    bars: str
    is_stacked: bool
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


def chart_data(shape: Mapping[str, Any], values: Sequence[Mapping[str, Any]]) -> ChartData:
    """Read the values as the chart's own file says that they are drawn (its `usermeta`)."""
    categories = tuple(dict.fromkeys(str(row[shape["category"]]) for row in values))
    names = tuple(dict.fromkeys(_series(shape, row) for row in values))
    known = {
        (_series(shape, row), str(row[shape["category"]])): float(row[shape["value"]])
        for row in values
        if row[shape["value"]] is not None
    }
    series = tuple((name, tuple(known.get((name, each)) for each in categories)) for name in names)
    return ChartData(shape["bars"], shape["stacked"], categories, series)


def metadata(data: ChartData) -> str:
    """Write the figures as an element for the inside of an SVG."""
    return f'<metadata id="figures">{escape(json.dumps(asdict(data), ensure_ascii=False))}</metadata>'


def data_of(svg: str) -> ChartData | None:
    """Read the figures of a drawing; None of one that carries none, as those from before did not."""
    found = _METADATA.search(svg)
    if found is None:
        return None
    plain = json.loads(unescape(found[1]))
    series = tuple((name, tuple(numbers)) for name, numbers in plain["series"])
    return ChartData(plain["bars"], plain["is_stacked"], tuple(plain["categories"]), series)


def drawing_of(source: str) -> str:
    """Give the SVG of a picture's address that holds it; nothing for another address."""
    head, _, body = source.partition(",")
    return base64.b64decode(body).decode() if head == "data:image/svg+xml;base64" else ""


def _series(shape: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return str(row[shape["series"]]) if shape["series"] else ""
