"""Arvoden are ruled, confirmed, looked through and closed; what was closed is corrected in a later period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from board.models import Meeting
from economy.models import FeeClaim, FeeHabits, FeePeriod, FeeRow, FeeRule
from economy.queries.fees import FeeLine, is_paid_at, lines_of, total
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Member, Person
from finsam.swedish import dates, money


@transaction.atomic
def save_fee_rule(
    *, association: Association, facts: Mapping[str, Any], by: Person, rule: FeeRule | None = None
) -> FeeRule:
    """Add a rule, or change one. Raises DomainError where a closed period has paid by it: it can only be ended."""
    changed = {name for name, value in facts.items() if rule and getattr(rule, name) != value}
    if rule and changed - {"to_on", "decided_in"} and _has_paid(rule):
        raise DomainError(
            "En stängd period är räknad efter regeln. Avsluta den, och skriv en ny som gäller från en senare dag."
        )
    row = rule or FeeRule(association=association)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    verb = "ändrade arvodesregel" if rule else "lade till arvodesregel"
    audit.record(association=association, by=by, verb=verb, target=row, amount=str(row.amount))
    return row


def _has_paid(rule: FeeRule) -> bool:
    rows = FeeRow.objects.filter(
        period__association=rule.association_id, period__closed_at__isnull=False, kind=rule.kind, day__gte=rule.from_on
    )  # fmt: skip
    return (rows.filter(day__lte=rule.to_on) if rule.to_on else rows).exists()


@transaction.atomic
def remove_fee_rule(*, rule: FeeRule, by: Person) -> None:
    """Take away a rule written by mistake. Raises DomainError where a closed period has paid by it."""
    if _has_paid(rule):
        raise DomainError("En stängd period är räknad efter regeln. Avsluta den i stället.")
    audit.record(association=rule.association, by=by, verb="tog bort arvodesregel", target=rule)
    rule.delete()


@transaction.atomic
def set_unpaid(*, association: Association, members: Iterable[Member], by: Person) -> FeeHabits:
    """Say whose ledamöter the förbund pays nothing."""
    habits, _ = FeeHabits.objects.get_or_create(association=association)
    habits.unpaid.set(members)
    names = sorted(each.name for each in members)
    audit.record(
        association=association, by=by, verb="sade vilka som inte får arvode", target=habits, members=names
    )
    return habits


@transaction.atomic
def begin_period(
    *, association: Association, ends_on: dt.date, by: Person, starts_on: dt.date | None = None
) -> FeePeriod:
    """Begin the next period, after the last; the first one begins where it is said.

    Raises DomainError for days that are not whole months, and while a period is open.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    last = association.fee_periods.order_by("-starts_on").first()
    if last and not last.is_closed:
        raise DomainError(f"{last} är inte stängd. Stäng den innan nästa börjar.")
    first_on = last.ends_on + dt.timedelta(days=1) if last else starts_on
    if first_on is None or first_on.day != 1 or ends_on != dates.end_of_month(ends_on) or ends_on <= first_on:
        raise DomainError(
            "En period är hela månader: den börjar den första i en månad och slutar den sista i en månad."
        )
    row = FeePeriod.objects.create(association=association, starts_on=first_on, ends_on=ends_on)
    audit.record(association=association, by=by, verb="började arvodesperiod", target=row)
    return row


@transaction.atomic
def remove_period(*, period: FeePeriod, by: Person) -> None:
    """Take away an open period that was begun by mistake, with what was typed in it. Raises DomainError for a closed one."""
    row = _locked(period)
    audit.record(association=row.association, by=by, verb="tog bort arvodesperiod", target=row)
    row.rows.all().delete()
    row.delete()


@transaction.atomic
def close_period(*, period: FeePeriod, by: Person) -> FeePeriod:
    """Store every row as it comes to now and close the period. Raises DomainError for one that is closed already."""
    row = _locked(period)
    lines = lines_of(row)
    FeeRow.objects.bulk_create(_row(row, line) for line in lines if line.typed is None)
    row.closed_at, row.closed_by = clock.now(), by
    row.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        association=row.association, by=by, verb="stängde arvodesperiod", target=row, rows=len(lines),
        amount=str(total(lines)),
    )  # fmt: skip
    return row


def _locked(period: FeePeriod) -> FeePeriod:
    row = FeePeriod.objects.select_for_update(of=("self",)).select_related("association").get(pk=period.pk)
    if row.is_closed:
        raise DomainError("Perioden är stängd. Det som blev fel rättas i nästa period.")
    return row


def _row(period: FeePeriod, line: FeeLine) -> FeeRow:
    fee = line.fee
    return FeeRow(
        period=period, person=line.person, meeting=line.meeting, day=line.day, kind=fee.kind, number=fee.number,
        rate=fee.rate, amount=fee.amount, account=fee.account, note=fee.note, is_correction=line.is_correction,
    )  # fmt: skip


@transaction.atomic
def type_row(
    *, period: FeePeriod, person: Person, day: dt.date, kind: str, number: Decimal, amount: Decimal, account: str, note: str,
    by: Person,
) -> FeeRow:  # fmt: skip
    """Add a row of the office's own to an open period; minus takes back. Raises DomainError for a closed period, and without a reason."""
    row = _locked(period)
    if not note.strip():
        raise DomainError("Skriv vad raden gäller, till exempel Konferens 12 maj, § 14.")
    if day > row.ends_on:
        raise DomainError("Dagen ligger efter periodens slut. Skriv raden i nästa period.")
    made = FeeRow.objects.create(
        period=row, person=person, day=day, kind=kind, number=number, amount=amount, account=account, note=note.strip(),
        is_correction=day < row.starts_on, typed_at=clock.now(), typed_by=by,
    )  # fmt: skip
    audit.record(
        association=row.association, by=by, verb="skrev arvodesrad", target=made, person=person.name,
        amount=money.kr_as_needed(amount), note=made.note,
    )  # fmt: skip
    return made


@transaction.atomic
def remove_row(*, row: FeeRow, by: Person) -> None:
    """Take away a typed row. Raises DomainError when its period is closed, or when it is reckoned and not typed."""
    period = _locked(row.period)
    if row.typed_at is None:
        raise DomainError("Raden är räknad ur närvaron. Ändra närvaron eller uppgifterna i stället.")
    audit.record(association=period.association, by=by, verb="tog bort arvodesrad", target=row, note=row.note)
    row.delete()


@transaction.atomic
def confirm(*, meeting: Meeting, person: Person, facts: Mapping[str, Any], by: Person) -> FeeClaim:
    """Write what a ledamot confirms of a meeting, or the office for her; written again it replaces what was written.

    Where the meeting's period is closed already, the difference goes to the next. Raises DomainError for one who is not paid for it.
    """
    association = meeting.body.association
    if not is_paid_at(meeting, person):
        raise DomainError(f"{person.name} har inget arvode för det sammanträdet.")
    if facts.get("hourly") is not None and not facts.get("hours"):
        raise DomainError("Skriv hur många timmar inkomsten gick förlorad.")
    claim, _ = FeeClaim.objects.update_or_create(
        meeting=meeting, person=person, defaults={**facts, "confirmed_at": clock.now(), "confirmed_by": by}
    )
    told = {name: str(value) for name, value in facts.items() if value not in (None, "")}
    audit.record(
        association=association,
        by=by,
        verb="bekräftade uppgifter om arvode",
        target=claim,
        person=person.name,
        **told,
    )
    return claim
