"""An överenskommelse is drafted from the grants and the förbund's template, sent for signing, taken back, taken in and ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from board.documents.assemble import look_of
from finsam import audit, clock, pdf
from finsam.actions import add_person, give_account
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import dates
from finsam.work import jobs
from insatser.actions.own_words import check_clauses
from insatser.documents.agreement import AgreementDocument, build_agreement, frozen_agreement
from insatser.mail import agreement as letters
from insatser.models import Agreement, AgreementSigning, Insats
from insatser.queries.agreements import AGREEMENT_FIELDS, missing_before_signing
from insatser.queries.own_words import Clause, words_of
from insatser.rules import due_on
from insatser.states import AGREEMENT_TRANSITIONS, AgreementState, Side, WordsOf

PDF = "application/pdf"
FACTS = ("party", "starts_on", "ends_on", "interval", "places", "reports", "dialogue_on", "notice_months")


@dataclass(frozen=True)
class SignerDraft:
    """One who is to sign for a party: someone the förbund knows by her address, or someone new."""

    side: str
    name: str
    email: str
    title: str = ""


@transaction.atomic
def begin_agreement(*, insats: Insats, by: Person | None) -> Agreement:
    """Begin the insats's next agreement, from the last one or else from the template and what is granted.

    Raises DomainError where one is being written or signed, and where nothing is granted.
    """
    row = (
        Insats.objects.select_for_update(of=("self",))
        .select_related("association", "owner")
        .get(pk=insats.pk)
    )
    if row.agreements.filter(state__in=[AgreementState.DRAFT, AgreementState.FOR_SIGNING]).exists():
        raise DomainError(f"{row} har redan en överenskommelse som skrivs eller undertecknas.")
    years = sorted(set(row.grants.current().values_list("year", flat=True)))
    if not years:
        raise DomainError(f"{row} har inga beviljade medel. Bevilja medel först, så kommer beloppen med.")
    earlier = row.agreements.order_by("-version").first()
    facts = {name: getattr(earlier, name) for name in FACTS} if earlier else _first_facts(row, years)
    agreement = Agreement.objects.create(
        insats=row, version=earlier.version + 1 if earlier else 1,
        replaces=earlier if earlier and earlier.state == AgreementState.SIGNED else None,
        clauses=earlier.clauses if earlier else [asdict(each) for each in words_of(row.association, WordsOf.AGREEMENT)],
        begun_at=clock.now(), begun_by=by, **facts,
    )  # fmt: skip
    for place in earlier.signings.all() if earlier else ():
        _add_place(agreement, place.person, place.side, place.title)
    audit.record(association=row.association, by=by, verb="började överenskommelse", target=agreement)
    return agreement


@transaction.atomic
def change_agreement(
    *, agreement: Agreement, facts: Mapping[str, Any], clauses: Sequence[Clause], signers: Sequence[SignerDraft],
    by: Person | None,
) -> Agreement:  # fmt: skip
    """Write a draft anew: its facts, its clauses, and who signs. Raises DomainError for one that is sent and for words that would not print right."""
    row = locked_agreement(agreement)
    if not row.is_draft:
        raise DomainError("Överenskommelsen är sänd för underskrift. Ta tillbaka den för att ändra i den.")
    if facts["ends_on"] < facts["starts_on"]:
        raise DomainError("Slutdagen ligger före den första dagen.")
    row.clauses = [asdict(each) for each in check_clauses(clauses, AGREEMENT_FIELDS)]
    for name in FACTS:
        setattr(row, name, facts[name])
    row.save(update_fields=[*FACTS, "clauses"])
    row.signings.all().delete()  # places of a draft
    for signer in signers:
        _add_place(row, _person(row.insats.association, signer, by), signer.side, signer.title)
    audit.record(association=row.insats.association, by=by, verb="skrev i överenskommelse", target=row)
    return row


@transaction.atomic
def drop_agreement(*, agreement: Agreement, by: Person | None) -> None:
    """Take away a draft that was begun by mistake; what has been sent is never taken away."""
    row = locked_agreement(agreement)
    if not row.is_draft:
        raise DomainError("Bara ett utkast kan tas bort.")
    audit.record(association=row.insats.association, by=by, verb="tog bort utkast", target=row)
    row.delete()


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_INSATSER)
def typeset_and_send(job: Job, *, agreement_id: int) -> Document:
    """The worker's part of sending: typeset the agreement, freeze it, and ask those who sign."""
    agreement = Agreement.objects.select_related("insats__association", "insats__owner").get(
        pk=agreement_id, insats__association=job.association
    )
    document = build_agreement(agreement)
    content = typeset_agreement(document, agreement.insats.association)
    assert job.asked_by  # only the office sends
    with jobs.closing(job) as ending:
        sent = send_agreement(agreement=agreement, document=document, typeset=content, by=job.asked_by)
        ending.result = kept = sent.frozen
    assert kept  # the state's constraint
    return kept


