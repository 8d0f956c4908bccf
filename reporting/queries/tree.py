"""A report's sections in reading order."""

from __future__ import annotations

from finsam.web.asked_once import asked_once
from reporting.models import Report, Section


@asked_once
def numbered(report: Report) -> list[tuple[Section, str, int]]:
    """Give every section in reading order with its number and level, in one query."""
    rows = list(report.sections.select_related("text").order_by("position", "id"))
    children: dict[int | None, list[Section]] = {}
    for row in rows:
        row.report = report
        children.setdefault(row.parent_id, []).append(row)
    found: list[tuple[Section, str, int]] = []

    def walk(parent: int | None, prefix: str, level: int) -> None:
        count = 0
        for section in children.get(parent, []):
            number = ""
            if section.is_numbered:
                count += 1
                number = f"{prefix}{count}"
            found.append((section, number, level))
            walk(section.pk, f"{number}." if number else prefix, level + 1)

    walk(None, "", 1)
    return found
