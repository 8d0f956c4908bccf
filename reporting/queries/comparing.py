"""What a report can be compared with: what was handed over, its earlier version, and the one it was copied from."""

from __future__ import annotations

from dataclasses import dataclass

from finsam import clock
from finsam.swedish import dates
from reporting.models import Report, ReportCopy


@dataclass(frozen=True)
class Other:
    """A version to compare with: its key in the form, its name, and the row."""

    key: str
    name: str
    copy: ReportCopy | None = None
    report: Report | None = None


def others_of(report: Report) -> list[Other]:
    """Give the versions that the report can be compared with, the nearest first."""
    found = [_copy(each) for each in ReportCopy.objects.filter(report=report).select_related("report")]
    named = (
        (report.corrects, "den version som rättas"),
        (report.copied_from, "den som texterna kom från"),
    )
    found += [Other(f"report-{row.pk}", f"{row.title}, {name}", report=row) for row, name in named if row]
    before = Report.objects.of(report.association).filter(kind=report.kind, year=report.year - 1).current()
    shown = {row.pk for row, _ in named if row}
    found += [Other(f"report-{row.pk}", row.title, report=row) for row in before if row.pk not in shown]
    return found


def other_of(report: Report, key: str) -> Other | None:
    """Give the version of a key, or None when it is none of the report's."""
    return next((each for each in others_of(report) if each.key == key), None)


def _copy(row: ReportCopy) -> Other:
    day = dates.near_date(row.made_on, clock.today())
    return Other(
        f"copy-{row.pk}", f"det som lämnades till {row.get_purpose_display().lower()} {day}", copy=row
    )
