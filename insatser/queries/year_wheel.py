"""What insatser bring to the årshjul: whether the yearly reports of the year before have come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from board.registries.year_wheel import Came
from finsam import clock
from finsam.models import Association
from finsam.swedish import dates
from insatser.models import InsatsReport
from insatser.states import WRITABLE, YEARLY


def reports_in(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give, for each year of the wheel, how many of the årsrapporter of the year before are handed in."""
    wanted = [year - 1 for year in years]
    rows = InsatsReport.objects.filter(insats__association=association, kind__in=YEARLY, year__in=wanted)
    by_year: dict[int, list[InsatsReport]] = {}
    for row in rows:
        by_year.setdefault(row.year + 1, []).append(row)
    url = reverse("report_list_insats", args=[association.slug])
    return {year: _came(own, url) for year, own in by_year.items()}


def _came(reports: list[InsatsReport], url: str) -> Came:
    come = [each for each in reports if each.state not in WRITABLE]
    days = [clock.day_of(each.submitted_at) for each in come if each.submitted_at]
    last = f", den sista {dates.day_month(max(days))}" if days else ""
    return Came(
        f"{len(come)} av {len(reports)} inkom{last}",
        url,
        is_done=len(come) == len(reports),
        on=max(days, default=None),
    )
