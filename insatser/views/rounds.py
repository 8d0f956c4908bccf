"""The periods in which the förbund takes applications."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from insatser.actions.applying import usual_categories
from insatser.actions.rounds import save_round
from insatser.forms.application import RoundForm
from insatser.models import ApplicationRound
from insatser.queries.applications import counted_rounds


@requires(Permission.WRITE_INSATSER)
@require_safe
def round_list(request: AccessRequest) -> HttpResponse:
    """Every period, and how many have applied."""
    today = clock.today()
    rows = [(row, row.is_open(today)) for row in counted_rounds(request.association)]
    return render(request, "insatser/round_list.html", {"rows": rows, "today": today})


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def round_add(request: AccessRequest) -> HttpResponse:
    """Open a period."""
    year = clock.today().year + 1
    row = ApplicationRound(
        association=request.association, opens_on=clock.today(), first_year=year, last_year=year, categories=usual_categories()
    )  # fmt: skip
    return _edit(request, row, "Öppna en ansökningsperiod")


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a period, or close it by its last day."""
    row = get_object_or_404(ApplicationRound, association=request.association, pk=pk)
    return _edit(request, row, "Ändra ansökningsperioden")


def _edit(request: AccessRequest, row: ApplicationRound, title: str) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=row)
    back = reverse("round_list", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        save_round(period=form.save(commit=False), by=request.person)
        messages.success(request, "Ansökningsperioden är sparad.")
        return redirect(back)
    context: dict[str, Any] = {
        "title": title, "form": form, "submit": "Spara ansökningsperioden", "cancel_url": back,
        "crumb": "Ansökningsperioder", "crumb_url": back,
        "lead": "Ansökningar som redan är påbörjade behåller sina år och kostnadsslag.",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
