"""The charts and tables that a finished page shows, found in its HTML: what is not on the page cannot be taken from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify
from lxml import html as reading

from finsam.pptx.chart_data import ChartData, data_of, drawing_of
from finsam.pptx.reading import Grid, Row, grid_of, text_of
from finsam.swedish import money

LONGEST_KEY = 60
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_DATA = "data:image/svg+xml;base64,"
_TABLE = r"<table\b.*?</table>"
_PIECE = re.compile(
    rf'<figure\b.*?</figure>|<img\b[^>]*src="{re.escape(_DATA)}[^>]*>'
    rf'|<svg class="chart".*?</svg>|(?P<frame><div class="tw\b[^>]*>\s*)?{_TABLE}(?(frame)\s*</div>)',
    re.DOTALL,
)
_INNER_TABLE = re.compile(_TABLE, re.DOTALL)
_DRAWN = re.compile(rf'<img\b[^>]*?src="({re.escape(_DATA)}[^"]*)"[^>]*>')
_INLINE = re.compile(r'<svg class="chart".*?</svg>', re.DOTALL)
_TITLE = re.compile(r"<(?P<tag>figcaption|title)\b.*?</(?P=tag)>", re.DOTALL)
_HEADING = re.compile(r"<(?P<tag>h[1-6])\b[^>]*>.*?</(?P=tag)>", re.DOTALL)
_SAYS_TABLE = re.compile(r"^Tabell(?:: |$)|, tabell$")
_TYPED_IN = re.compile(r"<(?:input|select|textarea|button)\b")


@dataclass(frozen=True)
class Piece:
    """A chart (`svg`, as it stands in the page), a table, or both; `ends` is the place in the page for what
    belongs to it."""

    key: str
    title: str
    ends: int
    svg: str = ""
    grid: Grid | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The endings of the files that it is given as."""
        return (*(("csv", "xlsx") if self.grid else ()), *(("png", "svg") if self.svg else ()))


def pieces_of(page: str) -> list[Piece]:
    """Give the charts and tables of a page's main part, in order; a table that one types in is none."""
    main = _MAIN.search(page)
    if main is None:
        return []
    found: list[Piece] = []
    seen: dict[str, int] = {}
    for title, ends, svg, grid in _found(page, *main.span()):
        key = slugify(title)[:LONGEST_KEY].strip("-") or ("tabell" if grid else "diagram")
        seen[key] = seen.get(key, 0) + 1
        found.append(Piece(f"{key}-{seen[key]}" if seen[key] > 1 else key, title, ends, svg, grid))
    return found


def _found(page: str, start: int, end: int) -> Iterator[tuple[str, int, str, Grid | None]]:
    headings = list(_HEADING.finditer(page, start, end))
    for each in _PIECE.finditer(page, start, end):
        whole = each[0]
        svg = _svg(whole)
        table = _INNER_TABLE.search(whole)
        if table and _TYPED_IN.search(table[0]):
            continue
        grid = grid_of(reading.fragment_fromstring(table[0])) if table else _of_chart(data_of(svg))
        if grid is None and not svg:
            continue
        above = next((one[0] for one in reversed(headings) if one.end() <= each.start()), "")
        yield _title(whole, grid) or (above and _text(above)), _end(each), svg, grid


def _end(found: re.Match[str]) -> int:
    """Give where what belongs to the piece can stand: last in its figure, else after it."""
    return found.end() - len("</figure>") if found[0].endswith("</figure>") else found.end()


def _svg(html: str) -> str:
    drawn = _DRAWN.search(html)
    if drawn:
        return drawing_of(drawn[1])
    inline = _INLINE.search(html)
    return inline[0] if inline else ""


def _title(html: str, grid: Grid | None) -> str:
    own = _TITLE.search(html)
    if own:
        return _text(own[0])
    if grid and grid.caption:
        return grid.caption
    told = re.search(r'\b(?:alt|aria-label)="([^"]*)"', html)
    return _SAYS_TABLE.sub("", _text(f"<p>{told[1]}</p>")) if told else ""


def _text(html: str) -> str:
    return text_of(reading.fragment_fromstring(html)).replace("\u00a0", " ")


def _of_chart(data: ChartData | None) -> Grid | None:
    """Give a chart's figures as a table, a row a category."""
    if data is None:
        return None
    heads = ("", *(name for name, _ in data.series))
    rows = tuple(
        Row((category, *(_written(values[place]) for _, values in data.series)))
        for place, category in enumerate(data.categories)
    )
    return Grid("", (Row(heads),), rows, frozenset(range(1, len(heads))))


def _written(value: float | None) -> str:
    return "" if value is None else money.number_as_needed(Decimal(str(value)))
