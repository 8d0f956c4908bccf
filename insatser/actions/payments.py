"""A rekvisition comes in, is returned or attested, paid and, when the money comes back, credited."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from board.documents.assemble import look_of
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import money
from finsam.work import jobs
from insatser.documents.payment import build_payment, payment_as_json, read_payment
from insatser.mail import payment as letters
from insatser.models import Insats, PaymentAttest, PaymentLine, PaymentRequest, PaymentVersion
from insatser.queries.money import Money, money_of
from insatser.queries.payment_content import day_in, lines_of, total_of, unread_in
from insatser.queries.payments import amount_of, attests_needed, why_not_attest
from insatser.states import PAYMENT_TRANSITIONS, PaymentState

PDF = "application/pdf"


@transaction.atomic
def submit_payment(*, payment: PaymentRequest, by: Person) -> PaymentRequest:
    """Take in a rekvisition as it stands, freeze the version, and have the worker print it.

    Raises DomainError without a period or an amount, with amounts that cannot be read, when two have written the
    same thing and nobody has chosen, and when more is asked for than is left and nothing says why.
    """
    row = _move(payment, PaymentState.SUBMITTED)
    lines = lines_of(row)
    total = total_of(lines)
    _check_written(row, total)
    free = money_of(row.insats, row.year).free
    if total > free and not str(row.content.get("over_why") or "").strip():
        raise DomainError(
            f"Ni begär {money.kr_as_needed(total)} kr och {money.kr_as_needed(max(free, Decimal(0)))} kr är kvar för "
            f"{row.year}. Ändra beloppen, eller skriv varför ni begär mer."
        )
    row.submitted_at, row.submitted_by = clock.now(), by
    version = PaymentVersion.objects.create(
        payment=row, number=row.versions.count() + 1, content=payment_as_json(build_payment(row)),
        submitted_at=row.submitted_at, submitted_by=by,
    )  # fmt: skip
    PaymentLine.objects.bulk_create(
        PaymentLine(
            version=version, position=line.number, category=line.category, budget=line.budget,
            amount=line.amount or Decimal(0),
        )
        for line in lines
        if line.amount is not None or line.budget is not None
    )  # fmt: skip
    row.current = version
    row.save(update_fields=["state", "submitted_at", "submitted_by", "current"])
    _record(row, by, "lämnade in rekvisition", amount=money.kr_as_needed(total), version=version.number)
    jobs.ask(
        make_payment_pdf, association=row.insats.association, key=f"rekvisition {row.pk} {version.number}",
        label=str(row), by=by, back_url=row.get_absolute_url(), version_id=version.pk,
    )  # fmt: skip
    letters.tell_office_of_payment(row)
    return row


@transaction.atomic
def return_payment(*, payment: PaymentRequest, why: str, by: Person) -> PaymentRequest:
    """Send a rekvisition back to be changed; what was attested is attested anew. Raises DomainError without words."""
    row = _move(payment, PaymentState.RETURNED)
    if not why.strip():
        raise DomainError("Skriv vad som ska ändras i rekvisitionen.")
    row.returned_at, row.returned_by, row.returned_why = clock.now(), by, why.strip()
    row.attested_at, row.attested_by = None, None
    row.attested_outside_on, row.attested_outside_in = None, ""
    row.save(
        update_fields=[
            "state", "returned_at", "returned_by", "returned_why", "attested_at", "attested_by",
            "attested_outside_on", "attested_outside_in",
        ]
    )  # fmt: skip
    _record(row, by, "skickade tillbaka rekvisition", why=row.returned_why)
    letters.tell_payment_returned(row)
    return row


@transaction.atomic
def attest_payment(*, payment: PaymentRequest, by: Person) -> PaymentRequest:
    """Attest a rekvisition; it is attested when as many as the förbund wants for the amount have done so.

    Raises DomainError for one's own, for a second attest by the same person, and for more than is left of justerade decisions.
    """
    row = _move(payment, PaymentState.ATTESTED)
    if refusal := why_not_attest(row, by, clock.today()):
        raise DomainError(refusal)
    amount = amount_of(row)
    _check_left(row, amount, money_of(row.insats, row.year).to_attest)
    attests = PaymentAttest.objects.filter(version=row.current_id)
    if attests.filter(attested_by=by).exists():
        raise DomainError("Du har redan attesterat rekvisitionen. En till ska göra det.")
    assert row.current, "what has come in has a version"
    PaymentAttest.objects.create(version=row.current, attested_at=clock.now(), attested_by=by)
    _record(row, by, "attesterade rekvisition", amount=money.kr_as_needed(amount))
    if attests.count() >= attests_needed(row.insats.association, amount):
        row.attested_at, row.attested_by = clock.now(), by
        row.save(update_fields=["state", "attested_at", "attested_by"])
    else:
        row.state = PaymentState.SUBMITTED
    return row


@transaction.atomic
def attest_outside(*, payment: PaymentRequest, on: dt.date, where: str, by: Person) -> PaymentRequest:
    """Note that a rekvisition was attested elsewhere, such as in the kommun's system, and on which day."""
    row = _move(payment, PaymentState.ATTESTED)
    if on > clock.today():
        raise DomainError("Dagen för attesten har inte varit än.")
    if not where.strip():
        raise DomainError("Skriv i vilket system rekvisitionen är attesterad.")
    _check_left(row, amount_of(row), money_of(row.insats, row.year).to_attest)
    row.attested_at, row.attested_by = clock.now(), by
    row.attested_outside_on, row.attested_outside_in = on, where.strip()
    row.save(
        update_fields=["state", "attested_at", "attested_by", "attested_outside_on", "attested_outside_in"]
    )
    _record(row, by, "skrev in attest av rekvisition", on=on.isoformat(), where=row.attested_outside_in)
    return row


