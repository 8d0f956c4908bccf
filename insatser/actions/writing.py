"""Saving what is written in a section of a report: by several at once, sent twice, from a page long open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from finsam import audit, saving
from finsam.actions import save_text
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import dates
from insatser.models import CostRow, InsatsReport, ReportGoal, ReportParty, ReportSaving, ReportSection
from insatser.queries.content import is_answer, load_sections, read_amount, section_content, tidy
from insatser.states import CostCategory, Part, Reached, ReportState

MOST_ROWS = 60  # a report with more is a mistake or worse

Saved = saving.Saved[ReportSaving]


class SectionSheet(saving.RowSheet[ReportSaving]):
    """A section of a report that is locked for writing; its fields are those of queries.content."""

    savings = ReportSaving
    kept = 100
    called = "section"

    def is_text(self, name: str) -> bool:
        return is_answer(name)

    def content(self) -> dict[str, Any]:
        return dict(section_content(self.row))

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        return _write(self.row, content=content, changed=changed, by=by)


@transaction.atomic
def save_section(
    *,
    section: ReportSection,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save the fields of a section (see queries.content and finsam.saving) that the writer saw as `base_version`.

    Raises DomainError when the report is submitted.
    """
    sheet = SectionSheet(lock_for_writing(section))
    return saving.save(
        sheet, fields=_known(sheet, fields), base_version=base_version, by=by, save_key=save_key, after=after
    )


@transaction.atomic
def settle_section(
    *, waiting: ReportSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written; both stay among the savings."""
    sheet = SectionSheet(lock_for_writing(waiting.section))
    fields = _known(sheet, chosen)
    return saving.settle(sheet, saving=waiting, chosen=fields, base_version=base_version, by=by)


def _known(sheet: SectionSheet, fields: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the section does not have, such as a row that was taken away."""
    stored = sheet.content()
    return {name: tidy(name, value) for name, value in fields.items() if name in stored}


@transaction.atomic
def add_row(*, section: ReportSection, what: str, by: Person) -> ReportSection:
    """Add an empty goal ("goal"), party ("party") or cost ("cost-loner"). Raises DomainError for anything else."""
    row = lock_for_writing(section)
    if max(row.goals.count(), row.parties.count(), row.costs.count()) >= MOST_ROWS:
        raise DomainError(f"Avsnittet har redan {MOST_ROWS} rader. Slå ihop några av dem.")
    kind, _, category = what.partition("-")
    if kind == "goal" and row.part == Part.RESULTS:
        ReportGoal.objects.create(section=row, position=_next(row.goals))
    elif kind == "party" and row.part == Part.PARTIES:
        ReportParty.objects.create(section=row, position=_next(row.parties))
    elif kind == "cost" and row.part == Part.COSTS and category in CostCategory.values:
        CostRow.objects.create(
            section=row, category=category, position=_next(row.costs.filter(category=category))
        )
    else:
        raise DomainError("Den raden finns inte i avsnittet.")
    _start(row.report, by)
    return row


def version_of(section: ReportSection) -> str:
    """Give the version that a page opened now has seen."""
    return str(section.version)


def lock_for_writing(section: ReportSection) -> ReportSection:
    """Lock the report and give the section anew with all in it; DomainError when nothing may be written any more."""
    report = (
        InsatsReport.objects.select_for_update(of=("self",))
        .select_related("insats__association")
        .get(pk=section.report_id)
    )
    if not report.is_writable:
        raise DomainError(
            f"Rapporten är {report.get_state_display().lower()} och ändras inte. Kontakta förbundet om något är fel."
        )
    return next(row for row in load_sections(report) if row.pk == section.pk)


def _write(row: ReportSection, *, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
    row.version += 1
    row.save(update_fields=["version"])
    _write_days(row, content, changed)
    _write_answers(row, content, changed, by)
    rows_changed: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for name in changed:
        kind, _, rest = name.partition("-")
        key, _, part = rest.partition("-")
        if kind in {"party", "goal", "cost"}:
            rows_changed[kind, int(key)][part] = content[name] or ""
    for (kind, number), parts in rows_changed.items():
        _WRITERS[kind](row, number, parts)
    _start(row.report, by)
    fresh = next(each for each in load_sections(row.report) if each.pk == row.pk)
    return dict(section_content(fresh))


def _write_days(row: ReportSection, content: dict[str, Any], changed: set[str]) -> None:
    own = sorted(changed & {"starts_on", "ends_on"})
    for name in own:
        try:
            setattr(row.report, name, dates.parse_date(content[name]) if content[name] else None)
        except ValueError as error:
            raise DomainError(str(error)) from error
    report = row.report
    if report.starts_on and report.ends_on and report.ends_on < report.starts_on:
        raise DomainError("Slutdatum ligger före startdatum.")
    if own:
        report.save(update_fields=own)


def _write_answers(row: ReportSection, content: dict[str, Any], changed: set[str], by: Person) -> None:
    for answer in row.answers.all():
        name = f"answer-{answer.pk}"
        if name in changed:
            save_text(text=answer.text, html=content[name] or "", base_version=answer.text.version, by=by)


def _write_goal(row: ReportSection, key: int, parts: dict[str, str]) -> None:
    goal = next(each for each in row.goals.all() if each.pk == key)
    if goal.goal_id:
        parts.pop("wording", None)  # as it was decided
    if parts.get("reached", "") not in {"", *Reached.values}:
        raise DomainError("Välj ja, delvis eller nej.")
    _save(goal, parts)


def _write_party(row: ReportSection, key: int, parts: dict[str, str]) -> None:
    _save(next(each for each in row.parties.all() if each.pk == key), parts)


def _write_cost(row: ReportSection, key: int, parts: dict[str, str]) -> None:
    cost = next(each for each in row.costs.all() if each.pk == key)
    unread = dict(cost.unread)
    amounts: dict[str, Any] = {}
    for name in {"budget", "outcome"} & set(parts):
        typed = parts.pop(name)
        unread.pop(name, None)
        try:
            amounts[name] = read_amount(typed)
        except ValueError:
            amounts[name], unread[name] = None, typed
    _save(cost, parts | amounts | {"unread": unread})


_WRITERS = {"goal": _write_goal, "party": _write_party, "cost": _write_cost}


def _save(thing: ReportGoal | ReportParty | CostRow, parts: dict[str, Any]) -> None:
    for name, value in parts.items():
        setattr(thing, name, value)
    try:
        thing.clean_fields(exclude=[field.name for field in thing._meta.fields if field.name not in parts])
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error
    thing.save(update_fields=list(parts))


def _start(report: InsatsReport, by: Person) -> None:
    """Let the first saving be the beginning."""
    if report.state != ReportState.DUE:
        return
    report.state = ReportState.DRAFT
    report.save(update_fields=["state"])
    audit.record(association=report.insats.association, by=by, verb="började skriva rapport", target=report)


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1
