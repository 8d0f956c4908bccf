"""Equity over some years as a drawing: without, as applied for and as proposed, with the limit and the line at nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from finsam.swedish import money

WIDTH, TOP, FOOT, LEFT, RIGHT = Decimal(408), Decimal(26), Decimal(180), Decimal(24), Decimal(262)
APART = Decimal(14)  # between two labels, so that both can be read
NAMES = {"without": "Utan", "asked": "Som sökt", "proposed": "Förslaget"}
_SAME = "som utan"
Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Dot:
    """A year's point on a line."""

    x: str
    y: str


@dataclass(frozen=True)
class Line:
    """One way that things may go; its label stands at its last point."""

    key: str
    label: str
    points: str
    dots: tuple[Dot, ...]
    label_y: str


@dataclass(frozen=True)
class CourseChart:
    """The drawing, and the same in words."""

    lines: tuple[Line, ...]
    years: tuple[tuple[str, int], ...]
    zero_y: str
    under_height: str
    limit: str
    limit_label: str
    limit_label_y: str
    title: str
    told: str


def draw_courses(
    equity: Decimal | None,
    equity_year: int | None,
    years: tuple[int, ...],
    courses: Mapping[str, Values],
    limits: Values,
    *,
    percent: Decimal | None,
    called: Mapping[str, str] = NAMES,
) -> CourseChart | None:
    """Draw each course from the last known equity on, named as `called` has it; None where equity is not known."""
    known = {key: values for key, values in courses.items() if all(value is not None for value in values)}
    if equity is None or not known:
        return None
    shown: list[str] = [each for each in ("without", "asked", "proposed") if each in known]
    shown = [each for each in shown if each == "proposed" or known[each] != known.get("proposed")]
    is_as_planned = known.get("without") == known.get("proposed")
    names = {**called, **({"proposed": f"{called['proposed']}, {_SAME}"} if is_as_planned else {})}
    is_next = equity_year == years[0] - 1
    told_years = ([years[0] - 1] if is_next else []) + list(years)
    values = {
        key: ([equity] if is_next else []) + [value or Decimal(0) for value in known[key]] for key in shown
    }
    limit = [each for each in limits if each is not None]
    every = [each for own in values.values() for each in own] + limit + [Decimal(0)]
    low, high = min(every), max([*every, Decimal(1)])
    scale = (FOOT - TOP) / (high - low)
    step = (RIGHT - LEFT) / max(len(told_years) - 1, 1)
    across = [LEFT + step * place for place in range(len(told_years))]

    def height(value: Decimal) -> Decimal:
        return FOOT - (value - low) * scale

    beside = {key: height(own[-1]) for key, own in values.items()}
    first = len(told_years) - len(years)
    steps = [(across[first + place], height(each)) for place, each in enumerate(limits) if each is not None]
    labels = _apart(beside | ({"limit": steps[-1][1]} if steps and percent is not None else {}))
    return CourseChart(
        lines=tuple(_line(key, names[key], own, across, height_of={v: height(v) for v in own}, label_y=labels[key]) for key, own in values.items()),
        years=tuple((_point(x), year) for x, year in zip(across, told_years, strict=True)),
        zero_y=_point(height(Decimal(0))),
        under_height=_point(FOOT - height(Decimal(0))),
        limit=_stretched(steps),
        limit_label=_limit_label(percent, limit),
        limit_label_y=_point(labels["limit"]) if "limit" in labels else "",
        title=f"Eget kapital vid årets slut {told_years[0]}–{told_years[-1]}",
        told=_told({names[key]: own for key, own in values.items()}, told_years[-1], limit),
    )  # fmt: skip


def _line(
    key: str,
    name: str,
    values: list[Decimal],
    across: list[Decimal],
    *,
    height_of: Mapping[Decimal, Decimal],
    label_y: Decimal,
) -> Line:
    dots = tuple(Dot(_point(x), _point(height_of[value])) for x, value in zip(across, values, strict=True))
    return Line(key, name, " ".join(f"{dot.x},{dot.y}" for dot in dots), dots, _point(label_y))


def _stretched(steps: list[tuple[Decimal, Decimal]]) -> str:
    """Draw the limit from the edge to the last year, through each year's own."""
    if not steps:
        return ""
    points = [(Decimal(0), steps[0][1]), *steps]
    return " ".join(f"{_point(x)},{_point(y)}" for x, y in points)


def _apart(heights: dict[str, Decimal]) -> dict[str, Decimal]:
    """Set each label beside the end of its line, and move those that would lie on each other."""
    found: dict[str, Decimal] = {}
    for key in sorted(heights, key=lambda key: heights[key]):
        wanted = heights[key] + 5
        lowest = max(found.values(), default=None)
        found[key] = wanted if lowest is None else max(wanted, lowest + APART)
    return found


def _limit_label(percent: Decimal | None, limit: list[Decimal]) -> str:
    if percent is None or not limit:
        return ""
    return f"Högst {money.percent(percent, 0)}"


def _told(values: Mapping[str, list[Decimal]], last: int, limit: list[Decimal]) -> str:
    said = ", ".join(f"{name.lower()} {money.kr(own[-1])}" for name, own in values.items())
    end = f" Högst {money.kr(limit[-1])} kronor." if limit else ""
    return f"Vid slutet av {last}, i kronor: {said}.{end}"


def _point(value: Decimal) -> str:
    return f"{value:.1f}"
