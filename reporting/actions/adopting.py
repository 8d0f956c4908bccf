"""A report is adopted by a §, frozen as JSON, HTML and PDF, and signed by those who decided it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string

from board.documents.assemble import look_of
from board.models import Paragraph
from board.queries.decided import may_decide
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.seal.signing import fill_place
from finsam.states import BodyKind
from finsam.swedish import dates
from finsam.texts.cleaning import no_longer_than
from finsam.work import jobs
from insatser.actions.publishing import publish_figures, publish_named
from reporting.actions.reports import locked_report, move_report
from reporting.blocks.signatures import BLOCK as SIGNATURES
from reporting.documents.report import ReportDocument, build_report, signers_of
from reporting.indexing import index_report
from reporting.models import Report, ReportSigning
from reporting.queries.adopting import is_later
from reporting.queries.hindrances import hindrances
from reporting.registries import blocks
from reporting.states import FROZEN, REPORT_TRANSITIONS, ReportState

PDF = "application/pdf"
HTML = "text/html; charset=utf-8"


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def print_report(job: Job, *, report_id: int) -> Document:
    """The worker's part of a whole document on demand: nothing is frozen."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    content = typeset(built_report(job, report), look_of(report.association))
    return store.keep(
        content, association=job.association, name=f"Utkast {file_name(report)}", content_type=PDF, by=job.asked_by,
        made_from=report,
    )  # fmt: skip


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def freeze_and_adopt(job: Job, *, report_id: int, paragraph_id: int) -> Document:
    """The worker's part of adopting: typeset with the § and its date, then freeze."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(
        pk=paragraph_id, meeting__body__association=report.association
    )
    may_adopt(report, paragraph)  # before the long work
    report.adopted_by = paragraph  # not saved here: adopt() does
    document = built_report(job, report)
    content = typeset(document, look_of(report.association))
    assert job.asked_by  # only the office adopts on the board's behalf
    with jobs.closing(job) as ending:
        adopted = adopt(
            report=report, paragraph=paragraph, document=document, typeset=content, by=job.asked_by
        )
        ending.result = adopted.pdf
    assert adopted.pdf  # the state's constraint
    return adopted.pdf


def typeset(document: ReportDocument, look: pdf.Look) -> bytes:
    """Give the report as PDF/A-3a and PDF/UA-1."""
    return pdf.render(document.template_name, {"document": document}, look=look)


def may_adopt(report: Report, paragraph: Paragraph) -> None:
    """Raise DomainError where the § cannot adopt the report, or where something in its texts is not settled."""
    if paragraph.number is None:
        raise DomainError("Paragrafen har inget nummer än. Fastställ rapporten när ärendet är behandlat.")
    if ReportState.ADOPTED not in REPORT_TRANSITIONS[ReportState(report.state)]:
        raise DomainError(f"{report.title} är redan {report.get_state_display().lower()}.")
    body = paragraph.meeting.body
    if body.association_id != report.association_id or body.kind != BodyKind.BOARD:
        raise DomainError(f"{report.title} fastställs av förbundets styrelse. Välj en av dess paragrafer.")
    if not may_decide(paragraph):
        raise DomainError(
            f"{paragraph} avgör inget ärende: {paragraph.heading}. Välj den § där beslutet fattades."
        )
    if report.corrects and report.corrects.adopted_by and not is_later(paragraph, report.corrects.adopted_by):
        raise DomainError(
            f"{report.corrects.adopted_by} fastställde den version som rättas. En rättelse fastställs av en senare paragraf."
        )
    if report.corrects and paragraph.meeting.held_on < report.begun_on:
        raise DomainError(
            f"{paragraph} hölls innan rättelsen påbörjades den {dates.long_date(report.begun_on)}. Styrelsen har inte sett den. "
            "Välj en paragraf från ett senare sammanträde."
        )
    if open_things := hindrances(report):
        raise DomainError(" ".join(map(str, open_things)))


@transaction.atomic
def adopt(
    *,
    report: Report,
    paragraph: Paragraph,
    document: ReportDocument,
    typeset: bytes,
    by: Person,
    at: dt.datetime | None = None,
) -> Report:
    """Freeze the report as JSON, HTML and PDF, adopted by the §, with a place for each who decided it to sign."""
    row = locked_report(report)
    may_adopt(row, paragraph)
    row.adopted_by = paragraph
    if as_json(build_report(row)) != as_json(document):
        raise DomainError("Rapporten ändrades medan den sattes. Läs igenom och fastställ igen.")
    move_report(row, ReportState.ADOPTED)
    row.frozen_at, row.content = at or clock.now(), as_json(document)
    keep: dict[str, Any] = {"association": row.association, "by": by, "made_from": row}
    page = render_to_string("reporting/report_frozen.html", {"document": document})
    row.html = store.keep(page.encode(), name=f"{row.title}.html", content_type=HTML, **keep)
    row.pdf = row.document = store.keep(typeset, name=file_name(row), content_type=PDF, **keep)
    row.save()
    _make_places(row)
    _publish(row, by=by)
    audit.record(
        association=row.association, by=by, verb="fastställde", target=row, paragraph=str(paragraph),
        sha256=row.pdf.sha256,
    )  # fmt: skip
    index_report(row)
    return row


@transaction.atomic
def sign_report(
    *, signing: ReportSigning, by: Person, identified: str, at: dt.datetime | None = None
) -> Report:
    """Fill one place on the signature page by a sealed revision.

    The caller has checked the signer's new code, and says by what she was `identified`.
    """
    row = locked_report(signing.report)
    place = ReportSigning.objects.select_related("person").get(pk=signing.pk)
    if place.signed_at:
        raise DomainError("Du har redan signerat rapporten.")
    if place.person_id != by.pk:
        raise DomainError("Det här är någon annans underskrift.")
    if not place.is_asked:
        raise DomainError("Du deltog inte i beslutet. Kansliet kan be om din underskrift.")
    if new := row.replaced_by:
        raise DomainError(f"Rapporten är ersatt av version {new.version}. Det är den som undertecknas.")
    if row.state not in FROZEN or row.document is None:
        raise DomainError("Rapporten är inte fastställd än.")
    at = at or clock.now()
    row.document = fill_place(
        place, document=row.document, as_what=place.role, name=file_name(row), signed=row, association=row.association,
        by=by, identified=identified, at=at,
    )  # fmt: skip
    row.save(update_fields=["document"])
    return row


@transaction.atomic
def ask_to_sign(*, signing: ReportSigning, by: Person) -> ReportSigning:
    """Ask one who has a place to sign, such as a ledamot who was absent; what was noted about her goes."""
    return _change_place(signing, by, verb="bad om underskrift", is_asked=True, note="")


@transaction.atomic
def note_unsigned(*, signing: ReportSigning, reason: str, by: Person) -> ReportSigning:
    """Note why someone does not sign; she is asked no more. Raises DomainError without a reason."""
    if not reason.strip():
        raise DomainError("Skriv varför underskriften saknas.")
    note = no_longer_than(300, reason.strip(), what="Skälet")
    return _change_place(signing, by, verb="noterade utebliven underskrift", is_asked=False, note=note)


def _change_place(
    signing: ReportSigning, by: Person, *, verb: str, is_asked: bool, note: str
) -> ReportSigning:
    row = locked_report(signing.report)
    place = ReportSigning.objects.select_related("person").get(pk=signing.pk)
    if place.signed_at:
        raise DomainError(f"{place.person.name} har redan signerat.")
    place.is_asked, place.note = is_asked, note
    place.save(update_fields=["is_asked", "note"])
    audit.record(association=row.association, by=by, verb=verb, target=row, person=place.person_id, note=note)
    return place


def as_json(document: ReportDocument) -> dict[str, Any]:
    """Give a document as it is frozen: plain values, days as ISO text."""
    plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
    return plain


def file_name(report: Report) -> str:
    """Name the report's file for people."""
    version = f", version {report.version}" if report.version > 1 else ""
    return f"{report.title}{version}.pdf"


