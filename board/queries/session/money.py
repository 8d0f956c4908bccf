"""The money of a § as it stands on the page: what is written in its att-satser, or else what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from board.models import Paragraph
from board.queries import writing
from board.queries.session.lines import AmountLine, DecisionLine
from board.registries import effects
from board.registries.money_left import WrittenAmount
from finsam.swedish import words


def written_amounts(paragraph: Paragraph, lines: Iterable[DecisionLine]) -> list[WrittenAmount]:
    """Give the money of the att-satser, and what is proposed as long as none is written; what cannot be read is left out."""
    written = [line for line in lines if not line.is_new]
    if not written:
        return _proposed(paragraph)
    read = (_read(line, amount) for line in written for amount in line.amounts)
    return [amount for amount in read if amount]


def _proposed(paragraph: Paragraph) -> list[WrittenAmount]:
    """Give the money that the proposed att-satser of a § on an ärende give."""
    return [
        WrittenAmount(clause, given.year, given.amount, given.financing)
        for clause in words.bare_clauses(paragraph.proposal)
        for given in effects.proposed_amounts(paragraph, clause)
    ]


def _read(line: DecisionLine, amount: AmountLine) -> WrittenAmount | None:
    try:
        kronor = Decimal(writing.amount_as_stored(amount.kronor))
    except InvalidOperation:
        return None
    if not amount.year.isdecimal():
        return None
    return WrittenAmount(line.text, int(amount.year), kronor, amount.financing)
