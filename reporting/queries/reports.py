"""Reports as pages show them: the list, the tree with what each section needs, and how far the whole has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries import checks, fields
from finsam.registries.checks import Finding
from finsam.registries.fields import Field, plain
from reporting.figures.grids import Grid
from reporting.models import Report, Section
from reporting.queries.missing import missing_figures, unknown_keys
from reporting.queries.tree import numbered
from reporting.registries import blocks
from reporting.said.against_figures import Typed, typed_numbers
from reporting.said.tables import Beside
from reporting.states import FROZEN, WRITABLE, WRITTEN, ReportState, Unit


@dataclass(frozen=True)
class TreeRow:
    """A section in the tree: number, level, how far it has come and how much there is to look at."""

    section: Section
    number: str
    level: int
    remarks: int
    has_parts: bool = False
    closes: int = 0

    @property
    def closing(self) -> range:
        """One for each list that ends here, for a template to go through."""
        return range(self.closes)


@dataclass(frozen=True)
class WritePage:
    """Everything the page of one section shows."""

    report: Report
    section: Section
    tree: list[TreeRow]
    findings: list[Finding]
    typed: list[Typed]
    figures: Mapping[str, Field]
    missing: dict[str, str]  # figures that the text names and the year does not have: key and name
    before: Section | None
    after: Section | None
    crumb: str

    @property
    def block(self) -> blocks.Block | None:
        return blocks.get(self.section.block) if self.section.block else None

    @cached_property
    def done(self) -> int:
        return sum(row.section.is_written for row in self.tree)

    @cached_property
    def share(self) -> int:
        """How far the whole has come, in percent."""
        return round(100 * self.done / len(self.tree)) if self.tree else 0

    @property
    def remarks(self) -> int:
        return len(self.findings) + len(self.typed) + len(self.missing)


def reports_of(association: Association) -> QuerySet[Report]:
    """Give the association's reports, the newest version of each first, with how far they have come."""
    return (
        Report.objects.of(association)
        .select_related(
            "adopted_by__meeting__body",
            "adopted_by__matter",
            "document",
            "pdf",
            "html",
            "corrected_by",
            "corrects__adopted_by__meeting",
        )
        .annotate(
            section_count=Count("sections", distinct=True),
            done_count=Count("sections", filter=Q(sections__state__in=sorted(WRITTEN)), distinct=True),
        )
        .order_by("-year", "kind", "-version")
    )


def visible_reports(association: Association, permissions: frozenset[Permission]) -> QuerySet[Report]:
    """Give the reports that a reader may open: the office sees drafts, others what lies before the board or is adopted."""
    rows = reports_of(association)
    if Permission.WRITE_REPORTS in permissions:
        return rows
    if Permission.READ_DRAFTS in permissions:
        return rows.exclude(state="draft")
    return rows.filter(state__in=sorted(FROZEN))


def write_page(report: Report, section: Section, *, writer: Person | None = None) -> WritePage:
    """Gather the page of one section: a fixed number of queries, however many sections there are.

    The tree of a `writer` from outside the office is a list of her own sections.
    """
    rows = numbered(report)
    if writer:
        rows = [(row, number, 1) for row, number, _ in rows if row.writer_id == writer.pk]
    figures = fields.values(report.association, report.year)
    found = checks.findings(report.association, report.year)
    tree = tree_of(rows, found, figures)
    order = [row.section for row in tree]
    place = next(number for number, row in enumerate(tree) if row.section.pk == section.pk)
    own = order[place]
    parents = {each.pk: each for each in order}
    above = parents.get(own.parent_id) if own.parent_id else None
    return WritePage(
        report=report,
        section=own,
        tree=tree,
        findings=findings_of(own, found),
        typed=typed_in(own, figures),
        figures=figures,
        missing=missing_figures(
            report.association, report.year, [own.text.html] if own.text else [], figures
        ),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
        crumb=above.heading if above else "",
    )


def tree_of(
    rows: list[tuple[Section, str, int]], found: list[Finding], figures: Mapping[str, Field]
) -> list[TreeRow]:
    """Give the tree in reading order; `closes` counts the lists that end at a row."""
    tree = []
    for place, (section, number, level) in enumerate(rows):
        following = rows[place + 1][2] if place + 1 < len(rows) else 1
        remarks = len(findings_of(section, found)) + len(typed_in(section, figures))
        remarks += len(unknown_keys(section.text.html, figures)) if section.text and figures else 0
        remarks += section.open_remarks  # type: ignore[attr-defined]
        tree.append(TreeRow(section, number, level, remarks, following > level, max(0, level - following)))
    return tree


