"""What is asked and answered in the revisorer's room, and all of a year taken out as one file."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Association, Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import dates
from finsam.texts.cleaning import clean_text
from finsam.work import jobs
from reporting.mail import audit_room as letters
from reporting.models import AuditRequest
from reporting.queries.audit_room import YearPapers, papers_of

_AT = (1980, 1, 1, 0, 0, 0)  # the same files make the same zip, whenever it is made


@transaction.atomic
def ask_office(*, association: Association, year: int, question: str, by: Person) -> AuditRequest:
    """Put a question about a year, and tell the office."""
    row = AuditRequest.objects.create(
        association=association, year=year, question=question.strip(), asked_at=clock.now(), asked_by=by
    )
    audit.record(
        association=association, by=by, verb="ställde fråga som revisor", target=row, text=row.question
    )
    letters.tell_of_request(row)
    return row


@transaction.atomic
def answer_request(
    *, request: AuditRequest, answer: str, by: Person, file: tuple[str, bytes] | None = None
) -> AuditRequest:
    """Answer in words, with a file or both, and tell whoever asked. Raises DomainError for nothing at all, and a bad file."""
    row = AuditRequest.objects.select_for_update(of=("self",)).select_related("association", "asked_by").get(
        pk=request.pk
    )  # fmt: skip
    if not answer.strip() and not file and not row.document_id:
        raise DomainError("Skriv ett svar eller välj en fil.")
    row.answer, row.answered_at, row.answered_by = answer.strip(), clock.now(), by
    if file:
        row.document = _kept(row, file, by)
    row.save(update_fields=["answer", "answered_at", "answered_by", "document"])
    audit.record(association=row.association, by=by, verb="svarade revisor", target=row, text=row.answer)
    letters.tell_of_audit_answer(row)
    return row


def _kept(row: AuditRequest, file: tuple[str, bytes], by: Person) -> Document:
    name, content = clean_text(PurePath(file[0].replace("\\", "/")).name), file[1]
    kind = recognise(name, content)
    return store.keep(
        content, association=row.association, name=name, content_type=kind.content_type, by=by, made_from=row
    )


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.ENTER_AUDIT_ROOM)
def take_out_year(job: Job, *, year: int) -> Document:
    """Put everything of a year that the revisorer read in one zip."""
    papers = papers_of(job.association, year)
    content = zipped(papers)
    return store.keep(
        content, association=job.association, name=f"Revision {year}.zip", content_type="application/zip",
        by=job.asked_by, made_from=f"audit_room {year}",
    )  # fmt: skip


def zipped(papers: YearPapers) -> bytes:
    """Give the year's files in their folders, none over another, with the questions and answers as text."""
    stream, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, document in papers.files():
            path = _free(f"{folder}/{PurePath(document.name).name}", taken)
            archive.writestr(zipfile.ZipInfo(path, _AT), store.read(document), zipfile.ZIP_DEFLATED)
        if papers.requests:
            told = "\r\n\r\n".join(map(_told, papers.requests))
            archive.writestr(zipfile.ZipInfo("revision/fragor och svar.txt", _AT), told.encode("utf-8-sig"))
    return stream.getvalue()


def _free(path: str, taken: set[str]) -> str:
    """Give the path, with a number where another file has it."""
    found, number, whole = path, 1, PurePath(path)
    while found in taken:
        number += 1
        found = str(whole.with_name(f"{whole.stem} ({number}){whole.suffix}"))
    taken.add(found)
    return found


def _told(row: AuditRequest) -> str:
    asked = f"{row.asked_by.name}, {dates.long_date(clock.day_of(row.asked_at))}: {row.question}"
    if not (row.answered_at and row.answered_by):
        return f"{asked}\r\nInte besvarad."
    answered = dates.long_date(clock.day_of(row.answered_at))
    file = f" (fil: {row.document.name})" if row.document else ""
    return f"{asked}\r\n{row.answered_by.name}, {answered}: {row.answer}{file}"
