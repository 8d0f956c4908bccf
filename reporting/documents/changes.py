"""What one version of a report changes in another: its texts word by word, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from finsam import markup
from finsam.markup.reading import read_html
from finsam.markup.tree import Block, Cell, Table, write_html
from finsam.swedish import words
from reporting.documents.report import PrintedSection

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_STAMPED = re.compile(r"<input[^>]*>")
Row = tuple[str, ...]


@dataclass(frozen=True)
class SectionChange:
    """A section that is not as it was: what of it, and both wordings laid over each other."""

    anchor: str
    heading: str
    what: str
    text: SafeString | str = ""
    tables: tuple[SafeString, ...] = ()


def changed_sections(
    before: Sequence[PrintedSection], after: Sequence[PrintedSection]
) -> list[SectionChange]:
    """Give what is new, changed and gone, in the order of the newer version and then of the older one."""
    pairs = _paired(before, after)
    found = [change for new in after if (change := _change(pairs.get(new.key), new))]
    kept = {old.key for old in pairs.values()}
    return found + [_gone(old) for old in before if old.key not in kept]


def _paired(before: Sequence[PrintedSection], after: Sequence[PrintedSection]) -> dict[str, PrintedSection]:
    """Give each newer section's older self, by the newer one's key: the same heading, else the same number and level."""
    left, pairs = list(before), {}
    for same in (
        lambda a, b: a.heading == b.heading,
        lambda a, b: a.number == b.number and a.level == b.level,
    ):
        for new in after:
            old = next((each for each in left if new.key not in pairs and same(each, new)), None)
            if old:
                pairs[new.key] = old
                left.remove(old)
    return pairs


def _change(old: PrintedSection | None, new: PrintedSection) -> SectionChange | None:
    heading = f"{new.number} {new.heading}".strip()
    if old is None:
        return SectionChange(new.anchor, heading, "Nytt avsnitt")
    old_text, old_tables = _parts(old)
    new_text, new_tables = _parts(new)
    tables = tuple(_tables(old_tables, new_tables))
    told = [
        what
        for what, is_changed in (
            ("rubriken", old.heading != new.heading),
            ("texten", old_text != new_text),
            ("beloppen", bool(tables)),
        )
        if is_changed
    ]
    if not told:
        return None
    marked = ""
    if old_text != new_text or old.heading != new.heading:
        is_renamed = old.heading != new.heading
        before, after = (
            _headed(each, text, is_renamed=is_renamed) for each, text in ((old, old_text), (new, new_text))
        )
        marked = markup.differences(before, after)
    return SectionChange(new.anchor, heading, f"Ändrat: {words.join_och(told)}", mark_safe(marked), tables)  # noqa: S308  of clean HTML


def _gone(old: PrintedSection) -> SectionChange:
    return SectionChange("", f"{old.number} {old.heading}".strip(), "Har utgått")


def _headed(section: PrintedSection, text: str, *, is_renamed: bool) -> str:
    return (format_html("<h3>{}</h3>", section.heading) if is_renamed else "") + text


def _parts(section: PrintedSection) -> tuple[str, list[Table]]:
    """Give what a section says in running text, cleaned, and its tables."""
    blocks: list[Block] = read_html(_STAMPED.sub("", _DRAWING.sub("", section.html)))
    tables = [block for block in blocks if isinstance(block, Table)]
    return write_html(block for block in blocks if not isinstance(block, Table)), tables


def _tables(old: Sequence[Table], new: Sequence[Table]) -> list[SafeString]:
    """Give each table that differs as one of the rows that do, what was beside what is."""
    found = []
    for before, after in zip_longest(old, new):
        was, now = _rows(before), _rows(after)
        rows = [(was.get(key), now.get(key)) for key in [*now, *(key for key in was if key not in now)]]
        changed = [_row(earlier, later) for earlier, later in rows if earlier != later]
        if changed:
            found.append(_table(after or before, changed))
    return found


def _rows(table: Table | None) -> dict[tuple[str, int], Row]:
    """Give the table's rows below its head, each by its label and how many have had that label before it."""
    seen: dict[str, int] = {}
    found: dict[tuple[str, int], Row] = {}
    rows = table.rows[1:] if table and table.has_head else table.rows if table else []
    for row in rows:
        texts = tuple(_text(cell) for cell in row)
        label = texts[0] if texts else ""
        seen[label] = seen.get(label, 0) + 1
        found[label, seen[label]] = texts
    return found


def _row(earlier: Row | None, later: Row | None) -> SafeString:
    cells = list(zip_longest(earlier or (), later or (), fillvalue=""))
    (old_label, new_label), rest = cells[0], cells[1:]
    return format_html(
        '<tr><th scope="row">{}</th>{}</tr>',
        _marked(old_label if earlier else None, new_label if later else None),
        format_html_join("", '<td class="num">{}</td>', ((_marked(old, new),) for old, new in rest)),
    )


def _marked(old: str | None, new: str | None) -> SafeString:
    if old == new:
        return format_html("{}", new or "")
    out = format_html("<del>{}</del> ", old) if old else SafeString("")
    return out + (format_html("<ins>{}</ins>", new) if new else SafeString(""))


def _table(table: Table, rows: list[SafeString]) -> SafeString:
    head = table.rows[0] if table.has_head else []
    cells = format_html_join("", '<th scope="col">{}</th>', ((_text(cell),) for cell in head))
    return format_html(
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        cells,
        format_html_join("", "{}", ((row,) for row in rows)),
    )


def _text(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs).strip()
