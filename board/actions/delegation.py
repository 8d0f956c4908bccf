"""The delegationsordning is written, and what is decided under it noted in half a minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from board import rules
from board.actions.reporting_delegated import report_delegated
from board.models import DelegatedDecision, DelegationPoint, Matter
from board.queries.delegation import delegates_on, may_decide
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.states import BodyKind
from finsam.swedish import dates, money

_WHO = "Styrelsen kan bara delegera till en ledamot, en ersättare eller en tjänsteman hos förbundet (10 § lag 2003:1210)."


@transaction.atomic
def save_delegation_point(
    *, association: Association, facts: Mapping[str, Any], by: Person, point: DelegationPoint | None = None
) -> DelegationPoint:
    """Add a point to the ordning, or change one. Raises DomainError for a delegate whom the law does not let be one."""
    _refuse_others(association, facts)
    if point and point.decisions.exists() and {"text", "role", "person"} & _changed(point, facts):
        raise DomainError(
            "Beslut har fattats med stöd av punkten. Avsluta den, och skriv en ny som gäller från och med nu."
        )
    row = point or DelegationPoint(association=association)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    verb = "ändrade delegationsordningen" if point else "lade till i delegationsordningen"
    audit.record(association=association, by=by, verb=verb, target=row)
    return row


def _changed(point: DelegationPoint, facts: Mapping[str, Any]) -> set[str]:
    return {name for name, value in facts.items() if getattr(point, name) != value}


def _refuse_others(association: Association, facts: Mapping[str, Any]) -> None:
    role, person = facts.get("role"), facts.get("person")
    if bool(role) == bool(person):
        raise DomainError("Välj en roll eller en viss person som delegat, inte båda.")
    if role and not any(rules.may_be_delegate(body, role) for body in (BodyKind.BOARD, BodyKind.OFFICE)):
        raise DomainError(_WHO)
    day = max(facts["from_on"], clock.today())
    if person and person.pk not in {each.person_id for each in delegates_on(association, day)}:
        raise DomainError(f"{person.name} har ingen sådan roll. {_WHO}")


@transaction.atomic
def note_decision(
    *, point: DelegationPoint, decided_on: dt.date, delegate: Person, text: str, by: Person,
    amount: Decimal | None = None, matter: Matter | None = None,
) -> DelegatedDecision:  # fmt: skip
    """Note what was decided under a point; it is reported by itself in the board's next §.

    Raises DomainError for a day to come, a point that was not in force, one who may not decide under it, or too much money.
    """
    day = dates.long_date(decided_on)
    if decided_on > clock.today():
        raise DomainError("Beslutet kan inte ha fattats en dag som inte har kommit.")
    if decided_on < point.from_on or (point.to_on and decided_on > point.to_on):
        raise DomainError(f"Punkt {point.number} gällde inte den {day}. Välj en som gällde då.")
    if not may_decide(point, delegate, decided_on):
        raise DomainError(
            f"{delegate.name} fick inte besluta enligt punkt {point.number} den {day}: {point.delegate} får det."
        )
    if point.most is not None and amount is not None and amount > point.most:
        raise DomainError(
            f"Punkt {point.number} gäller högst {money.kr(point.most)} kronor. Beslutet är styrelsens."
        )
    row = DelegatedDecision.objects.create(
        association=point.association, point=point, decided_on=decided_on, delegate=delegate, text=text.strip(),
        amount=amount, matter=matter, noted_at=clock.now(), noted_by=by,
    )  # fmt: skip
    audit.record(
        association=point.association, by=by, verb="antecknade delegationsbeslut", target=row, text=row.text
    )
    report_delegated(association=point.association)
    return row


@transaction.atomic
def remove_decision(*, decision: DelegatedDecision, by: Person) -> None:
    """Take away what was noted by mistake. Raises DomainError once the board has had it reported."""
    row = DelegatedDecision.objects.select_for_update(of=("self",)).select_related("paragraph__meeting", "point").get(
        pk=decision.pk
    )  # fmt: skip
    if row.is_reported:
        raise DomainError(
            "Beslutet är anmält till styrelsen och tas inte bort. Anteckna ett nytt som rättar det."
        )
    association = decision.association
    audit.record(association=association, by=by, verb="tog bort delegationsbeslut", target=row, text=row.text)
    row.delete()
    report_delegated(association=association)