@transaction.atomic
def send_agreement(
    *, agreement: Agreement, document: AgreementDocument, typeset: bytes, by: Person, at: dt.datetime | None = None
) -> Agreement:  # fmt: skip
    """Freeze the typeset agreement and ask those who sign. Raises DomainError for what is missing, and where it has changed meanwhile."""
    row = locked_agreement(agreement)
    if missing := missing_before_signing(row):
        raise DomainError(" ".join(missing))
    if frozen_agreement(build_agreement(row)) != frozen_agreement(document):
        raise DomainError("Överenskommelsen ändrades medan den sattes. Läs igenom och skicka igen.")
    move_agreement(row, AgreementState.FOR_SIGNING)
    row.content, row.sent_at, row.sent_by = frozen_agreement(document), at or clock.now(), by
    row.frozen = row.document = store.keep(
        typeset,
        association=row.insats.association,
        name=file_name(row),
        content_type=PDF,
        by=by,
        made_from=row,
    )
    row.returned_at, row.returned_by, row.return_reason = None, None, ""
    row.save()
    for place in row.signings.select_related("person"):
        give_account(place.person)
    audit.record(
        association=row.insats.association, by=by, verb="skickade för underskrift", target=row, sha256=row.frozen.sha256
    )  # fmt: skip
    letters.ask_to_sign(row)
    return row


@transaction.atomic
def end_agreement(*, agreement: Agreement, ended_on: dt.date, reason: str, by: Person | None) -> Agreement:
    """Let an agreement in force be at an end. Raises DomainError without a reason, and for a day before it began."""
    row = locked_agreement(agreement)
    if not reason.strip():
        raise DomainError("Skriv varför överenskommelsen upphör.")
    if ended_on < row.starts_on:
        raise DomainError("Dagen ligger före den dag då överenskommelsen började.")
    return finish(row, ended_on=ended_on, reason=reason.strip(), by=by)


def finish(row: Agreement, *, ended_on: dt.date, reason: str, by: Person | None) -> Agreement:
    """Let a locked agreement be at an end."""
    move_agreement(row, AgreementState.ENDED)
    row.ended_on, row.end_reason, row.ended_at, row.ended_by = ended_on, reason, clock.now(), by
    row.save(update_fields=["state", "ended_on", "end_reason", "ended_at", "ended_by"])
    audit.record(
        association=row.insats.association, by=by, verb="avslutade överenskommelse", target=row, reason=reason
    )
    return row


def typeset_agreement(document: AgreementDocument, association: Association) -> bytes:
    """Give the agreement as PDF/A-3a and PDF/UA-1, with an empty field for each who signs."""
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def locked_agreement(agreement: Agreement) -> Agreement:
    """Give the agreement anew, locked until the transaction ends."""
    rows = Agreement.objects.select_for_update(of=("self",))
    return rows.select_related("insats__association", "insats__owner", "document", "frozen").get(
        pk=agreement.pk
    )


def move_agreement(row: Agreement, to: AgreementState) -> None:
    """Move a locked agreement to a state. Raises DomainError where the table has no such move."""
    if to not in AGREEMENT_TRANSITIONS[AgreementState(row.state)]:
        raise DomainError(
            f"Överenskommelsen är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to


def file_name(agreement: Agreement) -> str:
    """Name the agreement's file for people."""
    return f"{agreement}.pdf"


def _first_facts(insats: Insats, years: list[int]) -> dict[str, Any]:
    """Give what a first agreement begins from: the latest year that is granted, and the insats's own days."""
    year = next((each for each in years if each >= clock.today().year), years[-1])
    last = max(years)
    starts_on = max(insats.starts_on, dt.date(year, 1, 1))
    ends_on = min(insats.ends_on or dt.date(last, 12, 31), dt.date(last, 12, 31))
    due = due_on(insats.report_kind, last)
    return {
        "party": str(insats.owner or ""),
        "starts_on": starts_on,
        "ends_on": max(ends_on, starts_on),
        "reports": f"Årsrapport lämnas senast den {dates.long_date(due)}.",
    }


def _person(association: Association, signer: SignerDraft, by: Person | None) -> Person:
    known = association.people.filter(email__iexact=signer.email.strip()).first()
    if known and known.left_on:
        raise DomainError(f"{known.name} har slutat. Ta tillbaka personen först, eller välj någon annan.")
    return known or add_person(association=association, name=signer.name, email=signer.email, by=by)


def _add_place(row: Agreement, person: Person, side: str, title: str) -> None:
    position = row.signings.count() + 1
    number = row.signings.filter(side=side).count() + 1
    field = f"{Side(side).value}{number if number > 1 else ''}"
    AgreementSigning.objects.create(
        agreement=row, person=person, side=side, title=" ".join(title.split()), position=position, field=field
    )
