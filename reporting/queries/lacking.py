"""What a report still lacks when it goes to the board: said with the way to each, and it stops nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from finsam.registries.fields import Field
from finsam.swedish import words
from reporting.models import Report, SectionSaving
from reporting.queries.lawful import lawful_parts
from reporting.queries.missing import missing_figures
from reporting.queries.reports import TreeRow


@dataclass(frozen=True)
class Lack:
    """One thing that lacks, in a sentence, with where it is mended."""

    sentence: str
    places: tuple[tuple[str, str], ...] = ()  # heading and address

    def __str__(self) -> str:
        if not self.places:
            return self.sentence
        return f"{self.sentence} {words.join_och(heading for heading, _ in self.places)}."


def lacking(report: Report, tree: Sequence[TreeRow], figures: Mapping[str, Field]) -> list[Lack]:
    """Give what lacks: sections that are not done or hold nothing, figures that texts name, and remarks."""
    found = []
    waiting = [row for row in tree if not row.section.is_written]
    if waiting:
        sentence = f"{len(waiting)} av {words.plural(len(tree), 'avsnitt', 'avsnitt')} är inte klara."
        found.append(Lack(sentence, _places(report, waiting)))
    empty = [row for row in tree if _is_empty(row, tree)]
    if empty:
        found.append(Lack("Här står ingenting:", _places(report, empty)))
    if copied := [row for row in tree if row.section.is_copied]:
        found.append(Lack("Här står förra årets text som den kom:", _places(report, copied)))
    texts = [row.section.text.html for row in tree if row.section.text]
    if waiting_choice := waiting_texts(report):
        found.append(Lack("Två skrev samtidigt, och ingen har valt text:", waiting_choice))
    if missing := missing_figures(report.association, report.year, texts, figures):
        found.append(Lack(f"Uppgifter som inte finns för {report.year}: {words.join_och(missing.values())}."))
    sections = [row.section for row in tree]
    for sentence, section in lawful_parts(report, sections):
        found.append(Lack(sentence, _places(report, [row for row in tree if row.section == section])))
    remarked = [row for row in tree if row.remarks]
    if remarked:
        found.append(Lack("Påpekanden att se över:", _places(report, remarked)))
    return found


def waiting_texts(report: Report) -> tuple[tuple[str, str], ...]:
    """Give each text that two wrote at once and nobody has chosen, by its section, with the way to the choice."""
    rows = SectionSaving.objects.waiting().filter(section__report=report)
    slug = report.association.slug
    return tuple(
        (
            each.section.heading,
            f"{reverse('section_conflict', args=[slug, each.section_id])}?sparning={each.pk}",
        )
        for each in rows.select_related("section").order_by("id")
    )


def _is_empty(row: TreeRow, tree: Sequence[TreeRow]) -> bool:
    """Whether a section has neither text nor block, nor parts of its own."""
    section = row.section
    has_parts = any(each.section.parent_id == section.pk for each in tree)
    return not section.block and not has_parts and not (section.text and section.text.html)


def _places(report: Report, rows: Sequence[TreeRow]) -> tuple[tuple[str, str], ...]:
    slug = report.association.slug
    return tuple(
        (
            f"{row.number} {row.section.heading}".strip(),
            reverse("section_write", args=[slug, report.pk, row.section.pk]),
        )
        for row in rows
    )
