"""The SQL that asks each database which entries a question finds, and how well they answer it."""

from __future__ import annotations

from finsam.search.vocabulary import Term, stem

Statement = tuple[str, list[object]]

_LIKE = (
    "SELECT id FROM finsam_searchentry WHERE association_id = %s"
    " AND (title_words LIKE %s OR body_words LIKE %s)"
)
_POSTGRESQL_STEM = (
    "SELECT id FROM finsam_searchentry WHERE association_id = %s AND vector @@ plainto_tsquery('swedish', %s)"
)
_POSTGRESQL_RANK = "ts_rank(vector, {queries})"
_SQLITE_STEM = (
    "SELECT entry.id FROM finsam_searchentry_stems JOIN finsam_searchentry entry"
    " ON entry.id = finsam_searchentry_stems.rowid"
    " WHERE entry.association_id = %s AND finsam_searchentry_stems MATCH %s"
)
_SQLITE_RANK = (
    "COALESCE((SELECT -bm25(finsam_searchentry_stems, 5.0, 1.0) FROM finsam_searchentry_stems"
    " WHERE finsam_searchentry_stems MATCH %s AND rowid = finsam_searchentry.id), 0)"
)


def found_by(term: Term, association_id: int, vendor: str) -> Statement:
    """Return the SQL for the ids of entries with a term: by its letters, or a word by its stem."""
    params: list[object] = [association_id, term.pattern, term.pattern]
    if term.is_phrase:
        return _LIKE, params
    if vendor == "postgresql":
        return f"{_LIKE} UNION {_POSTGRESQL_STEM}", [*params, association_id, term.words[0]]
    return f"{_LIKE} UNION {_SQLITE_STEM}", [*params, association_id, _match([term])]


def rank_of(terms: list[Term], vendor: str) -> Statement:
    """Return the SQL for how well an entry answers, the higher the better; titles weigh most."""
    if vendor == "postgresql":
        queries = " || ".join(["plainto_tsquery('swedish', %s)"] * len(terms))
        return _POSTGRESQL_RANK.format(queries=queries), [" ".join(term.words) for term in terms]
    return _SQLITE_RANK, [_match(terms)]


def _match(terms: list[Term]) -> str:
    """Write FTS5's question for any of the stems; in quotation marks nothing is an operator."""
    return " OR ".join(f'"{stem(word)}"' for term in terms for word in term.words)
