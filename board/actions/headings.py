"""Underpunkter of an ärende as the agenda has them: a heading on each line."""

from __future__ import annotations

from collections.abc import Sequence

from board.models import Paragraph, Point


def set_headings(paragraph: Paragraph, headings: Sequence[str]) -> None:
    """Make the underpunkter of an ärende have these headings, in this order; in the caller's transaction.

    One whose heading stands there still keeps what it has, and one that was renamed takes its new name. One that is
    gone goes, unless something has been written in it or hangs on it.
    """
    left = list(paragraph.points.order_by("position", "id"))
    kept = [_take(left, heading) for heading in headings]
    for position, (heading, point) in enumerate(zip(headings, kept, strict=True)):
        row = point or (left.pop(0) if left else Point(paragraph=paragraph))
        if row.pk is None or (row.heading, row.position) != (heading, position):
            row.heading, row.position = heading, position
            row.save()
    for point in left:
        if not (point.html or point.presenter or point.decisions.exists() or point.attachments.exists()):
            point.delete()


def copy_points(source: Paragraph, to: Paragraph) -> None:
    """Let an ärende that comes back have the underpunkter it had, with their texts."""
    Point.objects.bulk_create(
        Point(
            paragraph=to,
            position=each.position,
            heading=each.heading,
            presenter=each.presenter,
            html=each.html,
        )
        for each in source.points.all()
    )


def _take(left: list[Point], heading: str) -> Point | None:
    found = next((point for point in left if point.heading == heading), None)
    if found:
        left.remove(found)
    return found
