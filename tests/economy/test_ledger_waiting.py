"""A file that waits: what it would make of the statements, its accounts on lines, and its objects, before it is stored."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from economy.actions.figures import add_column, save_figures
from economy.models import LedgerAccount, LedgerImport, LedgerTag, ObjectInsats, StatementLine
from economy.queries.ledger import outcome_by_line, sums_of_import, sums_of_waiting
from economy.queries.ledger_insatser import insats_rows
from economy.queries.ledger_preview import preview_of
from economy.states import FigureKind
from finsam.states import BodyKind
from insatser.actions.grants import grant_money
from insatser.models import Insats
from tests.cast import Cast, client_of
from tests.economy.ledgers import opened_year, stored, waiting
from tests.factories import make_body
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(cast: Cast) -> Client:
    return client_of(cast.chief)


def mapping_of(cast: Cast, taken: LedgerImport | None = None) -> str:
    url = reverse("ledger_mapping", args=[cast.association.slug, 2021])
    return f"{url}?fil={taken.pk}" if taken else url


def make_insats(cast: Cast, name: str) -> Insats:
    body = make_body(association=cast.association, kind=BodyKind.INSATS, name=name)
    return Insats.objects.create(
        association=cast.association, key=name.lower(), name=name, kind="individ", starts_on="2021-01-01", body=body
    )  # fmt: skip


# ---- What it would make of the statements


def test_a_waiting_file_shows_what_each_line_would_get(cast):
    year, taken = opened_year(cast), waiting(cast)
    shown = {row.label: row.given for row in preview_of(taken).statement}
    store = stored(cast)
    kept = outcome_by_line(year, year.starts_on, year.ends_on)
    assert (store.pk, shown["Insatser"], shown["Kassa och bank"]) == (
        taken.pk, kept["insatser"], kept["kassa_bank"],
    )  # fmt: skip


def test_a_waiting_file_comes_to_the_same_on_every_line_as_when_it_is_stored(cast):
    year, taken = opened_year(cast), waiting(cast)
    lines, days = list(year.lines.all()), (year.starts_on, year.ends_on)
    before = sums_of_waiting(taken).by_line(lines, *days, is_whole_year=True)
    assert before == sums_of_import(stored(cast)).by_line(lines, *days, is_whole_year=True)


def test_a_waiting_file_is_put_beside_what_is_typed(cast):
    year = opened_year(cast)
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    save_figures(figure_set=column, amounts={"insatser": Decimal(-350_000)}, by=cast.chief)
    row = next(each for each in preview_of(waiting(cast)).statement if each.label == "Insatser")
    assert (row.given, row.now, row.difference) == (
        Decimal("-350000.50"),
        Decimal(-350_000),
        Decimal("-0.50"),
    )


def test_the_two_sides_of_a_files_balance_sheet_are_alike(cast):
    totals = {label: amount for label, amount, _ in preview_of(waiting(cast)).totals}
    assert totals["Tillgångar"] == totals["Eget kapital och skulder"]


# ---- Its accounts on lines


def test_the_accounts_of_a_waiting_file_are_placed_before_it_is_stored(cast, chief):
    year, taken = opened_year(cast), waiting(cast)
    StatementLine.objects.filter(fiscal_year=year).update(accounts="")
    page = chief.get(f"{mapping_of(cast, taken)}&forslag=Kommun-Bas")
    proposed = {f"a-{key}": text for key, (text, _) in page.context["form"].proposed().items()}
    answer = chief.post(mapping_of(cast, taken), proposed | {"do": "save"})
    assert (answer.url, LedgerAccount.objects.count()) == (taken.get_absolute_url(), 0)
    assert year.lines.get(key="bidrag").accounts == "35"


def test_what_a_proposal_does_is_shown_with_it(cast, chief):
    year, taken = opened_year(cast), waiting(cast)
    StatementLine.objects.filter(fiscal_year=year).update(accounts="")
    page = chief.get(f"{mapping_of(cast, taken)}&forslag=Kommun-Bas")
    effects = {each.line.key: each.after for each in page.context["effects"]}
    assert effects["insatser"] == Decimal("-350000.50")


@pytest.mark.parametrize("wrong", ["x", "0", "999999"])
def test_the_accounts_of_no_file_are_a_404(cast, chief, wrong):
    opened_year(cast)
    assert chief.get(f"{mapping_of(cast)}?fil={wrong}").status_code == 404


def test_another_years_file_is_a_404(cast, chief):
    taken = waiting(cast)
    opened_year(cast, 2022)
    url = reverse("ledger_mapping", args=[cast.association.slug, 2022])
    assert chief.get(f"{url}?fil={taken.pk}").status_code == 404


# ---- Its objects


def test_an_object_of_a_waiting_file_is_proposed_to_be_the_insats_of_its_name(cast, chief):
    waiting(cast)
    names = {label for _, label in chief.get(objects_url(cast)).context["objects"]}
    insats = make_insats(cast, next(label for label in names if label.startswith("100")).partition(" ")[2])
    form = chief.get(objects_url(cast)).context["form"]
    field = form.fields["object-6:100"]
    assert (field.initial, field.help_text, ObjectInsats.objects.count()) == (
        str(insats.pk), "Förslag efter namnet, inte sparat än.", 0,
    )  # fmt: skip


def objects_url(cast: Cast) -> str:
    return reverse("ledger_objects", args=[cast.association.slug])


# ---- Insatser in the books


def test_an_insats_stands_with_what_it_is_granted_and_what_it_has_cost(cast):
    year, insats = opened_year(cast), make_insats(cast, "Ett")
    ObjectInsats.objects.create(association=cast.association, dimension="6", number="100", insats=insats)
    grant_money(insats=insats, year=2021, amount=Decimal(250_000), source="§ 1", by=cast.chief)
    first = insats_rows(year, sums_of_import(stored(cast)))[0]
    assert (first.insats, first.granted, first.outcome, first.share) == (insats, 250_000, 200_000, 80)


def test_what_belongs_to_no_insats_stands_last(cast):
    year, insats = opened_year(cast), make_insats(cast, "Ett")
    ObjectInsats.objects.create(association=cast.association, dimension="6", number="100", insats=insats)
    rows = insats_rows(year, sums_of_import(stored(cast)))
    assert [row.insats for row in rows[:2]] == [insats, None]


def test_an_account_is_narrowed_to_the_rows_of_an_object(cast, chief):
    opened_year(cast)
    tag = LedgerTag.objects.get(ledger_import=stored(cast), objects_list=[["6", "200"]])
    url = reverse("ledger_account", args=[cast.association.slug, 2021, "4511"])
    page = chief.get(f"{url}?objekt={tag.pk}")
    assert ([str(row.voucher) for row in page.context["page"]], page.context["total"]) == (
        ["B 1"],
        Decimal("50000.50"),
    )
    assert [chief.get(f"{url}?objekt={wrong}").status_code for wrong in ("0", "x")] == [404, 404]


def test_the_page_of_a_years_books_asks_as_many_questions_of_one_insats_as_of_many(cast, chief):
    opened_year(cast)
    stored(cast)
    url, asked = reverse("ledger_year", args=[cast.association.slug, 2021]), []
    for number in ("100", "200", "300"):
        insats = make_insats(cast, f"Insats {number}")
        ObjectInsats.objects.create(association=cast.association, dimension="6", number=number, insats=insats)
        grant_money(insats=insats, year=2021, amount=Decimal(1), source="§ 1", by=cast.chief)
        asked.append(count_queries(chief, url))
    assert asked[2] == asked[0]


# ---- What it opens with


def closed_2020(cast: Cast, **amounts: int) -> None:
    year = opened_year(cast, 2020)
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    save_figures(
        figure_set=column, amounts={key: Decimal(each) for key, each in amounts.items()}, by=cast.chief
    )


def last_check(cast: Cast) -> tuple[str, str]:
    check = preview_of(waiting(cast)).checks[-1]
    return check.mark, check.told


def test_what_books_open_with_is_held_against_last_years_typed_balance_sheet(cast):
    closed_2020(cast, kassa_bank=500_000, balanserat=450_000, arets_resultat=50_000)
    opened_year(cast)
    assert last_check(cast) == ("Stämmer", "alla rader")


def test_an_opening_that_is_not_last_years_closing_names_the_line_and_both(cast):
    closed_2020(cast, kassa_bank=400_000, balanserat=500_000)
    opened_year(cast)
    assert last_check(cast) == (
        "Stämmer inte", "Kassa och bank 500\u00a0000,00, förra året 400\u00a0000,00",
    )  # fmt: skip


def test_nothing_is_said_of_an_opening_while_an_account_stands_on_no_line(cast):
    closed_2020(cast, kassa_bank=400_000, balanserat=500_000)
    year = opened_year(cast)
    year.lines.filter(key="kassa_bank").update(accounts="")
    assert last_check(cast) == ("Går inte att pröva", "Hela förra årets bokföring är inte inläst.")


def test_the_list_of_files_says_which_year_a_waiting_file_is_of_and_which_is_in_force(cast, chief):
    kept = stored(cast)
    waiting(cast, b"Konto;Namn;UB\n1930;Bank;0\n", name="saldo.csv", year=2022)
    context = chief.get(reverse("ledger_list", args=[cast.association.slug])).context
    assert str(next(each.found_year for each in context["imports"])) == "2022"
    assert [(year.year, file) for year, file in context["years"]] == [(2021, kept)]
