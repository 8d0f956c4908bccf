"""Saving what is written in a section of a report: by several at once, sent twice, from a page long open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from board.merging import merge, same
from finsam import audit, dates
from finsam.actions import save_text
from finsam.asked import number as number_of
from finsam.errors import DomainError
from finsam.models import Person
from insatser.models import CostRow, InsatsReport, ReportGoal, ReportParty, ReportSaving, ReportSection
from insatser.queries.content import Content, load_sections, read_amount, section_content, tidy
from insatser.states import CostCategory, Part, Reached, ReportState

NOTHING_SAVED = "0"  # what a page says that was opened before the first saving
MOST_ROWS = 60  # a report with more is a mistake or worse
KEPT_SAVINGS = 100  # how far back a page left open is brought together field by field


@dataclass(frozen=True)
class Saved:
    """What came of a saving: the version the writer has now, and the saving that waits for a choice, if any."""

    version: str
    at: dt.datetime
    collided: ReportSaving | None = None


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
    """Save the fields of a section (see queries.content) that the writer saw as `base_version`.

    What only she has changed is written; where another has changed the same to something else, hers is kept
    beside it as a saving that waits for a choice. The same saving (`save_key`) sent twice is one; `after` is the
    key of one whose answer had not come. Raises DomainError when the report is submitted.
    """
    row = lock_for_writing(section)
    if earlier := row.savings.filter(save_key=save_key).exclude(save_key="").first():
        return _answer(earlier, base_version)
    current = section_content(row)
    mine = {name: tidy(name, value) for name, value in fields.items() if name in current}
    base = _base(row, base_version, after, current)
    merged = merge(base=base, mine=mine, theirs=current)
    changed = {name for name, value in merged.content.items() if not same(value, current.get(name))}
    saving = None
    if changed:
        content = _write(row, current=current, content=merged.content, changed=changed, by=by)
        view = {**base, **mine}
        seen = view if any(not same(view.get(name), content.get(name)) for name in content) else None
        key = "" if merged.collisions else save_key
        saving = _remember(row, content=content, seen=seen, save_key=key, by=by)
    if merged.collisions:
        pending = ReportSaving.objects.create(
            section=row, content=mine, collisions=list(merged.collisions), save_key=save_key,
            saved_at=timezone.now(), saved_by=by,
        )  # fmt: skip
        return Saved(base_version, pending.saved_at, pending)
    return Saved(str(saving.pk), saving.saved_at) if saving else Saved(base_version, timezone.now())


@transaction.atomic
def settle(*, saving: ReportSaving, chosen: Mapping[str, str], base_version: str, by: Person) -> Saved:
    """Write what was chosen where two had written; both stay among the savings. A third's writing waits in its turn."""
    saved = save_section(section=saving.section, fields=chosen, base_version=base_version, by=by)
    ReportSaving.objects.filter(pk=saving.pk).update(settled_at=timezone.now())
    return saved


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
    newest = section.savings.filter(number__isnull=False).order_by("-number").first()
    return str(newest.pk) if newest else NOTHING_SAVED


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


def _base(row: ReportSection, version: str, after: str, current: Content) -> Content:
    """Give what the writer had before her: what she saw, or what her own unanswered saving made of it."""
    if after and (own := row.savings.filter(save_key=after, number__isnull=False).first()):
        return dict(own.seen or own.content)
    if version == NOTHING_SAVED:
        first = row.savings.filter(number=0).first()
        return dict(first.content) if first else current
    known = number_of(version)
    saving = row.savings.filter(pk=known, number__isnull=False).first() if known is not None else None
    return dict(saving.seen or saving.content) if saving else {}


def _answer(earlier: ReportSaving, base_version: str) -> Saved:
    if earlier.number is not None:
        return Saved(str(earlier.pk), earlier.saved_at)
    return Saved(base_version, earlier.saved_at, None if earlier.settled_at else earlier)


def _remember(
    row: ReportSection, *, content: Content, seen: Content | None, save_key: str, by: Person
) -> ReportSaving:
    row.savings.filter(number__lt=row.version - KEPT_SAVINGS, number__gt=0).delete()
    return ReportSaving.objects.create(
        section=row, number=row.version, content=content, seen=seen, save_key=save_key,
        saved_at=timezone.now(), saved_by=by,
    )  # fmt: skip


def _write(
    row: ReportSection, *, current: Content, content: dict[str, Any], changed: set[str], by: Person
) -> Content:
    if row.version == 0:  # how it stood, for pages that were opened before the first saving
        ReportSaving.objects.get_or_create(
            section=row, number=0, defaults={"content": current, "saved_at": timezone.now()}
        )
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
    return section_content(fresh)


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
