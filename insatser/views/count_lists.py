"""What is counted by: the förbund's lists, and what each insats is asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from insatser.actions.count_lists import add_list, begin_list, change_list, plan_counting
from insatser.forms.count_lists import CountListForm, PlanForm
from insatser.models import CountList
from insatser.queries.count_grid import plan_of
from insatser.starting_lists import STARTING_LISTS
from insatser.views.finding import find_insats


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def count_list_list(request: AccessRequest) -> HttpResponse:
    """Every list of the förbund, and those to begin with; POST takes one of these."""
    own = request.association.count_lists.prefetch_related("values")
    if request.method == "POST":
        starting = next((each for each in STARTING_LISTS if each.key == request.POST.get("list")), None)
        with refusals_on(request):
            if starting:
                row = begin_list(association=request.association, starting=starting, by=request.person)
                messages.success(request, f"Listan {row.name} är er. Ändra orden så att de passar.")
        return redirect("count_list_list", request.association.slug)
    taken = {row.name for row in own}
    context = {"lists": own, "starting": [each for each in STARTING_LISTS if each.name not in taken]}
    return render(request, "insatser/count_list_list.html", context)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def count_list_add(request: AccessRequest) -> HttpResponse:
    """Write a new list."""
    form = CountListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            add_list(
                association=request.association, kind=typed["kind"], name=typed["name"], values=form.values(),
                by=request.person,
            )  # fmt: skip
            messages.success(request, "Listan är sparad.")
            return redirect("count_list_list", request.association.slug)
    return _page(request, "Ny lista", form)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def count_list_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a list and its values."""
    row = get_object_or_404(CountList, association=request.association, pk=pk)
    form = CountListForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            change_list(
                row=row,
                name=typed["name"],
                until_on=typed["until_on"],
                values=form.values(),
                by=request.person,
            )
            messages.success(request, "Listan är sparad.")
            return redirect("count_list_list", request.association.slug)
    return _page(request, row.name, form)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def counting_plan(request: AccessRequest, pk: int) -> HttpResponse:
    """Say what an insats is asked, how often, and how many it plans for."""
    insats = find_insats(request, pk)
    form = PlanForm(request.POST or None, insats=insats, plan=plan_of(insats))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            plan_counting(insats=insats, facts=form.facts(), by=request.person)
            messages.success(request, "Det som räknas är sparat.")
            return redirect(f"{insats.get_absolute_url()}#counts")
    back = insats.get_absolute_url()
    context = {
        "title": "Vad som räknas", "form": form, "submit": "Spara", "cancel_url": back, "crumb": insats.name,
        "crumb_url": back,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


def _page(request: AccessRequest, title: str, form: CountListForm) -> HttpResponse:
    context = {
        "title": title, "form": form, "back_url": reverse("count_list_list", args=[request.association.slug]),
    }  # fmt: skip
    return render(request, "insatser/count_list_edit.html", context, status=422 if form.errors else 200)
