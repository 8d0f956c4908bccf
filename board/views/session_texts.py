"""A §'s earlier versions, and the page where two who wrote at once are brought together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from board.actions.writing import Saved, save_paragraph, settle_paragraph
from board.models import Paragraph, SessionSaving
from board.queries.session import paragraphs_of
from board.queries.texts import (
    collisions_in,
    difference_from_before,
    figures_in,
    not_chosen,
    versions_of,
)
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.conflicts import Conflict, choose
from finsam.web.asked import number as number_of


@requires(Permission.WRITE_MEETINGS)
def text_history(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a text's versions, one of them with what it changed."""
    paragraph = _paragraph(request, pk)
    asked = number_of(request.GET.get("version"))
    shown = paragraph.text.version if asked is None else asked
    collided = list(not_chosen(paragraph))
    context = {
        "paragraph": paragraph,
        "meeting": paragraph.meeting,
        "versions": versions_of(paragraph, shown=shown),
        "shown": shown,
        "differences": difference_from_before(paragraph, shown),
        "not_chosen": collided,
        "figures": figures_in(paragraph, (str(each.content.get("text") or "") for each in collided)),
    }
    return render(request, "board/text_history.html", context)


@requires(Permission.WRITE_MEETINGS)
def text_restore(request: AccessRequest, pk: int) -> HttpResponse:
    """Make an earlier version, or a text that was not chosen, the newest one."""
    paragraph = _paragraph(request, pk)
    if request.method != "POST":
        return redirect("text_history", request.association.slug, pk)
    html = _asked_for(request, paragraph)
    try:
        save_paragraph(
            paragraph=paragraph, fields={"text": html}, base_version=str(paragraph.version), by=request.person
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("text_history", request.association.slug, pk)
    messages.success(request, "Texten är återställd. Den som stod där innan finns kvar i historiken.")
    return redirect("meeting_session_paragraph", request.association.slug, paragraph.meeting_id, paragraph.pk)


@requires(Permission.WRITE_MEETINGS)
def text_conflict(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    paragraph = _paragraph(request, pk)
    slug, meeting = request.association.slug, paragraph.meeting
    here = reverse("meeting_session_paragraph", args=[slug, meeting.pk, paragraph.pk])
    waiting = _waiting(request, paragraph)
    if waiting is None:
        return redirect(here)
    collisions = collisions_in(waiting, paragraph)
    conflict = Conflict(
        saving=waiting, collisions=collisions, heading=paragraph.heading, back_url=here,
        base_version=str(paragraph.version), others=paragraph.text.updated_by,
        page_url=lambda saving: f"{reverse('text_conflict', args=[slug, pk])}?sparning={saving.pk}",
        figures=figures_in(paragraph, [text for each in collisions for text in (each.mine, each.theirs, each.both)]),
        figures_url=reverse("figures", args=[slug, meeting.held_on.year]),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_paragraph(waiting=waiting, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


def _asked_for(request: AccessRequest, paragraph: Paragraph) -> str:
    saving = number_of(request.POST.get("saving"))
    if saving is not None:
        return str(get_object_or_404(not_chosen(paragraph), pk=saving).content.get("text", ""))
    number = number_of(request.POST.get("version"))
    return get_object_or_404(paragraph.text.versions, number=-1 if number is None else number).html


def _paragraph(request: AccessRequest, text_pk: int) -> Paragraph:
    return get_object_or_404(paragraphs_of(request.association), text_id=text_pk)


def _waiting(request: AccessRequest, paragraph: Paragraph) -> SessionSaving | None:
    asked = number_of(request.GET.get("sparning") or request.POST.get("saving"))
    rows = not_chosen(paragraph)
    if asked is not None:
        return get_object_or_404(rows, pk=asked)
    return rows.filter(settled_at__isnull=True).first()