@transaction.atomic
def pay(*, payment: PaymentRequest, on: dt.date, voucher: str = "", by: Person) -> PaymentRequest:
    """Note that a rekvisition is paid. Raises DomainError for a day to come, and for more than is left."""
    row = _move(payment, PaymentState.PAID)
    if on > clock.today():
        raise DomainError("Betalningsdagen har inte varit än. Skriv in betalningen när den är gjord.")
    amount = amount_of(row)
    _check_left(row, amount, money_of(row.insats, row.year).to_pay)
    row.paid_at, row.paid_by, row.paid_on, row.voucher = clock.now(), by, on, voucher.strip()
    row.save(update_fields=["state", "paid_at", "paid_by", "paid_on", "voucher"])
    _record(
        row, by, "skrev in betalning av rekvisition", amount=money.kr_as_needed(amount), on=on.isoformat()
    )
    letters.tell_paid(row, amount)
    return row


@transaction.atomic
def credit(*, payment: PaymentRequest, on: dt.date, why: str, by: Person) -> PaymentRequest:
    """Note that the whole of a paid rekvisition came back; the money is left of the grant again."""
    row = _move(payment, PaymentState.CREDITED)
    if on > clock.today():
        raise DomainError("Dagen för krediteringen har inte varit än.")
    if not why.strip():
        raise DomainError("Skriv varför rekvisitionen krediteras.")
    row.credited_at, row.credited_by, row.credited_on, row.credited_why = clock.now(), by, on, why.strip()
    row.save(update_fields=["state", "credited_at", "credited_by", "credited_on", "credited_why"])
    _record(row, by, "krediterade rekvisition", why=row.credited_why, on=on.isoformat())
    return row


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.OPEN_INSATS)
def make_payment_pdf(job: Job, *, version_id: int) -> Document:
    """The worker's part of taking in: typeset the version, keep it, and mail it to those who wrote it."""
    version = PaymentVersion.objects.select_related(
        "payment__insats__association", "payment__insats__owner", "payment__insats__body"
    ).get(pk=version_id)
    payment = version.payment
    association = payment.insats.association
    kept = store.keep(
        print_payment(payment, version), association=association, name=f"{payment}.pdf", content_type=PDF,
        by=job.asked_by, made_from=payment,
    )  # fmt: skip
    with jobs.closing(job) as ending:
        PaymentVersion.objects.filter(pk=version.pk).update(document=kept)
        letters.send_payment_receipt(payment, kept)
        ending.result = kept
    return kept


def print_payment(payment: PaymentRequest, version: PaymentVersion | None = None) -> bytes:
    """Typeset a rekvisition as a version says, or as it came in last; takes up to a second."""
    document = read_payment(payment, version)
    return pdf.render(
        document.template_name, {"document": document}, look=look_of(payment.insats.association)
    )


def _check_written(row: PaymentRequest, total: Decimal) -> None:
    if row.savings.waiting().exists():
        raise DomainError("Två har skrivit samtidigt i rekvisitionen. Välj vad som ska stå först.")
    if unread := next(iter(unread_in(row)), ""):
        raise DomainError(f"”{unread}” går inte att läsa. Skriv beloppet i siffror, till exempel 12 000.")
    first, last = day_in(row, "starts_on"), day_in(row, "ends_on")
    if first is None or last is None:
        raise DomainError("Skriv vilken period rekvisitionen gäller, första och sista dag.")
    if last < first:
        raise DomainError("Periodens sista dag ligger före den första.")
    if total <= 0:
        raise DomainError("Skriv minst ett belopp för perioden. Summan ska vara mer än noll.")


def _check_left(row: PaymentRequest, amount: Decimal, left: Decimal) -> None:
    """Refuse what no justerat decision gives: the sum of paid never passes the sum of granted."""
    if amount <= left:
        return
    have: Money = money_of(row.insats, row.year)
    waits = (
        f" {money.kr_as_needed(have.preliminary)} kr av det beviljade gäller först när protokollet är justerat."
        if have.preliminary
        else ""
    )
    raise DomainError(
        f"Rekvisitionen är på {money.kr_as_needed(amount)} kr och {money.kr_as_needed(max(left, Decimal(0)))} kr är kvar för "
        f"{row.year}.{waits} Skicka tillbaka rekvisitionen, eller ta ett nytt beslut om medel först."
    )


def _record(row: PaymentRequest, by: Person, verb: str, **facts: Any) -> None:
    audit.record(association=row.insats.association, by=by, verb=verb, target=row, **facts)


def _move(payment: PaymentRequest, state: PaymentState) -> PaymentRequest:
    """Lock the insats, whose money two rekvisitioner share, and the rekvisition, and see that the move is legal."""
    Insats.objects.select_for_update().get(pk=payment.insats_id)
    row = (
        PaymentRequest.objects.select_for_update(of=("self",))
        .select_related("insats__association", "insats__owner", "insats__body", "current")
        .get(pk=payment.pk)
    )
    if state not in PAYMENT_TRANSITIONS[PaymentState(row.state)]:
        raise DomainError(f"Rekvisitionen är {row.get_state_display().lower()}. Då går det inte.")
    row.state = state
    return row
