"""Who is there: listed when the meeting opens, marked while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from board.actions import moves_at
from board.actions.listing import appointments_of, marked, row_of
from board.actions.writing import Saved, lock_meeting, sent_before
from board.counting.presence import Whom
from board.models import Attendance, Invitation, Meeting, Paragraph, PresenceException, SessionSaving
from board.queries import writing
from board.queries.invited import expected_attendance
from board.states import HELD, PresenceChange, ProtocolKind, ProtocolState, RsvpAnswer
from finsam import audit, saving
from finsam.errors import DomainError
from finsam.models import Person
from finsam.queries import named
from finsam.states import AppointmentRole
from finsam.swedish import dates, words
from finsam.texts.cleaning import name_of

GUEST_POSITION = 900


class AttendanceSheet(saving.Sheet[SessionSaving]):
    """Who is there at a meeting that is locked for writing; its fields are those of queries.writing."""

    savings = SessionSaving

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @property
    def place(self) -> dict[str, Any]:
        return {"meeting": self.meeting, "paragraph": None}

    @property
    def version(self) -> int:
        return self.meeting.attendance_version

    def content(self) -> dict[str, Any]:
        return writing.attendance_content(self.meeting)

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        _write(self.meeting, content, changed)
        moves_at.write(self.meeting, content, changed)
        return self.content()


@transaction.atomic
def list_those_expected(*, meeting: Meeting, by: Person) -> None:
    """List those who belong at the meeting by the appointments in force that day, and those invited.

    Who has answered that she comes is marked as present, and an ersättare who comes instead of a ledamot of her member
    serves for that one; the chair and the secretary are proposed.
    """
    invitations = list(Invitation.objects.filter(meeting=meeting))
    answers = {each.person_id: each.answer for each in invitations}
    listed = set(meeting.attendances.values_list("person_id", flat=True))
    rows = []
    for position, appointment in enumerate(appointments_of(meeting)):
        if appointment.person_id in listed:
            continue
        listed.add(appointment.person_id)
        rows.append(row_of(meeting, appointment, answers.get(appointment.person_id), position, by))
    guests = Person.objects.filter(invitations__meeting=meeting).exclude(pk__in=listed)
    for position, person in enumerate(guests, start=GUEST_POSITION):
        rows.append(
            marked(Attendance(meeting=meeting, person=person, position=position), answers.get(person.pk))
        )
    serving = {
        each.deputy.pk: each.for_whom for each in expected_attendance(meeting, invitations).substitutes
    }
    for row in rows:
        row.serves_for = serving.get(row.person_id)
    Attendance.objects.bulk_create(rows)
    _propose_leaders(meeting, by, answers)


@transaction.atomic
def save_attendance(
    *,
    meeting: Meeting,
    fields: dict[str, Any],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save the marks (see queries.writing.attendance_content) that were changed since `base_version`.

    Two who mark different persons both count; for the same mark the later one holds. Sent twice is one change.
    """
    row = lock_meeting(meeting)
    guard(row)
    if earlier := sent_before(row, save_key):
        return Saved(earlier.token, earlier.saved_at)
    sheet = AttendanceSheet(row)
    current = sheet.content()
    base = saving.base_of(sheet, version=base_version, after=after, current=current)
    merged = saving.merge(base=base, mine=fields, theirs=current)
    content = merged.content | {name: fields[name] for name in merged.collisions}
    changed = {name for name, value in content.items() if not saving.same(value, current.get(name))}
    if not changed:
        return Saved(base_version, timezone.now())

    def write(meeting: Meeting) -> None:
        _write(meeting, content, changed)
        moves_at.write(meeting, content, changed)

    return change_attendance(meeting=row, change=write, by=by, view={**base, **fields}, save_key=save_key)


@transaction.atomic
def change_attendance(
    *,
    meeting: Meeting,
    change: Callable[[Meeting], None],
    by: Person,
    view: dict[str, Any] | None = None,
    save_key: str = "",
) -> Saved:
    """Have something written of who is there, as a saving that pages left open are brought together with.

    `view` is what the writer sees where she may see less than was stored. Raises DomainError when the protocol is sent.
    """
    row = lock_meeting(meeting)
    guard(row)
    sheet = AttendanceSheet(row)
    saving.remember_before(sheet, sheet.content())
    change(row)
    content = sheet.content()
    row.attendance_version = F("attendance_version") + 1
    row.save(update_fields=["attendance_version", "chair", "secretary"])
    row.refresh_from_db(fields=["attendance_version"])
    kept = saving.remember(sheet, content=content, view=view or content, save_key=save_key, by=by)
    return Saved(kept.token, kept.saved_at)


@transaction.atomic
def mark_all_members(*, meeting: Meeting, by: Person, paragraph: Paragraph | None = None) -> None:
    """Mark every ledamot as present, from the § on when one is named."""
    row = lock_meeting(meeting)
    ending = f":{paragraph.pk}" if paragraph else ""
    head = "here" if paragraph else "present"
    content = {f"{head}:{each.pk}{ending}": True for each in row.attendances.all() if each.has_seat}
    save_attendance(meeting=row, fields=content, base_version=str(row.attendance_version), by=by)


@transaction.atomic
def go_in(*, paragraph: Paragraph, attendance_id: int | None, whom: Whom, by: Person) -> None:
    """Have an ersättare go in for a ledamot, or on a vacant seat, from the § on."""
    if attendance_id is None or whom is None:
        raise DomainError("Välj vem som går in, och för vem.")
    row = lock_meeting(paragraph.meeting)
    fields = {f"serves:{attendance_id}:{paragraph.pk}": whom}
    save_attendance(meeting=row, fields=fields, base_version=str(row.attendance_version), by=by)


