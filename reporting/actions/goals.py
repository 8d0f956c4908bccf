"""Goals are set, changed and taken along to the next year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.actions.activities import Activities, set_activities
from reporting.actions.assessing import assess
from reporting.actions.goal_areas import area_named, copy_areas
from reporting.actions.measures import Measures, copy_measures, let_go, set_measures
from reporting.indexing import forget_area, forget_goal, index_goal
from reporting.models import Activity, Goal, GoalArea
from reporting.queries.goals import LAST_YEAR
from reporting.states import AreaKind

GOAL_FACTS = frozenset(
    {"goal", "how", "follow_up", "budget", "until_year", "level", "parent", "body", "owner"}
)
LISTS = {"strategic_area": AreaKind.STRATEGIC, "focus_area": AreaKind.FOCUS, "outer": AreaKind.OUTER}
HEADINGS = {"area": AreaKind.AREA, "perspective": AreaKind.PERSPECTIVE}


@transaction.atomic
def add_goal(
    *,
    association: Association,
    year: int,
    by: Person | None,
    measures: Measures = (),
    activities: Activities = (),
    status: str = "",
    result: str = "",
    text: str = "",
    **facts: Any,
) -> Goal:
    """Set a goal of the year, last in order, with its measures, activities and running texts (HTML).

    `area` and `perspective` are names; `strategic_area`, `focus_area` and `outer` name one on each line; those that the
    year's lists lack are added. Raises DomainError without wording.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    last = Goal.objects.filter(association=association, year=year).order_by("-position").first()
    told, named, lists = _parted(facts)
    row = Goal(
        association=association,
        year=year,
        position=last.position + 1 if last else 0,
        text=start_text(association=association, by=by, html=text),
        result=start_text(association=association, by=by, html=result),
        **{"until_year": year} | told,
        **{
            name: _heading(association, year, kind, named.get(name, ""), by)
            for name, kind in HEADINGS.items()
        },
    )
    _check(row)
    row.save()
    row.listed.set(_listed(association, year, lists, by))
    audit.record(association=association, by=by, verb="satte mål", target=row, year=year)
    set_measures(holder=row, rows=measures, by=by)
    set_activities(holder=row, rows=activities, by=by)
    if status:
        assess(goal=row, status=status, by=by)
    index_goal(row)
    return row


