"""Which column of a list is what: found from its headings, said by a person, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from economy.imports.cells import Cell, text_of
from economy.states import ImportKind

FIELDS = {
    "account": "Konto",
    "name": "Kontonamn eller rad",
    "day": "Datum",
    "voucher": "Verifikation",
    "text": "Text",
    "object": "Objekt eller projekt",
    "opening": "Ingående balans",
    "change": "Förändring under året",
    "closing": "Utgående balans eller saldo",
    "debit": "Debet",
    "credit": "Kredit",
    "amount": "Belopp",
}
OF_KIND = {
    ImportKind.BALANCES: ("account", "name", "opening", "change", "closing"),
    ImportKind.TRANSACTIONS: (
        "day",
        "voucher",
        "account",
        "name",
        "object",
        "text",
        "debit",
        "credit",
        "amount",
    ),
    ImportKind.BUDGET: ("account", "name", "amount"),
}
_WORDS = {
    "account": ("konto", "kontonr", "kontonummer", "kto", "account"),
    "name": ("kontonamn", "namn", "benämning", "benamning", "kontotext", "rad", "post"),
    "day": ("datum", "bokföringsdatum", "verdatum", "ver.datum", "bokf.datum", "date"),
    "voucher": (
        "verifikation",
        "ver",
        "vernr",
        "ver.nr",
        "verifikationsnummer",
        "verifikat",
        "vernummer",
        "ver nr",
    ),
    "text": ("text", "vertext", "beskrivning", "transaktionstext", "anteckning"),
    "object": ("objekt", "projekt", "proj", "aktivitet", "kostnadsställe", "ks", "kst"),
    "opening": ("ib", "ingående balans", "ingående saldo", "ing balans", "ing saldo", "ingående"),
    "change": ("period", "förändring", "perioden", "årets förändring", "ack period"),
    "closing": (
        "ub",
        "utgående balans",
        "utgående saldo",
        "saldo",
        "utg balans",
        "utg saldo",
        "utgående",
        "utfall",
    ),
    "debit": ("debet", "debit"),
    "credit": ("kredit", "credit"),
    "amount": ("belopp", "budget", "årsbudget", "belopp kr", "kronor", "kr"),
}
_SEARCHED = 30  # rows from the top in which the headings must stand


@dataclass(frozen=True)
class Head:
    """The row of headings: where it is, what stands in it (with what is merged above), and their hash."""

    row: int
    headings: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The headings as a hash, to know the same kind of file again."""
        return hashlib.sha256("\x1f".join(each.lower() for each in self.headings).encode()).hexdigest()


def head_of(rows: Sequence[Sequence[Cell]]) -> Head:
    """Find the headings: the row near the top with the most words that we know; cells merged above fill its gaps."""
    best, most = 0, -1
    for number, row in enumerate(rows[:_SEARCHED]):
        hits = len({field for cell in row if (field := _field(text_of(cell)))})
        if hits > most:
            best, most = number, hits
    width = max((len(row) for row in rows[:_SEARCHED]), default=0)
    above = rows[best - 1] if best and most > 0 else ()
    named = {_field(text_of(cell)) for cell in rows[best]} if rows else set()
    headings = [_heading(_at(rows[best], column), _at(above, column), named) for column in range(width)]
    while best + 1 < len(rows) and _is_second_row(rows[best + 1]):
        best += 1
        below = [_at(rows[best], column) for column in range(width)]
        headings = [
            lower if _field(lower) or not upper else upper
            for upper, lower in zip(headings, below, strict=True)
        ]
    return Head(best, tuple(headings))


def _heading(own: str, above: str, named: set[str | None]) -> str:
    """A column's own words, or what is merged above it where only that says what it is: "Konto" above "Nr"."""
    is_told = _field(own) or not _field(above) or _field(above) in named
    return own or above if is_told else above


def _is_second_row(row: Sequence[Cell]) -> bool:
    """Whether a row under the headings belongs to them: words alone, one of which names a column."""
    texts = [text_of(cell) for cell in row]
    is_words = all(isinstance(cell, str) or cell is None for cell in row) and not any(map(_has_digit, texts))
    return is_words and any(map(_field, texts))


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _at(row: Sequence[Cell], column: int) -> str:
    return text_of(row[column]) if column < len(row) else ""


def _field(heading: str) -> str | None:
    plain = heading.lower().strip(" :*.")
    plain = plain.removesuffix("(kr)").removesuffix("(sek)").strip(" ,")
    first = plain.rstrip("0123456789 ")
    return next((field for field, words in _WORDS.items() if plain in words or first in words), None)


def guessed(head: Head, kind: str) -> dict[str, int]:
    """Give the column of each field that the headings name."""
    wanted, found = OF_KIND[ImportKind(kind)], {}
    for column, heading in enumerate(head.headings):
        field = _field(heading)
        if field == "closing" and field not in wanted:
            field = "amount"
        if field in wanted and field not in found:
            found[field] = column
    if kind == ImportKind.BALANCES and "closing" not in found:
        amount = next((at for at, heading in enumerate(head.headings) if _field(heading) == "amount"), None)
        found |= {} if amount is None else {"closing": amount}
    return found


def guessed_kind(head: Head, name: str = "") -> ImportKind:
    """Say what a list seems to be: with days it is transactions, with a budget in headings or name a budget."""
    fields = {_field(heading) for heading in head.headings}
    if "day" in fields or "voucher" in fields:
        return ImportKind.TRANSACTIONS
    if any("budget" in text.lower() for text in (*head.headings, name)) and "closing" not in fields:
        return ImportKind.BUDGET
    return ImportKind.BALANCES


def lacking(kind: str, columns: dict[str, int]) -> str:
    """Say which column must be chosen before the list can be read; empty when none."""
    if kind == ImportKind.BUDGET:
        if "account" not in columns and "name" not in columns:
            return "Välj kolumnen med konto eller rad."
        return "" if "amount" in columns else "Välj kolumnen med belopp."
    if "account" not in columns:
        return "Välj kolumnen med konto."
    if kind == ImportKind.BALANCES:
        has = "closing" in columns or {"opening", "change"} <= columns.keys()
        return "" if has else "Välj kolumnen med utgående balans."
    if "day" not in columns:
        return "Välj kolumnen med datum."
    has_amount = "amount" in columns or {"debit", "credit"} <= columns.keys()
    return "" if has_amount else "Välj kolumnen med belopp, eller debet och kredit."
