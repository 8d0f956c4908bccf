"""What a förbund asks in its reports and applications, set for those that are begun from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.models import Association, Person
from finsam.texts.cleaning import no_longer_than
from insatser.models import OwnQuestion
from insatser.outlines import SectionPlan, plan_of


@dataclass(frozen=True)
class Wording:
    """A question as the förbund wants it; an empty label is the house's own, or takes a question of its own away."""

    label: str
    hint: str = ""
    is_asked: bool = True


@transaction.atomic
def set_questions(
    *,
    association: Association,
    kind: str,
    wordings: Mapping[str, Wording],
    new: Mapping[int, Wording],
    by: Person,
) -> None:
    """Set the questions of a kind: `wordings` by key, `new` ones by the number of their section.

    Reports that are open keep what they were asked.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    rows = {row.key: row for row in OwnQuestion.objects.filter(association=association, kind=kind)}
    for plan in plan_of(kind):
        own = {key: each for key, each in wordings.items() if key.partition(".")[0] == str(plan.number)}
        if plan.number in new:
            own[_next_key(plan, rows)] = new[plan.number]
        for key, wording in own.items():
            wanted = _wanted(plan, key, wording)
            if wanted:
                OwnQuestion.objects.update_or_create(
                    association=association, kind=kind, key=key, defaults=wanted
                )
            elif key in rows:
                rows[key].delete()
    audit.record(
        association=association, by=by, verb="ändrade frågor", target=association, kind=kind,
        keys=sorted(wordings),
    )  # fmt: skip


def _wanted(plan: SectionPlan, key: str, wording: Wording) -> dict[str, Any] | None:
    """Give what to store of a question; None for the house's own as it is, and for one that is no more."""
    house = next((each for each in plan.questions if each.key == key), None)
    label, hint = wording.label.strip(), wording.hint.strip()
    if house and not label:
        label, hint = house.label, house.hint
    if house and wording.is_asked and (label, hint) == (house.label, house.hint):
        return None
    if house is None and not (label and wording.is_asked):
        return None
    return {
        "section": plan.number,
        "label": no_longer_than(200, label, what="Frågan"),
        "hint": no_longer_than(300, hint, what="Ledningen"),
        "is_left_out": not wording.is_asked,
    }


def _next_key(plan: SectionPlan, rows: Mapping[str, OwnQuestion]) -> str:
    keys = [
        *(each.key for each in plan.questions),
        *(key for key, row in rows.items() if row.section == plan.number),
    ]
    return f"{plan.number}.{max((int(key.partition('.')[2]) for key in keys), default=0) + 1}"
