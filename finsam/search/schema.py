"""What each database keeps beside the table of entries, for a migration to make."""

from __future__ import annotations

from typing import Any

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    (
        "ALTER TABLE finsam_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
        " setweight(to_tsvector('swedish', title_words), 'A')"
        " || setweight(to_tsvector('swedish', body_words), 'D')) STORED"
    ),
    "CREATE INDEX finsam_searchentry_vector ON finsam_searchentry USING gin (vector)",
    (
        "CREATE INDEX finsam_searchentry_letters ON finsam_searchentry"
        " USING gin (title_words gin_trgm_ops, body_words gin_trgm_ops)"
    ),
)
POSTGRESQL_UNDONE = (
    "DROP INDEX IF EXISTS finsam_searchentry_letters",
    "DROP INDEX IF EXISTS finsam_searchentry_vector",
    "ALTER TABLE finsam_searchentry DROP COLUMN IF EXISTS vector",
)

_NEW = "INSERT INTO finsam_searchentry_stems (rowid, title_stems, body_stems) VALUES (new.id, new.title_stems, new.body_stems);"
_OLD = (
    "INSERT INTO finsam_searchentry_stems (finsam_searchentry_stems, rowid, title_stems, body_stems)"
    " VALUES ('delete', old.id, old.title_stems, old.body_stems);"
)
SQLITE = (
    (
        "CREATE VIRTUAL TABLE finsam_searchentry_stems USING fts5(title_stems, body_stems,"
        " content='finsam_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    ),
    f"CREATE TRIGGER finsam_searchentry_added AFTER INSERT ON finsam_searchentry BEGIN {_NEW} END",
    f"CREATE TRIGGER finsam_searchentry_gone AFTER DELETE ON finsam_searchentry BEGIN {_OLD} END",
    f"CREATE TRIGGER finsam_searchentry_changed AFTER UPDATE ON finsam_searchentry BEGIN {_OLD} {_NEW} END",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS finsam_searchentry_added",
    "DROP TRIGGER IF EXISTS finsam_searchentry_gone",
    "DROP TRIGGER IF EXISTS finsam_searchentry_changed",
    "DROP TABLE IF EXISTS finsam_searchentry_stems",
)


def create_indexes(apps: Any, schema_editor: Any) -> None:
    """Make the search's own indexes in the database at hand."""
    _execute(schema_editor, POSTGRESQL, SQLITE)


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    _execute(schema_editor, POSTGRESQL_UNDONE, SQLITE_UNDONE)


def _execute(schema_editor: Any, postgresql: tuple[str, ...], sqlite: tuple[str, ...]) -> None:
    chosen = {"postgresql": postgresql, "sqlite": sqlite}.get(schema_editor.connection.vendor, ())
    for statement in chosen:
        # Without parameters the driver takes a percent sign for itself.
        schema_editor.execute(statement, params=None)
