"""Which of a year's columns each column of a pasted table is, or which column it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from economy.models import FigureSet, FiscalYear
from economy.pasting.heads import Column
from economy.queries.books import Book
from economy.states import FigureKind, Source

NEW = "new"


@dataclass(frozen=True)
class NewColumn:
    """A column that is to be made."""

    kind: str
    label: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class PlannedColumn:
    """A pasted column and where its amounts go: to a column there is, to a new one, or nowhere and why."""

    place: int
    head: Column
    target: FigureSet | None = None
    new: NewColumn | None = None
    why: str = ""
    is_made: bool = False

    @property
    def is_taken(self) -> bool:
        return self.target is not None or self.is_made

    @property
    def chosen(self) -> str:
        """What the page's choice says."""
        return str(self.target.pk) if self.target else (NEW if self.is_made else "")

    @property
    def label(self) -> str:
        """The name of the column that the amounts go to."""
        made = self.new.label if self.new and self.is_made else ""
        return str(self.target) if self.target else made


def plan_columns(heads: Sequence[Column], book: Book, chosen: Mapping[int, str]) -> list[PlannedColumn]:
    """Match by name, or by year and kind; what lacks is to be made, and nothing goes by its place."""
    planned: list[PlannedColumn] = []
    for place, head in enumerate(heads):
        guess = _planned(place, head, book, planned)
        planned.append(_as_chosen(guess, book, chosen[place]) if place in chosen else guess)
    return planned


def writable(book: Book) -> list[FigureSet]:
    """Give the columns that are written by hand and not adopted."""
    return [each for each in book.columns if not _shut(each, book.fiscal_year)]


def _shut(column: FigureSet, year: FiscalYear) -> str:
    """Why a column cannot be written in, or nothing."""
    if column.is_adopted:
        return f"{column} är fastställd och ändras inte."
    if column.is_outcome and column.is_within_year and year.source == Source.LEDGER:
        return "Utfallet kommer från bokföringen."
    return ""


def _planned(place: int, head: Column, book: Book, before: Sequence[PlannedColumn]) -> PlannedColumn:
    new = _new(head, book.fiscal_year)
    same = [each for each in book.columns if _is_same(each, head, new)]
    if new is None and not same:
        why = (
            "Total över åren: kontrolleras, men läses inte in."
            if head.is_total
            else "Rubriken säger inte vad kolumnen är."
        )
        return PlannedColumn(place, head, why=why)
    found = next((each for each in same if not _shut(each, book.fiscal_year)), None)
    if any(each.is_taken and each.target == found and (found or each.new == new) for each in before):
        return PlannedColumn(place, head, new=new, why="Samma år och slag som en kolumn före.")
    if found or not same:
        return PlannedColumn(place, head, found, new, is_made=not found)
    return PlannedColumn(place, head, new=new, why=_shut(same[0], book.fiscal_year))


def _is_same(column: FigureSet, head: Column, new: NewColumn | None) -> bool:
    if column.label.casefold() == head.head.casefold():
        return True
    return new is not None and (column.kind, column.starts_on, column.ends_on) == (
        new.kind,
        new.starts_on,
        new.ends_on,
    )


def _new(head: Column, year: FiscalYear) -> NewColumn | None:
    if head.year is None or head.kind is None:
        return None
    starts_on, ends_on = _days(head, year)
    label = head.head if head.part else f"{FigureKind(head.kind).label} {head.year}"
    return NewColumn(head.kind, label[:1].upper() + label[1:], starts_on, ends_on)


def _days(head: Column, year: FiscalYear) -> tuple[dt.date, dt.date]:
    assert head.year is not None
    own = head.year == year.year
    first = year.starts_on if own else dt.date(head.year, 1, 1)
    if head.part:
        return head.part[0] or first, head.part[1]
    return first, year.ends_on if own else dt.date(head.year, 12, 31)


def _as_chosen(guess: PlannedColumn, book: Book, choice: str) -> PlannedColumn:
    plain = PlannedColumn(guess.place, guess.head, new=guess.new)
    if choice == NEW and guess.new:
        return PlannedColumn(guess.place, guess.head, new=guess.new, is_made=True)
    target = next((each for each in writable(book) if str(each.pk) == choice), None)
    return PlannedColumn(guess.place, guess.head, target, guess.new) if target else plain
