"""What the economy stores."""

from economy.models.contribution import Contribution, EquityLimit
from economy.models.figures import Figure, FigureSet, HistoricalFigure
from economy.models.layout import FiscalYear, StatementLine
from economy.models.notes import Note, NoteFigure, NoteRow

__all__ = [
    "Contribution",
    "EquityLimit",
    "Figure",
    "FigureSet",
    "FiscalYear",
    "HistoricalFigure",
    "Note",
    "NoteFigure",
    "NoteRow",
    "StatementLine",
]
