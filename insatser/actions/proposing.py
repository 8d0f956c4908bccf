"""An ansökan goes to the board: its ärende, the proposed att-satser with their money, and the ansökan as handling."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph, change_paragraph
from board.actions.attachments import attach
from board.models import Meeting, Paragraph
from board.states import AGENDA_OPEN
from finsam import audit
from finsam.errors import DomainError
from finsam.files.sending import store
from finsam.models import Person
from finsam.swedish import money, words
from insatser.models import Application, ProposedGrant
from insatser.states import APPLICATION_TRANSITIONS, UNDECIDED, ApplicationState


@transaction.atomic
def put_application_on_agenda(
    *,
    application: Application,
    meeting: Meeting,
    amounts: Mapping[int, Decimal],
    financing: str,
    assessment: str = "",
    refused: bool = False,
    by: Person,
) -> Paragraph:
    """Put an ansökan on an agenda with its proposal: `amounts` in kronor by year, out of `financing` (KL 11:15).

    With `refused` the proposal is avslag. Put there anew it replaces what was proposed, in the same ärende if that agenda
    has it. Raises DomainError for an ansökan that is not in, without amounts or financing, and for a closed agenda.
    """
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "matter", "round")
        .get(pk=application.pk)
    )
    if row.state not in UNDECIDED or row.matter is None:
        raise DomainError(
            f"Ansökan är {row.get_state_display().lower()}. Då läggs den inte på en dagordning."
        )
    given = {year: amount for year, amount in sorted(amounts.items()) if amount}
    _check(row, meeting, given, "" if refused else financing.strip(), refused=refused)
    clause = _refusing(row) if refused else _granting(row, given, financing.strip())
    row.proposed.all().delete()
    if not refused:
        ProposedGrant.objects.bulk_create(
            ProposedGrant(
                application=row, clause=clause, year=year, amount=amount, financing=financing.strip()
            )
            for year, amount in given.items()
        )
    row.proposal = clause
    if ApplicationState.PREPARING in APPLICATION_TRANSITIONS[ApplicationState(row.state)]:
        row.state = ApplicationState.PREPARING
    row.save(update_fields=["proposal", "state"])
    paragraph = _paragraph(row, meeting, clause, assessment, by)
    _enclose(row, paragraph, by)
    audit.record(
        association=row.association, by=by, verb="lade ansökan på dagordning", target=row, meeting=str(meeting),
        proposal=clause,
    )  # fmt: skip
    return paragraph


def _check(
    application: Application, meeting: Meeting, given: Mapping[int, Decimal], financing: str, *, refused: bool
) -> None:
    """Refuse a meeting that is another's or closed, and money without amount or financing (KL 11:15)."""
    if meeting.body.association_id != application.association_id:
        raise DomainError("Sammanträdet hör till ett annat förbund.")
    if meeting.state not in AGENDA_OPEN:
        raise DomainError("Dagordningen är stängd. Välj ett annat sammanträde.")
    if any(amount < 0 for amount in given.values()):
        raise DomainError("Ett belopp kan inte vara mindre än noll.")
    if not refused and not given:
        raise DomainError("Skriv hur mycket som föreslås, eller föreslå avslag.")
    if not refused and not financing:
        raise DomainError("Skriv vad som finansierar utgiften: en budgetpost eller eget kapital (KL 11:15).")


def _granting(application: Application, amounts: Mapping[int, Decimal], financing: str) -> str:
    each = [f"{money.kr_as_needed(amount)} kronor för {year}" for year, amount in amounts.items()]
    instead = ", i stället för det som är beviljat" if application.is_change else ""
    said = f"bevilja {application.name} {words.join_och(each)} ur {financing}{instead}"
    return words.clause(said).removeprefix("att ")


def _refusing(application: Application) -> str:
    return words.clause(f"avslå ansökan om medel för {application.name}").removeprefix("att ")


def _paragraph(
    application: Application, meeting: Meeting, clause: str, assessment: str, by: Person
) -> Paragraph:
    """Give the ärende of the ansökan on the agenda; one that is there already gets the new proposal, and the new assessment where there is one."""
    rows = meeting.paragraphs.filter(matter=application.matter, number__isnull=True)
    there = rows.select_related("text", "matter", "meeting__body").first()
    if there is None:
        draft = ParagraphDraft(
            heading=f"{application.called}: {application.name}", proposal=clause, html=assessment, matter=application.matter
        )  # fmt: skip
        return add_paragraph(meeting=meeting, draft=draft, by=by)
    draft = ParagraphDraft(
        there.heading, kind=there.kind, presenter=there.presenter, proposal=clause, html=assessment or there.text.html,
        matter=there.matter, is_immediate=there.is_immediate,
    )  # fmt: skip
    return change_paragraph(paragraph=there, draft=draft, base_version=there.text.version, by=by)


def _enclose(application: Application, paragraph: Paragraph, by: Person) -> None:
    """Put what came in last with the ärende, and the bilagor that came with it."""
    version = application.versions.select_related("document").first()
    documents = [version.document] if version and version.document else []
    documents += [file.document for file in application.files.select_related("document")]
    for document in documents:
        attach(paragraph=paragraph, name=document.name, content=store.read(document), by=by)
