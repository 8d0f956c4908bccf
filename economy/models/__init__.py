"""What the economy stores."""

from economy.models.consultation import Consultation, ConsultationAnswer
from economy.models.contribution import Contribution, ContributionShares, EquityLimit, Inhabitants
from economy.models.fees import FeeClaim, FeeHabits, FeePeriod, FeeRow, FeeRule
from economy.models.figures import Figure, FigureSet, HistoricalFigure
from economy.models.follow_up import DeviationLimit, Forecast, ForecastRow, LineSpread
from economy.models.layout import FiscalYear, StatementLine
from economy.models.ledger import (
    ColumnMapping,
    LedgerAccount,
    LedgerImport,
    LedgerRow,
    LedgerSum,
    LedgerTag,
    LedgerVoucher,
    ObjectInsats,
)
from economy.models.notes import Note, NoteFigure, NoteRow
from economy.models.pasting import Pasting
from economy.models.requisition import MemberTerms, Requisition, RequisitionTerms
from economy.models.scenario import Scenario

__all__ = [
    "ColumnMapping",
    "Consultation",
    "ConsultationAnswer",
    "Contribution",
    "ContributionShares",
    "DeviationLimit",
    "EquityLimit",
    "FeeClaim",
    "FeeHabits",
    "FeePeriod",
    "FeeRow",
    "FeeRule",
    "Figure",
    "FigureSet",
    "FiscalYear",
    "Forecast",
    "ForecastRow",
    "HistoricalFigure",
    "Inhabitants",
    "LedgerAccount",
    "LedgerImport",
    "LedgerRow",
    "LedgerSum",
    "LedgerTag",
    "LedgerVoucher",
    "LineSpread",
    "MemberTerms",
    "Note",
    "NoteFigure",
    "NoteRow",
    "ObjectInsats",
    "Pasting",
    "Requisition",
    "RequisitionTerms",
    "Scenario",
    "StatementLine",
]
