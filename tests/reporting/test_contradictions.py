"""What real documents have said against their own figures, in sentences of our own: each is named with the stored figure."""

import json
from decimal import Decimal

import pytest

from finsam.registries.fields import Field
from finsam.swedish import money
from reporting.blocks import goal_areas, goals_plan
from reporting.models import Goal, Report
from reporting.said.against_figures import typed_numbers
from reporting.states import ReportKind
from tests.cast import Cast
from tests.reporting.test_goals import goal_of


def kronor(key: str, label: str, value: str) -> Field:
    return Field(f"economy.{key}", label, money.kr(Decimal(value)), "", Decimal(value), "kr")


def share(key: str, label: str, value: str) -> Field:
    return Field(f"economy.{key}", label, money.percent(Decimal(value)), "", Decimal(value), "percent")


def count(insats: str, counted: str, value: str) -> Field:
    return Field(
        f"insatser.{insats.casefold()}.{counted}.totalt", f"{insats}, {counted}, totalt, 2023", value
    )


EQUITY_RATIO = share("equity_ratio", "Soliditet", "37.188")
NOVA = [count("Nova", "deltog", "44"), count("Nova", "avslutade", "40")]

CONTRADICTIONS = {
    "a share that was cut, not rounded": ("Soliditeten var 37,1 procent.", [EQUITY_RATIO], "37,1 procent"),
    "a bank balance of another note": (
        "Kassa och bank var 2 219 655 kronor.", [kronor("line.kassa_bank", "Kassa och bank", "2219566")], "2 219 655",
    ),
    "a budget's deviation told as the result": (
        "Årets resultat blev 308 086 kronor.", [kronor("result", "Årets resultat", "423889")], "308 086",
    ),
    "equity rounded beyond its figure": (
        "Det egna kapitalet är 700 000 kronor.", [kronor("equity", "Eget kapital", "690698")], "700 000",
    ),
    "equity a thousand off": ("Det egna kapitalet är 317 tkr.", [kronor("equity", "Eget kapital", "318400")], "317 tkr"),
    "thousands told as millions": (
        "Bidragen är 6 132 miljoner kronor.", [kronor("contributions", "Medlemsbidrag", "6132000")], "6 132 miljoner kronor",
    ),
    "a krona lost in the sum": (
        "Kostnaderna var 2 277 379 kronor.", [kronor("costs", "Verksamhetens kostnader", "2277380")], "2 277 379",
    ),
    "a budget that is not what was granted": (
        "Budgeten för Vidare Vy var 455 700 kronor.", [kronor("grant.vidare", "Vidare Vy, beviljat", "455000")], "455 700",
    ),
    "those who ended told as the women among them": ("I Nova avslutades 27 deltagare.", NOVA, "27 deltagare"),
    "answers of more than ended": ("Nova: 29 avslutade svarade.", NOVA, "29 avslutade"),
    "more described than ended": (
        "Koll på förmåga. 41 avslutade har klargjort sin förmåga.", [count("Koll på förmåga", "avslutade", "39")], "41 avslutade",
    ),
    "a county's participants told as the förbund's": (
        "I Spåret var 17 deltagare med.", [count("Spåret", "deltog", "12")], "17 deltagare",
    ),
    "an insats left out of the sum of those who ended": (
        "Totalt 74 avslutade under året.", [count("_alla", "avslutade", "113")], "74 avslutade",
    ),
    "a whole that leaves förbund out": (
        "Sammanlagt 92 avslutade under 2023.", [count("_alla", "avslutade", "170")], "92 avslutade",
    ),
    "answers at the end of more than ended": (
        "Nova. 45 avslutade fick enkäten, och 15 svarade.", NOVA, "45 avslutade",
    ),
    "all who took part, two lost": (
        "De 50 deltagarna, eller 54 deltagare med dubbla källor.", [count("_alla", "deltog", "50")], "54 deltagare",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_a_document_says_against_its_figures_is_named(name):
    text, figures, typed = CONTRADICTIONS[name]
    found = typed_numbers(f"<p>{text}</p>", figures)
    assert [each.text.replace("\u00a0", " ") for each in found] == [typed]
    assert found[0].figure in figures


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Soliditeten var 37,2 procent.", EQUITY_RATIO),
        (
            "Det egna kapitalet är mer än 20 procent av bidragen.",
            share("equity_share", "Eget kapital, andel", "20.4"),
        ),
        ("Det egna kapitalet är 318 tkr.", kronor("equity", "Eget kapital", "318400")),
        ("Det egna kapitalet är omkring 700 000 kronor.", kronor("equity", "Eget kapital", "690698")),
    ],
)
def test_what_is_rightly_rounded_is_left_alone(text, figure):
    assert typed_numbers(f"<p>{text}</p>", [figure]) == []


def test_a_number_of_answers_without_its_noun_is_left_alone():
    """ "n=92" and "15 av 29 svarade" say neither of whom nor of which insats: a part cannot be told from a wrong whole."""
    figures = [count("_alla", "avslutade", "170"), *NOVA]
    for text in ("Avslutade 2023 (n=92).", "15 av 29 svarade att de står närmare arbete."):
        assert list(typed_numbers(f"<p>{text}</p>", figures)) == []


def test_a_mean_of_answers_is_never_cut():
    """Of 50 and 54 points on eleven questions a text alone cannot tell; the program's own means cannot say 4,54 and 4,9."""
    assert [money.number(Decimal(points) / 11, 2) for points in (50, 54)] == ["4,55", "4,91"]


def test_a_goal_cannot_be_worded_in_two_ways(cast: Cast):
    """A plan of another program gave goals and their card in differing words; here both are shown of the same row."""
    goal = goal_of(cast, "Skapa mötesplatser för kunskap")
    plan = Report(association=cast.association, kind=ReportKind.PLAN, year=goal.year)
    Goal.objects.filter(pk=goal.pk).update(goal="Skapa lokala mötesplatser")
    shown = [
        json.dumps(block.build(plan, None), default=str, ensure_ascii=False)
        for block in (goals_plan, goal_areas)
    ]
    assert [("lokala mötesplatser" in each, "för kunskap" in each) for each in shown] == [(True, False)] * 2
