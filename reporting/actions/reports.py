"""The life of a report: begun from an outline or last year's, put before the board, published, corrected."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.actions import start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.texts.cleaning import no_longer_than
from reporting import outlines
from reporting.indexing import index_report
from reporting.models import Report, Section
from reporting.queries.lent_outlines import outlines_for
from reporting.queries.periods import interim_day_of
from reporting.queries.tree import numbered
from reporting.states import REPORT_TRANSITIONS, WRITABLE, ReportKind, ReportState, SectionState, Unit

_GENERAL = frozenset({"kind"})  # options of a section that mean the same in every förbund


@transaction.atomic
def begin_report(
    *,
    association: Association,
    kind: ReportKind,
    year: int,
    by: Person,
    outline: str = "",
    copy_of: Report | None = None,
    outline_of: Report | None = None,
    ends_on: dt.date | None = None,
) -> Report:
    """Begin a report of the year: a copy of an earlier one with its texts, the headings of one alone, or an outline of the house's.

    Headings of another förbund's may be taken by who writes its reports too. Raises DomainError for anyone else.
    A delårsrapport ends on the day that is said, or on that of the year's figures or of the delårsrapport before.
    """
    kind = ReportKind(kind)
    Association.objects.select_for_update().get(pk=association.pk)
    if association.reports.filter(kind=kind, year=year).exists():
        raise DomainError(f"{kind.label} {year} finns redan.")
    like = copy_of or outline_of
    if outline_of and outline_of not in outlines_for(association, by, kind, clock.today()):
        raise DomainError("Den dispositionen finns inte. Välj en ur listan.")
    report = Report.objects.create(
        association=association, kind=kind, year=year, title=f"{kind.label} {year}", made_by=by, copied_from=copy_of,
        unit=like.unit if like else Unit.KR,
        ends_on=ends_on or interim_day_of(association, year) if kind == ReportKind.HALF_YEAR else None,
    )  # fmt: skip
    if copy_of:
        _copy_sections(copy_of, report, by)
    elif outline_of:
        _copy_headings(outline_of, report, by)
    else:
        for position, part in enumerate(outlines.get(outline or kind).parts):
            _from_part(report, part, position, None, by)
    audit.record(association=association, by=by, verb="började rapport", target=report, copied=bool(copy_of),
        **({"headings_of": str(outline_of)} if outline_of else {}),
    )  # fmt: skip
    index_report(report)
    return report


@transaction.atomic
def change_report(*, report: Report, by: Person, **changes: Any) -> Report:
    """Change a report's title, unit, the day it goes to the board, or the last day of a delårsrapport."""
    row = locked_report(report)
    if row.state not in WRITABLE:
        raise DomainError("Rapporten är fastställd och ändras inte. Gör en rättelse i stället.")
    if unknown := set(changes) - {"title", "unit", "board_on", "ends_on"}:
        raise TypeError(f"Unknown changes: {sorted(unknown)}")
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    index_report(row)
    audit.record(
        association=row.association, by=by, verb="ändrade rapport", target=row, changed=sorted(changes)
    )
    return row


@transaction.atomic
def put_before_board(*, report: Report, by: Person) -> Report:
    """Say that the report lies before the board; it may still be changed until it is adopted."""
    return _simple_move(report, ReportState.BEFORE_BOARD, "lämnade till styrelsen", by)


@transaction.atomic
def take_back(*, report: Report, by: Person) -> Report:
    """Make a report before the board a draft again."""
    return _simple_move(report, ReportState.DRAFT, "tog tillbaka rapport", by)


@transaction.atomic
def publish(*, report: Report, by: Person, at: dt.datetime | None = None) -> Report:
    """Put an adopted report on the public page, as accessible HTML and PDF."""
    row = locked_report(report)
    move_report(row, ReportState.PUBLISHED)
    row.published_at = at or clock.now()
    row.save(update_fields=["state", "published_at"])
    audit.record(association=row.association, by=by, verb="publicerade", target=row)
    return row


