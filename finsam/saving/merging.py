"""Bringing together what two have written in the same thing, field by field; nothing typed is thrown away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from finsam.saving.paragraphs import merge_texts

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """The fields as they should stand, and those where both had written and someone must choose."""

    content: dict[str, Any]
    collisions: tuple[str, ...]


def _no_text(name: str) -> bool:
    return False


def merge(*, base: Fields, mine: Fields, theirs: Fields, is_text: Callable[[str], bool] = _no_text) -> Merged:
    """Bring what I posted together with what is stored, from what I saw when I began.

    What only one has changed is taken; where both have changed to different things the stored one stays and
    the field is named in `collisions`, unless it is a running text (`is_text`) in which they wrote in different
    paragraphs. Only the fields of `mine` are looked at. Empty, false and missing are one.
    """
    content, collisions = dict(theirs), []
    for name, value in mine.items():
        was, stands = base.get(name), theirs.get(name)
        if same(value, was) or same(value, stands):
            continue
        if same(stands, was):
            content[name] = value
        elif is_text(name) and name in base and (text := _text(was, value, stands)) is not None:
            content[name] = text
        else:
            collisions.append(name)
    return Merged(content, tuple(collisions))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; nothing is said by an empty one."""
    return (one or None) == (other or None)


def _text(base: Any, mine: Any, theirs: Any) -> str | None:
    return merge_texts(base=str(base or ""), mine=str(mine or ""), theirs=str(theirs or ""))
