"""Underpunkter of an ärende while it is planned: what is written in them, and how they come along to another agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from board.models import Attachment, Paragraph, Point
from board.queries.points import planned_version
from finsam import markup
from finsam.errors import StaleVersionError

PARTS = ("heading", "presenter", "html", "proposal")


def write_planned(paragraph: Paragraph, typed: Mapping[str, Mapping[str, Any]], *, base: str) -> None:
    """Write what was typed in the underpunkter, by their keys; in the caller's transaction.

    `base` names them as the writer saw them (`planned_version`). Raises StaleVersionError when somebody else has
    written in them since and what is typed here differs. An underpunkt that is gone is left out.
    """
    points = list(paragraph.points.all())
    seen = planned_version(points)
    changed = [point for point in points if _take(point, typed.get(point.row_key, {}))]
    if changed and base != seen:
        raise StaleVersionError(paragraph.text.version)
    for point in changed:
        point.save(update_fields=PARTS)


def _take(point: Point, typed: Mapping[str, Any]) -> bool:
    """Set what was typed, and tell whether anything differs from what is stored."""
    before = [getattr(point, part) for part in PARTS]
    for part in PARTS:
        if part in typed:
            setattr(point, part, markup.clean(typed[part]) if part == "html" else typed[part])
    return before != [getattr(point, part) for part in PARTS]


def copy_points(source: Paragraph, to: Paragraph, *, with_text: bool = True) -> None:
    """Give an ärende the underpunkter of another: headings, presenters, proposals, and the texts where it comes back."""
    Point.objects.bulk_create(
        Point(
            paragraph=to,
            position=each.position,
            heading=each.heading,
            presenter=each.presenter,
            html=each.html if with_text else "",
            proposal=each.proposal,
        )
        for each in source.points.all()
    )


def copy_attachments(source: Paragraph, to: Paragraph) -> None:
    """Give an ärende that comes back its handlingar, each under the underpunkt it had; after `copy_points`."""
    there = {point.position: point for point in to.points.all()}
    places = {point.pk: point.position for point in source.points.all()}
    Attachment.objects.bulk_create(
        Attachment(
            paragraph=to,
            point=there.get(places.get(each.point_id or 0, -1)),
            position=each.position,
            title=each.title,
            document_id=each.document_id,
            is_appendix=each.is_appendix,
            is_public=each.is_public,
        )
        for each in source.attachments.all()
    )
