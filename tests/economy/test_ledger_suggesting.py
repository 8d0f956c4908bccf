"""What is proposed for accounts without a line: by what they are called, and by the groups of a chart."""

from economy.imports.suggesting import suggestions
from economy.models import StatementLine
from economy.states import LineRole


def line(label: str, role: str, *, statement: str = "income", accounts: str = "") -> StatementLine:
    return StatementLine(
        key=label, label=label, kind="line", statement=statement, role=role, accounts=accounts
    )


ADMINISTRATION = [
    line(label, LineRole.ADMINISTRATION)
    for label in ("Kanslikostnader", "Arvoden", "Föreningsavgift NNS", "Övrigt")
]


def test_an_account_goes_to_the_line_that_is_called_as_it_is():
    accounts = {
        "5010": "Arvoden till styrelsen",
        "5610": "Sociala avgifter på arvoden",
        "7420": "Kansli, köpt",
    }
    assert suggestions(ADMINISTRATION, "Kommun-Bas", accounts) == {
        "Arvoden": "5010, 5610", "Kanslikostnader": "7420",
    }  # fmt: skip


def test_an_account_that_no_line_is_called_as_goes_to_the_catch_all_of_its_group():
    assert suggestions(ADMINISTRATION, "Kommun-Bas", {"6450": "Tidningar"}) == {"Övrigt": "6450"}


def test_a_role_with_one_line_gets_the_whole_group():
    lines = [*ADMINISTRATION, line("Bidrag", LineRole.CONTRIBUTION)]
    assert suggestions(lines, "Kommun-Bas", {"3510": "Från staten"}) == {"Bidrag": "35"}


def test_an_income_account_never_goes_to_a_cost_of_the_same_name():
    lines = [line("Bidrag till projekt", LineRole.INSATSER), line("Intäkter", LineRole.CONTRIBUTION)]
    assert suggestions(lines, "Kommun-Bas", {"3510": "Bidrag till projekt"})["Intäkter"] == "35"


def test_a_line_that_has_accounts_keeps_them():
    lines = [line("Arvoden", LineRole.ADMINISTRATION, accounts="50"), *ADMINISTRATION[2:]]
    assert suggestions(lines, "Kommun-Bas", {"5010": "Arvoden", "7630": "Föreningsavgift"}) == {
        "Föreningsavgift NNS": "7630"
    }


def test_the_line_of_the_years_result_gets_no_account():
    lines = [
        line("Årets resultat", LineRole.YEARS_RESULT, statement="balance"),
        line("Balanserat resultat", LineRole.OPENING_EQUITY, statement="balance"),
    ]
    assert suggestions(lines, "Kommun-Bas", {"2019": "Årets resultat"}) == {"Balanserat resultat": "20"}
