"""Finding, and showing what was found with the words marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from finsam.models import Association
from finsam.models.search import SearchEntry
from finsam.search.backends import found_by, ranks_of
from finsam.search.vocabulary import TOKEN, Term, fold, joined_places, terms_of

_BEFORE = 60
_AFTER = 180


@dataclass(frozen=True)
class Hit:
    """Something found; title and snippet are safe HTML with the words marked."""

    kind: str
    key: str
    title: SafeString
    snippet: SafeString
    url: str
    occurred_on: dt.date | None
    body_name: str


def find(
    association: Association,
    query: str,
    *,
    kinds: Iterable[str] | None = None,
    year: int | None = None,
    limit: int = 50,
) -> list[Hit]:
    """Return what an association has with every word of a question, best first.

    Words are found in their forms and inside compounds, the last one by its beginning too. `kinds`
    and `year` narrow it. Any question is allowed; one without words finds nothing.
    """
    terms = terms_of(query)
    if not terms:
        return []
    entries = _with_every(terms, association)
    if kinds is not None:
        entries = entries.filter(kind__in=list(kinds))
    if year is not None:
        entries = entries.filter(occurred_on__year=year)
    best = _best(entries, _ranks(terms, association), limit)
    shown = SearchEntry.objects.defer("title_words", "body_words", "title_stems", "body_stems").in_bulk(best)
    return [_hit(shown[pk], terms) for pk in best if pk in shown]


def _with_every(terms: list[Term], association: Association) -> QuerySet[SearchEntry]:
    condition = Q(association=association)
    for term in terms:
        condition &= _having(term, association)
    return SearchEntry.objects.filter(condition)


def _having(term: Term, association: Association) -> Q:
    found = Q(pk__in=_raw(*found_by(term, association.pk, connection.vendor)))
    if not term.apart:
        return found
    return found | reduce(and_, (_having(part, association) for part in term.apart))


def _ranks(terms: list[Term], association: Association) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(*ranks_of(terms, association.pk, connection.vendor))
        return dict(cursor.fetchall())


def _best(entries: QuerySet[SearchEntry], ranks: dict[int, float], limit: int) -> list[int]:
    """Return the keys of the best entries: by rank, then the newest, then the first made."""
    found = entries.values_list("pk", "occurred_on")
    ordered = sorted(
        found, key=lambda row: (-ranks.get(row[0], 0.0), -(row[1] or dt.date.min).toordinal(), row[0])
    )
    return [pk for pk, _ in ordered[:limit]]


def _raw(sql: str, params: Sequence[object]) -> RawSQL:
    return RawSQL(sql, params)  # noqa: S611  constant text from backends.py; what was typed is in the parameters


def _hit(entry: SearchEntry, terms: list[Term]) -> Hit:
    return Hit(
        entry.kind,
        entry.key,
        _marked(entry.title, _found_in(entry.title, terms)),
        _snippet(entry.body, terms),
        entry.url,
        entry.occurred_on,
        entry.body_name,
    )


def _found_in(text: str, terms: list[Term]) -> list[tuple[int, int]]:
    """Return where in a text the terms stand, in order."""
    tokens = [(fold(found[0]), found.start(), found.end()) for found in TOKEN.finditer(text)]
    loose = [term for term in terms if not term.is_phrase]
    spans = [
        (start, end) for word, start, end in joined_places(text) if any(term.matches(word) for term in loose)
    ]
    terms = [each for term in terms for each in (term, *term.apart)]
    for at, (word, start, end) in enumerate(tokens):
        for term in terms:
            stop = at + len(term.words)
            if not term.is_phrase and term.matches(word):
                spans.append((start, end))
                break
            if term.is_phrase and tuple(each[0] for each in tokens[at:stop]) == term.words:
                spans.append((start, tokens[stop - 1][2]))
                break
    return _apart(sorted(spans, key=lambda span: (span[0], -span[1])))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _snippet(body: str, terms: list[Term]) -> SafeString:
    """Cut out the surroundings of the first word found, at spaces; the beginning where none is."""
    text = " ".join(body.split())
    spans = _found_in(text, terms)
    middle = spans[0][0] if spans else 0
    start = text.rfind(" ", 0, middle - _BEFORE) + 1 if middle > _BEFORE else 0
    end = text.find(" ", middle + _AFTER)
    end = len(text) if end < 0 else max(end, spans[0][1] if spans else 0)
    inside = [(a - start, b - start) for a, b in spans if b <= end]
    cut = _marked(text[start:end], inside)
    return mark_safe(f"{'… ' * (start > 0)}{cut}{' …' * (end < len(text))}")  # noqa: S308  escaped in _marked


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    out, at = "", 0
    for start, end in spans:
        out += f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    return mark_safe(out + escape(text[at:]))  # noqa: S308  every part is escaped
