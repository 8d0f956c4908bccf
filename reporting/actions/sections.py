"""What is done to the sections of a report: added, changed, moved, removed, written."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from finsam import audit, clock, markup, saving
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Person
from finsam.saving import Fields
from finsam.texts.cleaning import no_longer_than
from reporting.indexing import forget_section, index_section
from reporting.models import Report, Section, SectionSaving
from reporting.registries import blocks
from reporting.said.against_figures import put_figure
from reporting.states import WRITABLE, SectionState

CHANGEABLE = frozenset({"heading", "block", "is_numbered", "starts_page", "options", "state"})


Saved = saving.Saved[SectionSaving]


class SectionSheet(saving.Sheet[SectionSaving]):
    """A section of a report that is locked for writing; its one field is the text."""

    savings = SectionSaving

    def __init__(self, section: Section) -> None:
        assert section.text  # every section has one
        self.section, self.text = section, section.text

    @property
    def place(self) -> dict[str, Any]:
        return {"section": self.section}

    @property
    def version(self) -> int:
        return self.text.version

    def is_text(self, name: str) -> bool:
        return True

    def content(self) -> dict[str, Any]:
        return {"text": self.text.html}

    def kept_as(self, content: dict[str, Any]) -> dict[str, Any]:
        return {}  # the text's versions hold it

    def at_version(self, number: int) -> dict[str, Any] | None:
        found = self.text.versions.filter(number=number).first()
        return {"text": found.html} if found else {"text": ""} if number == 0 else None

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        self.text = save_text(text=self.text, html=content["text"], base_version=self.text.version, by=by)
        row = self.section
        if row.state == SectionState.EMPTY and self.text.html:
            Section.objects.filter(pk=row.pk).update(state=SectionState.STARTED)
        if row.state == SectionState.REVIEWED:  # what was looked through was another text
            Section.objects.filter(pk=row.pk).update(
                state=SectionState.DONE, reviewed_at=None, reviewed_by=None
            )
        row.text = self.text
        index_section(row)
        return self.content()


@transaction.atomic
def add_section(
    *, report: Report, heading: str, by: Person, parent: Section | None = None, block: str = ""
) -> Section:
    """Add a section last under its parent. Raises DomainError without a heading or with an unknown block."""
    row = lock_writable(report)
    if not heading.strip():
        raise DomainError("Skriv en rubrik för avsnittet.")
    _known_block(block)
    last = row.sections.filter(parent=parent).order_by("-position").first()
    section = Section.objects.create(
        report=row, parent=parent, heading=no_longer_than(200, heading.strip(), what="Rubriken"), block=block,
        position=last.position + 1 if last else 0, text=start_text(association=row.association, by=by),
    )  # fmt: skip
    audit.record(association=row.association, by=by, verb="lade till avsnitt", target=section, report=row.pk)
    index_section(section)
    return section


@transaction.atomic
def change_section(*, section: Section, by: Person, **changes: Any) -> Section:
    """Rename a section, or change its block, numbering, page start, options or state."""
    report = lock_writable(section.report)
    row = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"Unknown changes: {sorted(unknown)}")
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if not row.heading.strip():
        raise DomainError("Skriv en rubrik för avsnittet.")
    _known_block(row.block)
    if changed:
        is_reviewed = row.state == SectionState.REVIEWED
        row.reviewed_at = (row.reviewed_at or clock.now()) if is_reviewed else None
        row.reviewed_by = (row.reviewed_by or by) if is_reviewed else None
        row.save(update_fields=[*changed, "reviewed_at", "reviewed_by"])
        audit.record(
            association=report.association, by=by, verb="ändrade avsnitt", target=row, changed=sorted(changed)
        )
        index_section(row)
    return row


@transaction.atomic
def move_section(*, section: Section, parent: Section | None, position: int, by: Person) -> Section:
    """Move a section to a place among the parts of `parent`; never under itself."""
    report = lock_writable(section.report)
    rows = {row.pk: row for row in report.sections.select_for_update(of=("self",))}
    row = rows[section.pk]
    if parent and parent.pk not in rows:
        raise DomainError("Avsnittet hör till en annan rapport.")
    _refuse_under_itself(row, parent, rows)
    under = parent.pk if parent else None
    siblings = [each for each in rows.values() if each.parent_id == under and each.pk != row.pk]
    siblings.sort(key=lambda each: (each.position, each.pk))
    siblings.insert(max(0, min(position, len(siblings))), row)
    row.parent = parent
    for place, each in enumerate(siblings):
        each.position = place
    Section.objects.bulk_update(siblings, ["position", "parent"])
    audit.record(association=report.association, by=by, verb="flyttade avsnitt", target=row, to=position)
    return row


@transaction.atomic
def nudge_section(*, section: Section, way: str, by: Person) -> Section:
    """Move a section one step: "upp", "ned", "in" (under the one above) or "ut" (beside the one it lies under)."""
    row = Section.objects.select_related("parent", "report").get(pk=section.pk)
    siblings = list(row.report.sections.filter(parent_id=row.parent_id).order_by("position", "id"))
    place = [each.pk for each in siblings].index(row.pk)
    if way in {"upp", "ned"}:
        return move_section(
            section=row, parent=row.parent, position=place + (1 if way == "ned" else -1), by=by
        )
    if way == "in":
        if place == 0:
            raise DomainError("Det finns inget avsnitt ovanför att lägga det under.")
        above = siblings[place - 1]
        return move_section(section=row, parent=above, position=above.children.count(), by=by)
    if way == "ut":
        if row.parent is None:
            raise DomainError("Avsnittet är redan ett kapitel.")
        return move_section(section=row, parent=row.parent.parent, position=row.parent.position + 1, by=by)
    raise DomainError("Välj upp, ned, in eller ut.")


@transaction.atomic
def remove_section(*, section: Section, by: Person) -> None:
    """Take a section and its parts out of the report; what was written is kept in the log."""
    report = lock_writable(section.report)
    audit.record(
        association=report.association, by=by, verb="tog bort avsnitt", target=section,
        text=section.text.html if section.text else "",
    )  # fmt: skip
    forget_section(section)
    section.delete()


@transaction.atomic
def write_section(
    *, section: Section, html: str, base_version: str, by: Person, save_key: str = "", after: str = ""
) -> Saved:
    """Save a section's text (see finsam.saving) that the writer saw as `base_version`."""
    return saving.save(
        _sheet(section), fields={"text": markup.clean(html)}, base_version=base_version, by=by, save_key=save_key,
        after=after,
    )  # fmt: skip


