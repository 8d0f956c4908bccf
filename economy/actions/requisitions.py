"""Members are asked for their contributions part by part: drafted, sent, reminded of, paid or withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from board.documents.assemble import look_of
from economy.documents.requisition import build_requisition, frozen_requisition, read_requisition
from economy.mail.requisition import send_reminder, send_requisition_letter, send_withdrawn
from economy.models import FigureSet, FiscalYear, MemberTerms, Requisition, RequisitionTerms
from economy.queries.requisitions import DUE_DAYS, Part, address_of, contributions_in, divided
from economy.states import REQUISITION_TRANSITIONS, RequisitionState
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Document, Job, Member, Person
from finsam.permissions import Permission
from finsam.swedish import money
from finsam.work import jobs

PDF = "application/pdf"


@dataclass(frozen=True)
class MemberChoice:
    """How a member wants to be asked."""

    interval: int
    email: str
    reference: str


@transaction.atomic
def set_requisition_terms(*, association: Association, pay_to: str, due_days: int, by: Person | None) -> None:
    """Say where the members pay, and how many days into a period their money is due."""
    if not pay_to.strip():
        raise DomainError("Skriv vart medlemmarna ska betala, till exempel Bankgiro 123-4567.")
    row, _ = RequisitionTerms.objects.update_or_create(
        association=association, defaults={"pay_to": pay_to.strip(), "due_days": due_days}
    )
    audit.record(
        association=association,
        by=by,
        verb="satte villkor för bidragsrekvisitioner",
        target=row,
        days=due_days,
    )


@transaction.atomic
def save_member_terms(
    *, association: Association, choices: Mapping[Member, MemberChoice], by: Person | None
) -> None:
    """Keep how each member wants to be asked."""
    for member, choice in choices.items():
        if member.association_id != association.pk:
            raise DomainError("Medlemmen hör till ett annat förbund.")
        facts = {"interval": choice.interval, "email": choice.email, "reference": choice.reference}
        MemberTerms.objects.update_or_create(member=member, defaults=facts)
    audit.record(
        association=association, by=by, verb="skrev hur medlemmarna betalar", target=association,
        parts={member.name: choice.interval for member, choice in choices.items()},
    )  # fmt: skip


@transaction.atomic
def draft_requisitions(
    *, figure_set: FigureSet, choices: Mapping[Member, MemberChoice], by: Person | None
) -> list[Requisition]:
    """Draft the year's bidragsrekvisitioner from a column's contributions; a member that has any already gets no more.

    Raises DomainError where the column has no contributions, or every member is asked already.
    """
    fiscal_year = _locked_year(figure_set.fiscal_year)
    amounts = contributions_in(figure_set)
    if not amounts:
        raise DomainError(f"{figure_set} har inga medlemsbidrag. Skriv dem under Medlemsbidrag först.")
    save_member_terms(association=fiscal_year.association, choices=choices, by=by)
    asked = set(fiscal_year.requisitions.standing().values_list("member_id", flat=True))
    parts = [
        (member, part)
        for member, amount in amounts.items()
        if member in choices and member.pk not in asked
        for part in divided(fiscal_year, amount, choices[member].interval)
    ]
    if not parts:
        raise DomainError(
            "Alla medlemmar är redan rekvirerade. Lägg till en rekvisition för det som skiljer."
        )
    parts.sort(key=lambda pair: (pair[1].starts_on, pair[0].position, pair[0].pk))
    rows = [_add(fiscal_year, member, part, due_on=None) for member, part in parts]
    audit.record(
        association=fiscal_year.association, by=by, verb="gjorde bidragsrekvisitioner", target=fiscal_year,
        count=len(rows), column=str(figure_set), amount=str(sum(row.amount for row in rows)),
    )  # fmt: skip
    return rows


@transaction.atomic
def add_requisition(
    *, fiscal_year: FiscalYear, member: Member, part: Part, due_on: dt.date, by: Person | None
) -> Requisition:
    """Draft one more, such as for what a revised budget adds."""
    year = _locked_year(fiscal_year)
    if member.association_id != year.association_id:
        raise DomainError("Medlemmen hör till ett annat förbund.")
    _check(part)
    row = _add(year, member, part, due_on=due_on)
    audit.record(association=year.association, by=by, verb="gjorde bidragsrekvisition", target=row, amount=str(row.amount))  # fmt: skip
    return row


@transaction.atomic
def change_requisition(
    *, requisition: Requisition, part: Part, due_on: dt.date, by: Person | None
) -> Requisition:
    """Change a draft."""
    row = _draft(requisition)
    _check(part)
    row.starts_on, row.ends_on, row.amount, row.due_on = part.starts_on, part.ends_on, part.amount, due_on
    row.save(update_fields=["starts_on", "ends_on", "amount", "due_on"])
    audit.record(
        association=row.fiscal_year.association, by=by, verb="ändrade bidragsrekvisition", target=row,
        amount=str(row.amount), due_on=due_on.isoformat(),
    )  # fmt: skip
    return row


@transaction.atomic
def remove_requisition(*, requisition: Requisition, by: Person | None) -> None:
    """Take a draft away; what has gone out is withdrawn instead."""
    row = _draft(requisition)
    audit.record(
        association=row.fiscal_year.association, by=by, verb="tog bort bidragsrekvisition", target=row
    )
    row.delete()


@transaction.atomic
def send_requisitions(*, rows: Iterable[Requisition], by: Person | None) -> list[Requisition]:
    """Send several: all of them or, where one is refused, none."""
    return [send_requisition(requisition=row, by=by) for row in rows]


@transaction.atomic
def send_requisition(*, requisition: Requisition, by: Person | None) -> Requisition:
    """Freeze a draft, and have the worker typeset and mail it.

    Raises DomainError without an address to mail to, without a place to pay to, and where the due day has been.
    """
    row = _move(requisition, RequisitionState.SENT)
    association = row.fiscal_year.association
    row.sent_to = address_of(row.member, MemberTerms.objects.filter(member=row.member).first())
    if not row.sent_to:
        raise DomainError(f"{row.member} har ingen e-postadress för rekvisitioner. Skriv den under Villkor.")
    if not RequisitionTerms.objects.filter(association=association).exists():
        raise DomainError("Skriv vart medlemmarna ska betala, under Villkor, innan något skickas.")
    if row.due_on < clock.today():
        raise DomainError(f"{row} förföll {row.due_on}. Ändra förfallodagen först.")
    row.content = frozen_requisition(build_requisition(row))
    row.sent_at, row.sent_by = clock.now(), by
    row.save(update_fields=["state", "sent_to", "content", "sent_at", "sent_by"])
    audit.record(
        association=association, by=by, verb="skickade bidragsrekvisition", target=row, email=row.sent_to,
        amount=str(row.amount),
    )  # fmt: skip
    jobs.ask(
        make_requisition_pdf, association=association, key=f"bidragsrekvisition {row.pk}", label=str(row), by=by,
        back_url=row.get_absolute_url(), requisition_id=row.pk,
    )  # fmt: skip
    return row


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_ECONOMY)
def make_requisition_pdf(job: Job, *, requisition_id: int) -> Document:
    """The worker's part: typeset the frozen words, keep the file, and mail it."""
    row = Requisition.objects.select_related("fiscal_year__association", "member").get(pk=requisition_id)
    document, association = read_requisition(row.content), row.fiscal_year.association
    kept = store.keep(
        pdf.render(document.template_name, {"document": document}, look=look_of(association)),
        association=association, name=f"{document.title}.pdf", content_type=PDF, by=job.asked_by, made_from=row,
    )  # fmt: skip
    with jobs.closing(job) as ending:
        Requisition.objects.filter(pk=row.pk).update(document=kept)
        send_requisition_letter(row, document, kept)
        ending.result = kept
    return kept


