"""The förbund's phrases for att-satser, and a body's words before them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from board.actions.phrases import save_lead_words, save_phrases
from board.forms.phrases import LeadWordsForm, Phrases, phrases_initial
from board.queries.phrases import house_phrases
from board.queries.phrases import lead_words as lead_words_of
from board.views.meetings import body_of
from finsam.permissions import AccessRequest, Permission, requires


@requires(Permission.WRITE_MEETINGS)
def phrase_list(request: AccessRequest) -> HttpResponse:
    """Add, change, order and remove what is offered while a § is written."""
    formset = Phrases(
        request.POST if request.method == "POST" else None,
        initial=phrases_initial(house_phrases(request.association)),
        prefix="fras",
    )
    if request.method == "POST" and formset.is_valid():
        save_phrases(association=request.association, phrases=formset.phrases(), by=request.person)
        messages.success(request, "Fraserna är sparade.")
        return redirect("phrase_list", request.association.slug)
    return render(request, "board/phrase_list.html", {"formset": formset})


@requires(Permission.WRITE_MEETINGS)
def lead_words(request: AccessRequest, pk: int) -> HttpResponse:
    """Say what a body's protocols write before att-satser, and where nothing is decided."""
    body = body_of(request, pk)
    form = LeadWordsForm(
        request.POST if request.method == "POST" else None, body=body.name, stored=lead_words_of(body)
    )
    if request.method == "POST" and form.is_valid():
        save_lead_words(body=body, words=form.words, by=request.person)
        messages.success(request, "Inledningarna är sparade.")
        return redirect("lead_words", request.association.slug, body.pk)
    return render(request, "board/lead_words.html", {"body": body, "form": form})
