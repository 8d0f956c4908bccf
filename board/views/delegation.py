"""Pages of delegation: what is decided under it, and the ordning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.actions.delegation import note_decision, remove_decision, save_delegation_point
from board.forms.delegation import DelegatedDecisionForm, DelegationPointForm
from board.models import DelegatedDecision, DelegationPoint
from board.queries.delegation import decisions_of, points_in_force, what_cannot_be_delegated
from board.tables import DELEGATED_HEADINGS, delegated_values
from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from finsam.web.asked import year as year_of

_FIELDS = tuple(DelegationPointForm.base_fields)


@requires(Permission.READ_MEETINGS)
@require_safe
def delegation_list(request: AccessRequest) -> HttpResponse:
    """What has been decided by delegation in a year, where it is reported, and the ordning as it is today."""
    year = year_of(request.GET.get("ar")) or clock.today().year
    context = {
        "year": year,
        "years": sorted({clock.today().year, clock.today().year - 1, year}),
        "decisions": list(decisions_of(request.association, year=year)),
        "points": points_in_force(request.association, clock.today()),
        "may_note": Permission.WRITE_MEETINGS in request.permissions,
    }
    return render(request, "board/delegation_list.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def delegation_list_excel(request: AccessRequest) -> HttpResponse:
    """Every decision by delegation as an Excel file."""
    return excel.download(
        "delegationsbeslut", DELEGATED_HEADINGS, map(delegated_values, decisions_of(request.association))
    )


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def delegated_decision_add(request: AccessRequest) -> HttpResponse:
    """Note a decision: point, day, text, and amount and ärende where there are such."""
    initial = {"delegate": request.person, "point": request.GET.get("punkt", "")}
    form = DelegatedDecisionForm(request.POST or None, association=request.association, initial=initial)
    back = reverse("delegation_list", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note_decision(by=request.person, **form.cleaned_data)
            messages.success(request, "Beslutet är antecknat och anmäls vid styrelsens nästa sammanträde.")
            return redirect(back)
    return form_page(
        request,
        form,
        title="Anteckna delegationsbeslut",
        submit="Anteckna beslutet",
        back="Delegation",
        back_url=back,
    )


@requires(Permission.WRITE_MEETINGS)
@require_POST
def delegated_decision_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away what was noted by mistake and is not reported."""
    rows = DelegatedDecision.objects.filter(association=request.association).select_related("association")
    row = get_object_or_404(rows, pk=pk)
    with refusals_on(request):
        remove_decision(decision=row, by=request.person)
        messages.success(request, "Beslutet är borttaget.")
    return redirect("delegation_list", request.association.slug)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_point_add(request: AccessRequest) -> HttpResponse:
    """Add a point to the ordning."""
    form = DelegationPointForm(
        request.POST or None, association=request.association, initial={"from_on": clock.today()}
    )
    return _write(request, form, None, title="Ny punkt i delegationsordningen")


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_point_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a point, or end it."""
    rows = DelegationPoint.objects.filter(association=request.association).select_related("association")
    point = get_object_or_404(rows, pk=pk)
    initial = {name: getattr(point, name) for name in _FIELDS}
    form = DelegationPointForm(request.POST or None, association=request.association, initial=initial)
    return _write(request, form, point, title=f"Punkt {point.number}")


def _write(
    request: AccessRequest, form: DelegationPointForm, point: DelegationPoint | None, *, title: str
) -> HttpResponse:
    back = reverse("delegation_list", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            row = save_delegation_point(
                association=request.association, facts=form.cleaned_data, by=request.person, point=point
            )
            messages.success(request, f"Punkt {row.number} är sparad.")
            if remark := what_cannot_be_delegated(row.text):
                messages.warning(request, remark)
            return redirect(back)
    return form_page(request, form, title=title, submit="Spara punkten", back="Delegation", back_url=back)
