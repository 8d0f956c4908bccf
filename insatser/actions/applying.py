"""An ansökan is begun and written: by several at once, sent twice, from a page long open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from finsam import audit, clock, markup, saving
from finsam.actions import appoint
from finsam.errors import DomainError
from finsam.models import Association, Body, Person
from finsam.states import AppointmentRole, BodyKind
from insatser.models import Application, ApplicationRound, ApplicationSaving, ApplicationSection, Insats
from insatser.outlines import Question, SectionPlan
from insatser.queries.application_content import (
    MOST_ROWS,
    ROWS_OF,
    field_names,
    is_text,
    load_sections,
    row_count,
    tidy,
)
from insatser.queries.questions import asked_plan
from insatser.states import APPLICATION, APPLICATION_WRITABLE, Ask, CostCategory

LONGEST_BODY_NAME = 120

Saved = saving.Saved[ApplicationSaving]


def usual_categories() -> list[str]:
    """Give the kostnadsslag that a new period begins with."""
    return [str(category.label) for category in CostCategory]


class ApplicationSheet(saving.RowSheet[ApplicationSaving]):
    """A section of an ansökan that is locked for writing; its fields are those of queries.application_content."""

    savings = ApplicationSaving
    kept = 100
    called = "section"

    def is_text(self, name: str) -> bool:
        return is_text(name)

    def content(self) -> dict[str, Any]:
        return {name: self.row.content.get(name, "") for name in field_names(self.row)}

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        section = self.row
        section.content = section.content | content
        section.version += 1
        section.save(update_fields=["content", "version"])
        if "name" in changed:
            _rename(section.application, str(content["name"]))
        return self.content()


@transaction.atomic
def begin(
    *,
    period: ApplicationRound,
    by: Person,
    insats: Insats | None = None,
    copied_from: Application | None = None,
) -> Application:
    """Begin an ansökan in an open period, for a new insats or for one that goes on, with what is known already.

    `copied_from` gives an earlier one's words and figures. Raises DomainError when the period is not open.
    """
    association = period.association
    Association.objects.select_for_update().get(pk=association.pk)
    if not period.is_open(clock.today()):
        raise DomainError("Ansökningsperioden är inte öppen. Förbundet kan öppna den igen.")
    body = insats.body if insats else _new_body(association, by)
    application = Application.objects.create(
        association=association, round=period, body=body, insats=insats, begun_at=clock.now(), begun_by=by
    )
    known = _known_facts(insats, by) | (_as_it_goes_on(insats) if insats and period.is_for_changes else {})
    copied = {each.number: each for each in load_sections(copied_from)} if copied_from else {}
    for plan in asked_plan(association, APPLICATION):
        _open_section(application, plan, known, copied.get(plan.number))
    first = application.sections.filter(part=Ask.FACTS).first()
    _rename(application, str(first.content.get("name") or "") if first else "")
    audit.record(association=association, by=by, verb="påbörjade ansökan", target=application)
    return application


@transaction.atomic
def save_application_section(
    *,
    section: ApplicationSection,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save the fields of a section (see queries.application_content and finsam.saving) seen as `base_version`.

    Raises DomainError when the ansökan has been handed in.
    """
    sheet = ApplicationSheet(lock_section(section))
    return saving.save(
        sheet, fields=_tidied(sheet, fields), base_version=base_version, by=by, save_key=save_key, after=after
    )


@transaction.atomic
def settle_application_section(
    *, waiting: ApplicationSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written; both stay among the savings."""
    sheet = ApplicationSheet(lock_section(waiting.section))
    return saving.settle(
        sheet, saving=waiting, chosen=_tidied(sheet, chosen), base_version=base_version, by=by
    )


@transaction.atomic
def add_application_row(*, section: ApplicationSection, kind: str, by: Person) -> ApplicationSection:
    """Show one more row of a kind ("goal", "activity", "party"). Raises DomainError for anything else."""
    row = lock_section(section)
    if kind not in ROWS_OF.get(Ask(row.part), ()):
        raise DomainError("Den raden finns inte i avsnittet.")
    shown = row_count(row, kind) + 1
    if shown > MOST_ROWS:
        raise DomainError(f"Avsnittet har redan {MOST_ROWS} rader. Slå ihop några av dem.")
    row.content = row.content | {f"rows-{kind}": shown}
    row.save(update_fields=["content"])
    return row


def lock_section(section: ApplicationSection) -> ApplicationSection:
    """Lock a section and its ansökan for writing. Raises DomainError when it is not to be written in."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "round", "body")
        .get(pk=section.application_id)
    )
    if application.state not in APPLICATION_WRITABLE:
        raise DomainError(
            f"Ansökan är {application.get_state_display().lower()}. Då går det inte att skriva i den."
        )
    row = ApplicationSection.objects.select_for_update().get(pk=section.pk)
    row.application = application
    return row


