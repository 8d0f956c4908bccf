"""The questions that a förbund's reports are asked: the house's, as the förbund has worded them, and its own."""

from __future__ import annotations

from dataclasses import replace

from finsam.models import Association
from insatser.models import OwnQuestion
from insatser.outlines import Question, SectionPlan, plan_of


def asked_plan(association: Association, kind: str) -> tuple[SectionPlan, ...]:
    """Give the sections that the förbund's next report of the kind starts from; one query."""
    own = list(OwnQuestion.objects.filter(association=association, kind=kind))
    if not own:
        return plan_of(kind)
    return tuple(_asked(plan, [row for row in own if row.section == plan.number]) for plan in plan_of(kind))


def own_questions(association: Association, kind: str) -> dict[str, OwnQuestion]:
    """Give what the förbund has of its own for the kind, by key."""
    return {row.key: row for row in OwnQuestion.objects.filter(association=association, kind=kind)}


def added_questions(plan: SectionPlan, own: dict[str, OwnQuestion]) -> list[OwnQuestion]:
    """Give the förbund's questions of a section that stand in place of none of the house's."""
    keys = {question.key for question in plan.questions}
    return [row for row in own.values() if row.section == plan.number and row.key not in keys]


def _asked(plan: SectionPlan, rows: list[OwnQuestion]) -> SectionPlan:
    own = {row.key: row for row in rows}
    questions = [
        replace(each, label=own[each.key].label, hint=own[each.key].hint) if each.key in own else each
        for each in plan.questions
        if each.key not in own or not own[each.key].is_left_out
    ]
    questions += [Question(row.key, row.label, row.hint) for row in added_questions(plan, own)]
    return replace(plan, questions=tuple(questions))
