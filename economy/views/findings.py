"""The page of what agrees and what does not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from economy.queries.comparisons import comparisons
from economy.queries.printed import read_printed
from economy.views.years import fiscal_year_of
from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import checks
from finsam.registries.checks import Finding, Kind
from finsam.swedish import money

_NOTHING_TO_DO = {Kind.ROUNDING, Kind.METHOD}


def findings_of(association: Association, year: int) -> list[dict[str, object]]:
    """Give the year's findings as the page shows them, those that need something first."""
    found = sorted(checks.findings(association, year), key=lambda each: each.kind in _NOTHING_TO_DO)
    return [shown(each) for each in found]


def shown(finding: Finding) -> dict[str, object]:
    """Give a finding with what its box on a page needs."""
    return {
        "finding": finding,
        "kind": finding.kind.value.capitalize(),
        "pairs": [(finding.here_place, finding.here), (finding.there_place, finding.there)],
        "diff": _difference(finding.here, finding.there),
        "is_info": finding.kind in _NOTHING_TO_DO,
    }


def _difference(here: str, there: str) -> str:
    """Write how far two figures are from each other, as precisely as they are shown; nothing where one is no number."""
    try:
        (first, unit), (second, _) = read_printed(here), read_printed(there)
    except ValueError:
        return ""
    decimals = max(0, -int(unit.normalize().as_tuple().exponent))
    apart = abs(first - second)
    if here.endswith("%"):
        return f"{money.number(apart, decimals)} procentenheter"
    return f"{money.tkr(apart)}{money.NO_BREAK}tkr" if here.endswith("tkr") else money.number(apart, decimals)


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
