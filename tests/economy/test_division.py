"""How the money divides: by the note, by the insatser's own reports where they go together with it, or not at all."""

import datetime as dt
from decimal import Decimal

import pytest

from economy.actions.figures import add_column, save_figures
from economy.actions.ledger_mapping import save_object_insatser
from economy.actions.years import open_year
from economy.models import FigureSet
from economy.outlines import STARTER
from economy.queries.books import open_books
from economy.queries.division import division_told
from economy.queries.ratios import key_ratios
from economy.states import FigureKind
from insatser.actions.handing_in import submit
from tests.cast import Cast
from tests.economy.ledgers import opened_year, stored
from tests.insatser.reports import SIGNATURE, make_insats, make_report, write_costs


def report_costs(cast: Cast, name: str, kind: str, outcome: str) -> None:
    """An insats's yearly report of 2021 with what it cost, handed in."""
    insats = make_insats(cast, key=name.lower().replace(" ", "-"), name=name, kind=kind)
    report = make_report(cast, insats)
    write_costs(cast, report, outcome=outcome)
    submit(report=report, signatures=[SIGNATURE], by=cast.chief)


@pytest.fixture
def outcome(cast: Cast) -> FigureSet:
    """The insatser cost 500 000 kronor in 2021, and no note divides them."""
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )
    return save_figures(figure_set=column, amounts={"insatser": Decimal(-500_000)}, by=cast.chief)


def told(cast: Cast, outcome: FigureSet) -> str:
    books = open_books(cast.association)
    return division_told(books, books.by_year[2021].outcome or outcome).replace("\u00a0", " ")


def test_reports_that_go_together_with_the_line_tell_the_shares(cast, outcome):
    report_costs(cast, "Vidare Vy", "individ", "374 999,60")
    report_costs(cast, "Äpplet", "struktur", "125 000")
    ratios = key_ratios(outcome.fiscal_year)
    assert (round(ratios.individual_share), round(ratios.structural_share), ratios.undivided) == (75, 25, 0)
    assert told(cast, outcome).startswith("Fördelningen är räknad ur insatsernas årsrapporter")


def test_reports_that_leave_money_untold_tell_no_share(cast, outcome):
    report_costs(cast, "Vidare Vy", "individ", "374 448")
    make_report(cast, make_insats(cast, key="plattform-u", name="Plattform U"))
    assert key_ratios(outcome.fiscal_year).individual_share is None
    assert told(cast, outcome) == (
        "Andelarna räknas inte: noten är inte fördelad på insatser, och insatsernas årsrapporter redovisar 374 448 av "
        "500 000 kronor (individinriktat 374 448). Plattform U redovisar ingen kostnad."
    )


def test_a_report_that_is_not_handed_in_tells_nothing(cast, outcome):
    write_costs(cast, make_report(cast), outcome="500 000")
    assert key_ratios(outcome.fiscal_year).individual_share is None
    assert told(cast, outcome) == "Andelarna räknas när noten är fördelad på insatser."


# ---- The books


def test_the_books_divide_by_the_insats_that_each_object_is(cast):
    year = opened_year(cast)
    stored(cast)
    one = make_insats(cast, key="ett", name="Insats Ett", kind="struktur")
    save_object_insatser(association=cast.association, insatser={("6", "100"): one}, by=cast.chief)
    ratios = key_ratios(year)
    assert (ratios.structural, ratios.undivided, ratios.structural_share) == (
        200_000,
        Decimal("150000.50"),
        None,
    )


def test_a_part_of_the_year_is_divided_by_its_own_months(cast):
    year = opened_year(cast)
    stored(cast)
    one = make_insats(cast, key="ett", name="Insats Ett", kind="individ")
    save_object_insatser(association=cast.association, insatser={("6", "100"): one}, by=cast.chief)
    part = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall jan–feb", key="utfall-0228",
        ends_on=dt.date(2021, 2, 28), by=cast.chief,
    )  # fmt: skip
    assert key_ratios(year, part).individual is None
