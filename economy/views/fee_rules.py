"""Pages of the rules of arvoden, and the list of periods."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.actions.fees import remove_fee_rule, save_fee_rule, set_unpaid
from economy.forms.fees import FeeRuleForm, UnpaidForm
from economy.models import FeeRule
from economy.queries.fees import closed_totals, open_period, periods_of, unpaid_members
from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page, refusals_on

_FIELDS = tuple(FeeRuleForm.base_fields)


@requires(Permission.READ_ECONOMY)
@require_safe
def fee_list(request: AccessRequest) -> HttpResponse:
    """What the förbund pays its ledamöter, and the periods that have gone to the payroll."""
    today, sums = clock.today(), closed_totals(request.association)
    rules = list(FeeRule.objects.filter(association=request.association).select_related("body"))
    context = {
        "rules": [(each, each.holds_on(today)) for each in rules],
        "periods": [(each, sums.get(each.pk)) for each in periods_of(request.association)],
        "open": open_period(request.association),
        "unpaid": unpaid_members(request.association),
    }
    return render(request, "economy/fee_list.html", context)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_unpaid(request: AccessRequest) -> HttpResponse:
    """Say whose ledamöter get nothing from the förbund."""
    initial = {"members": unpaid_members(request.association)}
    form = UnpaidForm(request.POST or None, association=request.association, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_unpaid(association=request.association, members=form.cleaned_data["members"], by=request.person)
        messages.success(request, "Det är sparat, och den öppna periodens arvoden är omräknade.")
        return redirect("fee_list", request.association.slug)
    return form_page(request, form, title="Vilka som inte får arvode", submit="Spara", **_back(request))


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_rule_add(request: AccessRequest) -> HttpResponse:
    """Add a rule; one that begins later takes over from the one before."""
    form = FeeRuleForm(
        request.POST or None,
        association=request.association,
        initial={"from_on": clock.today().replace(month=1, day=1)},
    )
    return _write(request, form, None, title="Ny arvodesregel")


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_rule_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a rule, or end it."""
    rule = get_object_or_404(FeeRule, association=request.association, pk=pk)
    initial = {name: getattr(rule, name) for name in _FIELDS}
    form = FeeRuleForm(request.POST or None, association=request.association, initial=initial)
    return _write(request, form, rule, title=str(rule))


def _write(request: AccessRequest, form: FeeRuleForm, rule: FeeRule | None, *, title: str) -> HttpResponse:
    saved = attempt(
        request,
        form,
        lambda: save_fee_rule(
            association=request.association, facts=form.cleaned_data, by=request.person, rule=rule
        ),
    )
    if saved:
        messages.success(request, "Regeln är sparad.")
        return redirect("fee_list", request.association.slug)
    return form_page(request, form, title=title, submit="Spara regeln", **_back(request))


@requires(Permission.WRITE_ECONOMY)
@require_POST
def fee_rule_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away a rule written by mistake."""
    rule = get_object_or_404(
        FeeRule.objects.select_related("association"), association=request.association, pk=pk
    )
    with refusals_on(request):
        remove_fee_rule(rule=rule, by=request.person)
        messages.success(request, "Regeln är borttagen.")
    return redirect("fee_list", request.association.slug)


def _back(request: AccessRequest) -> dict[str, Any]:
    return {"back": "Arvoden", "back_url": reverse("fee_list", args=[request.association.slug])}
