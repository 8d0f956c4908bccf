"""Lays what slides hold out on as many as it takes, in type that is read from the back of a room."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from finsam.pdf.drawing import points
from finsam.pdf.look import Look
from finsam.pptx import Shown, deck
from finsam.pptx.chart_data import ChartData
from finsam.pptx.reading import Break, Grid, Item, Line, Picture, Row, items_of

TEXT_SIZE, QUOTE_SIZE, LABEL_SIZE = 20, 28, 14  # points
SIZES = (16, 14, 12, 11, 10.5)  # points, of a table: the largest in which it has room on one slide
SMALL = 12  # and of a longer one, and of remarks
CAPTION = 16
LINE, TABLE_LINE = 1.3, 1.2  # heights of type
LETTER, BOLD_LETTER = 0.52, 0.6  # widths of a letter, as shares of its height
CAPTION_DOWN = Inches(0.37)
CHART_DOWN, LEAST_CHART = Inches(4.6), Inches(2.6)
LEAST_UNDER = Inches(2)  # what a heading wants below it
GAP = Inches(0.15)
DARK = frozenset({0, 2, 3})  # the accents that carry white letters
CONTINUED = ", forts."
_TYPES = {
    ("upright", False): XL_CHART_TYPE.COLUMN_CLUSTERED, ("upright", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("lying", False): XL_CHART_TYPE.BAR_CLUSTERED, ("lying", True): XL_CHART_TYPE.BAR_STACKED,
}  # fmt: skip


def write(title: str, under: str, slides: Sequence[Shown], *, look: Look) -> bytes:
    """Write the deck; see `finsam.pptx.render`."""
    writer = _Writer(look, title, under)
    for slide in slides:
        writer.show(slide)
    kept = io.BytesIO()
    writer.deck.save(kept)
    return kept.getvalue()


class _Writer:
    """A deck under way: the slide that is being filled, and how far down."""

    def __init__(self, look: Look, title: str, under: str) -> None:
        self.look = look
        self.deck = deck.begin(look, title)
        first = deck.add(self.deck, deck.TITLE, title)
        first.placeholders[1].text = "\n".join(each for each in (look.name, under) if each)
        for paragraph in first.placeholders[1].text_frame.paragraphs:
            deck.swedish(paragraph)

    def show(self, shown: Shown) -> None:
        """Write a slide, and those on which it goes on."""
        self.heading, self.note, self.count = shown.heading, shown.note, 0
        items = items_of(shown.html)
        lines = [each for each in items if isinstance(each, Line)]
        if shown.is_quote and lines and len(lines) == len(items):
            self._quote(lines, shown.said_by)
            return
        while items and isinstance(items[0], Break):
            items.pop(0)
        self._begin(has_text=bool(items) and isinstance(items[0], Line))
        groups = list(_grouped(items))
        for group, after in zip(groups, [*groups[1:], None], strict=True):
            self._group(group, after or [Break()])

    def _begin(self, *, has_text: bool) -> None:
        heading = self.heading + (CONTINUED if self.count else "")
        self.slide = deck.add(self.deck, deck.TEXT if has_text else deck.TITLE_ONLY, heading)
        self.place = self.slide.placeholders[1] if has_text else None
        self.top: int = deck.TOP
        if self.note and not self.count:
            self.slide.notes_slide.notes_text_frame.text = self.note
        self.count += 1

    @property
    def left(self) -> int:
        """How much is left of the slide, downwards."""
        return deck.TOP + deck.DOWN - self.top

    def _group(self, group: list[Item], after: list[Item]) -> None:
        """Write lines, a table or a picture; headings that stand over the next group go with it, and remarks with their table."""
        if isinstance(group[0], Break):
            if self.top > deck.TOP:
                self._begin(has_text=True)
        elif isinstance(group[0], Line):
            lines = [each for each in group if isinstance(each, Line)]
            over = [] if isinstance(after[0], Break) else _last_headings(lines)
            self._text(lines[: len(lines) - len(over)])
            if over and self.left < LEAST_UNDER:
                self._begin(has_text=True)
            self._text(over)
        elif isinstance(group[0], Picture):
            self._picture(group[0])
        elif isinstance(group[0], Grid):
            self._table(group[0], below=_under(after))

    def _quote(self, lines: list[Line], said_by: str) -> None:
        self._begin(has_text=True)
        frame = self._frame(self.place, deck.DOWN)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for each in lines:
            self._paragraph(frame, each, QUOTE_SIZE, is_italic=True)
        if said_by:
            self._paragraph(frame, Line(said_by), TEXT_SIZE)

    def _text(self, lines: list[Line]) -> None:
        """Write lines one after the other, and what has no room on the next slide."""
        waiting = list(lines)
        while waiting:
            fits, used = _fitting(waiting, self.left)
            if not fits:
                self._begin(has_text=True)
                fits, used = _fitting(waiting, self.left)
                fits = fits or 1
            if 1 < fits < len(waiting) and waiting[fits - 1].is_heading:
                fits -= 1  # it goes with what it is over
            self._lines(waiting[:fits], min(used, self.left))
            waiting = waiting[fits:]
            if waiting:
                self._begin(has_text=True)

    def _lines(self, lines: Sequence[Line], height: int) -> None:
        shape = self.place
        self.place = None
        if shape is None:
            shape = self.slide.shapes.add_textbox(deck.LEFT, self.top, deck.ACROSS, height)
        else:
            shape.left, shape.top, shape.width, shape.height = deck.LEFT, self.top, deck.ACROSS, height
        frame = self._frame(shape, height)
        for each in lines:
            self._paragraph(frame, each, _size(each))
        self.top += height + GAP

    def _frame(self, shape: Any, height: int) -> Any:
        shape.left, shape.top, shape.width, shape.height = deck.LEFT, self.top, deck.ACROSS, height
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def _paragraph(self, frame: Any, line: Line, size: float, *, is_italic: bool = False) -> None:
        paragraph = frame.paragraphs[0] if not frame.paragraphs[0].runs else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line.text
        run.font.size, run.font.bold, run.font.italic = Pt(size), line.is_heading or None, is_italic or None
        paragraph.space_after = Pt(size * 0.2)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(size) * (line.level + 1)) if line.is_item else "0")
        properties.set("indent", str(-Pt(size)) if line.is_item else "0")
        for old in list(properties.iterchildren("{*}buNone", "{*}buChar")):
            properties.remove(old)
        mark = "buChar" if line.is_item else "buNone"
        bullet = properties.makeelement(
            f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{mark}", {}
        )
        if line.is_item:
            bullet.set("char", "•")
        properties.append(bullet)
        deck.swedish(paragraph)

    def _picture(self, picture: Picture) -> None:
        if self.left < LEAST_CHART:
            self._begin(has_text=False)
        height = Emu(min(self.left, CHART_DOWN))
        if picture.data and picture.data.series:
            frame = self.slide.shapes.add_chart(
                _TYPES[picture.data.bars, picture.data.is_stacked], deck.LEFT, self.top, deck.ACROSS, height, _data(picture.data)
            )  # fmt: skip
            self._chart(frame.chart, picture.data)
            _tell(frame, picture.told)
            self.top += height + GAP
        elif content := _raster(picture):
            drawn = self.slide.shapes.add_picture(io.BytesIO(content), deck.LEFT, self.top, height=height)
            if drawn.width > deck.ACROSS:
                drawn.height = Emu(int(drawn.height * deck.ACROSS / drawn.width))
                drawn.width = deck.ACROSS
            _tell(drawn, picture.told)
            self.top += drawn.height + GAP

    def _chart(self, chart: Any, data: ChartData) -> None:
        chart.has_title = False
        chart.font.size, chart.font.name = Pt(14), deck.SANS
        chart.has_legend = len(data.series) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 60, True
        plot.overlap = 100 if data.is_stacked else 0
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _format(data), False
        plot.data_labels.font.size = Pt(14)
        if data.is_stacked:
            for place, series in enumerate(plot.series):
                labels = series.data_labels
                labels.show_value, labels.number_format, labels.number_format_is_linked = (
                    True,
                    _format(data),
                    False,
                )
                labels.font.size = Pt(14)
                labels.font.color.rgb = deck.colour("#ffffff" if place in DARK else "#1a1a1a")
        else:
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
        chart.category_axis.format.line.color.rgb = deck.colour("#bdbdbd")
        chart.category_axis.has_major_gridlines = False
        if data.bars == "lying":
            chart.category_axis.reverse_order = True  # the first on top, as it is read

    def _table(self, grid: Grid, *, below: int) -> None:
        """Write a table, on as many slides as it takes, each with its head; the caption stands above the first."""
        if not grid.columns:
            return
        widths = _widths(grid)
        room = deck.DOWN - (CAPTION_DOWN if grid.caption else 0) - below
        size = next((each for each in SIZES if _height(grid, each, widths) <= room), SMALL)
        heads = sum(_row_height(row, size, widths) for row in grid.heads)
        waiting = list(grid.rows)
        while waiting or not grid.rows:
            room = self.left - (CAPTION_DOWN if grid.caption else 0) - heads
            fits = _rows_fitting(waiting, room, size, widths)
            if fits < min(len(waiting), 3) and self.top > deck.TOP:
                self._begin(has_text=False)
                continue
            fits = max(fits, 1)
            self._part(replace(grid, rows=tuple(waiting[:fits])), size, widths)
            waiting = waiting[fits:]
            if not waiting:
                return
            self._begin(has_text=False)

    def _part(self, grid: Grid, size: float, widths: Sequence[int]) -> None:
        if grid.caption:
            box = self.slide.shapes.add_textbox(deck.LEFT, self.top, deck.ACROSS, Inches(0.4))
            frame = self._frame(box, Inches(0.4))
            self._paragraph(frame, Line(grid.caption, is_heading=True), CAPTION)
            self.top += CAPTION_DOWN
        rows = [*grid.heads, *grid.rows]
        heights = [_row_height(row, size, widths) for row in rows]
        shape = self.slide.shapes.add_table(
            len(rows), grid.columns, deck.LEFT, self.top, deck.ACROSS, Emu(sum(heights))
        )
        _tell(shape, grid.caption or self.heading)
        table = shape.table
        table.first_row, table.horz_banding = bool(grid.heads), False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[number].height = Emu(height)
            is_head = number < len(grid.heads)
            if row.is_label and grid.columns > 1:
                table.cell(number, 0).merge(table.cell(number, grid.columns - 1))
            for place in range(grid.columns):
                text = row.cells[place] if place < len(row.cells) else ""
                self._cell(
                    table.cell(number, place),
                    text,
                    size,
                    is_head=is_head,
                    is_strong=row.is_strong,
                    is_amount=place in grid.amounts,
                )
        self.top += sum(heights) + GAP

    def _cell(
        self, cell: Any, text: str, size: float, *, is_head: bool, is_strong: bool, is_amount: bool
    ) -> None:
        cell.margin_left = cell.margin_right = Inches(0.06)
        cell.margin_top = cell.margin_bottom = Inches(0.01)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if is_amount else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), is_head or is_strong
        run.font.color.rgb = deck.colour("#ffffff" if is_head else "#1a1a1a")
        cell.fill.solid()
        tone = self.look.print_accent if is_head else self.look.tint if is_strong else "#ffffff"
        cell.fill.fore_color.rgb = deck.colour(tone)
        paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))  # an empty cell has height too
        deck.swedish(paragraph)


def _grouped(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Give lines that follow on each other together, and everything else by itself."""
    lines: list[Item] = []
    for each in items:
        if isinstance(each, Line):
            lines.append(each)
            continue
        if lines:
            yield lines
            lines = []
        yield [each]
    if lines:
        yield lines


