"""What the members have been asked to pay of a year's contributions, what they have paid, and what is left to ask for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from economy.models import Contribution, FigureSet, FiscalYear, MemberTerms, Requisition
from economy.queries.calculator import largest_remainder
from economy.states import FigureKind, FigureSetState, Interval, RequisitionState
from finsam.models import Association, Member
from finsam.states import MemberKind
from finsam.swedish import dates

ZERO = Decimal(0)
DUE_DAYS = 30  # where the förbund has said nothing
_KINDS = (FigureKind.BUDGET, FigureKind.FORECAST, FigureKind.PLAN, FigureKind.OUTCOME)


@dataclass(frozen=True)
class Part:
    """A part of a contribution that is to be asked for, kronor."""

    starts_on: dt.date
    ends_on: dt.date
    amount: Decimal


@dataclass(frozen=True)
class MemberRow:
    """What one member is to pay for the year, what it is asked for and what has come, kronor."""

    member: Member | None
    contribution: Decimal
    asked: Decimal = ZERO
    paid: Decimal = ZERO
    late: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What has not been asked for; minus where more has."""
        return self.contribution - self.asked

    @property
    def unpaid(self) -> Decimal:
        return self.asked - self.paid


def contribution_columns(fiscal_year: FiscalYear) -> list[FigureSet]:
    """Give the columns that have contributions, first the one to ask by: the adopted budget, or else the latest."""
    sets = FigureSet.objects.filter(fiscal_year=fiscal_year, contributions__isnull=False).distinct()
    return sorted(
        (each for each in sets.select_related("fiscal_year__association") if each.is_within_year),
        key=lambda each: (
            _KINDS.index(FigureKind(each.kind)),
            each.state != FigureSetState.ADOPTED,
            -each.version,
        ),
    )


def contributions_in(column: FigureSet | None) -> dict[Member, Decimal]:
    """Give what each member pays in a column, those that pay nothing left out."""
    rows = Contribution.objects.filter(figure_set=column, amount__gt=0).select_related("member")
    return {row.member: row.amount for row in rows} if column else {}


def members_asked(fiscal_year: FiscalYear) -> list[Member]:
    """Give the members that pay: Försäkringskassan for Arbetsförmedlingen too, unless that has an amount of its own."""
    members = fiscal_year.association.members.on(fiscal_year.ends_on)
    paying = Q(contributions__figure_set__fiscal_year=fiscal_year, contributions__amount__gt=0)
    return list(members.filter(~Q(kind=MemberKind.AF) | paying).distinct())


def requisitions_of(fiscal_year: FiscalYear) -> list[Requisition]:
    """Give the year's bidragsrekvisitioner: one query."""
    return list(Requisition.objects.of(fiscal_year.association).filter(fiscal_year=fiscal_year))


def member_rows(
    contributions: Mapping[Member, Decimal], rows: Iterable[Requisition], today: dt.date
) -> list[MemberRow]:
    """Put what each member is to pay beside what is asked and paid; the last row is the sum."""
    found = {member: MemberRow(member, amount) for member, amount in contributions.items()}
    for row in rows:
        if row.is_withdrawn:
            continue
        have = found.get(row.member) or MemberRow(row.member, ZERO)
        found[row.member] = replace(
            have,
            asked=have.asked + row.amount,
            paid=have.paid + (row.amount if row.is_paid else ZERO),
            late=have.late + (row.amount if row.is_overdue(today) else ZERO),
        )
    own = list(found.values())
    if not own:
        return []
    sums = [sum((getattr(each, name) for each in own), ZERO) for name in ("contribution", "asked", "paid", "late")]  # fmt: skip
    return [*own, MemberRow(None, *sums)]


def divided(fiscal_year: FiscalYear, amount: Decimal, interval: int) -> list[Part]:
    """Divide a contribution on the year's quarters or half-years; the parts are the whole to the öre.

    A year shorter than the calendar's has the periods that it touches, and each pays by its months.
    """
    periods = periods_of(fiscal_year, interval)
    months = [Decimal(dates.months(first, last)) for first, last in periods]
    unit = Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01")
    shares = largest_remainder(amount, months, unit)
    return [
        Part(first, last, share) for (first, last), share in zip(periods, shares, strict=True) if share > 0
    ]


def periods_of(fiscal_year: FiscalYear, interval: int) -> list[tuple[dt.date, dt.date]]:
    """Give the first and last day of the year's quarters, half-years or whole."""
    step, year = 12 // interval, fiscal_year.year
    found = []
    for month in range(1, 13, step):
        first = max(dt.date(year, month, 1), fiscal_year.starts_on)
        last = min(dates.end_of_month(dt.date(year, month, 1), step - 1), fiscal_year.ends_on)
        if first <= last:
            found.append((first, last))
    return found or [(fiscal_year.starts_on, fiscal_year.ends_on)]


def year_parts(row: Requisition) -> list[Requisition]:
    """Give every part of the member's year that stands, this one among them."""
    rows = row.fiscal_year.requisitions.standing().filter(member=row.member)
    return list(rows.order_by("starts_on", "number"))


def terms_of(association: Association) -> dict[int, MemberTerms]:
    """Give how each member wants to be asked, by its pk."""
    return {row.member_id: row for row in MemberTerms.objects.filter(member__association=association)}


def address_of(member: Member, terms: MemberTerms | None) -> str:
    """Give where a member's bidragsrekvisitioner are mailed: its own address for them, or its registrator's."""
    return (terms.email if terms else "") or member.registrar_email


def interval_of(terms: MemberTerms | None) -> int:
    """Give in how many parts a member pays; each quarter where nothing is said."""
    return terms.interval if terms else Interval.QUARTER


@dataclass(frozen=True)
class Prepaid:
    """What was paid before a year's end for a time after it: förutbetalda intäkter, kronor."""

    requisition: Requisition
    amount: Decimal


def prepaid_at_end(fiscal_year: FiscalYear) -> list[Prepaid]:
    """Give what members paid by the year's last day for time after it; a part that lies across it by its months."""
    rows = Requisition.objects.of(fiscal_year.association).filter(
        state=RequisitionState.PAID, paid_on__lte=fiscal_year.ends_on, ends_on__gt=fiscal_year.ends_on
    )
    return [Prepaid(row, _after(row, fiscal_year.ends_on)) for row in rows]


def _after(row: Requisition, day: dt.date) -> Decimal:
    if row.starts_on > day:
        return row.amount
    inside, whole = dates.months(row.starts_on, day), dates.months(row.starts_on, row.ends_on)
    return largest_remainder(row.amount, [Decimal(inside), Decimal(whole - inside)], Decimal("0.01"))[1]


def unpaid_at_end(fiscal_year: FiscalYear, rows: Sequence[Requisition]) -> list[Requisition]:
    """Give those of the year that were asked for and not paid by its last day: fordringar."""
    ends_on = fiscal_year.ends_on
    return [
        row
        for row in rows
        if not row.is_withdrawn and not row.is_draft and (row.paid_on is None or row.paid_on > ends_on)
    ]


def by_period(rows: Iterable[Requisition]) -> dict[tuple[dt.date, dt.date], list[Requisition]]:
    """Give bidragsrekvisitioner by the time that they are for."""
    found: dict[tuple[dt.date, dt.date], list[Requisition]] = defaultdict(list)
    for row in rows:
        found[row.starts_on, row.ends_on].append(row)
    return dict(found)
