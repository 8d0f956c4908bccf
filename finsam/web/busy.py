"""Faults that pass: the database is taken by others, or does not answer just now. Nobody's input is at fault, nor the program."""

from __future__ import annotations

from enum import Enum

from django.db import InterfaceError, OperationalError

# What PostgreSQL calls it when others were before us and nothing was written: lock and deadlock, too many at once, starting.
_TAKEN_STATES = {"40001", "40P01", "53300", "55P03", "57P03"}
_TAKEN_WORDS = ("database is locked", "database table is locked", "database schema is locked")  # SQLite's


class Trouble(Enum):
    """What is wrong with the database, as far as one who sent something must know."""

    TAKEN = "taken"  # nothing of the transaction was written
    AWAY = "away"  # whether the last of it was written nobody knows


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Say what kind of passing trouble a fault comes from, if any; an error in a query is none."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    if state in _TAKEN_STATES or any(words in str(error) for words in _TAKEN_WORDS):
        return Trouble.TAKEN
    is_connection = state is None or state.startswith(("08", "57P"))
    is_sqlite = type(error.__cause__).__module__ == "sqlite3"
    return Trouble.AWAY if is_connection and not is_sqlite else None
