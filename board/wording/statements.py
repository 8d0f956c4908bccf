"""Sentences about what people have said in a §, so that nothing stands twice and none stands half: pure functions."""

from __future__ import annotations

import re

_MOVES = re.compile(r"^(?:jag |vi )?yrkar(?: på)?\s+", re.IGNORECASE)
_FORMAL = re.compile(r"^(?:Att|Bifall|Avslag|Återremiss|Bordläggning)\b")
_ENDED = re.compile(r"[.!?…:;]$|[.!?]\W$")


def ended(text: str) -> str:
    """Give a sentence its full stop where it has no ending of its own."""
    said = " ".join(text.split())
    return said if not said or _ENDED.search(said) else f"{said}."


def motion(who: str, text: str) -> str:
    """Say who puts forward what: "Anna Ek yrkar bifall till förslaget."; also where only one of the two is written."""
    said = _MOVES.sub("", _without_name(" ".join(text.split()), who))
    if not said:
        return f"{who} lägger fram ett yrkande."
    said = said[:1].lower() + said[1:] if _FORMAL.match(said) else said
    return ended(f"{who} yrkar {said}") if who else ended(f"Yrkande: {said}")


def reservation(who: str, text: str) -> str:
    """Say who reserves herself; nothing where the text says so itself, or where nobody is named."""
    if not who or re.match(r"^(?:\w+[ ]){0,6}reserverar\b", " ".join(str(text).split()), re.IGNORECASE):
        return ""
    return f"{who} reserverar sig mot beslutet."


def note(who: str, text: str, *, without_text: str) -> str:
    """Say who has put down what; `without_text` follows the name where nothing is written yet."""
    said = " ".join(str(text).split())
    if not said:
        return ended(f"{who} {without_text}") if who else ""
    return ended(said) if not who or said.casefold().startswith(who.casefold()) else ended(f"{who}: {said}")


def _without_name(text: str, who: str) -> str:
    """Leave out the name that is said already."""
    return text[len(who) :].lstrip(" :,") if who and text.casefold().startswith(who.casefold()) else text
