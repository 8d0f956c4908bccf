"""Pages on which money is granted by a decision, and taken back while the decision is not justerad."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import money
from finsam.views.pages import refusals_on
from insatser.actions.grants import grant_money, take_back_grant, tie_grant
from insatser.forms.register import GrantForm, TieForm
from insatser.models import Grant
from insatser.queries.line_left import passed_lines
from insatser.queries.register import source_of
from insatser.views.finding import find_insats


@requires(Permission.WRITE_INSATSER)
def grant_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose the decision that gave an insats money, or tell where it was decided."""
    insats = find_insats(request, pk)
    form = GrantForm(request.POST or None, insats=insats)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            grant = grant_money(insats=insats, by=request.person, **form.facts())
            messages.success(
                request, f"{money.kr_as_needed(grant.amount)} kr för {grant.year} är beviljade {insats}."
            )
            for passed in passed_lines(request.association, grant.year, grant.year):
                messages.warning(request, passed.said)
            return redirect(insats)
    context = {
        "title": "Beviljade medel", "form": form, "submit": "Spara beloppet", "cancel_url": insats.get_absolute_url(),
        "crumb": insats.name, "crumb_url": insats.get_absolute_url(), "has_decisions": form.has_decisions,
        "has_grants": form.has_grants,
    }  # fmt: skip
    return render(request, "insatser/grant_add.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_INSATSER)
def grant_tie(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose the § that gave money which was typed by hand."""
    rows = Grant.objects.current().filter(decision__isnull=True).select_related("insats__association")
    grant = get_object_or_404(rows, pk=pk, insats__association=request.association)
    form, back = TieForm(request.POST or None, grant=grant), grant.insats.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            tied = tie_grant(grant=grant, decision=form.chosen(), by=request.person)
            messages.success(request, f"Beloppet för {tied.year} är knutet till {source_of(tied)}.")
            return redirect(grant.insats)
    amount = f"{money.kr_as_needed(grant.amount)} kr för {grant.year}"
    lead = f"{amount} är skrivet för hand: {grant.source}. Det skrivna finns kvar som ersatt." if form.has_decisions else (
        f"Inget beslut i programmet har {amount} kvar att fördela. Skriv beloppet vid att-satsen så länge protokollet är ett "
        f"utkast. Annars står det skrivna kvar: {grant.source}."
    )  # fmt: skip
    context = {
        "title": "Knyt till beslut", "crumb": grant.insats.name, "crumb_url": back, "cancel_url": back, "lead": lead,
        "form": form if form.has_decisions else None, "submit": "Knyt till beslutet" if form.has_decisions else "",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_INSATSER)
def grant_take_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a preliminary grant is taken away."""
    rows = Grant.objects.select_related("insats__association", "decision__paragraph__meeting")
    grant = get_object_or_404(rows, pk=pk, insats__association=request.association)
    if request.method == "POST":
        with refusals_on(request):
            take_back_grant(grant=grant, by=request.person)
            messages.success(request, "Beloppet är tillbakataget.")
        return redirect(grant.insats)
    context = {
        "title": "Ta tillbaka det beviljade beloppet", "crumb": grant.insats.name,
        "crumb_url": grant.insats.get_absolute_url(), "cancel_url": grant.insats.get_absolute_url(),
        "lead": f"{money.kr_as_needed(grant.amount)} kr för {grant.year}, {source_of(grant)}. Det går så länge protokollet "
        "inte är justerat.",
        "submit": "Ta tillbaka beloppet",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
