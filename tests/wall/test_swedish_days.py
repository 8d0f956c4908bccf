"""A day is a Swedish day: what happened at 00.20 in Sweden is not told of the day before, and no code asks a moment itself."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template

from finsam import clock
from finsam.swedish import dates

ROOT = Path(__file__).resolve().parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
ALLOWED = {
    "finsam/clock.py": "the one place that knows what day a moment is",
    "economy/imports/workbook.py": "Excel's moments have no zone",
    "finsam/pdf/typeset.py": "a PDF tells when it was made with its zone",
}
TIMES_OF_DAY = {"starts_at", "ends_at"}  # a clock time without a day has no zone
PARTS_OF_DAY = {"year", "month", "day", "weekday", "isocalendar", "strftime", "isoformat", "ctime"}
JUST_PAST_MIDNIGHT = dt.datetime(2022, 4, 10, 22, 20, tzinfo=dt.UTC)  # 00.20 on the eleventh in Sweden


def sources() -> Iterator[Path]:
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts and "demo" not in path.parts and path.name != "large.py":
                yield path


def days_of_moments(path: Path) -> Iterator[str]:
    """Give where a file asks a moment for its day, or writes one without its Swedish clock."""
    for node in ast.walk(ast.parse(path.read_text())):
        asks = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        )
        writes = isinstance(node, ast.FormattedValue) and _writes_moment(node)
        if (asks and not node.args) or writes or _takes_part_of_moment(node):
            yield f"{path.relative_to(ROOT)}: {ast.unparse(node)}"


def _takes_part_of_moment(node: ast.AST) -> bool:
    """Whether a year, a month, a day or a text is taken out of a stored moment, which is kept in UTC."""
    if not isinstance(node, ast.Attribute) or node.attr not in PARTS_OF_DAY:
        return False
    name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return name.endswith("_at") and name not in TIMES_OF_DAY


def _writes_moment(node: ast.FormattedValue) -> bool:
    how = ast.unparse(node.format_spec) if node.format_spec else ""
    name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return "%" in how and (name == "at" or name.endswith("_at")) and name not in TIMES_OF_DAY


def test_no_code_but_the_clock_asks_a_moment_for_its_day():
    found = [each for path in sources() for each in days_of_moments(path)]
    assert [each for each in found if each.split(":")[0] not in ALLOWED] == []


def test_a_moment_past_midnight_is_of_the_new_day():
    assert clock.day_of(JUST_PAST_MIDNIGHT) == dt.date(2022, 4, 11)
    shown = Template("{% load finsam %}{{ at|day_month }} {{ at|iso }} {{ at|clock }} {{ at|date:'j F' }}")
    assert shown.render(Context({"at": JUST_PAST_MIDNIGHT})) == "11\u00a0april 2022-04-11 0.20 11 april"


@pytest.mark.parametrize(
    ("day", "told"),
    [(dt.date(2022, 12, 31), "31\u00a0december"), (dt.date(2023, 1, 2), "2\u00a0januari 2023")],
)
def test_a_day_of_another_year_carries_its_year(day, told, settings):
    settings.FINSAM_TODAY = "2022-04-11"
    assert dates.near_date(day, clock.today()) == told
    assert Template("{% load finsam %}{{ day|day_month }}").render(Context({"day": day})) == told
    weekday = Template("{% load finsam %}{{ day|weekday_day }}").render(Context({"day": day}))
    assert weekday.endswith("2023") == (day.year == 2023)
