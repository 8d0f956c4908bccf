"""Handing a report to the board or to samråd: a copy is frozen, and lies as a handling on the agenda with its proposal."""

from __future__ import annotations

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.documents.assemble import look_of
from board.models import Meeting, Paragraph
from board.queries.meetings import open_agendas
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import dates
from finsam.work import jobs
from reporting.actions.adopting import PDF, as_json, built_report, file_name, typeset
from reporting.models import Report, ReportCopy
from reporting.states import CopyPurpose, ReportKind

_PROPOSALS = {
    ReportKind.ANNUAL: "fastställa årsredovisningen för {year}",
    ReportKind.HALF_YEAR: "fastställa delårsrapporten för {year}",
    ReportKind.PLAN: "fastställa verksamhetsplanen för {year}",
}


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def freeze_copy(job: Job, *, report_id: int, purpose: str) -> Document:
    """Freeze the report as it stands; what the board gets is put on the agenda of its next meeting."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    document = built_report(job, report)
    content = typeset(document, look_of(report.association))
    assert job.asked_by  # only the office hands over
    with jobs.closing(job) as ending:
        copy = keep_copy(
            report=report,
            purpose=CopyPurpose(purpose),
            content=as_json(document),
            typeset=content,
            by=job.asked_by,
        )
        meeting = next_meeting(report) if copy.purpose == CopyPurpose.BOARD else None
        if meeting:
            put_on_agenda(copy=copy, meeting=meeting, by=job.asked_by)
        ending.result = kept = copy.pdf
    assert kept  # what the board gets has its file
    return kept


@transaction.atomic
def keep_copy(
    *, report: Report, purpose: CopyPurpose, content: dict[str, object], typeset: bytes, by: Person
) -> ReportCopy:
    """Keep what a report says today, with its PDF."""
    today = clock.today()
    name = f"{file_name(report).removesuffix('.pdf')}, till {purpose.label.lower()} {today.isoformat()}.pdf"
    kept = store.keep(
        typeset, association=report.association, name=name, content_type=PDF, by=by, made_from=report
    )
    copy = ReportCopy.objects.create(
        report=report, purpose=purpose, content=content, pdf=kept, made_on=today, made_by=by
    )
    audit.record(
        association=report.association, by=by, verb="frös lämnad version", target=report, purpose=purpose.value,
        sha256=kept.sha256,
    )  # fmt: skip
    return copy


def next_meeting(report: Report) -> Meeting | None:
    """Give the board's next meeting whose agenda is open, or None."""
    return open_agendas(report.association, clock.today()).first()


@transaction.atomic
def put_on_agenda(*, copy: ReportCopy, meeting: Meeting, by: Person) -> Paragraph:
    """Put the copy as a handling with its ärende; an ärende of the report that is on that agenda already gets it too.

    Raises DomainError when the agenda is closed.
    """
    report = copy.report
    assert copy.pdf  # what the board gets has its file
    if meeting.body.association_id != report.association_id:
        raise DomainError("Sammanträdet hör till ett annat förbund.")
    earlier = ReportCopy.objects.filter(
        report=report, paragraph__meeting=meeting, paragraph__number__isnull=True
    ).first()
    paragraph = (earlier and earlier.paragraph) or meeting.paragraphs.filter(
        heading=report.title, number__isnull=True
    ).first()
    if paragraph is None:
        proposal = _PROPOSALS[ReportKind(report.kind)].format(year=report.year)
        draft = ParagraphDraft(heading=report.title, proposal=proposal)
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
    attach(paragraph=paragraph, name=copy.pdf.name, content=store.read(copy.pdf), by=by, title=report.title)
    copy.paragraph = paragraph
    copy.save(update_fields=["paragraph"])
    return paragraph


def where_in_words(report: Report) -> str:
    """Say where the copy will lie, or what to do first."""
    meeting = next_meeting(report)
    if meeting is None:
        return (
            "Inget sammanträde är planerat: planera ett, och lägg sedan rapporten på dagordningen härifrån."
        )
    day = dates.near_date(meeting.held_on, clock.today())
    return f"Den läggs som handling på dagordningen den {day}, med förslag till beslut."
