"""How long it takes to store books, from the waiting file to the last row."""

from __future__ import annotations

import time

from economy.actions.ledger import take_back, take_in
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from finsam.models import Association, Person
from tests.bench.sie_files import made_file

SIZES = {2_000: 2.0, 20_000: 5.0, 200_000: 30.0}  # rows, and the most seconds they may take to be stored
_NUMBER = b"222000-0000"  # of the made file


def store_seconds(association: Association, rows: int, *, by: Person) -> float:
    """Take a made file of so many rows in, store it as the worker does, and take it back; the seconds of the storing.

    They hold the second reading of the file, for nothing is stored from what an earlier request has read.
    """
    number = association.organisation_number or _NUMBER.decode()
    content = made_file(rows).replace(_NUMBER, number.encode())
    taken = take_in(association=association, name=f"matning-{rows}.se", content=content, by=by)
    read = analyse_file(ledger_import=taken, by=by)
    began = time.perf_counter()
    stored = store_books(ledger_import=read, by=by)
    seconds = time.perf_counter() - began
    take_back(ledger_import=stored, by=by)
    return seconds