@transaction.atomic
def settle_section(*, waiting: SectionSaving, chosen: Fields, base_version: str, by: Person) -> Saved:
    """Write what was chosen where two had written; the other text rests in the history."""
    return saving.settle(
        _sheet(waiting.section), saving=waiting, chosen=chosen, base_version=base_version, by=by
    )


def _sheet(section: Section) -> SectionSheet:
    lock_writable(section.report)
    return SectionSheet(Section.objects.select_related("text", "report").get(pk=section.pk))


@transaction.atomic
def swap_number(*, section: Section, typed: str, key: str, by: Person) -> Section:
    """Put the stored figure in place of a typed number, everywhere that the section has it."""
    lock_writable(section.report)
    row = Section.objects.select_related("text").get(pk=section.pk)
    assert row.text
    html = put_figure(row.text.html, typed, key)
    if html == row.text.html:
        raise DomainError("Siffran står inte kvar i texten.")
    save_text(text=row.text, html=html, base_version=row.text.version, by=by)
    index_section(row)
    return row


@transaction.atomic
def keep_number(*, section: Section, typed: str, by: Person) -> Section:
    """Let a typed number stand as it is written, and not be pointed out again."""
    report = lock_writable(section.report)
    row = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    if typed not in row.kept_numbers:
        row.kept_numbers = [*row.kept_numbers, typed]
        row.save(update_fields=["kept_numbers"])
        audit.record(
            association=report.association, by=by, verb="behöll skriven siffra", target=row, number=typed
        )
    return row


def lock_writable(report: Report) -> Report:
    """Give the report anew, locked. Raises DomainError when it is adopted."""
    row = Report.objects.select_for_update(of=("self",)).select_related("association").get(pk=report.pk)
    if row.state not in WRITABLE:
        raise DomainError("Rapporten är fastställd och ändras inte. Gör en rättelse i stället.")
    return row


def _known_block(name: str) -> None:
    if name and blocks.get(name) is None:
        raise DomainError("Det blocket finns inte. Välj ett ur listan.")


def _refuse_under_itself(row: Section, parent: Section | None, rows: dict[int, Section]) -> None:
    above = rows.get(parent.pk) if parent else None
    while above:
        if above.pk == row.pk:
            raise DomainError("Ett avsnitt kan inte ligga under sig självt.")
        above = rows.get(above.parent_id) if above.parent_id else None
