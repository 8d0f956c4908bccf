"""The förbund's criteria for what it finances: what is in force, what has been, and each one changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page
from insatser.actions.preparing import save_criterion
from insatser.forms.preparing import CriterionForm
from insatser.models import Criterion


@requires(Permission.WRITE_INSATSER)
@require_safe
def criterion_list(request: AccessRequest) -> HttpResponse:
    """List the criteria in force, those to come and those that have been."""
    today = clock.today()
    rows = list(Criterion.objects.filter(association=request.association))
    over = [row for row in rows if row.to_on and row.to_on < today]
    context = {"rows": [row for row in rows if row not in over], "over": over, "today": today}
    return render(request, "insatser/criterion_list.html", context)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion_add(request: AccessRequest) -> HttpResponse:
    """Add a criterion."""
    row = Criterion(association=request.association, from_on=clock.today())
    return _edit(request, row, "Lägg till ett kriterium")


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a criterion, or end it by its last day."""
    return _edit(
        request, get_object_or_404(Criterion, association=request.association, pk=pk), "Ändra kriteriet"
    )


def _edit(request: AccessRequest, row: Criterion, title: str) -> HttpResponse:
    form = CriterionForm(request.POST or None, instance=row)
    if row.pk is None:
        del form.fields["position"]
    back = reverse("criterion_list", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        save_criterion(criterion=form.save(commit=False), by=request.person)
        messages.success(request, "Kriteriet är sparat.")
        return redirect(back)
    return form_page(
        request, form, title=title, submit="Spara kriteriet", back="Kriterier", back_url=back,
        lead="Ansökningar som är beslutade behåller de kriterier som gällde då.",
    )  # fmt: skip
