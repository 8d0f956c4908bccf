"""What in a running text may point out a person: a personnummer, a phone number, a name beside a diagnosis."""

from __future__ import annotations

import re
from html import unescape

_TAGS = re.compile(r"<[^>]+>")
_NUMBER = re.compile(
    r"(?<![\d-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?![\d-])"
)
_PHONE = re.compile(
    r"(?<![\d-])(?:\+46[ -]?|0)7\d(?:[ -]?\d){7}(?!\d)|(?<![\d-])0\d{1,3}-\d{2,3} ?\d{2}(?: ?\d{2})?(?!\d)"
)
_NAME = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+(?:son|ström|berg|lund|gren|qvist|kvist|dahl|[a-zåäöé]*)\b"
)
_DIAGNOSIS = re.compile(
    r"\b(adhd|add|autism\w*|asperger\w*|bipol\w+|borderline|cancer\w*|demens\w*|depress\w+|diabetes|diagnos\w*|epilepsi\w*|"
    r"fibromyalgi\w*|missbruk\w*|ms|panikångest\w*|psykos\w*|ptsd|reumati\w+|schizofren\w*|stroke\w*|utmattning\w*|ångest\w*)\b",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def persons_named(text: str) -> list[str]:
    """Say in a sentence each what of a text, plain or HTML, may point out a person; it may still be right to write it."""
    plain = unescape(_TAGS.sub("\n", text)).replace("\u00a0", " ")
    found = [
        f"”{each.group()}” ser ut som ett personnummer."
        for each in _NUMBER.finditer(plain)
        if _is_number(each.group())
    ]
    numbers = {each.group() for each in _NUMBER.finditer(plain)}
    found += [
        f"”{each.group()}” ser ut som ett telefonnummer."
        for each in _PHONE.finditer(plain)
        if not any(each.group() in number for number in numbers)
    ]
    for sentence in _SENTENCE.split(plain):
        diagnosis = _DIAGNOSIS.search(sentence)
        name = _NAME.search(sentence)
        if diagnosis and name:
            found.append(f"”{name.group()}” nämns i samma mening som ”{diagnosis.group()}”.")
    return list(dict.fromkeys(found))


def _is_number(text: str) -> bool:
    """Whether the last ten digits keep to the control digit of a personnummer or samordningsnummer."""
    digits = [int(each) for each in text if each.isdigit()][-10:]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0
