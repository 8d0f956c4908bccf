"""Tables out of JSON, as a person or another program writes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from finsam.errors import DomainError
from insatser.disclosure.tables import Number, Shown, Table


@dataclass(frozen=True)
class Request:
    """What is asked of the gate."""

    limit: int
    tables: tuple[Table, ...]
    sums: tuple[tuple[str, ...], ...]
    published: tuple[Shown, ...]
    hides_zeros: bool


def read_request(content: bytes) -> Request:
    """Read `limit`, `tables`, `sums`, `published` and `hides_zeros`; raises DomainError with what is wrong."""
    try:
        found = json.loads(content)
    except ValueError as error:
        raise DomainError("Filen är inte JSON.") from error
    except RecursionError as error:
        raise DomainError("Filen har listor i listor utan slut.") from error
    if not isinstance(found, dict):
        raise DomainError("Filen ska vara ett objekt med limit och tables.")
    limit, hides_zeros = found.get("limit"), found.get("hides_zeros", False)
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise DomainError("limit ska vara ett heltal.")
    if not isinstance(hides_zeros, bool):
        raise DomainError("hides_zeros ska vara true eller false.")
    return Request(
        limit,
        tuple(_table(one) for one in _list(found.get("tables"), "tables")),
        tuple(_labels(one, "sums") for one in _list(found.get("sums", []), "sums")),
        tuple(_shown(one) for one in _list(found.get("published", []), "published")),
        hides_zeros,
    )


def _table(found: Any) -> Table:
    if not isinstance(found, dict) or not isinstance(found.get("key"), str):
        raise DomainError("Varje tabell ska vara ett objekt med key, rows, columns och cells.")
    rows, columns = (_labels(found.get(name), name) for name in ("rows", "columns"))
    cells = tuple(_numbers(row, "cells") for row in _list(found.get("cells"), "cells"))
    return Table(found["key"], rows, columns, cells)


def _shown(found: Any) -> Shown:
    table = _table(found)
    rows, columns = (_numbers(found.get(name), name) for name in ("row_totals", "column_totals"))
    total = _numbers([found.get("total")], "total")[0]
    shape = [len(table.columns)] * len(table.rows)
    if [len(row) for row in table.cells] != shape or len(rows) != len(table.rows) or len(columns) != shape[0]:
        raise DomainError(
            f"Den publicerade tabellen {table.key} har inte en siffra för varje rad och kolumn."
        )
    return Shown(table.key, table.rows, table.columns, table.cells, rows, columns, total)


def _list(found: Any, name: str) -> list[Any]:
    if not isinstance(found, list):
        raise DomainError(f"{name} ska vara en lista.")
    return found


def _labels(found: Any, name: str) -> tuple[str, ...]:
    labels = _list(found, name)
    if not all(isinstance(label, str) for label in labels):
        raise DomainError(f"{name} ska vara en lista av ord.")
    return tuple(labels)


def _numbers(found: Any, name: str) -> tuple[Number, ...]:
    numbers = _list(found, name)
    for number in numbers:
        if number is not None and (isinstance(number, bool) or not isinstance(number, int)):
            raise DomainError(f"{name} ska vara heltal eller null, inte {number}.")
    return tuple(numbers)
