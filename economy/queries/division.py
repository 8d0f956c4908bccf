"""How the money divides between individuals and structure, in words: from where it is known, or why it is not."""

from __future__ import annotations

from decimal import Decimal

from economy.models import FigureSet
from economy.queries.books import Books
from economy.queries.ratios import ratios_of
from economy.queries.reported import silent_insatser
from economy.states import Orientation
from finsam.swedish import money
from finsam.swedish.local_words import word


def division_told(books: Books, figure_set: FigureSet) -> str:
    """Say where a column's shares come from when it is not its note, or why there are none; nothing when the note tells."""
    ratios = ratios_of(books, figure_set)
    if ratios.is_division_reported:
        return "Fördelningen är räknad ur insatsernas årsrapporter: noten är inte fördelad, och rapporterna går ihop med den."
    if not ratios.undivided or ratios.insatser is None:
        return ""
    book = books.book_of(figure_set)
    if figure_set != book.outcome or not book.reported:
        return "Andelarna räknas när noten är fördelad på insatser."
    told = sum(book.reported.values(), Decimal(0))
    parts = [
        f"{label} {_kr(book.reported[kind])}"
        for kind, label in (
            (Orientation.INDIVIDUAL.value, word("individual", form="neuter")),
            (Orientation.STRUCTURAL.value, word("structural", form="neuter")),
        )
        if kind in book.reported
    ]  # fmt: skip
    silent = silent_insatser(books.association, book.year)
    ending = f" {_listed(silent)} redovisar ingen kostnad." if silent else ""
    return (
        "Andelarna räknas inte: noten är inte fördelad på insatser, och insatsernas årsrapporter redovisar "
        f"{_kr(told)} av {_kr(ratios.insatser)} kronor ({', '.join(parts)}).{ending}"
    )


def _kr(amount: Decimal) -> str:
    return money.kr(amount)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
