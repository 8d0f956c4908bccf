"""A report's sections in reading order."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from finsam.web.asked_once import asked_once
from reporting.models import Report, Section, SectionRemark

_OPEN = Subquery(
    SectionRemark.objects.filter(section=OuterRef("pk"), answered_at__isnull=True)
    .order_by()
    .values("section")
    .annotate(count=Count("pk"))
    .values("count")
)


@asked_once
def numbered(report: Report) -> list[tuple[Section, str, int]]:
    """Give every section in reading order with its number and level, in one query; `open_remarks` waits for an answer."""
    rows = list(
        report.sections.select_related("text", "writer")
        .annotate(open_remarks=Coalesce(_OPEN, 0))
        .order_by("position", "id")
    )
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