@transaction.atomic
def note_paid(*, requisition: Requisition, on: dt.date, voucher: str = "", by: Person | None) -> Requisition:
    """Note that the money has come, on a day, and the voucher it has in the books."""
    row = _move(requisition, RequisitionState.PAID)
    if on > clock.today():
        raise DomainError("Dagen har inte varit än. Skriv dagen då pengarna kom.")
    row.paid_on, row.voucher, row.paid_at, row.paid_by = on, voucher.strip(), clock.now(), by
    row.save(update_fields=["state", "paid_on", "voucher", "paid_at", "paid_by"])
    audit.record(
        association=row.fiscal_year.association, by=by, verb="skrev in betalt medlemsbidrag", target=row,
        on=on.isoformat(), amount=str(row.amount),
    )  # fmt: skip
    return row


@transaction.atomic
def undo_paid(*, requisition: Requisition, by: Person | None) -> Requisition:
    """Take back that the money had come."""
    if not requisition.is_paid:
        raise DomainError(f"{requisition} är inte inskriven som betald.")
    row = _move(requisition, RequisitionState.SENT)
    row.paid_on, row.voucher, row.paid_at, row.paid_by = None, "", None, None
    row.save(update_fields=["state", "paid_on", "voucher", "paid_at", "paid_by"])
    audit.record(association=row.fiscal_year.association, by=by, verb="ångrade betalt medlemsbidrag", target=row)  # fmt: skip
    return row


