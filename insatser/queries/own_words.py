"""The förbund's own words in documents, and the figures that are put in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from finsam.models import Association
from insatser.models import OwnWords
from insatser.outlines import words_for

_FIELD = re.compile(r"\{([^{}\n]{1,60})\}")


@dataclass(frozen=True)
class Clause:
    """A heading and its text, light markup; `{belopp}` is a field."""

    heading: str
    text: str


def words_of(association: Association, document: str) -> tuple[Clause, ...]:
    """Give a document's clauses as the förbund has worded them last, or as they begin."""
    row = OwnWords.objects.filter(association=association, document=document).first()
    if row is None:
        return tuple(Clause(heading, text) for heading, text in words_for(document))
    return clauses_of(row.clauses)


def clauses_of(stored: Iterable[Mapping[str, str]]) -> tuple[Clause, ...]:
    """Read clauses as they are stored."""
    return tuple(Clause(each["heading"], each["text"]) for each in stored)


def fields_in(clauses: Iterable[Clause]) -> list[str]:
    """Give the names of the fields that clauses have, in order, each once."""
    names = (name.strip() for clause in clauses for name in _FIELD.findall(f"{clause.heading} {clause.text}"))
    return list(dict.fromkeys(names))


def filled(clauses: Iterable[Clause], values: Mapping[str, str]) -> tuple[Clause, ...]:
    """Put the values in the fields; one without a value is left as it stands, so that it is seen."""

    def put(text: str) -> str:
        return _FIELD.sub(lambda found: values.get(found[1].strip()) or found[0], text)

    return tuple(Clause(put(clause.heading), put(clause.text)) for clause in clauses)


def without_value(clauses: Iterable[Clause], values: Mapping[str, str]) -> list[str]:
    """Give the fields that have no value."""
    return [name for name in fields_in(clauses) if not values.get(name)]
