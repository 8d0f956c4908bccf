"""The scan over whole documents: what it names in the demo's texts, and in real ones where they lie beside the project."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest

from finsam.registries import fields
from finsam.registries.fields import Field
from finsam.swedish import money
from reporting.demo.reports import begin_half_year
from reporting.models import Report
from reporting.queries.reports import typed_in
from reporting.said.against_figures import Typed, typed_numbers
from tests.economy.plan import read_case
from tests.reporting.figures import load_year
from tests.reporting.test_plan import load_figures

BESIDE = Path(__file__).resolve().parents[3] / "shared"


def lines_of(number: str) -> list[str]:
    """The lines of a real document."""
    found = sorted((BESIDE / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("The folder shared/seeds does not lie beside the project.")
    return found[0].read_text(errors="replace").splitlines()


def told(lines: list[str], figures: list[Field]) -> list[tuple[int, Typed]]:
    """What the scan says of each line, by its number."""
    return [
        (number, each)
        for number, line in enumerate(lines, start=1)
        for each in typed_numbers(f"<p>{escape(line.strip(), quote=False)}</p>", figures)
    ]


def kronor(key: str, label: str, value: int) -> Field:
    return Field(key, label, money.kr(value), "", Decimal(value), "kr")


def wide_figures() -> list[Field]:
    """What is stored of the förbund of the first document: its result, and how many took part in each insats."""
    path = BESIDE / "cases" / "jonkoping-2023.json"
    if not path.exists():
        pytest.skip("The folder shared/cases does not lie beside the project.")
    case = json.loads(path.read_text())
    found = [
        kronor("economy.result", "Årets resultat", 423_889),
        kronor("economy.equity", "Eget kapital", 1_639_471),
    ]
    for each in case["forbund"]:
        counts = each.get("participants_2023", {})
        heads = counts.get("columns", [])
        for name, values in counts.items():
            if name == "columns" or not isinstance(values, list):
                continue
            row = dict(zip(heads, values, strict=False))
            key = name.casefold().replace(" ", "-")
            women, men = row.get("kvinnor") or 0, row.get("män") or 0
            for counted, sex, value in (
                ("deltagare", "totalt", women + men), ("deltagare", "kvinnor", women), ("deltagare", "man", men),
                ("avslutade", "totalt", row.get("avslutade")),
            ):  # fmt: skip
                if value:
                    found.append(
                        Field(
                            f"insatser.{key}.{counted}.{sex}", f"{name}, {counted}, {sex}, 2023", str(value)
                        )
                    )
    return found


def test_the_demos_texts_say_nothing_but_what_is_stored(cast):
    load_year(cast)
    begin_half_year(cast.association, cast.chief)
    for report in Report.objects.of(cast.association):
        known = fields.values(cast.association, report.year)
        rows = report.sections.select_related("text", "report")
        assert [(row.heading, each.text) for row in rows for each in typed_in(row, known)] == []


# ---- Real documents


def test_of_an_annual_report_only_what_is_wrong_is_named_in_running_text(cast, capsys):
    """Rows of its tables, whose columns of 2018 to 2020 nothing stores, are told apart by their tabs."""
    lines = lines_of("003")
    load_year(cast)
    found = told(lines, fields.plain(fields.values(cast.association, 2021)))
    running = [(number, each.text) for number, each in found if "\t" not in lines[number - 1]]
    tables = {number: each.text for number, each in found if "\t" in lines[number - 1]}
    with capsys.disabled():
        sys.stdout.write(
            f"\n003: {len(running)} remarks on running text, {len(tables)} on rows of tables: {tables}\n"
        )
    assert running == []
    assert (tables[790], tables[2352]) == ("37,1%", "-2 277 379")
    assert len(tables) <= 3


def test_of_a_plan_nothing_is_named_that_is_right(cast, capsys):
    lines = lines_of("002")
    load_figures(cast, read_case())
    found = told(lines, fields.plain(fields.values(cast.association, 2023)))
    with capsys.disabled():
        sys.stdout.write(f"\n002: {[(number, each.text) for number, each in found]}\n")
    assert found == []


def test_a_plan_that_writes_thousands_as_millions_is_named(capsys):
    lines = lines_of("004")
    figures = [
        kronor("economy.budget.contributions", "Medlemsbidrag", 6_132_000),
        kronor("economy.budget.costs", "Verksamhetens kostnader", 7_259_000),
    ]
    found = [(number, each.text) for number, each in told(lines, figures)]
    with capsys.disabled():
        sys.stdout.write(f"\n004: {found}\n")
    assert found == [(26, "6 132 miljoner kronor")]


def test_counts_and_a_result_that_a_consultation_says_otherwise_are_named(capsys):
    lines = lines_of("001")
    figures = wide_figures()
    # An insats's page names it in its heading, and its lines belong together there.
    pages = {599: "NOVA", 804: "Koll på förmåga", 883: ""}
    for number, name in pages.items():
        text = f"{name}. {lines[number - 1]}" if name else lines[number - 1]
        assert [each.text for _, each in told([text], figures)], number
    found = told(lines, figures)
    with capsys.disabled():
        sys.stdout.write(
            f"\n001: {[(number, each.text, lines[number - 1][:60]) for number, each in found]}\n"
        )
