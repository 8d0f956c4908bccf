"""Whom a "vem" means: names as they are typed in a meeting, matched with the persons of the förbund."""

import re
from collections.abc import Mapping

from finsam.texts.cleaning import folded_name

_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\+|\boch\b|\bsamt\b)\s*", re.IGNORECASE)


def split_names(who: str) -> list[str]:
    """Take "Anna Berglund, Sara och ordföranden" and give each name by itself."""
    return [part for part in (" ".join(each.split()) for each in _BETWEEN.split(who)) if part]


def match_people(who: str, people: Mapping[int, str], roles: Mapping[str, int] | None = None) -> list[int]:
    """Give the ids of those whom `who` names: by whole name, by a first or last name that only one has, by role.

    `people` is id to name, `roles` a role in the definite ("förbundschefen") to id. What matches nobody, or more
    than one, gives nothing: the text as typed is kept all the same.
    """
    found: list[int] = []
    for name in split_names(who):
        one = _only_one(folded_name(name), people, roles or {})
        if one is not None and one not in found:
            found.append(one)
    return found


def _only_one(name: str, people: Mapping[int, str], roles: Mapping[str, int]) -> int | None:
    if name in roles:
        return roles[name]
    for matches in (_whole, _part):
        ids = [pk for pk, full in people.items() if matches(name, folded_name(full))]
        if ids:
            return ids[0] if len(ids) == 1 else None
    return None


def _whole(name: str, full: str) -> bool:
    return name == full


def _part(name: str, full: str) -> bool:
    return name in full.split()
