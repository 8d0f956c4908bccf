"""Participants as they are printed: past the gate, since a printed report leaves the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from insatser.disclosure import Table, disclose
from insatser.models import ParticipantCount

HIDDEN = ".."
NOT_COUNTED = "–"
_COLUMNS = ("women", "men", "unknown")


@dataclass(frozen=True)
class PrintedCount:
    """Participants in a phase, as they are printed: a number, ".." where hidden, a dash where not counted."""

    phase: str
    women: str
    men: str
    unknown: str
    total: str

    @property
    def is_partly_hidden(self) -> bool:
        return HIDDEN in {self.women, self.men, self.unknown, self.total}


def printed_counts(rows: Iterable[ParticipantCount], limit: int) -> tuple[PrintedCount, ...]:
    """Give a line for each phase, with what may leave the house."""
    return tuple(_printed(row, limit) for row in rows)


def hiding_sentence(counts: Sequence[PrintedCount], limit: int) -> str:
    """Explain what is hidden in a sentence; empty where nothing is."""
    if not any(count.is_partly_hidden for count in counts):
        return ""
    return f"{HIDDEN} står för antal under {limit}, och för antal som skulle göra det möjligt att räkna ut ett sådant."


def _printed(row: ParticipantCount, limit: int) -> PrintedCount:
    """A phase is a table of one row: phases are not parts of a whole, and are never summed."""
    numbers = [getattr(row, column) for column in _COLUMNS]
    # The total counts nobody where nothing is written, and the reader sees that it does.
    table = Table(row.phase, (row.phase,), _COLUMNS, (tuple(number or 0 for number in numbers),))
    shown = disclose([table], limit=limit).tables[0]
    women, men, unknown = (
        NOT_COUNTED if number is None else _text(cell)
        for number, cell in zip(numbers, shown.cells[0], strict=True)
    )
    return PrintedCount(str(row.get_phase_display()), women, men, unknown, _text(shown.row_totals[0]))


def _text(number: int | None) -> str:
    return HIDDEN if number is None else str(number)
