"""What arvoden come to: from närvaro, rules and what each has confirmed, less what earlier periods have paid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet, Sum

from board.counting.presence import deciding_at
from board.models import Attendance, Meeting, Paragraph
from board.queries.seats import vacant_seats
from board.states import MeetingState
from economy.models import FeeClaim, FeeHabits, FeePeriod, FeeRow
from economy.queries.fee_rules import Fee, FeeRules, fee_of_month, fees_of, rules_of
from economy.states import YEARLY_FEES
from finsam.models import Appointment, Association, Member, Person
from finsam.states import VOTING_ROLES, AppointmentRole, BodyKind
from finsam.swedish import dates
from finsam.swedish.collation import sort_key

ZERO = Decimal(0)
PAID_ROLES = VOTING_ROLES | {AppointmentRole.DEPUTY}
Key = tuple[int, int | None, str, dt.date | None]  # person, meeting, kind, and the month of a yearly arvode


@dataclass(frozen=True)
class FeeLine:
    """A row to the payroll: computed (with its meeting, if of one), or typed by the office."""

    person: Person
    day: dt.date
    fee: Fee
    meeting: Meeting | None = None
    is_correction: bool = False
    typed: FeeRow | None = None

    @property
    def kind(self) -> str:
        return self.fee.kind

    @property
    def label(self) -> str:
        """What it is paid for, in words."""
        return self.fee.label

    @property
    def key(self) -> Key:
        """What it is paid for, once."""
        if self.meeting is not None:
            return self.person.pk, self.meeting.pk, self.fee.kind, None
        return self.person.pk, None, self.fee.kind, self.day


@dataclass(frozen=True)
class AtMeeting:
    """One at a meeting who is paid for it, with what she has confirmed."""

    meeting: Meeting
    person: Person
    claim: FeeClaim | None
    fees: tuple[Fee, ...]


def lines_of(period: FeePeriod, at: Sequence[AtMeeting] | None = None) -> list[FeeLine]:
    """Give a period's rows by person and day: as they were stored when it was closed, else as they come to now.

    `at` is what `to_reckon` gives, where it is at hand.
    """
    typed = [_stored(row) for row in _rows(period.association).filter(period=period)]
    if period.is_closed:
        return typed
    first_on = _looked_back(period)
    due = {each.key: each for each in _due(period, first_on, to_reckon(period) if at is None else at)}
    paid = _paid(period, first_on)
    lines = typed + [
        line for key in dict.fromkeys([*due, *paid]) if (line := _left(due.get(key), paid.get(key), period))
    ]
    return sorted(lines, key=lambda each: (sort_key(each.person.name), each.person.pk, each.day, each.kind))


def _rows(association: Association) -> QuerySet[FeeRow]:
    return FeeRow.objects.filter(period__association=association).select_related(
        "person", "meeting__body__association", "period"
    )


def _stored(row: FeeRow) -> FeeLine:
    fee = Fee(row.kind, row.number, row.rate, row.amount, row.account, row.note)
    return FeeLine(row.person, row.day, fee, row.meeting, row.is_correction, row if row.typed_at else None)


def _looked_back(period: FeePeriod) -> dt.date:
    """Give the first day that a period corrects: not before arvoden were reckoned here, nor before last year."""
    first = period.association.fee_periods.order_by("starts_on").values_list("starts_on", flat=True).first()
    return max(first or period.starts_on, dt.date(period.starts_on.year - 1, 1, 1))


def to_reckon(period: FeePeriod) -> list[AtMeeting]:
    """Give those who are paid for a meeting of the period, or of one before it that may have to be corrected."""
    return at_meetings(period.association, _looked_back(period), period.ends_on)


def _due(period: FeePeriod, first_on: dt.date, at: Sequence[AtMeeting]) -> Iterator[FeeLine]:
    for each in at:
        for fee in each.fees:
            yield FeeLine(each.person, each.meeting.began_on, fee, each.meeting)
    yield from _yearly(period.association, rules_of(period.association), first_on, period.ends_on)


def _paid(period: FeePeriod, first_on: dt.date) -> dict[Key, FeeLine]:
    """Give what closed periods have paid of each thing, summed; what the office typed there is its own affair."""
    found: dict[Key, FeeLine] = {}
    within = Q(meeting__held_on__gte=first_on) | Q(meeting__isnull=True, day__gte=first_on)
    rows = _rows(period.association).filter(within, period__closed_at__isnull=False, typed_at__isnull=True)
    for line in map(_stored, rows.order_by("id")):
        before = found.get(line.key)
        found[line.key] = replace(line, fee=_sum(before.fee, line.fee)) if before else line
    return found


def _sum(one: Fee, other: Fee) -> Fee:
    return replace(other, number=one.number + other.number, amount=one.amount + other.amount)


def _left(due: FeeLine | None, paid: FeeLine | None, period: FeePeriod) -> FeeLine | None:
    """Give the row that makes what is paid what is due; None where it is."""
    if paid is None:
        return replace(due, is_correction=due.day < period.starts_on) if due else None
    now = due.fee if due else replace(paid.fee, number=ZERO, amount=ZERO)
    number, amount = now.number - paid.fee.number, now.amount - paid.fee.amount
    if not number and not amount:
        return None
    rate = now.rate if number and now.rate is not None and number * now.rate == amount else None
    note = "Rättar det som är betalt i en tidigare period"
    return replace(
        due or paid, fee=replace(now, number=number, rate=rate, amount=amount, note=note), is_correction=True
    )


# ---- From närvaro


def at_meetings(
    association: Association, first_on: dt.date, last_on: dt.date, person: Person | None = None
) -> list[AtMeeting]:
    """Give those who are paid for the ended meetings between two days, or one person at hers."""
    rules = rules_of(association)
    meetings = _ended(association, first_on, last_on, person)
    unpaid = _unpaid(association)
    claims = {
        (each.meeting_id, each.person_id): each
        for each in FeeClaim.objects.filter(meeting__in=[meeting.pk for meeting in meetings]).select_related(
            "confirmed_by"
        )
    }
    found = []
    for meeting in meetings:
        rows, served = list(meeting.attendances.all()), _served(meeting)
        for row in rows:
            if (person and row.person_id != person.pk) or not _may_be_paid(row, unpaid):
                continue
            claim = claims.get((meeting.pk, row.person_id))
            fees = tuple(fees_of(rules, meeting, row, claim, served=row.pk in served))
            if fees or claim:
                found.append(AtMeeting(meeting, row.person, claim, fees))
    return found


def _ended(
    association: Association, first_on: dt.date, last_on: dt.date, person: Person | None
) -> list[Meeting]:
    rows = Meeting.objects.of(association).filter(
        state=MeetingState.CLOSED, held_on__gte=first_on, held_on__lte=last_on
    )
    if person:
        rows = rows.filter(attendances__person=person, attendances__is_present=True)
    attendances = Attendance.objects.select_related("person").prefetch_related("exceptions__paragraph")
    paragraphs = Paragraph.objects.filter(number__isnull=False).only("id", "meeting_id", "position", "number")
    ordered = rows.select_related("body__association").order_by("held_on", "id")
    return list(
        ordered.prefetch_related(Prefetch("attendances", attendances), Prefetch("paragraphs", paragraphs))
    )


def _served(meeting: Meeting) -> set[int]:
    """Give the keys of those who held a seat at some § (board/counting says how)."""
    rows = list(meeting.attendances.all())
    vacant = vacant_seats(meeting, rows) if any(not row.has_seat and row.is_present for row in rows) else ()
    paragraphs = list(meeting.paragraphs.all())
    if not paragraphs:
        return {row.pk for row in rows if row.is_serving}
    return {row.pk for each in paragraphs for row in deciding_at(rows, each, vacant=vacant)}


def _may_be_paid(row: Attendance, unpaid: Collection[str]) -> bool:
    return row.is_present and row.role in PAID_ROLES and row.member_name not in unpaid


def _unpaid(association: Association) -> frozenset[str]:
    return frozenset(each.name for each in unpaid_members(association))


# ---- From offices held by the year


def _yearly(
    association: Association, rules: FeeRules, first_on: dt.date, last_on: dt.date
) -> Iterator[FeeLine]:
    kinds = {kind for kind in YEARLY_FEES if any(rule.kind == kind for rule in rules.rules)}
    if not kinds:
        return
    rows = Appointment.objects.filter(
        body__association=association, body__kind=BodyKind.BOARD, role__in=[YEARLY_FEES[kind] for kind in kinds],
        from_on__lte=last_on,
    ).exclude(to_on__lt=first_on).select_related("person")  # fmt: skip
    seats: Mapping[tuple[str, Person], list[Appointment]] = defaultdict(list)
    for row in rows:
        seats[row.role, row.person].append(row)
    for first, last in _months(first_on, last_on):
        for kind in sorted(kinds):
            rule = rules.find(kind, first)
            for (role, person), held in seats.items() if rule else ():
                if rule and role == YEARLY_FEES[kind] and (fee := fee_of_month(rule, held, first, last)):
                    yield FeeLine(person, first, fee)


def _months(first_on: dt.date, last_on: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    first = first_on.replace(day=1)
    while first <= last_on:
        last = dates.end_of_month(first)
        yield first, last
        first = last + dt.timedelta(days=1)


# ---- Periods


def periods_of(association: Association) -> list[FeePeriod]:
    """Give the förbund's periods, the latest first."""
    rows = list(association.fee_periods.select_related("closed_by"))
    for row in rows:
        row.association = association
    return rows


