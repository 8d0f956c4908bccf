"""What two wrote at the same time in one thing, side by side, as the page shows it where someone chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from finsam import markup
from finsam.models.saving import Saving
from finsam.saving.merging import Fields, same
from finsam.saving.paragraphs import both_texts
from finsam.texts.editor import with_values

Say = Callable[[str, Any], str]


@dataclass(frozen=True)
class Collision:
    """One thing that two wrote: what the one had, what is stored, what differs, and all of it in one where it is a text."""

    name: str
    label: str
    mine: str
    theirs: str
    is_rich: bool
    differences: str
    both: str = ""


def collisions_of(
    saving: Saving,
    *,
    stored: Fields,
    label: Callable[[str], str],
    is_text: Callable[[str], bool],
    said: Say,
    figures: Mapping[str, str] | None = None,
) -> list[Collision]:
    """Give what the waiting saving and the stored fields say of the same things; what has become equal is left out.

    `said` gives a plain value as one reads it; `figures` are the values of the fields that texts name, by key.
    """
    return [
        _text(saving, name, stored, label(name), figures or {})
        if is_text(name)
        else _plain(name, label(name), said(name, saving.content.get(name)), said(name, stored.get(name)))
        for name in saving.collisions
        if not same(saving.content.get(name), stored.get(name))
    ]


def _text(saving: Saving, name: str, stored: Fields, label: str, figures: Mapping[str, str]) -> Collision:
    mine, theirs = (str(fields.get(name) or "") for fields in (saving.content, stored))
    base = (saving.seen or {}).get(name)
    both = both_texts(base=base, mine=mine, theirs=theirs)
    changes = markup.differences(with_values(theirs, figures), with_values(mine, figures))
    return Collision(name, label, mine, theirs, is_rich=True, differences=changes, both=both)


def _plain(name: str, label: str, mine: str, theirs: str) -> Collision:
    changes = markup.differences(_as_html(theirs), _as_html(mine))
    return Collision(name, label, mine, theirs, is_rich=False, differences=changes)


def _as_html(text: str) -> str:
    return markup.markup_to_html(text) if text else ""
