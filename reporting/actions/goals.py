"""Goals of a year are set, assessed and taken along to the next; indicators are written down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.actions.goal_areas import area_named, copy_areas
from reporting.indexing import forget_area, forget_goal, index_goal
from reporting.models import Activity, Goal, GoalArea, IndicatorResult, Measure

GOAL_FACTS = frozenset({"goal", "how", "follow_up", "strategic_area", "focus_area", "budget", "status"})

Activities = Sequence[tuple[str, str, str]]  # what, when and who of each
Measures = Sequence[tuple[str, str]]  # each measure and what it came to


@transaction.atomic
def add_goal(
    *,
    association: Association,
    year: int,
    by: Person | None,
    area: str = "",
    measures: Measures = (),
    activities: Activities = (),
    **facts: Any,
) -> Goal:
    """Set a goal of the year, last in order, with its målområde by name, measures and activities.

    Raises DomainError without wording.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    last = Goal.objects.filter(association=association, year=year).order_by("-position").first()
    result = start_text(association=association, by=by, html=facts.pop("result", ""))
    row = Goal(
        association=association,
        year=year,
        position=last.position + 1 if last else 0,
        result=result,
        area=_area_named(association, year, area, by),
        **_known(facts),
    )
    if not row.goal.strip():
        raise DomainError("Skriv målet.")
    row.save()
    audit.record(association=association, by=by, verb="satte mål", target=row, year=year)
    set_measures(goal=row, rows=measures, by=by)
    set_activities(goal=row, rows=activities, by=by)
    index_goal(row)
    return row


@transaction.atomic
def change_goal(
    changing: Goal,
    /,  # for `goal` is one of the facts
    *,
    by: Person | None,
    result: str | None = None,
    area: str | None = None,
    measures: Measures | None = None,
    activities: Activities | None = None,
    **facts: Any,
) -> Goal:
    """Change a goal's wording, facts or assessment, its målområde by name, measures, activities, and result (HTML)."""
    row = (
        Goal.objects.select_for_update(of=("self",))
        .select_related("result", "association", "area")
        .get(pk=changing.pk)
    )
    left = row.area
    if area is not None and area.strip() != (left.name if left else ""):
        facts["area"] = _area_named(row.association, row.year, area, by)
    changed = [name for name, value in _known(facts, "area").items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    if not row.goal.strip():
        raise DomainError("Skriv målet.")
    if changed:
        row.save(update_fields=changed)
        audit.record(association=row.association, by=by, verb="ändrade mål", target=row, changed=changed)
    if result is not None:
        save_text(text=row.result, html=result, base_version=row.result.version, by=by)
    if measures is not None:
        set_measures(goal=row, rows=measures, by=by)
    if activities is not None:
        set_activities(goal=row, rows=activities, by=by)
    if left and "area" in changed:
        _drop_unused(left)
    index_goal(row)
    return row


@transaction.atomic
def set_measures(*, goal: Goal, rows: Measures, by: Person | None) -> None:
    """Write a goal's measures, each with what it came to, as they stand; empty rows are left out."""
    stripped = [(text.strip(), outcome.strip()) for text, outcome in rows]
    kept = [row for row in stripped if any(row)]
    if kept == list(goal.measures.values_list("text", "outcome")):
        return
    goal.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(goal=goal, position=place, text=text, outcome=outcome)
        for place, (text, outcome) in enumerate(kept)
    )
    audit.record(association=goal.association, by=by, verb="ändrade mått", target=goal)


@transaction.atomic
def set_activities(*, goal: Goal, rows: Activities, by: Person | None) -> None:
    """Write a goal's activities (what, when, who) as they stand; empty rows are left out."""
    stripped = [(text.strip(), when.strip(), who.strip()) for text, when, who in rows]
    kept = [row for row in stripped if any(row)]
    before = list(goal.activities.values_list("text", "when", "who"))
    if kept == before:
        return
    goal.activities.all().delete()
    Activity.objects.bulk_create(
        Activity(goal=goal, position=place, text=text, when=when, who=who)
        for place, (text, when, who) in enumerate(kept)
    )
    audit.record(association=goal.association, by=by, verb="ändrade aktiviteter", target=goal)


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: Person | None) -> None:
    """Move a goal one step among the year's."""
    rows = list(
        Goal.objects.select_for_update(of=("self",))
        .filter(association=goal.association, year=goal.year)
        .order_by("position", "id")
    )
    place = [row.pk for row in rows].index(goal.pk)
    other = place + (-1 if up else 1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows):
            row.position = position
        Goal.objects.bulk_update(rows, ["position"])
        audit.record(association=goal.association, by=by, verb="flyttade mål", target=goal)