def _fitting(lines: Sequence[Line], room: int) -> tuple[int, int]:
    """Give how many of the lines have room, and how much they take."""
    used = 0
    for place, each in enumerate(lines):
        height = _line_height(each)
        if used + height > room:
            return place, used
        used += height
    return len(lines), used


def _under(items: Sequence[Item]) -> int:
    """Give how much the remarks below a table take."""
    heights = [_line_height(each) for each in _remarks(items)]
    return sum(heights) + GAP if heights else 0


def _remarks(items: Sequence[Item]) -> list[Line]:
    return list(takewhile(lambda each: each.is_small, (each for each in items if isinstance(each, Line))))


def _last_headings(lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for each in reversed(lines):
        if not each.is_heading:
            break
        found.insert(0, each)
    return found


def _size(line: Line) -> int:
    return (LABEL_SIZE if line.is_heading else SMALL) if line.is_small else TEXT_SIZE


def _line_height(line: Line) -> int:
    size = Pt(_size(line))
    letter = BOLD_LETTER if line.is_heading else LETTER
    over = max(1, math.ceil(len(line.text) * size * letter / deck.ACROSS))
    return int(size * (over * LINE + 0.2))


def _widths(grid: Grid) -> list[int]:
    """Share the breadth by the longest that each column has to say, amounts never on two lines."""
    longest = [
        max(len(row.cells[place]) if place < len(row.cells) else 0 for row in (*grid.heads, *grid.rows))
        for place in range(grid.columns)
    ]
    wanted = [
        max(4, min(each, 22 if place in grid.amounts else 60)) + 2 for place, each in enumerate(longest)
    ]
    return [int(deck.ACROSS * each / sum(wanted)) for each in wanted]


def _row_height(row: Row, size: float, widths: Sequence[int]) -> int:
    reaching = [sum(widths)] if row.is_label else widths
    lines = max(
        (
            math.ceil(len(text) * Pt(size) * LETTER / (width - Inches(0.12)))
            for text, width in zip(row.cells, reaching, strict=False)
        ),
        default=1,
    )
    return int(max(1, lines) * Pt(size) * TABLE_LINE + Inches(0.025))


def _height(grid: Grid, size: float, widths: Sequence[int]) -> int:
    return sum(_row_height(row, size, widths) for row in (*grid.heads, *grid.rows))


def _rows_fitting(rows: Sequence[Row], room: int, size: float, widths: Sequence[int]) -> int:
    used = 0
    for place, row in enumerate(rows):
        used += _row_height(row, size, widths)
        if used > room:
            return place
    return len(rows)


def _data(data: ChartData) -> CategoryChartData:
    found = CategoryChartData()
    found.categories = data.categories
    for name, values in data.series:
        found.add_series(name or "Värde", values)
    return found


def _format(data: ChartData) -> str:
    values = [abs(each) for _, numbers in data.series for each in numbers if each is not None]
    if not any(each % 1 for each in values):
        return "#,##0"
    return "0.00" if max(values) < 10 else "0.0" if max(values) < 1000 else "#,##0"


def _raster(picture: Picture) -> bytes:
    """Give a picture as PNG, or as it is; nothing for one that is not at hand."""
    if picture.svg:
        return points(picture.svg, scale=3)
    head, _, body = picture.source.partition(",")
    return base64.b64decode(body) if head.startswith("data:image/") and head.endswith("base64") else b""


def _tell(shape: Any, told: str) -> None:
    """Say in words what a shape shows, for those who do not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", told)
