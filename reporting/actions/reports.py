"""The life of a report: begun from an outline or last year's, built of sections, adopted by a §, published, corrected."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string

from board.documents.assemble import look_of
from board.models import Paragraph
from finsam import audit, clock, pdf, store
from finsam.actions import start_text
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Person
from reporting import outlines
from reporting.documents.report import ReportDocument, build_report
from reporting.models import Report, Section
from reporting.states import REPORT_TRANSITIONS, WRITABLE, ReportKind, ReportState, Unit

PDF = "application/pdf"
HTML = "text/html; charset=utf-8"


@transaction.atomic
def begin_report(
    *,
    association: Association,
    kind: ReportKind,
    year: int,
    by: Person,
    outline: str = "",
    copy_of: Report | None = None,
) -> Report:
    """Begin a report of the year: a copy of an earlier one with its texts, or an outline of the house's."""
    if association.reports.filter(kind=kind, year=year).exists():
        raise DomainError(f"{kind.label} {year} finns redan.")
    report = Report.objects.create(
        association=association, kind=kind, year=year, title=f"{kind.label} {year}", made_by=by, copied_from=copy_of,
        unit=copy_of.unit if copy_of else Unit.KR,
    )  # fmt: skip
    if copy_of:
        _copy_sections(copy_of, report, by)
    else:
        _from_outline(report, outlines.get(outline or kind), by)
    audit.record(association=association, by=by, verb="började rapport", target=report, copied=bool(copy_of))
    return report


@transaction.atomic
def add_section(
    *, report: Report, heading: str, by: Person, parent: Section | None = None, block: str = ""
) -> Section:
    """Add a section last under its parent."""
    row = _writable(report)
    if not heading.strip():
        raise DomainError("Skriv en rubrik för avsnittet.")
    last = row.sections.filter(parent=parent).order_by("-position").first()
    section = Section.objects.create(
        report=row, parent=parent, heading=heading.strip()[:200], block=block,
        position=last.position + 1 if last else 0, text=start_text(association=row.association, by=by),
    )  # fmt: skip
    audit.record(association=row.association, by=by, verb="lade till avsnitt", target=section, report=row.pk)
    return section


@transaction.atomic
def change_section(*, section: Section, by: Person, **changes: Any) -> Section:
    """Rename a section, or change its block, numbering, page start, options or state."""
    _writable(section.report)
    row = Section.objects.select_for_update().get(pk=section.pk)
    allowed = {"heading", "block", "is_numbered", "starts_page", "options", "state"}
    for name, value in changes.items():
        if name not in allowed:
            raise ValueError(name)
        setattr(row, name, value)
    if not row.heading.strip():
        raise DomainError("Skriv en rubrik för avsnittet.")
    row.save(update_fields=list(changes))
    audit.record(
        association=section.report.association,
        by=by,
        verb="ändrade avsnitt",
        target=row,
        changed=sorted(changes),
    )
    return row


@transaction.atomic
def move_section(*, section: Section, parent: Section | None, position: int, by: Person) -> Section:
    """Move a section to a place among the parts of `parent`; never under itself."""
    report = _writable(section.report)
    rows = {row.pk: row for row in report.sections.select_for_update()}
    row = rows[section.pk]
    _refuse_under_itself(row, parent, rows)
    siblings = sorted(
        (
            each
            for each in rows.values()
            if each.parent_id == (parent.pk if parent else None) and each.pk != row.pk
        ),
        key=lambda each: (each.position, each.pk),
    )
    siblings.insert(max(0, min(position, len(siblings))), row)
    row.parent = parent
    for place, each in enumerate(siblings):
        each.position = place
    Section.objects.bulk_update(siblings, ["position", "parent"])
    audit.record(association=report.association, by=by, verb="flyttade avsnitt", target=row, to=position)
    return row


@transaction.atomic
def remove_section(*, section: Section, by: Person) -> None:
    """Take a section and its parts out of the report; their texts stay among the stored texts."""
    report = _writable(section.report)
    audit.record(
        association=report.association, by=by, verb="tog bort avsnitt", target=section,
        text=section.text.html if section.text else "",
    )  # fmt: skip
    section.delete()


@transaction.atomic
def put_before_board(*, report: Report, by: Person) -> Report:
    """Say that the report lies before the board; it may still be changed until it is adopted."""
    row = _lock(report)
    _move(row, ReportState.BEFORE_BOARD)
    row.save(update_fields=["state"])
    audit.record(association=row.association, by=by, verb="lämnade till styrelsen", target=row)
    return row


@transaction.atomic
def take_back(*, report: Report, by: Person) -> Report:
    """Make a report before the board a draft again."""
    row = _lock(report)
    _move(row, ReportState.DRAFT)
    row.save(update_fields=["state"])
    audit.record(association=row.association, by=by, verb="tog tillbaka rapport", target=row)
    return row


