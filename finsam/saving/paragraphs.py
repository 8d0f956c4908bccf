"""Bringing two versions of a running text together, paragraph by paragraph, from the one that both began with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from finsam.markup.reading import read_html
from finsam.markup.tree import Block, Item, List, Paragraph, Table, lines_of, write_html

MOST_BLOCKS = (
    2_000  # comparing takes the square of it at worst; a longer text is for a person to bring together
)

ALIKE = 0.4  # of the words: two who each write a paragraph of their own share few of them

_TAG = re.compile(r"<[^>]*>")

Side = Literal["theirs", "mine"]
Parts = list[Any]
Choose = Callable[[Parts, Parts, Parts], Parts | None]


@dataclass(frozen=True)
class _Edit:
    """What one of the two put in the place of `base[start:end]`; nothing was there when they are equal."""

    start: int
    end: int
    parts: tuple[Any, ...]
    side: Side


def merge_texts(*, base: str, mine: str, theirs: str) -> str | None:
    """Give the text with what both have changed since `base`; None where they wrote in the same paragraph.

    Lists are brought together point by point and tables row by row. What both have added at the same place stands
    there both, theirs first, unless it is much the same; who began with nothing both wrote the first paragraph.
    """
    blocks = _read(base), _read(mine), _read(theirs)
    if not blocks[0] or max(map(len, blocks)) > MOST_BLOCKS:
        return None
    merged = _merge(*blocks, choose=_inside)
    return None if merged is None else write_html(merged)


def both_texts(*, base: str | None, mine: str, theirs: str) -> str:
    """Give one text with all that stands in either, nothing of it twice; `base` is what both began with, if known.

    Where the one paragraph holds the other the longer one stands; else theirs, followed by mine.
    """
    before, own, stored = _read(base if base is not None else ""), _read(mine), _read(theirs)
    if max(len(own), len(stored)) > MOST_BLOCKS:
        return write_html([*stored, *own])
    if base is None:
        return write_html(_union([], own, stored))
    return write_html(_merge(before, own, stored, choose=_inside_or_both) or [])


def _read(html: str) -> list[Block]:
    return read_html(html) if html else []


def _merge(base: Parts, mine: Parts, theirs: Parts, *, choose: Choose) -> Parts | None:
    """Go through `base` and put in what each side changed; `choose` decides where both changed the same."""
    edits = sorted(
        [*_edits(base, theirs, "theirs"), *_edits(base, mine, "mine")],
        key=lambda edit: (edit.start, edit.end, edit.side == "mine"),
    )
    merged, at = [], 0
    for start, end, group in _groups(edits):
        merged += base[at:start]
        at = end
        of_side = {
            side: _applied(base, start, end, [edit for edit in group if edit.side == side])
            for side in ("mine", "theirs")
        }
        chosen = _one_of(base[start:end], of_side, {edit.side for edit in group}, choose)
        if chosen is None:
            return None
        merged += chosen
    return merged + base[at:]


def _one_of(before: Parts, of_side: dict[str, Parts], sides: set[Side], choose: Choose) -> Parts | None:
    if len(sides) == 1:
        return of_side[sides.pop()]
    if _alike(of_side["mine"], of_side["theirs"]):
        return of_side["theirs"]
    return choose(before, of_side["mine"], of_side["theirs"])


def _edits(base: Parts, other: Parts, side: Side) -> Iterator[_Edit]:
    """Give what was changed, a paragraph at a time where as many stand there as before."""
    matcher = SequenceMatcher(None, _keys(base), _keys(other), autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(end - start, last - first) if last - first >= end - start else 0
        for step in range(paired):
            yield _Edit(start + step, start + step + 1, (other[first + step],), side)
        if start + paired < end or first + paired < last:
            yield _Edit(start + paired, end, tuple(other[first + paired : last]), side)


def _groups(edits: Iterable[_Edit]) -> Iterator[tuple[int, int, list[_Edit]]]:
    """Gather the changes that touch the same of the base, each group with the stretch of the base that it takes."""
    group: list[_Edit] = []
    start = end = 0
    for edit in edits:
        if group and (edit.start < end or edit.start == edit.end == start == end):
            group.append(edit)
            end = max(end, edit.end)
            continue
        if group:
            yield start, end, group
        group, start, end = [edit], edit.start, edit.end
    if group:
        yield start, end, group


def _applied(base: Parts, start: int, end: int, edits: Sequence[_Edit]) -> Parts:
    parts, at = [], start
    for edit in edits:
        parts += base[at : edit.start] + list(edit.parts)
        at = edit.end
    return parts + base[at:end]


def _inside(before: Parts, mine: Parts, theirs: Parts) -> Parts | None:
    """Bring together what both added in one place, or changed in one list or table; None for anything else."""
    if not before:
        return None if _said_twice(mine, theirs) else [*theirs, *mine]
    if not len(before) == len(mine) == len(theirs) == 1:
        return None
    was, own, stored = before[0], mine[0], theirs[0]
    if isinstance(was, List) and isinstance(own, List) and isinstance(stored, List):
        items = _merge(was.items, own.items, stored.items, choose=_added)
        return None if items is None else [List(stored.is_ordered, items, stored.start)]
    if isinstance(was, Table) and isinstance(own, Table) and isinstance(stored, Table):
        rows = _merge(was.rows, own.rows, stored.rows, choose=_added)
        if rows is None or len({len(row) for row in rows}) > 1:
            return None
        return [Table(rows, stored.has_head)]
    return None


def _added(before: Parts, mine: Parts, theirs: Parts) -> Parts | None:
    return None if before or _said_twice(mine, theirs) else [*theirs, *mine]


def _said_twice(mine: Parts, theirs: Parts) -> bool:
    """Whether both wrote the same thing, in part or in nearly the same words: then someone must choose."""
    said = [_words(part) for part in theirs]
    return any(
        SequenceMatcher(None, own, words).quick_ratio() >= ALIKE or own[: len(words)] == words[: len(own)]
        for own in map(_words, mine)
        for words in said
    )


def _words(part: Any) -> list[str]:
    return _TAG.sub(" ", _key(part)).split()


def _inside_or_both(before: Parts, mine: Parts, theirs: Parts) -> Parts:
    found = _inside(before, mine, theirs)
    return _union(before, mine, theirs) if found is None else found


def _union(before: Parts, mine: Parts, theirs: Parts) -> Parts:
    """Give what stands in either, in the order of theirs; of two paragraphs of which one holds the other, the longer."""
    parts: Parts = []
    matcher = SequenceMatcher(None, _keys(theirs), _keys(mine), autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        stored, own = theirs[start:end], mine[first:last] if tag != "equal" else []
        for block in stored:
            longer = next((each for each in own if _holds(each, block)), None)
            parts.append(longer or block)
            own = [each for each in own if each is not longer and not _holds(block, each)]
        parts += own
    return parts


def _holds(block: Any, other: Any) -> bool:
    """Whether a paragraph says all that another says, in the same words."""
    if not isinstance(block, Paragraph) or not isinstance(other, Paragraph):
        return False
    words, others = (lines_of(each)[0][1].strip() for each in (block, other))
    return others in words


def _alike(one: Parts, other: Parts) -> bool:
    return _keys(one) == _keys(other)


def _keys(parts: Parts) -> list[str]:
    return [_key(part) for part in parts]


def _key(part: Any) -> str:
    """Give what tells whether two parts say the same: a block's HTML, a list's point as a list of one, a row as a table."""
    if isinstance(part, Item):
        return write_html([List(is_ordered=False, items=[part])])
    if isinstance(part, list):
        return write_html([Table([part])])
    return write_html([part])