@transaction.atomic
def remove_goal(*, goal: Goal, by: Person | None) -> None:
    """Take a goal away; what was written of it is kept in the log."""
    audit.record(
        association=goal.association,
        by=by,
        verb="tog bort mål",
        target=goal,
        year=goal.year,
        text=goal.result.html,
    )
    forget_goal(goal)
    area = goal.area
    goal.delete()
    if area:
        _drop_unused(area)


@transaction.atomic
def copy_goals(*, association: Association, from_year: int, to_year: int, by: Person | None) -> int:
    """Take a year's goals with their activities along to another, without assessment; give how many came."""
    Association.objects.select_for_update().get(pk=association.pk)
    if Goal.objects.filter(association=association, year=to_year).exists():
        raise DomainError(f"Det finns redan mål för {to_year}.")
    rows = list(
        Goal.objects.filter(association=association, year=from_year)
        .select_related("area")
        .prefetch_related("activities", "measures")
        .order_by("position", "id")
    )
    if not rows:
        raise DomainError(f"Det finns inga mål för {from_year}.")
    copy_areas(association=association, from_year=from_year, to_year=to_year, by=by)
    for row in rows:
        facts = {name: getattr(row, name) for name in GOAL_FACTS - {"status"}}
        activities = [(each.text, each.when, each.who) for each in row.activities.all()]
        add_goal(
            association=association, year=to_year, by=by, area=row.area.name if row.area else "",
            measures=[(each.text, "") for each in row.measures.all()], activities=activities, **facts,
        )  # fmt: skip
    audit.record(
        association=association,
        by=by,
        verb="kopierade mål",
        target=association,
        from_year=from_year,
        to_year=to_year,
    )
    return len(rows)


@transaction.atomic
def save_indicators(
    *, association: Association, year: int, rows: list[dict[str, Any]], by: Person | None
) -> None:
    """Write a year's results as they stand; each row: group, mean, lowest, highest, respondents, answers, is_total."""
    Association.objects.select_for_update().get(pk=association.pk)
    groups = [row["group"].strip() for row in rows]
    if len(set(groups)) != len(groups):
        raise DomainError("Samma grupp står två gånger.")
    for row in rows:
        if not Decimal(1) <= row["mean"] <= Decimal(6):
            raise DomainError(f"Medelvärdet för {row['group']} ligger utanför skalan 1 till 6.")
    IndicatorResult.objects.filter(association=association, year=year).exclude(group__in=groups).delete()
    for place, row in enumerate(rows):
        IndicatorResult.objects.update_or_create(
            association=association, year=year, group=row["group"].strip(),
            defaults={"position": place, **{name: value for name, value in row.items() if name != "group"}},
        )  # fmt: skip
    audit.record(
        association=association,
        by=by,
        verb="skrev indikatorer",
        target=association,
        year=year,
        groups=len(rows),
    )


def _area_named(association: Association, year: int, name: str, by: Person | None) -> GoalArea | None:
    return area_named(association=association, year=year, name=name, by=by) if name.strip() else None


def _drop_unused(area: GoalArea) -> None:
    """Let go of a målområde that no goal bears the name of any more, and of which nothing is written."""
    if not area.text.version and not area.goals.exists():
        forget_area(area)
        area.delete()


def _known(facts: dict[str, Any], *also: str) -> dict[str, Any]:
    if unknown := set(facts) - GOAL_FACTS - set(also):
        raise TypeError(f"Unknown facts: {sorted(unknown)}")
    return facts
