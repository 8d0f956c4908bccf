"""Keeping the register: an insats, its goals, and the body of its contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.actions import add_body, change_body
from finsam.errors import DomainError
from finsam.models import Association, Body, Member, Person
from finsam.states import BodyKind
from finsam.swedish.local_words import word
from insatser.indexing import index_insats
from insatser.models import Insats, InsatsGoal

_FIELDS = (
    "name", "kind", "owner", "unit", "background", "purpose", "target_group", "method", "starts_on", "ends_on",
    "report_kind", "focus", "followup", "national_target", "is_esf",
)  # fmt: skip


@transaction.atomic
def add_insats(
    *,
    association: Association,
    key: str,
    facts: Mapping[str, Any],
    parties: Iterable[Member] = (),
    goals: Sequence[str] = (),
    body: Body | None = None,
    by: Person | None,
) -> Insats:
    """Enter an insats with its goals; its contacts sit in `body`, which is made when none is given.

    Raises DomainError when the key or the name is another's, or something belongs to another förbund.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    _check(association, facts, parties)
    if association.insatser.filter(key=key).exists():
        raise DomainError(f"En annan insats har nyckeln {key}.")
    if association.insatser.filter(name=facts["name"]).exists():
        raise DomainError(f"Det finns redan en insats som heter {facts['name']}.")
    insats = Insats.objects.create(
        association=association,
        key=key,
        body=body or _body(association, str(facts["name"]), by),
        **{name: facts[name] for name in _FIELDS if name in facts},
    )
    insats.parties.set(parties)
    _write_goals(insats, goals)
    index_insats(insats)
    audit.record(
        association=association, by=by, verb="lade upp insats", target=insats, kind=insats.get_kind_display()
    )
    return insats


@transaction.atomic
def change_insats(
    *,
    insats: Insats,
    facts: Mapping[str, Any],
    parties: Iterable[Member],
    goals: Sequence[str],
    by: Person | None,
) -> Insats:
    """Correct what is known of an insats; a goal that is left out is no longer pursued.

    Raises DomainError when the name is another's or the kind changes after a report: then it is another insats.
    """
    row = (
        Insats.objects.select_for_update(of=("self",)).select_related("association", "body").get(pk=insats.pk)
    )
    _check(row.association, facts, parties)
    if row.association.insatser.filter(name=facts["name"]).exclude(pk=row.pk).exists():
        raise DomainError(f"Det finns redan en insats som heter {facts['name']}.")
    if facts["kind"] != row.kind and row.reports.exists():
        raise DomainError(
            "Inriktningen ändras inte när det finns rapporter. Lägg upp en ny insats i stället."
        )
    before = {name: getattr(row, name) for name in _FIELDS}
    for name in _FIELDS:
        setattr(row, name, facts.get(name, before[name]))
    row.save(update_fields=list(_FIELDS))
    row.parties.set(parties)
    _write_goals(row, goals)
    if row.body.name != row.name:
        change_body(body=row.body, facts={"name": row.name}, by=by)
    index_insats(row)
    changed = {
        name: [str(before[name] or ""), str(getattr(row, name) or "")]
        for name in _FIELDS
        if before[name] != getattr(row, name)
    }
    audit.record(association=row.association, by=by, verb="ändrade insats", target=row, changed=changed)
    return row


def _check(association: Association, facts: Mapping[str, Any], parties: Iterable[Member]) -> None:
    owner = facts.get("owner")
    for member in [*parties, *([owner] if owner else [])]:
        if member.association_id != association.pk:
            raise DomainError(word("owner", "{!} och parter måste vara medlemmar i förbundet."))
    if facts.get("ends_on") and facts["ends_on"] < facts["starts_on"]:
        raise DomainError("Slutdatum ligger före startdatum.")


def _body(association: Association, name: str, by: Person | None) -> Body:
    known = association.bodies.filter(kind=BodyKind.INSATS, name=name, insats__isnull=True).first()
    return known or add_body(
        association=association, facts={"kind": BodyKind.INSATS, "name": name, "position": 90}, by=by
    )


def _write_goals(insats: Insats, wordings: Sequence[str]) -> None:
    known = {goal.wording: goal for goal in insats.goals.all()}
    wanted = [wording.strip() for wording in wordings if wording.strip()]
    for position, wording in enumerate(wanted, start=1):
        goal = known.pop(wording, None) or InsatsGoal(insats=insats, wording=wording)
        goal.position, goal.is_pursued = position, True
        goal.save()
    InsatsGoal.objects.filter(pk__in=[goal.pk for goal in known.values()]).update(is_pursued=False)
