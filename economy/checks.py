"""What must agree in a year's figures; findings warn and never stop anyone."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from economy.queries.comparisons import Comparison, comparisons
from finsam.models import Association
from finsam.registries.checks import Finding


def figures_agree(association: Association, year: int) -> Iterator[Finding]:
    """Give each pair of figures of the year that does not agree."""
    for each in comparisons(association, year):
        if not each.agrees:
            yield as_finding(association, year, each)


def as_finding(association: Association, year: int, found: Comparison) -> Finding:
    """Write a comparison as a finding: both figures as text, and the page where it is mended."""
    return Finding(
        key=f"economy.{found.key}",
        what=found.what,
        here=found.text(found.here),
        here_place=found.here_place,
        there=found.text(found.there),
        there_place=found.there_place,
        kind=found.kind,
        remedy=found.remedy,
        url=reverse(found.page, args=[association.slug, year]),
        topic=f"economy.{found.topic}",
    )
