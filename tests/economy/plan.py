"""A förbund that counts in thousands, with a plan of three columns and sums that stand above their rows."""

import datetime as dt
import json
from pathlib import Path

import pytest

from economy.actions.figures import add_column
from economy.actions.layout import add_line
from economy.actions.years import open_year
from economy.models import FigureSet, FiscalYear
from economy.states import FigureKind, LineKind, LineRole, StatementKind, Unit
from tests.cast import Cast

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "norra-vastmanland-2023.json"
ADMINISTRATION = [-1256, -1288, -1221]  # what the printed totals leave for the row that has no amounts


def read_case() -> dict:
    """Give the case, or skip and say why."""
    if not CASE.exists():
        pytest.skip("Mappen shared ligger inte bredvid projektet.")
    return json.loads(CASE.read_text(encoding="utf-8"))


def build_layout(cast: Cast, case: dict) -> FiscalYear:
    """Open 2023 in thousands and build the plan's rows one by one: sums first, their rows a step in."""
    year = open_year(association=cast.association, year=2023, unit=Unit.TKR, by=cast.chief)

    def add(label: str, kind: str = LineKind.LINE, **fields: object) -> str:
        return add_line(
            fiscal_year=year, statement=StatementKind.INCOME, label=label, kind=kind, by=cast.chief, **fields
        ).key

    income = [
        add(label, role=role)
        for label, role in zip(
            [name for name in case["income"] if name != "total"],
            [LineRole.CONTRIBUTION, LineRole.OTHER_INCOME],
            strict=True,
        )
    ]
    sums = [add("Administration", role=LineRole.ADMINISTRATION)]
    for group, label, role in [
        ("individ", "Individinriktade insatser", LineRole.INDIVIDUAL),
        ("struktur", "Strukturinriktade insatser", LineRole.STRUCTURAL),
    ]:
        rows = [name for name in case[group] if not name.startswith("total")]
        covers = [add(name, role=role, level=2) for name in rows]
        sums.append(add(label, LineKind.SUM, covers=covers, level=1))
    costs = add("Summa kostnader", LineKind.SUM, covers=sums)
    total = add("Summa intäkter", LineKind.SUM, covers=income)
    add("Resultat", LineKind.SUM, covers=[costs, total], role=LineRole.YEARS_RESULT)
    return year


def add_columns(cast: Cast, year: FiscalYear) -> list[FigureSet]:
    """Add the plan's three columns."""
    before = {"starts_on": dt.date(2022, 1, 1), "ends_on": dt.date(2022, 12, 31)}
    return [
        add_column(fiscal_year=year, kind=kind, label=label, key=key, by=cast.chief, **days)
        for kind, label, key, days in [
            (FigureKind.BUDGET, "Budget 2022", "budget-2022", before),
            (FigureKind.FORECAST, "Prognos 2022", "prognos-2022", before),
            (FigureKind.BUDGET, "Budget 2023", "budget", {}),
        ]
    ]


def as_excel(case: dict) -> str:
    """The plan's table as one copies it out of Excel."""
    rows: list[tuple[str, list]] = [("(tkr)", ["Budget 2022", "Prognos 2022", "Budget 2023"])]
    rows += [(name, values) for name, values in case["income"].items() if name != "total"]
    rows.append(("Administration", ADMINISTRATION))
    rows.append(("Individinriktade insatser", case["individ"]["total"]))
    rows += [(f"- {name}", values) for name, values in case["individ"].items() if name != "total"]
    rows.append(("Strukturinriktade insatser", case["struktur"]["total_printed"]))
    rows += [(f"- {name}", values) for name, values in case["struktur"].items() if name != "total_printed"]
    rows.append(("SUMMA KOSTNADER", case["costs_total_printed"]))
    rows.append(("SUMMA INTÄKTER", case["income"]["total"]))
    rows.append(("RESULTAT", case["result_printed"]))
    return "\n".join("\t".join([label, *(_typed(value) for value in values)]) for label, values in rows)


def _typed(value: object) -> str:
    return value if isinstance(value, str) else f"{value:,}".replace(",", " ").replace("-", "−")
