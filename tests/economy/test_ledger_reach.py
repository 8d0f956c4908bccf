"""How far a year's books have come: the outcome's column follows them, and goes away with them."""

import datetime as dt
from decimal import Decimal

import pytest

from economy.actions.ledger import take_back
from economy.imports.books import Ledger, Voucher
from economy.models import Figure, FiscalYear, LedgerImport
from economy.queries.books import open_books
from economy.queries.comparisons import first_year_with
from economy.sie import records
from economy.sie.writer import Sender, year_file
from economy.states import FigureKind, ImportState, Source
from reporting.models import Report
from reporting.states import ReportKind
from tests.cast import Cast
from tests.economy.ledgers import NUMBER, opened_year, stored

YEAR = records.Rar(0, dt.date(2022, 1, 1), dt.date(2022, 12, 31))


def ledger_until(day: dt.date) -> Ledger:
    return Ledger(dt.date(2022, 1, 1), dt.date(2022, 12, 31), vouchers=[Voucher("A", "1", day, "", ())])


@pytest.mark.parametrize(
    ("last", "as_of", "said", "reaches"),
    [
        ("2022-03-12", "2022-04-08", None, "2022-03-31"), ("2022-12-02", "2022-12-20", None, "2022-12-31"),
        ("2022-11-30", "2023-01-20", None, "2022-12-31"), ("2022-03-12", "2022-04-08", "2022-02-28", "2022-02-28"),
        ("2022-03-12", "2022-04-08", "1980-01-01", "2022-03-31"),
    ],
)  # fmt: skip
def test_books_reach_as_far_as_the_file_says_or_its_last_month(last, as_of, said, reaches):
    found = ledger_until(dt.date.fromisoformat(last)).reaches_to(
        as_of=dt.date.fromisoformat(as_of), said=dt.date.fromisoformat(said) if said else None
    )
    assert found.isoformat() == reaches


def test_balances_that_no_month_divides_are_the_whole_years():
    ledger = Ledger(dt.date(2022, 1, 1), dt.date(2022, 12, 31), months={("3510", (), None): Decimal(-100)})
    assert ledger.reaches_to(as_of=dt.date(2022, 4, 8)) == dt.date(2022, 12, 31)


def file_until(month: int) -> bytes:
    """A year's books with 100 kronor of contributions each month, made on the month's last days."""
    vouchers = [
        records.Voucher(
            "A", str(each), dt.date(2022, each, 15),
            rows=(records.Trans("TRANS", "1930", (), Decimal(100)), records.Trans("TRANS", "3510", (), Decimal(-100))),
        )
        for each in range(1, month + 1)
    ]  # fmt: skip
    sender = Sender("Samordningsförbundet Exempelbygden", NUMBER, dt.date(2022, month, 28))
    return year_file(sender, YEAR, [], {}, vouchers)


def outcomes(year: FiscalYear) -> list[tuple[str, str, str]]:
    columns = year.figure_sets.filter(kind=FigureKind.OUTCOME).order_by("ends_on")
    return [(each.key, each.label, each.ends_on.isoformat()) for each in columns]


def test_the_first_quarters_books_give_the_quarters_outcome(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(3), name="mars.se")
    year.refresh_from_db()
    assert (year.source, outcomes(year)) == (
        Source.LEDGER,
        [("utfall-0331", "Utfall jan–mar 2022", "2022-03-31")],
    )


def test_the_next_months_books_take_the_earlier_columns_place(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(3), name="mars.se")
    stored(cast, file_until(4), name="april.se")
    assert [label for _, label, _ in outcomes(year)] == ["Utfall jan–apr 2022"]


def test_books_taken_back_leave_the_column_that_those_before_them_gave(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(3), name="mars.se")
    take_back(ledger_import=stored(cast, file_until(4), name="april.se"), by=cast.chief)
    assert [label for _, label, _ in outcomes(year)] == ["Utfall jan–mar 2022"]


def test_the_only_books_taken_back_leave_no_column(cast: Cast):
    year = opened_year(cast, 2022)
    take_back(ledger_import=stored(cast, file_until(3), name="mars.se"), by=cast.chief)
    assert outcomes(year) == []