@transaction.atomic
def remind_of_requisition(*, requisition: Requisition, by: Person | None) -> Requisition:
    """Mail a member once more what is due and has not come; raises DomainError before the due day, and twice in a day."""
    row = _locked(requisition)
    if not row.is_overdue(clock.today()):
        raise DomainError("Det går att påminna om en skickad rekvisition vars förfallodag har varit.")
    if row.reminded_at and clock.day_of(row.reminded_at) == clock.today():
        raise DomainError(f"{row.member} är redan påmind i dag.")
    row.reminded_at, row.reminded_by = clock.now(), by
    row.save(update_fields=["reminded_at", "reminded_by"])
    audit.record(association=row.fiscal_year.association, by=by, verb="påminde om medlemsbidrag", target=row, email=row.sent_to)  # fmt: skip
    send_reminder(row)
    return row


@transaction.atomic
def withdraw_requisition(*, requisition: Requisition, why: str, by: Person | None) -> Requisition:
    """Let what has gone out no longer hold, with a reason that the member is mailed."""
    if not why.strip():
        raise DomainError("Skriv varför rekvisitionen makuleras.")
    row = _move(requisition, RequisitionState.WITHDRAWN)
    row.withdrawn_why, row.withdrawn_at, row.withdrawn_by = why.strip(), clock.now(), by
    row.save(update_fields=["state", "withdrawn_why", "withdrawn_at", "withdrawn_by"])
    audit.record(association=row.fiscal_year.association, by=by, verb="makulerade bidragsrekvisition", target=row, reason=why)  # fmt: skip
    send_withdrawn(row)
    return row


# ---- The rows


def _locked_year(fiscal_year: FiscalYear) -> FiscalYear:
    rows = FiscalYear.objects.select_for_update(of=("self",)).select_related("association")
    return rows.get(pk=fiscal_year.pk)


def _locked(requisition: Requisition) -> Requisition:
    rows = Requisition.objects.select_for_update(of=("self",))
    return rows.select_related("fiscal_year__association", "member").get(pk=requisition.pk)


def _draft(requisition: Requisition) -> Requisition:
    row = _locked(requisition)
    if not row.is_draft:
        raise DomainError(f"{row} är skickad och ändras inte. Makulera den, och gör en ny.")
    return row


def _move(requisition: Requisition, state: RequisitionState) -> Requisition:
    row = _locked(requisition)
    if state not in REQUISITION_TRANSITIONS[RequisitionState(row.state)]:
        raise DomainError(f"{row} har läget {row.get_state_display().lower()}. Läs om sidan.")
    row.state = state
    return row


def _add(fiscal_year: FiscalYear, member: Member, part: Part, *, due_on: dt.date | None) -> Requisition:
    latest = fiscal_year.requisitions.aggregate(latest=Max("number"))["latest"] or 0
    if due_on is None:
        terms = RequisitionTerms.objects.filter(association=fiscal_year.association_id).first()
        days = dt.timedelta(days=terms.due_days if terms else DUE_DAYS)
        due_on = max(part.starts_on, clock.today()) + days
    return Requisition.objects.create(
        fiscal_year=fiscal_year, member=member, number=latest + 1, starts_on=part.starts_on,
        ends_on=part.ends_on, amount=part.amount, due_on=due_on,
    )  # fmt: skip


def _check(part: Part) -> None:
    if part.amount <= Decimal(0):
        raise DomainError(f"Skriv ett belopp över noll, inte {money.kr_as_needed(part.amount)}.")
    if part.ends_on < part.starts_on:
        raise DomainError("Perioden slutar innan den börjar.")
