"""The demo's first quarter of 2022 in the cast's förbund: its budget, its books until March."""

from __future__ import annotations

from decimal import Decimal

from economy.actions.figures import add_column, save_figures
from economy.actions.ledger_mapping import save_mapping
from economy.actions.years import open_year
from economy.models import FiscalYear
from economy.states import FigureKind
from reporting.demo import books
from reporting.demo.books_figures import LINES
from tests.cast import Cast
from tests.economy.figures import load_demo_figures
from tests.economy.ledgers import stored

BUDGET = {
    "bidrag": 5034000, "insatser": -4570000, "forbundschef": -750000, "kansli": -100000, "arvoden": -110000,
    "sammantraden": -20000, "resor": -40000, "kurser": -44000, "bank": -1000, "nns": -11000, "ovrigt": -10000,
}  # fmt: skip
OUTCOME = {
    "bidrag": 1258500, "insatser": -807104, "forbundschef": -187200, "kansli": -25000, "arvoden": -27880,
    "sammantraden": -3150, "resor": -4820, "kurser": -9600, "bank": -270, "nns": -10268, "ovrigt": -1890,
}  # fmt: skip


def load_quarter(cast: Cast) -> FiscalYear:
    """Load 2020 and 2021, and 2022 with its budget and its books until 31 March."""
    year = open_quarter(cast)
    stored(cast, books.sie_file(2022), name=books.file_name(2022))
    year.refresh_from_db()
    return year


def open_quarter(cast: Cast) -> FiscalYear:
    """Load 2020 and 2021, and open 2022 with its budget; its books have not come."""
    before = load_demo_figures(cast)
    year = open_year(association=cast.association, year=2022, copy_from=before, by=cast.chief)
    budget = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2022", key="budget", by=cast.chief
    )
    save_figures(
        figure_set=budget, amounts={key: Decimal(value) for key, value in BUDGET.items()}, by=cast.chief
    )
    save_mapping(fiscal_year=year, accounts={key: (text, "") for key, text in LINES.items()}, by=cast.chief)
    return year
