"""The stretches of text inside a block: gathered from nodes, and put into their one tidy form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from finsam.markup.dom import BLOCKS, LISTS, Node
from finsam.markup.tree import BREAK, Run

_SPACES = re.compile("[ \t\n\r\f\v\u0085\u2028\u2029]+")
_EDGE = " \u00a0"
_FIGURE_KEY = re.compile(r"[a-z][a-z0-9_.:-]{0,99}")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in '()<>"\\|`{}^'}
_BOLD = re.compile(r"font-weight:(?:bold|bolder|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight:(?:normal|lighter|[1-5]00)")


@dataclass(frozen=True)
class Dress:
    """How text looks where the reader stands."""

    is_bold: bool = False
    is_italic: bool = False
    href: str = ""

    def inside(self, node: Node) -> Dress:
        """Return the dress of text inside a node; Google Docs wraps all in a bold that is not bold."""
        bold, italic, style = self.is_bold, self.is_italic, node.style
        if node.tag in {"b", "strong"} or _BOLD.search(style):
            bold = True
        if _NOT_BOLD.search(style):
            bold = self.is_bold
        if node.tag in {"i", "em"} or "font-style:italic" in style:
            italic = "font-style:normal" not in style
        return Dress(bold, italic, _address(node) or self.href)


def _address(node: Node) -> str:
    href = node.attributes.get("href", "").strip() if node.tag == "a" else ""
    return href.translate(_UNSAFE_IN_ADDRESS) if _ADDRESS.fullmatch(href) else ""


def runs_of(
    children: Iterable[Node | str], dress: Dress, *, lists: list[Node] | None = None
) -> Iterator[Run]:
    """Yield the runs of nodes, blocks among them set off by breaks.

    Lists are put aside in `lists` where it is given; else they are read as lines of text.
    """
    for child in children:
        if isinstance(child, str):
            yield Run(_SPACES.sub(" ", child), dress.is_bold, dress.is_italic, dress.href)
        elif child.tag == "br":
            yield Run(BREAK)
        elif child.tag == "data" and _FIGURE_KEY.fullmatch(child.attributes.get("value", "")):
            yield _figure(child, dress)
        elif child.tag in LISTS and lists is not None:
            lists.append(child)
            yield Run(BREAK)
        elif child.tag in BLOCKS:
            yield Run(BREAK)
            yield from runs_of(child.children, dress.inside(child), lists=lists)
            yield Run(BREAK)
        elif "mso-list:ignore" not in child.style:
            yield from runs_of(child.children, dress.inside(child), lists=lists)


def _figure(node: Node, dress: Dress) -> Run:
    shown = "".join(run.text for run in runs_of(node.children, Dress())).strip()
    key = node.attributes["value"]
    return Run(shown, dress.is_bold, dress.is_italic, dress.href, figure=key)


def pieces_between_breaks(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs parted where two breaks meet, each part tidy and none empty.

    Tidy: single spaces, none at the edges or around a break, no unseen dress, neighbours of one dress joined.
    """
    parts: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        here = parts[-1]
        if run.text == BREAK and not run.figure:
            _strip_end(here)
            breaks += bool(here)
            continue
        text = run.text
        if not run.figure:
            text = text.lstrip(_EDGE) if breaks or not here else _after(here[-1], text)
            if not text:
                continue
        if breaks > 1:
            here = []
            parts.append(here)
        elif breaks:
            here.append(Run(BREAK))
        breaks = 0
        here.append(replace(run, text=text))
    _strip_end(parts[-1])
    return [_joined(part) for part in parts if part]


def tidy_runs(runs: Iterable[Run]) -> list[Run]:
    """Return the runs in tidy form with single breaks."""
    joined: list[Run] = []
    for part in pieces_between_breaks(runs):
        joined += [Run(BREAK), *part] if joined else part
    return joined


def one_line(runs: Iterable[Run]) -> list[Run]:
    """Return the runs in tidy form with a space for each break."""
    return _joined([replace(run, text=" ") if run == Run(BREAK) else run for run in tidy_runs(runs)])


def _after(previous: Run, text: str) -> str:
    ends_in_space = previous.text.endswith(" ") and not previous.figure
    return text.lstrip(" ") if ends_in_space else text


def _strip_end(runs: list[Run]) -> None:
    while runs and not runs[-1].figure:
        bare = runs[-1].text.rstrip(_EDGE)
        if bare:
            runs[-1] = replace(runs[-1], text=bare)
            return
        runs.pop()


def _joined(runs: list[Run]) -> list[Run]:
    out: list[Run] = []
    spaced = _with_spaces_outside(runs)
    for (is_text, dress), same in groupby(spaced, key=lambda run: (_is_text(run), _undressed(run))):
        if is_text:
            out.append(replace(dress, text="".join(run.text for run in same)))
        else:
            out += same
    return out


def _undressed(run: Run) -> Run:
    return replace(run, text="")


def _with_spaces_outside(runs: list[Run]) -> list[Run]:
    """Let a space between two runs wear only what both wear, so that bold does not end in a space."""
    out: list[Run] = []
    for run in runs:
        if not _is_text(run):
            out.append(run)
            continue
        bare = run.text.strip(" ")
        if run.text.startswith(" "):
            out.append(Run(" "))
        if bare:
            out.append(replace(run, text=bare))
        if bare and run.text.endswith(" "):
            out.append(Run(" "))
    for at in range(1, len(out) - 1):
        if out[at].text == " " and not out[at].figure:
            out[at] = _shared_space(out[at - 1], out[at + 1])
    return out


def _shared_space(left: Run, right: Run) -> Run:
    return Run(
        " ",
        left.is_bold and right.is_bold,
        left.is_italic and right.is_italic,
        left.href if left.href == right.href else "",
    )


def _is_text(run: Run) -> bool:
    return not run.figure and run.text != BREAK
