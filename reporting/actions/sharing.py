"""A report written by several: who writes which section by when, and what readers remark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from reporting.actions.sections import lock_writable
from reporting.mail.sections import tell_answered, tell_writer
from reporting.models import Report, Section, SectionRemark

Share = tuple[Person | None, dt.date | None]  # who writes a section, and its last day


@transaction.atomic
def share_out(*, report: Report, shares: Mapping[int, Share], by: Person) -> int:
    """Say who writes each section, by its key, and by when; give how many were told of something new to them.

    Each who gets a section, or a new day for one, gets one letter with all of hers; whoever shares out gets none.
    """
    row = lock_writable(report)
    given: dict[Person, list[Section]] = {}
    for section in row.sections.select_for_update(of=("self",)).order_by("position", "id"):
        writer, due_on = shares.get(section.pk, (section.writer, section.due_on))
        if writer and writer.association_id != row.association_id:
            raise DomainError("Skribenten hör till ett annat förbund.")
        if (writer, due_on) == (section.writer, section.due_on):
            continue
        section.writer, section.due_on = writer, due_on
        section.save(update_fields=["writer", "due_on"])
        audit.record(
            association=row.association, by=by, verb="gav avsnitt", target=section,
            writer=writer.name if writer else "", due_on=due_on.isoformat() if due_on else "",
        )  # fmt: skip
        if writer and writer != by and not section.is_written:
            given.setdefault(writer, []).append(section)
    for writer, sections in given.items():
        tell_writer(row, writer, sections)
    return len(given)


@transaction.atomic
def remark(*, section: Section, text: str, by: Person, quote: str = "") -> SectionRemark:
    """Remark on a section, or on the paragraph of it that is quoted. Raises DomainError without words."""
    report = lock_writable(section.report)
    if not text.strip():
        raise DomainError("Skriv vad du vill säga.")
    row = SectionRemark.objects.create(
        section=section, quote=quote.strip(), text=text.strip(), made_at=clock.now(), made_by=by
    )
    audit.record(association=report.association, by=by, verb="anmärkte på avsnitt", target=section)
    return row


@transaction.atomic
def answer(*, remark: SectionRemark, text: str, by: Person) -> SectionRemark:
    """Settle a remark by an answer, which is mailed to whoever made it. An answer may be written anew."""
    report = lock_writable(remark.section.report)
    row = SectionRemark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if not text.strip():
        raise DomainError("Skriv ett svar, till exempel Ändrat.")
    if row.answer == text.strip():
        return row
    row.answer, row.answered_at, row.answered_by = text.strip(), clock.now(), by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(association=report.association, by=by, verb="besvarade anmärkning", target=remark.section)
    if row.made_by and row.made_by != by:
        tell_answered(report, row)
    return row