def built_report(job: Job, report: Report) -> ReportDocument:
    """Build the report, telling the job how far it has come."""

    def tell(done: int, total: int, heading: str) -> None:
        jobs.progress(job, done, total + 1, heading)

    document = build_report(report, tell=tell)
    jobs.progress(job, len(document.sections), len(document.sections) + 1, "Sidorna sätts.")
    return document


def _publish(row: Report, *, by: Person) -> None:
    """Write down the figures of participants that the report tells, in its blocks and in its texts."""
    sections = list(row.sections.select_related("text"))
    found = [blocks.get(section.block) for section in sections if section.block]
    spots = {spot for block in found if block and block.spots for spot in block.spots(row)}
    texts = [section.text.html for section in sections if section.text]
    where = f"{row.title}, version {row.version}"
    publish_figures(association=row.association, spots=spots, where=where, by=by)
    publish_named(association=row.association, texts=texts, year=row.year, where=where, by=by)


def _make_places(row: Report) -> None:
    """Make a place for each who signs, where the report has a section for it; a plan is seldom signed."""
    if not row.sections.filter(block=SIGNATURES.name).exists():
        return
    ReportSigning.objects.bulk_create(
        ReportSigning(
            report=row,
            person_id=each.person_id,
            role=each.role,
            field=each.field,
            position=position,
            is_asked=each.is_asked,
        )
        for position, each in enumerate(signers_of(row))
    )
