"""The page of what agrees and what does not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from economy.queries.comparisons import comparisons
from economy.views.years import fiscal_year_of
from finsam import checks
from finsam.checks import Finding, Kind
from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, requires

_NOTHING_TO_DO = {Kind.ROUNDING, Kind.METHOD}


def findings_of(association: Association, year: int) -> list[dict[str, object]]:
    """Give the year's findings as the page shows them, those that need something first."""
    found = sorted(checks.findings(association, year), key=lambda each: each.kind in _NOTHING_TO_DO)
    return [_shown(each) for each in found]


def _shown(finding: Finding) -> dict[str, object]:
    return {
        "finding": finding,
        "kind": finding.kind.value.capitalize(),
        "pairs": [(finding.here_place, finding.here), (finding.there_place, finding.there)],
        "is_info": finding.kind in _NOTHING_TO_DO,
    }


@requires(Permission.READ_ECONOMY)
def figure_checks(request: AccessRequest, year: int) -> HttpResponse:
    """Every finding of the year with both figures, and what was compared and agrees."""
    fiscal_year = fiscal_year_of(request, year)
    agreeing = [each for each in comparisons(request.association, year) if each.agrees]
    context = {
        "fiscal_year": fiscal_year, "findings": findings_of(request.association, year),
        "agreeing": [(each.what, each.here_place, each.there_place, each.text(each.here)) for each in agreeing],
        "tab": "figure_checks",
    }  # fmt: skip
    return render(request, "economy/figure_checks.html", context)
