"""Swedish alphabetical order, under the name svenska in SQLite and PostgreSQL alike."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.backends.signals import connection_created
from django.db.migrations.operations.base import Operation

NAME = "svenska"

# The Swedish alphabet ends in å ä ö. Danish, Norwegian, German and Hungarian letters stand with the
# Swedish letter they are read as (Svenska Akademiens ordlista); v and w are apart since 2006.
_AFTER_Z = {
    "å": "z\ue001",
    "ä": "z\ue002",
    "æ": "z\ue002",
    "ö": "z\ue003",
    "ø": "z\ue003",
    "ő": "z\ue003",
    "ü": "y",
    "ű": "y",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
}


def sort_key(text: str) -> tuple[str, str, str]:
    """Take any text and return a key that sorts it the Swedish way.

    Letters decide first, å ä ö last and case and other accents left aside; then accents; then lower
    case before upper. The text itself breaks the last tie, so equal keys mean equal texts.
    """
    composed = unicodedata.normalize("NFC", text)
    letters = "".join(_letter(character) for character in composed.lower())
    return letters, composed.lower(), composed.swapcase()


def _letter(character: str) -> str:
    if character.isascii():
        return character
    if character in _AFTER_Z:
        return _AFTER_Z[character]
    return unicodedata.normalize("NFD", character)[0]


def compare(left: str, right: str) -> int:
    """Take two texts and return −1, 0 or 1, as SQLite wants its collations."""
    if left == right:
        return 0
    left_key, right_key = sort_key(left), sort_key(right)
    return (left_key > right_key) - (left_key < right_key)


def register(*, connection: Any, **_: Any) -> None:
    """Give a new SQLite connection the collation; other databases have it from a migration."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(NAME, compare)


def listen() -> None:
    """Have every connection made from now on know the collation."""
    connection_created.connect(register, dispatch_uid="finsam.collation")


# Listening begins on import: the settings or the first app's models reach this module before any
# query is made, and a connection without the collation cannot even read the schema.
listen()


class CreateSwedishCollation(Operation):
    """Create the collation in PostgreSQL from ICU; SQLite gets it with each connection."""

    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models alone: a collation is not one of them."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create the collation unless it is there already."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE COLLATION IF NOT EXISTS {NAME} (provider = icu, locale = 'sv-SE')")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the collation."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP COLLATION IF EXISTS {NAME}")

    def describe(self) -> str:
        """Say in a line what the migration does."""
        return "Create the Swedish collation"

    @property
    def migration_name_fragment(self) -> str:
        """Name a migration that has only this operation."""
        return "collation"
