"""What must be settled before a § adopts a report: texts that wait for a choice, figures that lack, remarks on texts."""

from __future__ import annotations

from django.urls import reverse

from finsam.registries import fields
from finsam.swedish import words
from reporting.models import Report, Section
from reporting.queries.lacking import Lack, waiting_texts
from reporting.queries.missing import missing_figures, unknown_keys
from reporting.queries.reports import typed_in
from reporting.queries.tree import numbered


def hindrances(report: Report) -> list[Lack]:
    """Give each hindrance in a sentence, with the way to every place of it.

    Two wrote at once and nobody has chosen; a text names a figure that the year lacks; a text says otherwise than a
    stored figure, and nobody has let it stand; a remark has no answer. What the checks find in the figures themselves stops nothing.
    """
    figures = fields.values(report.association, report.year)
    rows = numbered(report)
    texts = {section.pk: section.text.html for section, _, _ in rows if section.text}
    found = []
    if waiting := waiting_texts(report):
        found.append(Lack("Två skrev samtidigt, och ingen har valt text:", waiting))
    if missing := missing_figures(report.association, report.year, texts.values(), figures):
        lacking = [row for row in rows if unknown_keys(texts.get(row[0].pk, ""), figures)]
        sentence = (
            f"Texterna nämner uppgifter som inte finns för {report.year}: {words.join_och(missing.values())}. Skriv in "
            "årets siffror under Ekonomi, eller ta bort uppgifterna ur texten:"
        )
        found.append(Lack(sentence, _places(report, lacking)))
    if typed := [row for row in rows if typed_in(row[0], figures)]:
        found.append(Lack("Texten säger annat än siffrorna. Byt eller låt stå:", _places(report, typed)))
    if remarked := [row for row in rows if row[0].open_remarks]:  # type: ignore[attr-defined]
        found.append(Lack("Anmärkningar som ingen har svarat på:", _places(report, remarked)))
    return found


def _places(report: Report, rows: list[tuple[Section, str, int]]) -> tuple[tuple[str, str], ...]:
    slug = report.association.slug
    return tuple(
        (f"{number} {section.heading}".strip(), reverse("section_write", args=[slug, report.pk, section.pk]))
        for section, number, _ in rows
    )
