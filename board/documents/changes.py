"""What a new version of a protocol changes in the one before: pure functions of two frozen documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from finsam import markup
from finsam.swedish import words

Frozen = Mapping[str, Any]

_PARTS = {
    "number": "numret",
    "heading": "rubriken",
    "reference": "diarienumret",
    "text": "texten",
    "conflicts": "jäv",
    "proposals": "yrkandena",
    "order": "propositionsordningen",
    "votings": "omröstningen",
    "clauses": "besluten",
    "reservations": "reservationerna",
    "statements": "yttrandena",
    "attachments": "bilagorna",
    "points": "underpunkterna",
    "papers": "handlingarna",
    "notes": "protokollsanteckningarna",
    "lead": "inledningen till beslutet",
    "refers": "hänvisningen",
}
_FACTS = {
    "when": "tid och plats",
    "attendance": "närvaron",
    "absent": "frånvarande",
    "secretary": "sekreteraren",
    "adjusters": "justerarna",
}


@dataclass(frozen=True)
class Change:
    """What is new in a §, in words, and the whole of it with what came in and what went out."""

    what: str
    differences: SafeString | str = ""


def changed_sections(before: Frozen, after: Frozen) -> dict[int, Change]:
    """Give the §§ that are not as they were, by their number now."""
    old = list(before["sections"])
    return {
        section["number"]: change for section in after["sections"] if (change := _change(section, old, after))
    }


def gone_sections(before: Frozen, after: Frozen) -> list[str]:
    """Give the headings of the §§ that are not there any more."""
    kept = [_earlier(section, before["sections"], after) for section in after["sections"]]
    return [section["heading"] for section in before["sections"] if section not in kept]


def changed_facts(before: Frozen, after: Frozen) -> str:
    """Give what has changed above the §§, such as "närvaron och tid och plats"; nothing when all is as it was."""
    return words.join_och(
        told for name, told in _FACTS.items() if name in before and before[name] != after.get(name)
    )


def _change(section: Frozen, old: Iterable[Frozen], after: Frozen) -> Change | None:
    earlier = _earlier(section, old, after)
    if earlier is None:
        return Change("Ny sedan förra versionen")
    parts = [
        told for name, told in _PARTS.items() if (earlier.get(name) or None) != (section.get(name) or None)
    ]
    if not parts:
        return None
    marked = markup.differences(_as_html(earlier), _as_html(section))
    return Change(f"Ändrat sedan förra versionen: {words.join_och(parts)}", mark_safe(marked))  # noqa: S308  of clean HTML


def _earlier(section: Frozen, old: Iterable[Frozen], after: Frozen) -> Frozen | None:
    """Give the § as it was: the only one with its heading, else the one with its number."""
    named = [each for each in old if each["heading"] == section["heading"]]
    now = [each for each in after["sections"] if each["heading"] == section["heading"]]
    if len(named) == len(now) == 1:
        return named[0]
    taken = {each["heading"] for each in after["sections"]} - {section["heading"]}
    same_number = [each for each in old if each["number"] == section["number"]]
    return next((each for each in same_number if each["heading"] not in taken), None)


def _as_html(section: Frozen) -> str:
    """Write what the § says as plain lines, so that two versions can be laid over each other."""
    lines = [
        *section["conflicts"],
        *section["proposals"],
        section["order"],
        *(each["outcome"] for each in section["votings"]),
        *map(_clause, section["clauses"]),
        *(f"Reservation: {each['name']} {each['text']}" for each in section["reservations"]),
        *(f"Yttrande: {each['name']} {each['text']}" for each in section["statements"]),
        *(f"Anteckning: {each['name']} {each['text']}" for each in section.get("notes", ())),
        section.get("lead", ""),
        section.get("refers", ""),
    ]
    said = format_html_join("", "<p>{}</p>", ((line.strip(),) for line in lines if line.strip()))
    points = "".join(map(_point, section.get("points", ())))
    return f"{format_html('<p>{}</p>', section['heading'])}{section['text']}{points}{said}"


def _point(point: Frozen) -> str:
    clauses = format_html_join("", "<p>{}</p>", ((_clause(each),) for each in point["clauses"]))
    return f"{format_html('<p>{} {}</p>', point['heading'], point['presenter'])}{point['text']}{clauses}"


def _clause(clause: Frozen) -> str:
    told = [clause["text"], clause["responsible"], clause["due_on"] or "", *clause.get("financing", ())]
    return ", ".join(filter(None, told))