def _tidied(sheet: ApplicationSheet, fields: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the section does not have."""
    has = set(field_names(sheet.row))
    return {name: tidy(name, value) for name, value in fields.items() if name in has}


def _rename(application: Application, name: str) -> None:
    application.name = name
    application.save(update_fields=["name"])
    if application.insats_id or not name:
        return
    body = application.body
    wanted = f"{body.name.partition(':')[0]}: {name}"
    if len(wanted) <= LONGEST_BODY_NAME:
        body.name = wanted
        body.save(update_fields=["name"])


def _new_body(association: Association, by: Person) -> Body:
    """Make the group of those who write; whoever begins is its first contact."""
    number = association.bodies.filter(kind=BodyKind.INSATS, name__startswith="Ansökan ").count() + 1
    while association.bodies.filter(name__startswith=f"Ansökan {number}").exists():
        number += 1
    body = Body.objects.create(association=association, kind=BodyKind.INSATS, name=f"Ansökan {number}")
    appoint(person=by, body=body, role=AppointmentRole.CONTACT, from_on=clock.today(), by=by)
    return body


def _as_it_goes_on(insats: Insats) -> dict[str, str]:
    """Give what stands where only a change is asked for: the days, the inriktning and how it is followed up."""
    days = {"starts_on": insats.starts_on, "ends_on": insats.ends_on}
    told = {name: day.isoformat() for name, day in days.items() if day}
    return told | {"focus": insats.focus, "followup": insats.followup}


def _known_facts(insats: Insats | None, by: Person) -> dict[str, str]:
    """Give what needs not be typed: who she is, and what the register says of an insats that goes on."""
    known = {"contact": by.name, "email": by.email, "phone": by.phone, "unit": by.organisation}
    if insats is None:
        return known
    return known | {
        "name": insats.name,
        "kind": insats.kind,
        "member": str(insats.owner_id or ""),
        "unit": insats.unit or by.organisation,
        **{
            source: markup.markup_to_html(getattr(insats, source))
            for source in ("background", "purpose", "target_group", "method")
        },
        **{
            f"goal-{place}-wording": goal.wording
            for place, goal in enumerate(insats.goals.filter(is_pursued=True)[:MOST_ROWS], start=1)
        },
        **{
            f"party-{place}-organisation": member.name
            for place, member in enumerate(insats.parties.all()[:MOST_ROWS], start=1)
        },
    }


def _open_section(
    application: Application,
    plan: SectionPlan,
    known: Mapping[str, str],
    copied: ApplicationSection | None,
) -> None:
    asked: dict[str, Any] = {"questions": [_asked(each) for each in plan.questions]}
    if plan.part in {Ask.PLACES, Ask.COSTS}:
        asked["years"] = list(application.round.years)
    if plan.part == Ask.COSTS:
        asked["categories"] = list(application.round.categories) or usual_categories()
    section = ApplicationSection(
        application=application,
        number=plan.number,
        title=plan.title,
        lead=plan.lead,
        part=plan.part,
        asked=asked,
    )
    rows = {
        f"rows-{kind}": max([2, *(int(name.split("-")[1]) for name in known if name.startswith(f"{kind}-"))])
        for kind in ROWS_OF.get(Ask(plan.part), ())
    }
    section.content = dict(rows)
    if copied and copied.part == plan.part:
        section.content |= _copied(section, copied)
    names = set(field_names(section))
    content = {f"answer-{each.key}": known.get(each.source, "") for each in plan.questions if each.source}
    content |= {name: value for name, value in known.items() if name in names}
    section.content |= {
        name: value for name, value in content.items() if value and not section.content.get(name)
    }
    section.save()


def _copied(section: ApplicationSection, earlier: ApplicationSection) -> dict[str, Any]:
    """Give an earlier section's content; the first year's figures go to the first year, and so on."""
    was, now = earlier.asked.get("years", []), section.asked.get("years", [])
    years = (
        {year: year for year in now} if section.application.is_change else dict(zip(was, now, strict=False))
    )
    content: dict[str, Any] = {}
    for name, value in earlier.content.items():
        head, _, tail = name.rpartition("-")
        year = number_or_none(tail)
        if year in earlier.asked.get("years", []) and head:
            if year in years:
                content[f"{head}-{years[year]}"] = value
        else:
            content[name] = value
    return content


def number_or_none(text: str) -> int | None:
    """Read the year at the end of a field's name."""
    return int(text) if text.isdecimal() and text.isascii() else None


def _asked(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "label": question.label,
        "hint": question.hint,
        "is_optional": question.is_optional,
    }
