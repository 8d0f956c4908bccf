"""What those who apply have been granted before, what they used of it, and the årsrapporter they have written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from insatser.models import Application, Grant, Insats, InsatsReport, ReportSection
from insatser.queries.completeness import sums_of
from insatser.states import HANDED_IN, YEARLY


@dataclass(frozen=True)
class EarlierYear:
    """A year of an insats: kronor, None where nobody has said; `used` is what its årsrapport tells."""

    insats: Insats
    year: int
    grants: tuple[Grant, ...]
    report: InsatsReport | None
    used: Decimal | None

    @property
    def granted(self) -> Decimal | None:
        return sum((grant.amount for grant in self.grants), Decimal(0)) if self.grants else None


def earlier_years(application: Application, day: dt.date) -> list[EarlierYear]:
    """Give each earlier year of the insats that an ansökan is about, or of the insatser of who began it: four queries.

    What the ansökan's own ärende has given is not earlier.
    """
    insatser = _insatser(application, day)
    grants: dict[tuple[int, int], list[Grant]] = {}
    rows = Grant.objects.current().filter(insats__in=insatser)
    if application.matter_id:
        rows = rows.exclude(decision__paragraph__matter=application.matter_id)
    for grant in rows.select_related("decision__paragraph__meeting__body__association"):
        grants.setdefault((grant.insats_id, grant.year), []).append(grant)
    reports = {(row.insats_id, row.year): row for row in _reports(insatser)}
    by_pk = {each.pk: each for each in insatser}
    return [
        EarlierYear(
            insats=by_pk[pk], year=year, grants=tuple(grants.get((pk, year), ())), report=reports.get((pk, year)),
            used=_used(reports.get((pk, year))),
        )
        for pk, year in sorted({*grants, *reports}, key=lambda each: (by_pk[each[0]].name, -each[1]))
    ]  # fmt: skip


def _insatser(application: Application, day: dt.date) -> list[Insats]:
    own = Insats.objects.of(application.association)
    if application.insats_id:
        return list(own.filter(pk=application.insats_id))
    return list(own.with_contact(application.begun_by, day)) if application.begun_by else []


def _reports(insatser: list[Insats]) -> list[InsatsReport]:
    rows = InsatsReport.objects.filter(insats__in=insatser, kind__in=YEARLY)
    sections = ReportSection.objects.prefetch_related("costs")
    return list(
        rows.select_related("insats__association").prefetch_related(Prefetch("sections", queryset=sections))
    )


def _used(report: InsatsReport | None) -> Decimal | None:
    """What a report that has been handed in says that was used."""
    if report is None or report.state not in HANDED_IN:
        return None
    return sums_of(list(report.sections.all())).outcome
