"""The förbund's phrases for att-satser."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from board.actions.phrases import save_phrases
from board.forms.phrases import Phrases, phrases_initial
from board.queries.phrases import house_phrases
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