def findings_of(section: Section, found: list[Finding]) -> list[Finding]:
    """Give the findings that the section's block tells of."""
    block = blocks.get(section.block) if section.block else None
    return [finding for finding in found if block and finding.topic in block.topics]


def copyable(association: Association) -> QuerySet[Report]:
    """Give the reports that a new one may be copied from, the latest first."""
    return Report.objects.of(association).filter(corrected_by__isnull=True).order_by("-year", "kind")


def published_reports(association: Association) -> QuerySet[Report]:
    """Give the reports on the public page, each in every version, the newest first."""
    return (
        Report.objects.of(association)
        .published()
        .select_related(
            "pdf",
            "adopted_by__meeting__body",
            "corrected_by__adopted_by__meeting",
            "corrects__adopted_by__meeting",
        )
        .order_by("-year", "kind", "-version")
    )


def places_to_sign(association: Association, person: Person) -> QuerySet[Report]:
    """Give the adopted reports in force that the person is asked to sign and has not signed."""
    rows = Report.objects.of(association).filter(
        state__in=sorted(FROZEN), signings__person=person, signings__signed_at__isnull=True,
        signings__is_asked=True,
    )  # fmt: skip
    return rows.exclude(corrected_by__state__in=sorted(FROZEN))


def waiting_reports(association: Association, person: Person, *, is_office: bool) -> QuerySet[Report]:
    """Give the reports that the person signs (`is_to_sign`), and for the office those to publish or write towards a day."""
    in_force = Q(corrected_by__isnull=True)
    to_publish = in_force & Q(state=ReportState.ADOPTED)
    towards_a_day = in_force & Q(state__in=sorted(WRITABLE), board_on__isnull=False)
    to_sign = places_to_sign(association, person).filter(pk=OuterRef("pk"))
    rows = Report.objects.of(association).annotate(
        is_to_sign=Exists(to_sign), is_to_publish=ExpressionWrapper(to_publish, models.BooleanField())
    )
    office = to_publish | towards_a_day if is_office else Q(pk__in=())
    return rows.filter(Q(is_to_sign=True) | office)


def typed_in(section: Section, figures: Mapping[str, Field]) -> list[Typed]:
    """Give what a section's text says otherwise than the stored figures, but for what was let stand."""
    if not section.text or not section.text.html:
        return []
    report = section.report
    return typed_numbers(
        section.text.html, plain(figures), section.kept_numbers, in_thousands=report.unit == Unit.TKR,
        source=_source_of(section, report), beside=_table_beside(section, report),
    )  # fmt: skip


def _table_beside(section: Section, report: Report) -> Beside | None:
    """Give the table that the section computes, where its text has one that can say otherwise."""
    block = (
        blocks.get(section.block)
        if section.block and section.text and "<table" in section.text.html
        else None
    )
    grid = block.build(report, section).get("grid") if block else None
    if not isinstance(grid, Grid):
        return None
    return grid.heads, [(row.label, [cell.text for cell in row.cells]) for row in grid.rows]


def _source_of(section: Section, report: Report) -> tuple[str, int] | None:
    """Give the text that the section began as, with its year, where the report is a copy of another year's."""
    texts = _source_texts(report)
    html = texts.get(section.key) if section.key else texts.get(section.heading)
    return (html, report.copied_from.year) if html and report.copied_from else None


def _source_texts(report: Report) -> dict[str, str]:
    """Give the texts of the report that this one was copied from, by key or heading; kept on the report, one query."""
    kept: dict[str, str] | None = getattr(report, "_source_texts", None)
    if kept is None:
        source = report.copied_from
        rows = source.sections.select_related("text") if source and source.year != report.year else ()
        kept = {
            row.key or row.heading.replace(str(row_year), str(report.year)): row.text.html
            for row_year in [source.year if source else 0]
            for row in rows
            if row.text
        }
        report._source_texts = kept  # type: ignore[attr-defined]
    return kept
