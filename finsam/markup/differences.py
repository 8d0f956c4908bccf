"""What differs between two versions of a text, shown word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from finsam.markup.aligning import Budget, aligned_parts
from finsam.markup.reading import read_html
from finsam.markup.tree import lines_of

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")

Line = tuple[str, str]


def differences(old_html: str, new_html: str) -> str:
    """Take two versions and return safe HTML of both, with del and ins around the words that differ.

    Lists and tables are shown as lines. A change of looks alone (bold, a link's address) is not shown. What is too
    unlike to be compared word by word in half a second is shown as taken away and put there whole.
    """
    old, new = _lines(old_html), _lines(new_html)
    budget = Budget()
    out: list[str] = []
    for alike, old_from, old_to, new_from, new_to in aligned_parts(old, new, budget):
        if alike:
            out += [_line(tag, _text(text)) for tag, text in new[new_from:new_to]]
        else:
            out += _changed(old[old_from:old_to], new[new_from:new_to], budget)
    return "".join(out)


def _lines(html: str) -> list[Line]:
    return [line for block in read_html(html) for line in lines_of(block)]


def _changed(old: list[Line], new: list[Line], budget: Budget) -> Iterator[str]:
    for before, after in zip_longest(old, new):
        if before is None:
            yield _line(after[0], _marked("ins", after[1]))
        elif after is None:
            yield _line(before[0], _marked("del", before[1]))
        else:
            yield _line(after[0], _word_by_word(before[1], after[1], budget))


def _word_by_word(old: str, new: str, budget: Budget) -> str:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    out: list[str] = []
    for alike, old_from, old_to, new_from, new_to in aligned_parts(before, after, budget):
        if alike:
            out.append(_text("".join(after[new_from:new_to])))
        else:
            out.append(_marked("del", "".join(before[old_from:old_to])))
            out.append(_marked("ins", "".join(after[new_from:new_to])))
    return "".join(out)


def _marked(tag: str, text: str) -> str:
    return f"<{tag}>{_text(text)}</{tag}>" if text else ""


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _line(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>"
