"""Uppföljningsdialoger with an insats."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from insatser.actions.dialogues import note_dialogue, plan_dialogue
from insatser.forms.dialogue import NoteDialogueForm, PlanDialogueForm
from insatser.models import Dialogue
from insatser.views.finding import find_insats


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Plan a dialogue with an insats."""
    insats = find_insats(request, pk)
    form = PlanDialogueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plan_dialogue(insats=insats, by=request.person, **form.cleaned_data)
            messages.success(
                request, "Dialogen är planerad. Den står bland det som väntar när dagen närmar sig."
            )
            return redirect(insats)
    return form_page(
        request, form, title="Planera en uppföljningsdialog", submit="Planera dialogen", back=insats.name,
        back_url=insats.get_absolute_url(),
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_note(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a dialogue, or write that it was held and what came of it."""
    rows = Dialogue.objects.select_related("insats__association")
    dialogue = get_object_or_404(rows, pk=pk, insats__association=request.association)
    known = {name: getattr(dialogue, name) for name in ("planned_on", "subject", "held_on", "notes")}
    form = NoteDialogueForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note_dialogue(dialogue=dialogue, by=request.person, **form.cleaned_data)
            messages.success(request, "Dialogen är sparad.")
            return redirect(dialogue.insats)
    return form_page(
        request, form, title="Uppföljningsdialog", submit="Spara dialogen", back=dialogue.insats.name,
        back_url=dialogue.insats.get_absolute_url(),
    )  # fmt: skip