@transaction.atomic
def change_goal(
    changing: Goal,
    /,  # for `goal` is one of the facts
    *,
    by: Person | None,
    result: str | None = None,
    text: str | None = None,
    measures: Measures | None = None,
    activities: Activities | None = None,
    status: str | None = None,
    **facts: Any,
) -> Goal:
    """Change a goal's wording, facts, headings by name, measures, activities, running texts (HTML) or assessment."""
    row = (
        Goal.objects.select_for_update(of=("self",))
        .select_related("result", "text", "association", "area", "perspective")
        .get(pk=changing.pk)
    )
    left = [row.area, row.perspective]
    told, named, lists = _parted(facts)
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    _check(row)
    if measures is not None:  # before anything is written, for it may refuse
        set_measures(holder=row, rows=measures, by=by)
    for name, kind in HEADINGS.items():
        before = getattr(row, name)
        if name in named and named[name].strip() != (before.name if before else ""):
            setattr(row, name, _heading(row.association, row.year, kind, named[name], by))
            changed.append(name)
    if changed:
        row.save(update_fields=changed)
    changed += _change_lists(row, lists, by)
    if changed:
        audit.record(association=row.association, by=by, verb="ändrade mål", target=row, changed=changed)
    _write_texts(row, {"text": text, "result": result}, by)
    if activities is not None:
        set_activities(holder=row, rows=activities, by=by)
    if status is not None:
        assess(goal=row, status=status, by=by)
    for area in filter(None, left):
        _drop_unused(area)
    index_goal(row)
    return row


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: Person | None) -> None:
    """Move a goal one step among those of the year that lie beside it."""
    of_year = Goal.objects.select_for_update(of=("self",)).filter(
        association=goal.association, year=goal.year
    )
    rows = list(of_year.order_by("position", "id"))
    beside = [row for row in rows if row.parent_id == goal.parent_id]
    place = [row.pk for row in beside].index(goal.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(beside):
        return
    first, second = rows.index(beside[place]), rows.index(beside[other])
    rows[first], rows[second] = rows[second], rows[first]
    for position, row in enumerate(rows):
        row.position = position
    Goal.objects.bulk_update(rows, ["position"])
    audit.record(association=goal.association, by=by, verb="flyttade mål", target=goal)


@transaction.atomic
def remove_goal(*, goal: Goal, by: Person | None) -> None:
    """Take a goal away; those below it come below what it lay below, and what was written of it is kept in the log."""
    audit.record(
        association=goal.association,
        by=by,
        verb="tog bort mål",
        target=goal,
        year=goal.year,
        text=goal.result.html,
    )
    forget_goal(goal)
    headings = [goal.area, goal.perspective]
    goal.parts.update(parent=goal.parent_id)
    for measure in goal.measures.all():
        let_go(measure)
    goal.delete()
    for area in filter(None, headings):
        _drop_unused(area)


@transaction.atomic
def copy_goals(*, association: Association, from_year: int, to_year: int, by: Person | None) -> int:
    """Take the goals that end with a year along to another, without assessment; give how many came.

    Measures go on with the same series of values, and begin from what they last came to.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    if Goal.objects.filter(association=association, year=to_year).exists():
        raise DomainError(f"Det finns redan mål för {to_year}.")
    rows = list(
        Goal.objects.filter(association=association, year__lte=from_year, until_year=from_year)
        .select_related("area", "perspective", "text")
        .prefetch_related("activities", "listed", "measures__targets", "measures__series__values")
        .order_by("position", "id")
    )
    if not rows:
        raise DomainError(f"Det finns inga mål för {from_year}.")
    copy_areas(association=association, from_year=from_year, to_year=to_year, by=by)
    made = {row.pk: _copy(row, association, to_year, by) for row in rows}
    for row in rows:
        if row.parent_id:
            made[row.pk].parent = made.get(row.parent_id) or row.parent
            made[row.pk].save(update_fields=["parent"])
    for area in GoalArea.objects.filter(association=association, year=from_year):
        _copy_of_heading(area, to_year, by)
    audit.record(
        association=association,
        by=by,
        verb="kopierade mål",
        target=association,
        from_year=from_year,
        to_year=to_year,
    )
    return len(rows)


def _copy(row: Goal, association: Association, year: int, by: Person | None) -> Goal:
    facts: dict[str, Any] = {name: getattr(row, name) for name in GOAL_FACTS - {"parent", "until_year"}}
    names = {kind: [area.name for area in row.listed.all() if area.kind == kind] for kind in LISTS.values()}
    new = add_goal(
        association=association, year=year, by=by, text=row.text.html if row.text else "",
        area=row.area.name if row.area else "", perspective=row.perspective.name if row.perspective else "",
        until_year=year + row.until_year - row.year, activities=_planned(row.activities.all()),
        **facts | {name: "\n".join(names[kind]) for name, kind in LISTS.items()},
    )  # fmt: skip
    copy_measures(source=row, target=new, year=year)
    return new


def _copy_of_heading(area: GoalArea, year: int, by: Person | None) -> None:
    new = GoalArea.objects.get(association=area.association_id, year=year, kind=area.kind, name=area.name)
    if not new.measures.exists():
        copy_measures(source=area, target=new, year=year)
    if not new.activities.exists():
        set_activities(holder=new, rows=_planned(area.activities.all()), by=by)


def _planned(rows: Any) -> list[tuple[str, str, str]]:
    return [(each.text, each.when, each.who) for each in rows]


def _check(row: Goal) -> None:
    if not row.goal.strip():
        raise DomainError("Skriv målet.")
    if row.until_year < row.year:
        raise DomainError(f"Målet börjar {row.year} och kan inte sluta innan dess.")
    if row.until_year > LAST_YEAR:
        raise DomainError(f"Målet kan sluta senast {LAST_YEAR}.")
    seen, above = {row.pk}, row.parent
    while above:
        if above.pk in seen:
            raise DomainError("Ett mål kan inte ligga under sig självt. Välj ett annat mål ovanför.")
        seen.add(above.pk)
        above = above.parent


def _parted(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
    """Part what is told of a goal: facts of its own, headings by name, and lists with a name on each line."""
    if unknown := set(facts) - GOAL_FACTS - set(LISTS) - set(HEADINGS):
        raise TypeError(f"Unknown facts: {sorted(unknown)}")

    def of(names: Any) -> dict[str, Any]:
        return {name: facts[name] for name in facts if name in names}

    return of(GOAL_FACTS), of(HEADINGS), of(LISTS)


def _heading(association: Association, year: int, kind: str, name: str, by: Person | None) -> GoalArea | None:
    if not name.strip():
        return None
    return area_named(association=association, year=year, kind=kind, name=name, by=by)


def _listed(association: Association, year: int, lists: dict[str, str], by: Person | None) -> list[GoalArea]:
    return [
        area_named(association=association, year=year, kind=LISTS[name], name=line, by=by)
        for name, told in lists.items()
        for line in told.splitlines()
        if line.strip()
    ]


def _change_lists(row: Goal, lists: dict[str, str], by: Person | None) -> Sequence[str]:
    """Let the goal stand under what is named of each list that is told of; give the lists that differ."""
    changed = []
    for name, told in lists.items():
        before = set(row.listed.filter(kind=LISTS[name]))
        after = set(_listed(row.association, row.year, {name: told}, by))
        if {area.name for area in before} != {area.name for area in after}:
            row.listed.remove(*before)
            row.listed.add(*after)
            changed.append(name)
    return changed


def _write_texts(row: Goal, told: dict[str, str | None], by: Person | None) -> None:
    for name, html in told.items():
        if html is None:
            continue
        text = getattr(row, name)
        if text is None:
            setattr(row, name, start_text(association=row.association, by=by, html=html))
            row.save(update_fields=[name])
        else:
            save_text(text=text, html=html, base_version=text.version, by=by)


def _drop_unused(area: GoalArea) -> None:
    """Let go of a heading that no goal bears the name of any more, and of which nothing is written."""
    is_used = area.goals.exists() or area.perspective_goals.exists() or area.measures.exists()
    if not area.text.version and not is_used and not Activity.objects.filter(area=area).exists():
        forget_area(area)
        area.delete()
