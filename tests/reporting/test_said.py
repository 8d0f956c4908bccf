"""Texts are held against the stored figures: numbers in every unit, counts, directions, and years of another year."""

from decimal import Decimal

import pytest

from finsam.registries.fields import Field
from reporting.said.against_figures import Typed, typed_numbers


def amount(key: str, value: str, *, before: str | None = None, label: str = "", kind: str = "kr") -> Field:
    exact = Decimal(value)
    printed = f"{value} %".replace(".", ",") if kind == "percent" else f"{exact:,.0f}".replace(",", "\u00a0")
    return Field(key, label or key, printed, "", exact, kind, None if before is None else Decimal(before))


YEAR = [
    amount("economy.equity_ratio", "96.6", before="37.2", kind="percent"),
    amount("economy.insatser", "3731398", before="3535000"),
    amount("economy.contributions", "5034000", before="5034000"),
    amount("economy.equity", "1058307", before="690698"),
    amount("economy.result", "367609", before="100000"),
    amount("economy.costs", "4666391", before="4900000"),
    amount("economy.budget.costs", "5034000"),
    Field("insatser._alla.deltog.totalt", "Alla insatser, deltog, totalt, 2021", "75"),
    Field("insatser.nova.deltog.totalt", "Nova, deltog, totalt, 2021", "40"),
    Field("insatser.nova.deltog.kvinnor", "Nova, deltog, kvinnor, 2021", "27"),
    Field("insatser.count", "Antal insatser med medel 2021", "11"),
    Field("reporting.meetings", "Antal protokollförda sammanträden", "9"),
    Field("reporting.goals", "Antal mål", "13"),
    Field("reporting.goals.reached", "Antal mål som är uppnådda", "8"),
]


def told(text: str, **more: object) -> list[tuple[str, str]]:
    found: list[Typed] = typed_numbers(f"<p>{text}</p>", YEAR, **more)  # type: ignore[arg-type]
    return [(each.text.replace("\u00a0", " "), each.figure.key if each.figure else "") for each in found]


@pytest.mark.parametrize(
    ("text", "typed", "key"),
    [
        ("Soliditeten var 96,5 procent.", "96,5 procent", "economy.equity_ratio"),
        ("Soliditeten var 37,1 procent.", "37,1 procent", "economy.equity_ratio"),
        ("Till insatser gick 3 732 tkr.", "3 732 tkr", "economy.insatser"),
        ("Till insatser gick 3,74 mkr.", "3,74 mkr", "economy.insatser"),
        ("Till insatser gick 3 735 tusen kronor.", "3 735 tusen kronor", "economy.insatser"),
        ("Medlemsbidragen var 5,4 miljoner kronor.", "5,4 miljoner kronor", "economy.contributions"),
        ("Det egna kapitalet ökade till 1,4 mkr.", "1,4 mkr", "economy.equity"),
        ("Till insatser gick 3 731 kr.", "3 731", "economy.insatser"),
        ("Till insatser gick 3 731 miljoner kronor.", "3 731 miljoner kronor", "economy.insatser"),
        ("Det egna kapitalet är drygt 1 060 000 kronor.", "drygt 1 060 000", "economy.equity"),
        ("Årets resultat blev 267 609 kronor.", "267 609", "economy.result"),
        ("74 deltagare har fått stöd.", "74 deltagare", "insatser._alla.deltog.totalt"),
        ("I Nova var 29 deltagare med.", "29 deltagare", "insatser.nova.deltog.totalt"),
        ("Förbundet har finansierat tolv insatser.", "tolv insatser", "insatser.count"),
        ("Styrelsen har haft åtta sammanträden.", "åtta sammanträden", "reporting.meetings"),
        ("Av 14 mål är de flesta nådda.", "14 mål", "reporting.goals"),
    ],
)
def test_what_differs_is_seen_in_every_unit(text, typed, key):
    assert told(text) == [(typed, key)]


@pytest.mark.parametrize(
    "text",
    [
        "Soliditeten var 96,6 procent och året före 37,2 procent.",
        "Soliditeten var 97 procent.",
        "Till insatser gick 3,7 mkr, 3 731 tkr eller 3 731 398 kronor.",
        "Till insatser gick drygt 3,7 miljoner kronor.",
        "Det egna kapitalet är drygt 1 miljon och knappt 1,1 miljoner kronor.",
        "Det egna kapitalet ska inte vara mer än 900 000 kronor.",
        "Medlemsbidragen väntas bli 6,1 miljoner kronor.",
        "75 deltagare, av dem 27 kvinnor. I Nova var 40 deltagare med.",
        "Tre insatser har fått mer medel.",
        "Styrelsen hade två möten på distans.",
        "Åtta mål av 13 mål är uppnådda.",
        "Lagen (2003:1210), 11 kap. 5 §, den 31 mars 2022, kl. 13.30, 16–29 år och 010-123 45 67.",
        "En kurs för 12 deltagare.",
    ],
)
def test_what_is_true_or_about_something_else_is_left_alone(text):
    assert told(text) == []


def test_in_a_report_in_thousands_a_bare_number_is_thousands():
    assert told("Till insatser gick 3 731.", in_thousands=True) == []
    assert told("Till insatser gick 3 731 398.", in_thousands=True) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Det egna kapitalet minskade under året.", "Det egna kapitalet minskade"),
        ("Medlemsbidragen ökade något.", "Medlemsbidragen ökade"),
        ("Årets resultat var lägre än året före.", "Årets resultat var lägre"),
        ("Verksamhetens kostnader blev högre än budget.", "Verksamhetens kostnader blev högre"),
        ("Soliditeten halverades.", "Soliditeten halverades"),
        ("Det egna kapitalet fördubblades.", "Det egna kapitalet fördubblades"),
        ("Kostnaderna är större än föregående år.", "Kostnaderna är större"),
    ],
)
def test_a_direction_that_the_figures_contradict_is_seen(text, typed):
    assert [each for each, _ in told(text)] == [typed]


@pytest.mark.parametrize(
    "text",
    [
        "Det egna kapitalet ökade från 690 698 till 1 058 307 kronor.",
        "Verksamhetens kostnader blev lägre än budget.",
        "Kostnaderna minskade.",
        "Soliditeten är högre än året före.",
        "Det egna kapitalet ökade inte mer än väntat.",
        "Det egna kapitalet ska minskas.",
        "Årets resultat var lägre än väntat.",
        "Intäkterna är mindre viktiga.",
        "Det egna kapitalet har inte minskat.",
    ],
)
def test_a_direction_that_holds_or_says_something_else_is_left_alone(text):
    assert told(text) == []


def test_a_year_that_came_with_the_copy_is_seen_until_the_sentence_is_written_anew():
    source = ("<p>Jag ser fram emot 2022. Planen gäller 2021–2023. Lagen är från 2018.</p>", 2021)
    assert told("Jag ser fram emot 2022. Planen gäller 2021–2023. Lagen är från 2018.", source=source) == [
        ("Jag ser fram emot 2022", "")
    ]
    assert told("Jag ser fram emot jobbtorget 2022.", source=source) == []


def test_what_is_let_stand_is_not_said_again():
    assert told("Till insatser gick 3 732 tkr.", kept=["3 732 tkr"]) == []


def test_the_form_takes_the_place_of_what_was_written_in_it():
    found = typed_numbers("<p>Till insatser gick 3,74 mkr, 3 732 tkr och 3 731 400.</p>", YEAR)
    assert [each.swap for each in found] == [
        "economy.insatser:mkr",
        "economy.insatser:tkr",
        "economy.insatser",
    ]
