"""The internkontroll is planned, reported by who does each control, and put before the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.models import Meeting
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs
from reporting.documents.controls import ControlDocument, as_json, build_controls, render_controls
from reporting.models import Control, ControlHanding
from reporting.queries.controls import control_year, controls_of
from reporting.states import ControlPaper, ControlResult

PROPOSALS = {
    ControlPaper.PLAN: "fastställa planen för intern kontroll {year}",
    ControlPaper.FOLLOW_UP: "godkänna uppföljningen av intern kontroll {year} och lägga den till handlingarna",
}


@transaction.atomic
def save_control(
    *,
    association: Association,
    year: int,
    facts: Mapping[str, Any],
    by: Person,
    control: Control | None = None,
) -> Control:
    """Add a control to a year's plan, or change what is planned. Raises DomainError for one of another förbund's people."""
    person = facts.get("person")
    if person and person.association_id != association.pk:
        raise DomainError("Personen hör till ett annat förbund.")
    row = _locked(control) if control else Control(association=association, year=year)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    verb = "ändrade kontroll" if control else "lade till kontroll"
    audit.record(association=association, by=by, verb=verb, target=row, year=row.year, value=row.value)
    return row


@transaction.atomic
def copy_controls(*, association: Association, year: int, by: Person) -> list[Control]:
    """Begin a year's plan with the controls of the year before, each a year later.

    Raises DomainError where the year has some, or the year before has none.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    if controls_of(association, year):
        raise DomainError(f"Planen för {year} har redan kontroller.")
    before = controls_of(association, year - 1)
    if not before:
        raise DomainError(f"Planen för {year - 1} har inga kontroller att kopiera. Lägg till dem en och en.")
    made = Control.objects.bulk_create(
        Control(
            association=association, year=year, process=each.process, risk=each.risk, likelihood=each.likelihood,
            consequence=each.consequence, control=each.control, due_on=_a_year_later(each.due_on),
            person=each.person if each.person and each.person.left_on is None else None,
        )
        for each in before
    )  # fmt: skip
    audit.record(
        association=association,
        by=by,
        verb="kopierade intern kontroll",
        target=association,
        year=year,
        count=len(made),
    )
    return made


def _a_year_later(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@transaction.atomic
def remove_control(*, control: Control, by: Person) -> None:
    """Take a control out of the plan. Raises DomainError once it is reported, or the board has adopted the plan."""
    row = _locked(control)
    if row.is_reported:
        raise DomainError("Kontrollen är gjord och står kvar.")
    if control_year(row.association, row.year, clock.today()).adopted:
        raise DomainError(
            "Styrelsen har fastställt planen. Låt kontrollen stå, och rapportera varför den inte gjordes."
        )
    audit.record(association=row.association, by=by, verb="tog bort kontroll", target=row, year=row.year)
    row.delete()


@transaction.atomic
def report_control(*, control: Control, result: str, outcome: str, measure: str, by: Person) -> Control:
    """Say what a control showed and what is done about it. Raises DomainError for an avvikelse without a measure."""
    row = _locked(control)
    if result == ControlResult.DEVIATION and not measure.strip():
        raise DomainError("Skriv vad som görs åt avvikelsen.")
    row.result, row.outcome, row.measure = ControlResult(result), outcome.strip(), measure.strip()
    row.reported_at, row.reported_by = clock.now(), by
    row.save(update_fields=["result", "outcome", "measure", "reported_at", "reported_by"])
    audit.record(
        association=row.association, by=by, verb="rapporterade kontroll", target=row, year=row.year, result=row.result
    )  # fmt: skip
    return row


def _locked(control: Control) -> Control:
    rows = Control.objects.select_for_update(of=("self",)).select_related("association")
    return rows.get(pk=control.pk)


# ---- To the board


@jobs.kind(seconds=120, megabytes=1500, needs=Permission.WRITE_MEETINGS)
def hand_over_controls(job: Job, *, year: int, paper: str, meeting_id: int) -> Document:
    """Set the plan or the follow-up of a year, and put it on the meeting's agenda."""
    meetings = Meeting.objects.select_related("body__association")
    meeting = meetings.get(pk=meeting_id, body__association=job.association)
    document = build_controls(job.association, year, ControlPaper(paper), meeting_on=meeting.held_on)
    content = render_controls(document, job.association)
    assert job.asked_by  # only the office hands over
    with jobs.closing(job) as ending:
        handed = hand_over(meeting=meeting, document=document, typeset=content, by=job.asked_by)
        ending.result = handed.pdf
    return handed.pdf


@transaction.atomic
def hand_over(*, meeting: Meeting, document: ControlDocument, typeset: bytes, by: Person) -> ControlHanding:
    """Keep the paper as the board gets it, as a handling of its ärende; one on the agenda already gets it too.

    Raises DomainError when the agenda is closed.
    """
    association, paper = meeting.body.association, ControlPaper(document.paper)
    paragraph = meeting.paragraphs.filter(heading=document.heading, number__isnull=True).first()
    if paragraph is None:
        proposal = PROPOSALS[paper].format(year=document.year)
        draft = ParagraphDraft(heading=document.heading, proposal=proposal)
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
    attachment = attach(
        paragraph=paragraph, name=f"{document.title}.pdf", content=typeset, by=by, title=document.title
    )
    handed = ControlHanding.objects.create(
        association=association, year=document.year, paper=paper, content=as_json(document), pdf=attachment.document,
        paragraph=paragraph, handed_at=clock.now(), handed_by=by,
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="lämnade intern kontroll till styrelsen", target=handed,
        sha256=handed.pdf.sha256,
    )  # fmt: skip
    return handed
