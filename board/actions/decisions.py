"""Writing the rows of a §: att-satser with who, day and money, statements and votes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from board.models import BallotVote, Decision, DecisionAmount, Paragraph, Statement
from board.queries import writing
from board.registries import effects
from board.states import StatementKind, Vote
from board.wording.naming import match_people
from finsam import markup
from finsam.models import Appointment, Person
from finsam.saving import same
from finsam.states import AppointmentRole


def write_decisions(
    paragraph: Paragraph, content: dict[str, Any], order: Sequence[str] = (), *, by: Person | None
) -> None:
    """Make the stored att-satser as the fields say; an empty row is taken away, a row is known by its key."""
    rows = writing.rows_of(content, "decision")
    stored = {row.row_key: row for row in paragraph.decisions.prefetch_related("amounts")}
    keys = [key for key in order if key in rows] + [key for key in rows if key not in order]
    filled = [key for key in keys if any(rows[key].get(part) for part in writing.DECISION_PARTS)]
    for key in set(stored) - set(filled):
        _take_away(stored[key], by)
    points = {point.row_key: point.pk for point in paragraph.points.all()}
    to_match = []
    for position, key in enumerate(filled):
        row = stored.get(key) or Decision(paragraph=paragraph, row_key=key)
        if row.pk is None or row.who != rows[key].get("who", ""):
            to_match.append(row)
        _write_decision(row, rows[key], position, points.get(rows[key].get("point") or ""))
    _match(paragraph, to_match)


def _take_away(row: Decision, by: Person | None) -> None:
    """Take an att-sats away, unless somebody has granted its money above the board: then it stays until that is taken back."""
    effects.let_go(row, by)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return


def write_points(paragraph: Paragraph, content: dict[str, Any], changed: set[str]) -> None:
    """Make the stored underpunkter as the changed fields say; one made by nobody is not made by a field."""
    names = {name for name in changed if name.startswith("point:")}
    if not names:
        return
    rows = writing.rows_of(content, "point")
    for point in paragraph.points.all():
        parts = rows.get(point.row_key, {})
        if not any(f"point:{point.row_key}:{part}" in names for part in writing.POINT_PARTS):
            continue
        point.heading = parts.get("heading") or ""
        point.presenter = parts.get("presenter") or ""
        point.html = markup.clean(parts.get("text") or "")
        point.save(update_fields=["heading", "presenter", "html"])


def write_statements(paragraph: Paragraph, content: dict[str, Any], changed: set[str]) -> None:
    """Make the stored yrkanden, reservationer and yttranden as the changed fields say."""
    if not any(name.startswith("statement:") for name in changed):
        return
    rows = writing.rows_of(content, "statement")
    stored = {row.row_key: row for row in paragraph.statements.all()}
    filled = {key: row for key, row in rows.items() if row.get("who") or row.get("text")}
    for key in set(stored) - set(filled):
        stored[key].delete()
    for position, (key, parts) in enumerate(filled.items()):
        row = stored.get(key) or Statement(paragraph=paragraph, row_key=key)
        values = {
            "kind": parts.get("kind") if parts.get("kind") in StatementKind.values else StatementKind.MOTION,
            "who": parts.get("who") or "",
            "text": parts.get("text") or "",
            "position": position,
        }
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()


def write_votes(paragraph: Paragraph, content: dict[str, Any], changed: set[str]) -> None:
    """Make the stored votes as the changed fields say; a vote taken away is no vote."""
    voted = {name for name in changed if name.startswith("vote:")}
    there = set(paragraph.meeting.attendances.values_list("person_id", flat=True)) if voted else set()
    for name in voted:
        person = name.partition(":")[2]
        if int(person) not in there:
            continue
        own = BallotVote.objects.filter(paragraph=paragraph, person_id=int(person))
        if content[name] in Vote.values:
            BallotVote.objects.update_or_create(
                paragraph=paragraph, person_id=int(person), defaults={"vote": content[name]}
            )
        else:
            own.delete()


def _write_decision(row: Decision, parts: dict[str, Any], position: int, point_id: int | None) -> None:
    amounts = parts.get("amounts") or []
    readable = [line for line in amounts if _is_money(line)]
    unread: dict[str, Any] = {}
    due = parts.get("due") or ""
    due_on = writing.read_day(due)
    if due and not due_on:
        unread["due"] = due
    if len(readable) < len(amounts):
        unread["amounts"] = [line for line in amounts if not _is_money(line)]
    values = {
        "text": parts.get("text") or "", "who": parts.get("who") or "", "due_on": due_on, "unread": unread,
        "position": position, "point_id": point_id,
    }  # fmt: skip
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    _write_amounts(row, readable)


def _write_amounts(row: Decision, lines: list[list[str]]) -> None:
    wanted = [(Decimal(kronor), int(year), financing) for kronor, year, financing in lines]
    stored = [(each.amount, each.year, each.financing) for each in row.amounts.all()]
    if wanted == stored:
        return
    row.amounts.all().delete()
    DecisionAmount.objects.bulk_create(
        DecisionAmount(decision=row, amount=amount, year=year, financing=financing)
        for amount, year, financing in wanted
    )


def _is_money(line: list[str]) -> bool:
    kronor, year, _ = line
    try:
        return abs(Decimal(kronor)) < 10**12 and year.isdigit() and 1900 < int(year) < 2200
    except InvalidOperation:
        return False


def _match(paragraph: Paragraph, rows: list[Decision]) -> None:
    named = [row for row in rows if row.who]
    for row in rows:
        if not row.who:
            row.assignees.clear()
    if not named:
        return
    meeting = paragraph.meeting
    association = meeting.body.association
    people = dict(
        Person.objects.filter(association=association, left_on__isnull=True).values_list("pk", "name")
    )
    roles = _roles(paragraph)
    for row in named:
        ids = match_people(row.who, people, roles)
        if not same(ids, [person.pk for person in row.assignees.all()]):
            row.assignees.set(ids)


def _roles(paragraph: Paragraph) -> dict[str, int]:
    meeting = paragraph.meeting
    roles: dict[str, int] = {}
    chief = (
        Appointment.objects.in_force(meeting.held_on)
        .filter(body__association=meeting.body.association, role=AppointmentRole.CHIEF)
        .first()
    )
    if chief:
        roles["förbundschefen"] = roles["förbundschef"] = chief.person_id
    listed = meeting.attendances.filter(role=AppointmentRole.CHAIR).values_list("person_id", flat=True)
    if chair := meeting.chair_id or listed.first():
        roles["ordföranden"] = roles["ordförande"] = chair
    return roles
