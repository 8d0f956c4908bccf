"""What a year is expected to come to, once its months are closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.states import FigureKind
from reporting.documents.economic_report import build_economic_report
from tests.cast import Cast
from tests.reporting.test_economic_report import begin, plain


def test_a_negative_year_of_twelve_closed_months_expects_what_it_came_to(cast: Cast):
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    outcome = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )
    save_figures(
        figure_set=outcome, amounts={"bidrag": Decimal(1000), "insatser": Decimal(-1500)}, by=cast.chief
    )
    document = build_economic_report(begin(cast, year, dt.date(2021, 12, 31)))
    assert [plain(figure.value) for figure in document.figures] == ["−500 kr", "−500 kr", "–"]
    assert "dec 2021" not in [name for name, _ in document.equity_rows]
