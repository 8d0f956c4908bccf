"""The förbund's rules of arvoden on a day, and what they come to: pure of rules, hours and kilometres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from board.models import Attendance, Meeting
from economy.models import FeeClaim, FeeRule
from economy.states import FeeKind
from finsam.models import Appointment, Association
from finsam.swedish import money
from finsam.web.asked_once import asked_once

ONE = Decimal(1)
MONTHS = 12


@dataclass(frozen=True)
class Fee:
    """What is paid for one thing: how many, at which rate (None where it is not one rate), and kronor."""

    kind: str
    number: Decimal
    rate: Decimal | None
    amount: Decimal
    account: str
    note: str = ""

    @property
    def label(self) -> str:
        """What it is paid for, in words."""
        return FeeKind(self.kind).label


@dataclass(frozen=True)
class FeeRules:
    """Every rule of the förbund, the newest first within its kind."""

    rules: Sequence[FeeRule]

    def find(self, kind: str, day: dt.date, body_id: int | None = None) -> FeeRule | None:
        """Give the rule of the kind that holds on the day for a body (None: the board, and what has no body)."""
        found = (each for each in self.rules if each.kind == kind and each.body_id == body_id)
        return next((each for each in found if each.holds_on(day)), None)

    def of_meeting(self, meeting: Meeting, *, is_remote: bool) -> FeeRule | None:
        """Give the rule for having been at a meeting; None where its body's are not paid.

        A rule for taking part at a distance goes before the others, and those for a day before that for a meeting.
        """
        day, body_id = meeting.began_on, None if meeting.body.is_board else meeting.body_id
        if is_remote and (remote := self.find(FeeKind.REMOTE, day, body_id)):
            return remote
        whole = self.find(FeeKind.WHOLE_DAY, day, body_id)
        hours = hours_of(meeting)
        if whole and hours is not None and hours >= (whole.from_hours or 0):
            return whole
        return self.find(FeeKind.HALF_DAY, day, body_id) or self.find(FeeKind.MEETING, day, body_id)


@asked_once
def rules_of(association: Association) -> FeeRules:
    """Give the förbund's rules."""
    rows = FeeRule.objects.filter(association=association).select_related("body")
    return FeeRules(list(rows.order_by("-from_on", "-id")))


def hours_of(meeting: Meeting) -> Decimal | None:
    """Give how long a meeting was, its ajourneringar apart; None where nobody knows when it ended."""
    ended = meeting.ended_at
    if ended is None:
        return None
    minutes = _minutes(meeting.began_at or meeting.starts_at, ended)
    pauses = sum(_minutes(*map(dt.time.fromisoformat, pause)) for pause in meeting.breaks)
    return Decimal(minutes - pauses) / 60


def _minutes(start: dt.time, end: dt.time) -> int:
    """Count the minutes from one clock time to another, the next day where it is earlier."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)


def fees_of(
    rules: FeeRules, meeting: Meeting, row: Attendance, claim: FeeClaim | None, *, served: bool
) -> Iterator[Fee]:
    """Give what one who was at a meeting is paid for it: the arvode, and what she has confirmed.

    An ersättare who did not serve has nothing unless the rule says so.
    """
    rule = rules.of_meeting(meeting, is_remote=row.is_remote)
    if rule is None or not (served or rule.pays_waiting):
        return
    if claim is None or claim.takes_fee:
        yield Fee(rule.kind, ONE, rule.amount, rule.amount, rule.account)
    if claim is None:
        return
    lost = rules.find(FeeKind.LOST_EARNINGS, meeting.began_on)
    if lost and claim.hours:
        rate = lost.amount if claim.hourly is None else min(claim.hourly, lost.amount)
        yield _counted(lost, claim.hours, rate, _lowered(claim, lost))
    travel = rules.find(FeeKind.TRAVEL, meeting.began_on)
    if travel and claim.kilometres:
        yield _counted(travel, claim.kilometres, travel.amount, claim.note)


def _lowered(claim: FeeClaim, rule: FeeRule) -> str:
    if claim.hourly is None or claim.hourly <= rule.amount:
        return ""
    return f"Uppgav {money.kr_as_needed(claim.hourly)} kr per timme, regelns högsta betalas"


def _counted(rule: FeeRule, number: Decimal, rate: Decimal, note: str) -> Fee:
    return Fee(rule.kind, number, rate, money.round_half_up(number * rate, 2), rule.account, note)


def share_of_month(yearly: Decimal, month: int) -> Decimal:
    """Give a month's part of a year's kronor; the twelve are the year's to the öre."""
    before, after = (money.round_half_up(yearly * each / MONTHS, 2) for each in (month - 1, month))
    return after - before


def fee_of_month(rule: FeeRule, seats: Iterable[Appointment], first: dt.date, last: dt.date) -> Fee | None:
    """Give what one who held an office in a month is paid of its year's arvode, by her days there."""
    days = {day for seat in seats for day in _days(max(seat.from_on, first), min(seat.to_on or last, last))}
    if not days:
        return None
    whole = (last - first).days + 1
    part = Decimal(len(days)) / whole
    amount = money.round_half_up(share_of_month(rule.amount, first.month) * part, 2)
    return Fee(
        rule.kind,
        money.round_half_up(part, 2),
        None,
        amount,
        rule.account,
        _told_days(rule, len(days), whole),
    )


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def _told_days(rule: FeeRule, days: int, whole: int) -> str:
    told = f"En tolftedel av {money.kr_as_needed(rule.amount)} kr"
    return told if days == whole else f"{told}, {days} av månadens {whole} dagar"
