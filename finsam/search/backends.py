"""The SQL that asks each database which entries a question finds, and how well they answer it."""

from __future__ import annotations

from finsam.search.vocabulary import Term, stem

Parameter = str | int
Statement = tuple[str, list[Parameter]]

_LIKE = (
    "SELECT id FROM finsam_searchentry WHERE association_id = %s"
    " AND (title_words LIKE %s OR body_words LIKE %s)"
)
_POSTGRESQL_STEM = (
    "SELECT id FROM finsam_searchentry WHERE association_id = %s AND vector @@ plainto_tsquery('swedish', %s)"
)
_POSTGRESQL_RANK = (
    "SELECT id, ts_rank(vector, {queries}) FROM finsam_searchentry"
    " WHERE association_id = %s AND vector @@ ({queries})"
)
# CROSS JOIN has SQLite walk the full-text table once instead of asking it for every entry.
_SQLITE_STEM = (
    "SELECT entry.id{rank} FROM finsam_searchentry_stems CROSS JOIN finsam_searchentry entry"
    " ON entry.id = finsam_searchentry_stems.rowid"
    " WHERE entry.association_id = %s AND finsam_searchentry_stems MATCH %s"
)
_BM25 = ", -bm25(finsam_searchentry_stems, 5.0, 1.0)"


def found_by(term: Term, association_id: int, vendor: str) -> Statement:
    """Return the SQL for the ids of entries with a term: by its letters, or a word by its stem."""
    params: list[Parameter] = [association_id, term.pattern, term.pattern]
    if term.is_phrase or not term.words[0].isalpha():
        return _LIKE, params  # the databases part numbers each in its own way
    if vendor == "postgresql":
        return f"{_LIKE} UNION {_POSTGRESQL_STEM}", [*params, association_id, term.words[0]]
    return f"{_LIKE} UNION {_SQLITE_STEM.format(rank='')}", [*params, association_id, _match([term])]


def ranks_of(terms: list[Term], association_id: int, vendor: str) -> Statement:
    """Return the SQL for ids with how well each answers, the higher the better; titles weigh most.

    Entries found by letters alone have no rank.
    """
    if vendor == "postgresql":
        queries = " || ".join(["plainto_tsquery('swedish', %s)"] * len(terms))
        texts: list[Parameter] = [" ".join(term.words) for term in terms]
        return _POSTGRESQL_RANK.format(queries=queries), [*texts, association_id, *texts]
    return _SQLITE_STEM.format(rank=_BM25), [association_id, _match(terms)]


def _match(terms: list[Term]) -> str:
    """Write FTS5's question for any of the stems; in quotation marks nothing is an operator."""
    return " OR ".join(f'"{stem(word)}"' for term in terms for word in term.words)
