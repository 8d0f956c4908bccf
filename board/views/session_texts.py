"""A §'s earlier versions, and the page where two who wrote at once are brought together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from board.actions.writing import save_paragraph, settle
from board.forms.figures import offer_figures
from board.forms.session import bare_clause
from board.models import Paragraph, SessionSaving
from board.queries.session import paragraphs_of
from board.queries.texts import (
    Collision,
    collisions_of,
    difference_from_before,
    figures_in,
    not_chosen,
    versions_of,
)
from finsam.asked import number as number_of
from finsam.editor import RunningTextField
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires


class OwnTextForm(forms.Form):
    """The text as someone puts it together from two."""

    own_text = RunningTextField(label="Sammanfogad text")


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
    saving = _waiting(request, paragraph)
    here = redirect("meeting_session_paragraph", request.association.slug, paragraph.meeting_id, paragraph.pk)
    if saving is None or saving.settled_at:
        return here
    collisions = collisions_of(saving, paragraph)
    if request.method == "POST":
        return _settle(request, paragraph, saving, collisions) or here
    rich = next((each for each in collisions if each.is_rich), None)
    form = OwnTextForm(initial={"own_text": rich.both if rich else ""})
    if rich:
        offer_figures(form.fields["own_text"], paragraph.meeting, rich.both)
    context = {
        "paragraph": paragraph,
        "meeting": paragraph.meeting,
        "saving": saving,
        "collisions": collisions,
        "form": form,
        "figures": figures_in(paragraph, (rich.mine, rich.theirs) if rich else ()),
        "others": paragraph.text.updated_by,
    }
    return render(request, "board/text_conflict.html", context)


def _settle(
    request: AccessRequest, paragraph: Paragraph, saving: SessionSaving, collisions: list[Collision]
) -> HttpResponse | None:
    chosen = _chosen(request, saving, collisions)
    try:
        saved = settle(
            saving=saving, chosen=chosen, base_version=request.POST.get("base_version", ""), by=request.person
        )
    except DomainError as error:
        messages.error(request, str(error))
        return None
    if saved.collided:
        messages.warning(request, "Någon skrev igen medan du valde. Välj en gång till.")
        response = redirect("text_conflict", request.association.slug, paragraph.text_id)
        response["Location"] += f"?sparning={saved.collided.pk}"
        return response
    messages.success(request, "Det du valde är sparat. Den andra texten finns kvar i historiken.")
    return None


def _chosen(request: AccessRequest, saving: SessionSaving, collisions: list[Collision]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for each in collisions:
        choice = request.POST.get(f"choice-{each.name}", "theirs")
        if choice == "mine":
            chosen[each.name] = saving.content.get(each.name)
        elif choice == "own" and each.is_rich:
            form = OwnTextForm(request.POST)
            chosen[each.name] = form.cleaned_data["own_text"] if form.is_valid() else each.both
        elif choice == "own" and each.name.endswith(":text"):
            chosen[each.name] = bare_clause(request.POST.get(f"own-{each.name}", ""))
    return chosen


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
