"""Bidragsrekvisitioner of the cast's förbund: a draft, one frozen without the worker, and a year's made from its budget."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from economy.actions.figures import add_column, save_contributions
from economy.actions.requisitions import MemberChoice, draft_requisitions, set_requisition_terms
from economy.documents.requisition import build_requisition, frozen_requisition
from economy.models import FigureSet, FiscalYear, Requisition
from economy.states import FigureKind, Interval, RequisitionState
from finsam.models import Member
from tests.cast import Cast

SENT_AT = dt.datetime(2021, 1, 4, 12, 0, tzinfo=dt.UTC)


def make_requisition(cast: Cast, year: FiscalYear, *, number: int = 1, **facts: object) -> Requisition:
    """A draft for the year's first quarter."""
    day = year.starts_on
    return Requisition.objects.create(
        **{
            "fiscal_year": year, "member": cast.region, "number": number, "starts_on": day, "ends_on": day.replace(month=3, day=31),
            "amount": Decimal(314_625), "due_on": day.replace(day=31),
        } | facts
    )  # fmt: skip


def freeze_requisition(row: Requisition, cast: Cast) -> Requisition:
    """Send it without the worker."""
    row.content = frozen_requisition(build_requisition(row))
    row.state, row.sent_to = RequisitionState.SENT, "ekonomi@regionen.example"
    row.sent_at, row.sent_by = SENT_AT, cast.chief
    row.save()
    return row


def budget_with_contributions(cast: Cast, year: FiscalYear, amounts: dict[Member, int]) -> FigureSet:
    """A budget whose contributions are known."""
    column = add_column(fiscal_year=year, kind=FigureKind.BUDGET, label=f"Budget {year}", key="budget", by=cast.chief)  # fmt: skip
    save_contributions(
        figure_set=column, amounts={each: Decimal(kr) for each, kr in amounts.items()}, by=cast.chief
    )
    return column


def drafted(cast: Cast, column: FigureSet, intervals: dict[Member, Interval]) -> list[Requisition]:
    """The year's, made as each member wants them."""
    set_requisition_terms(
        association=cast.association, pay_to="Bankgiro 123-4567", due_days=30, by=cast.chief
    )
    choices = {each: MemberChoice(interval, f"{each.abbreviation.lower()}@example.se", "") for each, interval in intervals.items()}  # fmt: skip
    return draft_requisitions(figure_set=column, choices=choices, by=cast.chief)