def freeze_and_adopt(job: Job, *, report_id: int, paragraph_id: int) -> Document:
    """The worker's part of adopting: typeset with the § and its date, then freeze."""
    report = Report.objects.select_related("association").get(pk=report_id)
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(
        pk=paragraph_id, meeting__body__association=report.association
    )
    report.adopted_by = paragraph  # not saved here: adopt() does
    document = build_report(report, dated=paragraph.meeting.held_on)
    typeset = pdf.render(document.template_name, {"document": document}, look=look_of(report.association))
    assert job.asked_by  # only the office adopts on the board's behalf
    adopted = adopt(report=report, paragraph=paragraph, document=document, typeset=typeset, by=job.asked_by)
    assert adopted.pdf  # the state's constraint
    return adopted.pdf


@transaction.atomic
def adopt(
    *, report: Report, paragraph: Paragraph, document: ReportDocument, typeset: bytes, by: Person
) -> Report:
    """Freeze the report as JSON, HTML and PDF, adopted by the §."""
    row = _lock(report)
    if paragraph.number is None:
        raise DomainError("Paragrafen har inget nummer än. Fastställ rapporten när ärendet är behandlat.")
    _move(row, ReportState.ADOPTED)
    row.adopted_by, row.frozen_at = paragraph, clock.now()
    row.content = json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
    page = render_to_string(
        "reporting/report_frozen.html", {"document": document, "association": row.association}
    )
    keep = {"association": row.association, "by": by, "made_from": row}
    row.html = store.keep(page.encode(), name=f"{row.title}.html", content_type=HTML, **keep)
    row.pdf = store.keep(typeset, name=f"{row.title}.pdf", content_type=PDF, **keep)
    row.save()
    audit.record(
        association=row.association,
        by=by,
        verb="fastställde",
        target=row,
        paragraph=str(paragraph),
        sha256=row.pdf.sha256,
    )
    return row


@transaction.atomic
def publish(*, report: Report, by: Person) -> Report:
    """Put an adopted report on the public page, as accessible HTML and PDF."""
    row = _lock(report)
    _move(row, ReportState.PUBLISHED)
    row.published_at = clock.now()
    row.save(update_fields=["state", "published_at"])
    audit.record(association=row.association, by=by, verb="publicerade", target=row)
    return row


@transaction.atomic
def correct(*, report: Report, note: str, by: Person) -> Report:
    """Begin a new version of an adopted report; the old one stays as it is."""
    row = _lock(report)
    if row.state in WRITABLE:
        raise DomainError("Rapporten är inte fastställd, så den kan ändras som den är.")
    if not note.strip():
        raise DomainError("Skriv vad som rättas.")
    existing = Report.objects.filter(corrects=row).first()
    if existing:
        return existing
    new = Report.objects.create(
        association=row.association, kind=row.kind, year=row.year, title=row.title, unit=row.unit, made_by=by,
        version=row.version + 1, corrects=row, correction_note=note.strip(), copied_from=row,
    )  # fmt: skip
    _copy_sections(row, new, by)
    audit.record(association=row.association, by=by, verb="började rättelse", target=new, of=row.pk)
    return new


def _copy_sections(source: Report, target: Report, by: Person) -> None:
    made: dict[int | None, Section | None] = {None: None}
    waiting = list(source.sections.select_related("text").order_by("parent_id", "position"))
    while waiting:
        ready = [section for section in waiting if section.parent_id in made]
        for old in ready:
            made[old.pk] = Section.objects.create(
                report=target, parent=made[old.parent_id], position=old.position, key=old.key, heading=old.heading,
                is_numbered=old.is_numbered, starts_page=old.starts_page, block=old.block, options=old.options, hint=old.hint,
                text=start_text(association=target.association, by=by, html=old.text.html if old.text else ""),
            )  # fmt: skip
        waiting = [section for section in waiting if section not in ready]


def _from_outline(
    report: Report, outline: outlines.Outline, by: Person, parent: Section | None = None
) -> None:
    for position, part in enumerate(outline.parts):
        _from_part(report, part, position, parent, by)


def _from_part(
    report: Report, part: outlines.Part, position: int, parent: Section | None, by: Person
) -> None:
    section = Section.objects.create(
        report=report, parent=parent, position=position, key=part.key, heading=part.heading.format(year=report.year),
        is_numbered=part.is_numbered, starts_page=part.starts_page, block=part.block, hint=part.hint, options=dict(part.options),
        text=start_text(association=report.association, by=by),
    )  # fmt: skip
    for place, child in enumerate(part.parts):
        _from_part(report, child, place, section, by)


def _refuse_under_itself(row: Section, parent: Section | None, rows: dict[int, Section]) -> None:
    above = rows.get(parent.pk) if parent else None
    while above:
        if above.pk == row.pk:
            raise DomainError("Ett avsnitt kan inte ligga under sig självt.")
        above = rows.get(above.parent_id) if above.parent_id else None


def _lock(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("association").get(pk=report.pk)


def _writable(report: Report) -> Report:
    row = _lock(report)
    if row.state not in WRITABLE:
        raise DomainError("Rapporten är fastställd och ändras inte. Gör en rättelse i stället.")
    return row


def _move(row: Report, to: ReportState) -> None:
    if to not in REPORT_TRANSITIONS[ReportState(row.state)]:
        raise DomainError(
            f"{row.title} är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to