def test_a_year_whose_outcome_is_the_books_is_the_latest_with_an_outcome(cast: Cast):
    opened_year(cast, 2021)
    opened_year(cast, 2022)
    stored(cast, file_until(3), name="mars.se")
    found = first_year_with(cast.association)
    assert found
    assert found.year == 2022


# ---- What stood before comes back


def part_and_whole(cast: Cast) -> tuple[FiscalYear, LedgerImport]:
    year = opened_year(cast, 2022)
    stored(cast, file_until(8), name="augusti.se")
    return year, stored(cast, file_until(12), name="december.se")


def test_a_part_of_the_year_stays_beside_the_whole(cast: Cast):
    year, _ = part_and_whole(cast)
    assert [label for _, label, _ in outcomes(year)] == ["Utfall jan–aug 2022", "Utfall 2022"]
    assert contributions(year) == [800, 1200]


def test_a_whole_year_taken_back_leaves_no_column_that_says_december(cast: Cast):
    year, whole = part_and_whole(cast)
    take_back(ledger_import=whole, by=cast.chief)
    assert (outcomes(year), contributions(year)) == (
        [("utfall-0831", "Utfall jan–aug 2022", "2022-08-31")], [800],
    )  # fmt: skip


def test_a_whole_year_that_is_not_divided_keeps_what_the_part_had(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(8), name="augusti.se")
    whole = stored(cast, b"Konto;UB\n1930;1300\n3510;-1300\n", name="2022.csv", year=2022)
    assert contributions(year) == [800, 1300]
    take_back(ledger_import=whole, by=cast.chief)
    assert (contributions(year), Figure.objects.count()) == ([800], 0)


def test_a_part_that_made_way_for_a_longer_one_comes_back_with_its_label(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(3), name="mars.se")
    year.figure_sets.update(label="Första kvartalet")
    take_back(ledger_import=stored(cast, file_until(4), name="april.se"), by=cast.chief)
    assert outcomes(year) == [("utfall-0331", "Första kvartalet", "2022-03-31")]
    take_back(ledger_import=LedgerImport.objects.get(state=ImportState.STORED), by=cast.chief)
    assert outcomes(year) == []


def test_a_column_that_a_report_shows_is_not_taken_from_under_it(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, file_until(6), name="juni.se")
    Report.objects.create(association=cast.association, kind=ReportKind.HALF_YEAR, year=2022, title="Delår")
    longer = stored(cast, file_until(7), name="juli.se")
    assert [label for _, label, _ in outcomes(year)] == ["Utfall jan–jun 2022", "Utfall jan–jul 2022"]
    take_back(ledger_import=longer, by=cast.chief)
    assert "Utfall jan–jun 2022" in [label for _, label, _ in outcomes(year)]


def test_a_column_that_a_report_shows_is_empty_past_where_the_books_come(cast: Cast):
    year, whole = part_and_whole(cast)
    Report.objects.create(association=cast.association, kind=ReportKind.ANNUAL, year=2022, title="Året")
    take_back(ledger_import=whole, by=cast.chief)
    assert contributions(year) == [800, None]


def test_a_budget_taken_back_says_again_where_it_came_from(cast: Cast):
    year = opened_year(cast, 2022)
    stored(cast, b"Rad;Budget\nInsatser;4 000\n", name="ett.csv", year=2022)
    second = stored(cast, b"Rad;Budget\nInsatser;5 000\n", name="tva.csv", year=2022)
    take_back(ledger_import=second, by=cast.chief)
    budget = year.figure_sets.get(key="budget")
    assert (budget.source, budget.figures.get(line__key="insatser").amount) == ("ett.csv", -4000)


def contributions(year: FiscalYear) -> list[Decimal | None]:
    """What each outcome has of contributions, in the order of their ends."""
    books = open_books(year.association)
    columns = sorted(
        (each for each in books.by_year[year.year].sets if each.is_outcome), key=lambda each: each.ends_on
    )
    return [books.amounts(each).get("bidrag") for each in columns]