@transaction.atomic
def add_attendee(
    *,
    meeting: Meeting,
    by: Person,
    person: Person | None = None,
    name: str = "",
    title: str = "",
    at: Paragraph | None = None,
    only: bool = False,
) -> Attendance:
    """Add someone who was not expected: a person the förbund knows, or a new name.

    She is there from the § on, or at that § alone; from the start when none is named.
    """
    row = lock_meeting(meeting)
    guard(row)
    association = row.body.association
    if person is None:
        name = name_of(name, what="Namnet", missing="Skriv vem som är med.")
        person = _only_one(named(association, name)) or Person.objects.create(
            association=association, name=name
        )
    found, made = Attendance.objects.get_or_create(
        meeting=row,
        person=person,
        defaults={
            "is_present": True,
            "title": title.strip(),
            "position": GUEST_POSITION + row.attendances.count(),
        },
    )
    if at and (made or not found.is_present):
        change_attendance(meeting=row, change=lambda _: moves_at.be_there_at(found, at, only=only), by=by)
    if made:
        audit.record(association=association, by=by, verb="lade till deltagare", target=row, name=person.name)
    return found


def _only_one(namesakes: list[Person]) -> Person | None:
    """Give the one who is meant, or None for a new name; who of several is meant must be said."""
    if len(namesakes) > 1:
        known = words.join_och(each.email or each.organisation or "en utan adress" for each in namesakes)
        raise DomainError(
            f"Flera heter {namesakes[0].name}: {known}. Skriv e-postadressen, eller namnet med organisationen efter "
            "inom parentes."
        )
    return namesakes[0] if namesakes else None


def guard(meeting: Meeting) -> None:
    """Raise DomainError where who was there may no longer be changed."""
    if meeting.state not in HELD:
        raise DomainError("Sammanträdet är inte öppet.")
    if meeting.protocols.filter(kind=ProtocolKind.MAIN).exclude(state=ProtocolState.DRAFT).exists():
        raise DomainError("Protokollet är sänt för justering. Närvaron ändras inte här.")


def _propose_leaders(meeting: Meeting, by: Person, answers: Mapping[int, str]) -> None:
    """Propose who leads and who writes; never one who has said that she cannot come or is not there.

    While the chair may still come nobody is named: who leads then follows from who is there.
    """
    rows = list(meeting.attendances.select_related("person").order_by("position", "id"))
    if meeting.chair_id is None:
        ranked = [row for row in rows if row.role == AppointmentRole.CHAIR]
        ranked += [row for row in rows if row.role == AppointmentRole.VICE_CHAIR]
        ranked += sorted(
            (row for row in rows if row.stand_in and row not in ranked), key=lambda row: row.stand_in or 0
        )
        coming = [row for row in ranked if answers.get(row.person_id) != RsvpAnswer.ABSENT]
        first = next(iter(coming), None)
        meeting.chair = first.person if first and first.is_present else None
    if meeting.secretary_id is None and any(row.person_id == by.pk for row in rows):
        meeting.secretary = by
    meeting.save(update_fields=["chair", "secretary"])


def _write(meeting: Meeting, content: dict[str, Any], changed: set[str]) -> None:
    rows = {row.pk: row for row in meeting.attendances.select_related("person")}
    people = {row.person_id for row in rows.values()}
    for name in sorted(changed):
        head, _, rest = name.partition(":")
        if head in {"chair", "secretary"}:
            setattr(meeting, f"{head}_id", content[name] if content[name] in people else None)
        elif head in {PresenceChange.CAME, PresenceChange.LEFT}:
            _write_move(meeting, rows, head, rest, content)
        elif head in _FIELDS and rest.isdigit() and int(rest) in rows:
            setattr(rows[int(rest)], _FIELDS[head], content[name])
    touched = {
        int(rest)
        for head, _, rest in (name.partition(":") for name in changed)
        if head in _FIELDS and rest.isdecimal()
    }
    for name in sorted(name for name in changed if "_at:" in name):
        head, _, rest = name.partition("_at:")
        if content.get(f"{head}:{rest}"):
            _write_move(meeting, rows, head, rest, content)
    _write_rows([rows[pk] for pk in touched if pk in rows], list(rows.values()))


_FIELDS = {"present": "is_present", "remote": "is_remote", "serves": "serves_for_id"}


def _write_rows(touched: list[Attendance], rows: list[Attendance]) -> None:
    for row in touched:
        seats = {each.person_id for each in rows if each.has_seat}
        if row.serves_for_id and not (row.is_deputy and row.serves_for_id in seats):
            row.serves_for_id = None
        row.save(update_fields=["is_present", "is_remote", "serves_for"])


def _write_move(
    meeting: Meeting, rows: dict[int, Attendance], change: str, rest: str, content: dict[str, Any]
) -> None:
    attendance, _, paragraph = rest.partition(":")
    if int(attendance) not in rows or not meeting.paragraphs.filter(pk=int(paragraph)).exists():
        return
    own = PresenceException.objects.filter(
        attendance_id=int(attendance), paragraph_id=int(paragraph), change=change
    )
    if not content.get(f"{change}:{rest}"):
        own.delete()
        return
    written = content.get(f"{change}_at:{rest}") or ""
    try:
        at_time = dates.parse_time(written) if written else None
    except ValueError:
        at_time = None
    PresenceException.objects.update_or_create(
        attendance_id=int(attendance),
        paragraph_id=int(paragraph),
        change=change,
        defaults={"at_time": at_time},
    )
    row = rows[int(attendance)]
    if not row.is_present:  # who came at a § was there
        row.is_present = True
        row.save(update_fields=["is_present"])
