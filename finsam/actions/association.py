"""The association's own facts, its members and its bodies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import svg
from finsam.models import Association, Body, Member, Person
from finsam.states import ANNOUNCED, NOTE_TAKERS, BodyPaper

ASSOCIATION_FACTS = (
    "name", "short_name", "organisation_number", "seat", "address", "email", "archive_place", "court",
    "court_address", "accent", "mark_svg", "call_days", "remind_call_days", "remind_sign_days", "remind_member_days", "adjustment_manner", "remote_decision",
    "vacant_seats_count", "prints_kinds", "count_limit", "count_limit_decision", "dnr_form", "second_factor_roles",
    "local_words",
)  # fmt: skip
MEMBER_FACTS = (
    "kind", "name", "abbreviation", "position", "seats", "registrar_email", "noticeboard_url", "from_on",
)  # fmt: skip
BODY_FACTS = ("kind", "name", "paper", "notes_signers", "position", "is_active")


@transaction.atomic
def change_association(*, association: Association, facts: dict[str, Any], by: Person | None) -> Association:
    """Change the association's own facts (any of ASSOCIATION_FACTS); the mark is cleaned of all but drawing."""
    row = Association.objects.select_for_update().get(pk=association.pk)
    if facts.get("mark_svg"):
        facts = facts | {"mark_svg": svg.clean(facts["mark_svg"])}
    _change(row, facts, ASSOCIATION_FACTS, association=row, verb="ändrade förbundets uppgifter", by=by)
    return row


@transaction.atomic
def add_member(*, association: Association, facts: dict[str, Any], by: Person | None) -> Member:
    """Enter a kommun, region or state authority as a member (any of MEMBER_FACTS)."""
    row = Member(association=association, **_known(facts, MEMBER_FACTS))
    _save(row, "Det finns redan en medlem med det namnet.")
    audit.record(association=association, by=by, verb="lade till medlem", target=row)
    return row


@transaction.atomic
def change_member(*, member: Member, facts: dict[str, Any], by: Person | None) -> Member:
    """Change what is known about a member (any of MEMBER_FACTS)."""
    row = Member.objects.select_for_update(of=("self",)).select_related("association").get(pk=member.pk)
    _change(row, facts, MEMBER_FACTS, association=row.association, verb="ändrade medlem", by=by)
    return row


@transaction.atomic
def end_member(*, member: Member, on: dt.date, by: Person | None) -> Member:
    """Let a member leave the förbund; `on` is its last day. Those it appointed must have ended by then."""
    row = Member.objects.select_for_update(of=("self",)).select_related("association").get(pk=member.pk)
    if row.to_on:
        raise DomainError(f"{row.name} slutade redan {row.to_on}.")
    if row.from_on and on < row.from_on:
        raise DomainError("Slutdatum ligger före startdatum.")
    day_after = max(on, clock.today()) + dt.timedelta(days=1)
    if row.appointments.in_force(day_after).exists():
        raise DomainError(f"{row.name} har personer med roller efter dagen. Avsluta deras roller först.")
    row.to_on = on
    row.save(update_fields=["to_on"])
    audit.record(
        association=row.association, by=by, verb="avslutade medlem", target=row, to_on=on.isoformat()
    )
    return row


@transaction.atomic
def add_body(*, association: Association, facts: dict[str, Any], by: Person | None) -> Body:
    """Enter a body (any of BODY_FACTS)."""
    row = Body(association=association, **_known(facts, BODY_FACTS))
    _refuse_notes_by_law(row.kind, row.paper)
    _save(row, "Det finns redan ett organ med det namnet.")
    audit.record(association=association, by=by, verb="lade till organ", target=row)
    return row


@transaction.atomic
def change_body(*, body: Body, facts: dict[str, Any], by: Person | None) -> Body:
    """Change a body (any of BODY_FACTS), its kind too as long as everyone who has sat there has a role in the new kind.

    What is written of its coming meetings follows; those that are opened keep the paper they began with.
    """
    row = Body.objects.select_for_update(of=("self",)).select_related("association").get(pk=body.pk)
    kind = facts.get("kind", row.kind)
    if kind != row.kind:
        _refuse_other_kind(row, kind)
    _refuse_notes_by_law(kind, facts.get("paper", row.paper))
    _change(row, facts, BODY_FACTS, association=row.association, verb="ändrade organ", by=by)
    return row


def _refuse_other_kind(row: Body, kind: str) -> None:
    """Raise DomainError where a role in the body would mean something else, or nothing, in the new kind."""
    if not row.appointments.exists():
        return
    if {row.kind, kind} - NOTE_TAKERS:
        raise DomainError(
            "Organets slag kan inte ändras till eller från det slaget när någon har haft en roll där. "
            "Lägg till ett nytt organ i stället."
        )


def _refuse_notes_by_law(kind: str, paper: str) -> None:
    if kind in ANNOUNCED and paper == BodyPaper.NOTES:
        raise DomainError(
            "Styrelsen och revisorerna för protokoll som anslås (19 och 26 §§ lagen om finansiell samordning)."
        )


def _known(facts: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = set(facts) - set(names)
    if unknown:
        raise TypeError(f"Unknown facts: {sorted(unknown)}")
    return facts


def _change(
    row: models.Model,
    facts: dict[str, Any],
    names: tuple[str, ...],
    *,
    association: Association,
    verb: str,
    by: Person | None,
) -> None:
    before = {name: getattr(row, name) for name in _known(facts, names)}
    changed = [name for name, old in before.items() if old != facts[name]]
    if not changed:
        return
    for name in changed:
        setattr(row, name, facts[name])
    _save(row, "Namnet finns redan.", update_fields=changed)
    told = {name: [str(before[name]), str(facts[name])] for name in changed}
    audit.record(association=association, by=by, verb=verb, target=row, changed=told)


def _save(row: models.Model, refusal: str, update_fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=update_fields)
    except IntegrityError as error:
        raise DomainError(refusal) from error


def other_association(name: str, *, own: Association) -> Association:
    """Give the förbund of the installation that has a name, a short name or an address: others are never listed.

    Raises DomainError for one that is not here, and for one's own.
    """
    wanted = name.strip().strip("/")
    named = Q(name__iexact=wanted) | Q(short_name__iexact=wanted) | Q(slug__iexact=wanted)
    found = Association.objects.filter(named).first() if wanted else None
    if found is None:
        raise DomainError("Inget förbund här heter så. Skriv namnet som det står på förbundets egen sida.")
    if found.pk == own.pk:
        raise DomainError("Det är ert eget förbund. Skriv ett annat.")
    return found