@transaction.atomic
def correct(*, report: Report, note: str, by: Person) -> Report:
    """Begin a new version of an adopted report; the old one stays as it is."""
    row = locked_report(report)
    if row.state in WRITABLE:
        raise DomainError("Rapporten är inte fastställd, så den kan ändras som den är.")
    if not note.strip():
        raise DomainError("Skriv vad som rättas.")
    existing = Report.objects.filter(corrects=row).first()
    if existing:
        return existing
    new = Report.objects.create(
        association=row.association, kind=row.kind, year=row.year, title=row.title, unit=row.unit, made_by=by,
        version=row.version + 1, corrects=row, ends_on=row.ends_on, correction_note=no_longer_than(300, note.strip(), what="Vad som rättas"), copied_from=row,
    )  # fmt: skip
    _copy_sections(row, new, by, keeps_states=True)
    audit.record(association=row.association, by=by, verb="började rättelse", target=new, of=row.pk)
    index_report(new)
    return new


def locked_report(report: Report) -> Report:
    """Give the report anew, locked until the transaction ends."""
    return Report.objects.select_for_update(of=("self",)).select_related("association").get(pk=report.pk)


def move_report(row: Report, to: ReportState) -> None:
    """Set the report's state where the table allows it; saving is the caller's. Raises DomainError."""
    if to not in REPORT_TRANSITIONS[ReportState(row.state)]:
        raise DomainError(
            f"{row.title} är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to


def _simple_move(report: Report, to: ReportState, verb: str, by: Person) -> Report:
    row = locked_report(report)
    move_report(row, to)
    row.save(update_fields=["state"])
    audit.record(association=row.association, by=by, verb=verb, target=row)
    index_report(row)
    return row


def _copy_sections(source: Report, target: Report, by: Person, *, keeps_states: bool = False) -> None:
    made: dict[int | None, Section | None] = {None: None}
    waiting = list(source.sections.select_related("text").order_by("parent_id", "position"))
    while waiting:
        ready = [section for section in waiting if section.parent_id in made]
        for old in ready:
            made[old.pk] = Section.objects.create(
                report=target, parent=made[old.parent_id], position=old.position, key=old.key,
                heading=_for_year(old.heading, source.year, target.year), is_numbered=old.is_numbered,
                starts_page=old.starts_page, block=old.block, options=old.options, hint=old.hint,
                state=old.state if keeps_states else SectionState.EMPTY, writer=old.writer if keeps_states else None,
                reviewed_at=old.reviewed_at if keeps_states else None, reviewed_by=old.reviewed_by if keeps_states else None,
                text=start_text(association=target.association, by=by, html=old.text.html if old.text else ""),
            )  # fmt: skip
        waiting = [section for section in waiting if section not in ready]


def _copy_headings(source: Report, target: Report, by: Person) -> None:
    """Take the sections without their texts; what a section has set in another förbund's own rows and columns stays there."""
    is_own = source.association_id == target.association_id
    made: dict[int | None, Section | None] = {None: None}
    for old, _, _ in numbered(source):
        kept = old.options if is_own else {key: old.options[key] for key in _GENERAL if key in old.options}
        made[old.pk] = Section.objects.create(
            report=target, parent=made[old.parent_id], position=old.position, key=old.key, options=kept, hint=old.hint,
            heading=_for_year(old.heading, source.year, target.year), is_numbered=old.is_numbered,
            starts_page=old.starts_page, block=old.block, text=start_text(association=target.association, by=by),
        )  # fmt: skip


def _for_year(heading: str, old: int, new: int) -> str:
    """Let a heading that named its year name the new one."""
    return heading.replace(str(old), str(new))


def _from_part(
    report: Report, part: outlines.Part, position: int, parent: Section | None, by: Person
) -> None:
    section = Section.objects.create(
        report=report, parent=parent, position=position, key=part.key, heading=part.heading.format(year=report.year),
        is_numbered=part.is_numbered, starts_page=part.starts_page, block=part.block, hint=part.hint,
        options=dict(part.options), text=start_text(association=report.association, by=by),
    )  # fmt: skip
    for place, child in enumerate(part.parts):
        _from_part(report, child, place, section, by)
