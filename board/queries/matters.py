"""Ärenden of the diarium as lists and pages ask for them."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from board.models import Attachment, Matter, Paragraph
from finsam.models import Association
from finsam.web.asked import number as number_of


def matters_of(association: Association, *, year: int | None = None, words: str = "") -> QuerySet[Matter]:
    """Give the association's ärenden, newest first, with how often and when last each was dealt with.

    `words` are looked for in the heading and in the diarienummer; 2022/14 finds that number in every form.
    """
    found = association.matters.all()
    if year:
        found = found.filter(year=year)
    if words:
        wanted = Q(title__icontains=words) | Q(reference__icontains=words)
        opened, _, number = words.partition("/")
        year, own = number_of(opened.strip()), number_of(number.strip())
        if year is not None and own is not None:
            wanted |= Q(year=year, number=own)
        found = found.filter(wanted)
    return found.annotate(
        paragraph_count=Count("paragraphs", distinct=True), last_held_on=Max("paragraphs__meeting__held_on")
    )


def years_with_matters(association: Association) -> list[int]:
    """Give the years that have ärenden, newest first."""
    return list(association.matters.order_by("-year").values_list("year", flat=True).distinct())


def paragraphs_of(matter: Matter) -> QuerySet[Paragraph]:
    """Give the §§ that dealt with the ärende, oldest first, with their decisions."""
    return (
        matter.paragraphs.select_related("meeting__body__association")
        .prefetch_related("decisions")
        .order_by("meeting__held_on", "meeting__starts_at", "position")
    )


def attachments_of(matter: Matter) -> QuerySet[Attachment]:
    """Give every handling of the ärende, in the order of the meetings."""
    return (
        Attachment.objects.filter(paragraph__matter=matter)
        .select_related("document", "paragraph__meeting__body__association")
        .order_by("paragraph__meeting__held_on", "paragraph__position", "position", "id")
    )
