"""How the goals go, as a page to the board: what is red, late or silent, and then every goal with its light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from finsam.models import Association
from finsam.swedish import dates
from reporting.blocks.goals import LIGHTS
from reporting.queries.following import Followed, followed_goals
from reporting.states import GoalStatus

HEADING = "Uppföljning av målen"
_ORDER = (GoalStatus.GREEN, GoalStatus.YELLOW, GoalStatus.RED, GoalStatus.NOT_ASSESSED)


@dataclass(frozen=True)
class GoalLine:
    """A goal as printed: its light with the word, what its measures came to, and what one should look at."""

    number: str
    goal: str
    light: str
    status: str
    measures: tuple[str, ...]
    asks: tuple[str, ...]
    owner: str
    note: str


@dataclass(frozen=True)
class GoalStatusDocument:
    """Everything on the page, as it is printed."""

    title: str
    heading: str
    subtitle: str
    reference: str
    dated: dt.date
    counts: tuple[tuple[int, str, str], ...]  # number, word, light
    asking: tuple[GoalLine, ...]
    others: tuple[GoalLine, ...]

    template_name = "print/goal_status.html"


def build_goal_status(
    association: Association, today: dt.date, *, meeting_on: dt.date | None = None
) -> GoalStatusDocument:
    """Give the goals of the year as they stand today; `meeting_on` is the day of the meeting that gets the page.

    Those that are red, late or silent come first, with why.
    """
    rows = followed_goals(association, today.year, today)
    to = f", till styrelsens sammanträde den {dates.long_date(meeting_on)}" if meeting_on else ""
    lines = [(row.asks, _line(row)) for row in rows]
    return GoalStatusDocument(
        title=f"{HEADING} {dates.long_date(today)}", heading=HEADING,
        subtitle=f"{_period(today)}, läget den {dates.long_date(today)}{to}", reference="", dated=today,
        counts=_counts(rows), asking=tuple(line for asks, line in lines if asks),
        others=tuple(line for asks, line in lines if not asks),
    )  # fmt: skip


def _period(today: dt.date) -> str:
    """Name the quarter that has ended last in the year, else the one that runs."""
    quarter = (today.month - 1) // 3
    return f"Kvartal {quarter} {today.year}" if quarter else f"Mål {today.year}"


def _counts(rows: Sequence[Followed]) -> tuple[tuple[int, str, str], ...]:
    assessed = [
        (sum(row.goal.status == status for row in rows), str(status.label).lower(), LIGHTS[status])
        for status in _ORDER
    ]
    late = (sum(bool(row.late) for row in rows), "med försenad aktivitet", "")
    silent = (sum(row.is_silent for row in rows), "utan nytt besked", "")
    return tuple(each for each in (*assessed, late, silent) if each[0])


def _line(row: Followed) -> GoalLine:
    goal = row.goal
    told = next((each.note for each in goal.assessments.all() if each.measure_id is None and each.note), "")
    return GoalLine(
        number=row.number, goal=goal.goal, light=LIGHTS[GoalStatus(goal.status)], status=goal.get_status_display(),
        measures=tuple(_measure(each.measure.text, each.target, each.said) for each in row.measures),
        asks=tuple(_asks(row)), owner=goal.owner.name if goal.owner else "", note=told,
    )  # fmt: skip


def _measure(text: str, target: str, said: str) -> str:
    parts = [("mål", target), ("utfall", said)]
    told = ", ".join(f"{label} {value}" for label, value in parts if value)
    return f"{text.rstrip('.')}: {told}" if told else text


def _asks(row: Followed) -> list[str]:
    """Say why the goal is among those to look at."""
    found = []
    if row.is_red and row.goal.status != GoalStatus.RED:
        found.append("Måtten pekar mot att målet inte nås")
    found += [
        f"Försenad sedan {dates.long_date(each.due_on)}: {each.text}" for each in row.late if each.due_on
    ]
    if row.is_silent:
        found.append(f"Inget sagt sedan {dates.long_date(row.told_on)}" if row.told_on else "Inget sagt än")
    return found