def open_period(association: Association) -> FeePeriod | None:
    """Give the period that is not closed; there is one at most."""
    return next((each for each in periods_of(association) if not each.is_closed), None)


def own_meetings(association: Association, person: Person, today: dt.date) -> list[AtMeeting]:
    """Give the ended meetings that a person is paid for since the year before arvoden began here, the latest first."""
    starts = association.fee_periods.order_by("starts_on").values_list("starts_on", flat=True).first()
    if starts is None:
        return []
    first_on = max(starts, dt.date(today.year - 1, 1, 1))
    return at_meetings(association, first_on, today, person=person)[::-1]


def total(lines: Sequence[FeeLine]) -> Decimal:
    """Sum rows, kronor."""
    return sum((each.fee.amount for each in lines), ZERO)


def is_paid_at(meeting: Meeting, person: Person) -> bool:
    """Whether a person has an arvode for an ended meeting, or has had one there."""
    day = meeting.held_on
    found = at_meetings(meeting.body.association, day, day, person)
    return any(each.meeting == meeting for each in found)


def unconfirmed(period: FeePeriod, person: Person) -> list[AtMeeting]:
    """Give the period's ended meetings that a person is paid for and has not confirmed."""
    there = Attendance.objects.filter(
        person=person, is_present=True, role__in=sorted(PAID_ROLES), meeting__state=MeetingState.CLOSED,
        meeting__held_on__gte=period.starts_on, meeting__held_on__lte=period.ends_on,
    ).exclude(meeting__fee_claims__person=person)  # fmt: skip
    if not there.exists():
        return []
    found = at_meetings(period.association, period.starts_on, period.ends_on, person)
    return [each for each in found if each.claim is None]


def own_rows(association: Association, person: Person, today: dt.date) -> list[FeeLine]:
    """Give what has gone to the payroll of a person's this year, by day."""
    rows = _rows(association).filter(
        person=person, period__closed_at__isnull=False, period__ends_on__year=today.year
    )
    return [_stored(row) for row in rows.order_by("day", "id")]


def closed_totals(association: Association) -> dict[int, Decimal]:
    """Give what each closed period came to, kronor, by its key."""
    rows = FeeRow.objects.filter(period__association=association, period__closed_at__isnull=False)
    return dict(rows.order_by().values_list("period_id").annotate(Sum("amount")))


def unpaid_members(association: Association) -> list[Member]:
    """Give the members whose ledamöter the förbund pays nothing."""
    return list(
        Member.objects.filter(pk__in=FeeHabits.objects.filter(association=association).values("unpaid"))
    )
