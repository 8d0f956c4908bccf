"""`manage.py read_figures FILE --year Y`: what a file holds, by the readers of the import page, storing nothing."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.economy.sie.samples import ACCRUALS, YEAR
from tests.economy.test_ledger_sheets import BALANCES, BUDGET, TRANSACTIONS, csv, excel


def told(path: Path, *arguments: object, year: int = 2021) -> dict[str, object]:
    out = io.StringIO()
    call_command(
        "read_figures", str(path), "--year", str(year), "--format", "json", *map(str, arguments), stdout=out
    )
    return json.loads(out.getvalue())


def kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_list_of_balances_is_told_by_account(tmp_path):
    found = told(kept(tmp_path, "saldon.csv", csv(BALANCES)))
    assert (found["kind"], found["is_accepted"], found["errors"]) == ("balances", True, [])
    assert found["accounts"][:3] == [
        {"number": "1930", "opening": "500000", "closing": "1199000"},
        {"number": "2010", "opening": "-500000", "closing": "-500000"},
        {"number": "2910", "opening": "0", "closing": "-50000.50"},
    ]


def test_vouchers_are_told_as_the_sums_of_their_accounts(tmp_path):
    found = told(kept(tmp_path, "trans.csv", csv(TRANSACTIONS)))
    assert (found["kind"], found["is_accepted"]) == ("vouchers", True)
    assert [(each["number"], each["opening"], each["closing"]) for each in found["accounts"]] == [
        ("1930", "0", "749.50"),
        ("3511", "0", "-1000"),
        ("4511", "0", "250.50"),
    ]


def test_a_budget_is_told_row_by_row_with_its_sums(tmp_path):
    found = told(kept(tmp_path, "budget.csv", csv(BUDGET)))
    assert (found["kind"], found["accounts"]) == ("budget", [])
    assert [(each["label"], each["amount"], each["is_sum"]) for each in found["rows"]] == [
        ("Bidrag", "5034000", False),
        ("Insatser", "4000000", False),
        ("Arvoden", "120000", False),
        ("Summa", "9154000", True),
    ]


def test_a_sie_file_is_told_by_account():
    found = told(YEAR)
    assert (found["kind"], found["is_accepted"], len(found["accounts"])) == ("balances", True, 6)


def test_vouchers_without_balances_open_with_nothing():
    found = told(ACCRUALS)
    assert (found["kind"], found["is_accepted"]) == ("vouchers", True)
    assert {each["opening"] for each in found["accounts"]} == {"0"}


def test_a_sie_file_of_another_year_is_refused_with_both():
    found = told(YEAR, year=2019)
    assert (found["is_accepted"], found["accounts"]) == (False, [])
    assert found["errors"] == [
        {
            "where": "#RAR 0",
            "what": "Filen gäller räkenskapsåret 2021 och inte 2019. Välj räkenskapsåret 2021 eller en annan fil.",
        }
    ]


@pytest.mark.parametrize(
    ("title", "is_accepted"),
    [
        ("Saldobalans 2020-01-01 – 2020-12-31", False), ("Bokslut 2020", False), ("Saldobalans 2021", True),
        ("Utskriven 2022-01-15", True), ("Förbundet Exempel", True),
    ],
)  # fmt: skip
def test_a_list_whose_title_says_another_year_is_refused_with_both(tmp_path, title, is_accepted):
    path = kept(tmp_path, "saldo.xlsx", excel([[title], [], ["Konto", "UB"], [1930, 5], [2010, -5]]))
    found = told(path)
    assert found["is_accepted"] is is_accepted
    if not is_accepted:
        assert found["errors"] == [
            {
                "where": "Rad 1",
                "what": f"Listan säger ”{title}”, och räkenskapsåret som är valt är 2021.",
            }
        ]


def test_it_is_told_in_the_same_words_whatever_the_file(tmp_path):
    """The keys, amounts as strings of decimals, and where and what of each finding."""
    for path in (YEAR, ACCRUALS, kept(tmp_path, "b.csv", csv(BUDGET)), kept(tmp_path, "tom.csv", b"")):
        found = told(path)
        assert list(found) == ["kind", "is_accepted", "accounts", "rows", "errors", "warnings"]
        assert {tuple(each) for each in found["accounts"]} <= {("number", "opening", "closing")}
        assert {tuple(each) for each in found["rows"]} <= {("label", "amount", "is_sum")}
        assert {tuple(each) for each in found["errors"] + found["warnings"]} <= {("where", "what")}
        amounts = [each[key] for each in found["accounts"] for key in ("opening", "closing")]
        amounts += [each["amount"] for each in found["rows"]]
        assert all(isinstance(each, str) and Decimal(each).is_finite() for each in amounts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.csv", b""), ("bild.png", b"\x89PNG\r\n"), ("gammal.xls", b"\xd0\xcf\x11\xe0"), ("trasig.xlsx", b"PK\x03\x04"),
        ("noll.csv", b"a\x00\x01"), ("ord.csv", b"Datum;Vad\n2021-01-02;Lunch\n"), ("brev.se", b"Hej"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path, name, content):
    found = told(kept(tmp_path, name, content))
    assert (found["is_accepted"], found["accounts"], found["rows"]) == (False, [], [])
    assert found["errors"][0]["what"].endswith(".")


def test_another_kind_than_the_file_has_is_refused():
    assert told(ACCRUALS, "--kind", "budget")["errors"] == [
        {"where": "Filen", "what": "Filen har ingen budget (#PBUDGET) för sitt år."}
    ]


def test_a_sheet_is_chosen_by_its_name(tmp_path):
    path = kept(tmp_path, "saldo.xlsx", excel([["Konto", "UB"], [1930, 5], [2010, -5]]))
    assert told(path, "--sheet", "Sheet")["is_accepted"]
    assert told(path, "--sheet", "Saldo")["errors"] == [
        {"where": "Filen", "what": "Bladet Saldo finns inte. Filen har bladen Sheet."}
    ]


def test_it_is_written_for_a_person_too(tmp_path):
    out = io.StringIO()
    path = kept(tmp_path, "budget.csv", csv(BUDGET))
    call_command("read_figures", str(path), "--year", "2021", stdout=out)
    assert out.getvalue().splitlines()[:2] == [
        "Filen kan läsas in.", "Bidrag\t5\u00a0034\u00a0000,00",
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(CommandError, match="går inte att öppna"):
        told(tmp_path / "saknas.csv")


@pytest.mark.parametrize(
    ("second", "is_told"), [("Justerad budget", True), ("Budgetavvikelse", False), ("Budget 2020", False), ("Andel av budget", False)]
)  # fmt: skip
def test_another_budget_of_the_same_year_is_told(tmp_path, second, is_told):
    content = f"Konto;Namn;Budget;{second}\n3511;Bidrag;500;510\n4511;Insatser;-400;-420\n".encode()
    found = told(kept(tmp_path, "budget.csv", content), "--kind", "budget")
    assert [row["amount"] for row in found["rows"]] == ["500", "-400"]
    assert [second in each["what"] for each in found["warnings"]] == ([True] if is_told else [])
