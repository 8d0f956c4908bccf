"""The one cleaner of what comes in: what cannot be seen or stored goes, what a person wrote stays."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from finsam.errors import DomainError

_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")  # Word's line break and its kin
_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x205F, 0x3000), " ") | {0x202F: "\u00a0"}
_BLANK_LETTERS = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0))  # letters that show nothing
_LIGATURES = {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)}
_MAPPED: dict[int, Any] = _BREAKS | _SPACES | _BLANK_LETTERS | _LIGATURES
_KEPT = "\t\n\r\u00ad"  # tab, new line, and the hyphen that shows where a word may break
_JOINER = "\u200d"  # holds a picture of several together
_JOINERS = frozenset(
    "\u200c\u200d"
)  # part or join letters where writing joins them: Arabic, Persian, the scripts of India
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe]")
_WITHOUT_STROKE = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
}  # a stroke is no accent
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """Take text from outside and return it composed, without control signs, halves of signs and invisible marks."""
    if text.isascii() and text.isprintable():
        return text
    mapped = unicodedata.normalize("NFC", text.translate(_MAPPED))
    return "".join(sign for place, sign in enumerate(mapped) if _may_stay(mapped, place, sign))


def _may_stay(text: str, place: int, sign: str) -> bool:
    if sign in _KEPT or sign.isprintable():
        return True
    if sign in _JOINERS and _JOINING.match(text[max(place - 1, 0)]) and _JOINING.match(text, place + 1):
        return True
    if sign == _JOINER:
        after = text[place + 1 : place + 2]
        return bool(after) and unicodedata.category(after) == "So"
    if ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF:
        return False  # no signs at all
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


def clean_json(value: Any) -> Any:
    """Clean every text in what is to be kept as JSON, however deep; other values stay, and a tuple becomes a list."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_json(key): clean_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean_json(each) for each in value]
    return value


class Turned(str):
    """A clean text that came with signs which turn its direction: running text goes on without them, a name is refused."""

    __slots__ = ()

    def __str__(self) -> str:
        return self

    def strip(self, chars: str | None = None, /) -> str:
        """Strip as a text does; it is still known that the text was turned."""
        return Turned(super().strip(chars))


def turns_direction(text: str) -> bool:
    """Tell whether the text holds signs that make it read otherwise than it is written, or came with such."""
    return isinstance(text, Turned) or bool(_DIRECTIONS.search(text))


TURNED = "innehåller dolda tecken som vänder på läsriktningen. Skriv om det utan dem."


def one_line(text: str) -> str:
    """Give a name or a heading on one line, with single spaces."""
    return " ".join(clean_text(text).split())


def no_longer_than(most: int, text: str, *, what: str) -> str:
    """Give the text back; a DomainError says by how much it is too long, and nothing of it is cut."""
    if len(text) > most:
        raise DomainError(f"{what} får ha högst {most} tecken, och har {len(text)}. Korta texten.")
    return text


def bare(text: str) -> str:
    """Give a text as it is compared: in small letters and without accents, but å, ä and ö are letters of their own."""
    return "".join(map(_bare, unicodedata.normalize("NFC", text).casefold()))


@cache
def _bare(letter: str) -> str:
    if letter.isascii() or letter in "åäö":
        return letter
    parts = unicodedata.normalize("NFKD", _WITHOUT_STROKE.get(letter, letter))
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def name_of(text: str, *, what: str, missing: str, most: int = 120) -> str:
    """Give a name or a heading on one line.

    Raises DomainError for one in which nothing can be seen, for one that holds signs which turn it round, and for one
    that is too long.
    """
    if turns_direction(text):
        raise DomainError(f"{what} {TURNED}")
    line = one_line(text)
    if not any(unicodedata.category(sign)[0] in "LNSP" for sign in line):
        raise DomainError(missing)
    return no_longer_than(most, line, what=what)


def folded_name(name: str) -> str:
    """Give a name as names are compared: case, width and spaces make no difference, å, ä and ö do."""
    return " ".join(unicodedata.normalize("NFKC", clean_text(name).replace("\u00ad", "")).casefold().split())
