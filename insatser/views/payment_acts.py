"""Acts in the life of a rekvisition that ask first: returned, attested, paid, credited; and money given back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import money
from finsam.views.pages import form_page, refusals_on
from insatser.actions.giving_back import give_back, set_payment_rules, undo_give_back
from insatser.actions.payments import attest_outside, attest_payment, credit, pay, return_payment
from insatser.forms.payment import (
    AttestOutsideForm,
    CreditForm,
    GiveBackForm,
    PayForm,
    PaymentReturnForm,
    PaymentRulesForm,
)
from insatser.models import GivenBack, PaymentRequest, PaymentRules
from insatser.queries.money import money_of
from insatser.queries.payments import amount_of
from insatser.states import PaymentState
from insatser.views.finding import find_insats, page_base
from insatser.views.payment_finding import find_payment


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_return(request: AccessRequest, pk: int) -> HttpResponse:
    """Send a rekvisition back with words."""
    row = _received(request, pk)
    form = PaymentReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return_payment(payment=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Rekvisitionen är tillbaka hos insatsen, som har fått ett mejl.")
            return redirect(row)
    lead = "Insatsen får ett mejl och kan ändra i rekvisitionen. Det som kom in finns kvar som version."
    return _ask(
        request, row, form, title="Skicka tillbaka", submit="Skicka tillbaka rekvisitionen", lead=lead
    )


@requires(Permission.ATTEST)
@require_POST
def payment_attest(request: AccessRequest, pk: int) -> HttpResponse:
    """Attest a rekvisition."""
    row = _received(request, pk)
    with refusals_on(request):
        row = attest_payment(payment=row, by=request.person)
        is_done = row.attested_at is not None
        messages.success(request, "Rekvisitionen är attesterad." if is_done else "Din attest är sparad. En till ska attestera.")  # fmt: skip
    return redirect(row)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_attest_outside(request: AccessRequest, pk: int) -> HttpResponse:
    """Note that a rekvisition was attested in another system."""
    row = _received(request, pk)
    form = AttestOutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            attest_outside(payment=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Attesten är inskriven.")
            return redirect(row)
    lead = "För den som attesterar i kommunens system. Dagen och systemet står sedan på rekvisitionen."
    return _ask(request, row, form, title="Attesterad i ett annat system", submit="Skriv in attesten", lead=lead)  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_pay(request: AccessRequest, pk: int) -> HttpResponse:
    """Note when a rekvisition was paid."""
    row = _received(request, pk)
    form = PayForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            pay(payment=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Betalningen är inskriven, och insatsen har fått ett mejl.")
            return redirect(row)
    lead = f"{money.kr_as_needed(amount_of(row))} kr till {row.insats}. Programmet betalar inte: skriv in när det är gjort."
    return _ask(request, row, form, title="Skriv in betalningen", submit="Skriv in betalningen", lead=lead)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_credit(request: AccessRequest, pk: int) -> HttpResponse:
    """Note that the money of a paid rekvisition came back."""
    row = _received(request, pk)
    form = CreditForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            credit(payment=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Rekvisitionen är krediterad. Pengarna räknas som kvar igen.")
            return redirect(row)
    lead = f"Hela beloppet, {money.kr_as_needed(amount_of(row))} kr, räknas som kvar av det beviljade igen."
    return _ask(request, row, form, title="Kreditera", submit="Kreditera rekvisitionen", lead=lead, is_grave=True)  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def grant_give_back(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Give back what an insats does not use of a year's grant."""
    insats = find_insats(request, pk)
    have = money_of(insats, year)
    if not have.granted:
        raise Http404
    form = GiveBackForm(request.POST or None, initial={"amount": money.kr_as_needed(max(have.free, 0))})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = give_back(insats=insats, year=year, by=request.person, **form.cleaned_data)
            messages.success(request, f"{money.kr_as_needed(given.amount)} kr för {year} har gått tillbaka.")
            return redirect(insats)
    lead = (
        f"{money.kr_as_needed(max(have.free, 0))} kr av {money.kr_as_needed(have.granted)} kr är inte begärt. Det som går "
        f"tillbaka följer inte med till {year + 1}: det kräver ett beslut, som skrivs in med Bevilja medel."
    )
    return form_page(
        request, form, title=f"Återlämna medel för {year}", submit="Återlämna", back=insats.name,
        back_url=insats.get_absolute_url(), lead=lead,
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_POST
def grant_give_back_undo(request: AccessRequest, pk: int) -> HttpResponse:
    """Take back that money was given back."""
    rows = GivenBack.objects.select_related("insats__association")
    given = get_object_or_404(rows, pk=pk, insats__association=request.association)
    with refusals_on(request):
        undo_give_back(given=given, by=request.person)
        messages.success(request, "Det är ångrat. Pengarna räknas som kvar igen.")
    return redirect(given.insats)


@requires(Permission.MANAGE_ASSOCIATION)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_rules(request: AccessRequest) -> HttpResponse:
    """Say from which amount two must attest."""
    stored = PaymentRules.objects.filter(association=request.association).first()
    initial = money.kr_as_needed(stored.two_from) if stored and stored.two_from is not None else ""
    form = PaymentRulesForm(request.POST or None, initial={"two_from": initial})
    back_url = reverse("payment_list", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            set_payment_rules(association=request.association, by=request.person, **form.cleaned_data)
            messages.success(request, "Attestreglerna är sparade.")
            return redirect(back_url)
    lead = (
        "Ordföranden, förbundschefen och handläggare attesterar. Ingen attesterar det hon själv har skrivit."
    )
    return form_page(
        request, form, title="Attestregler", submit="Spara attestreglerna", back="Rekvisitioner",
        back_url=back_url, lead=lead,
    )  # fmt: skip


def _received(request: AccessRequest, pk: int) -> PaymentRequest:
    """Give one that has come in; 404 for a draft, which is nobody's to judge."""
    row = find_payment(request, pk).payment
    if row.state == PaymentState.DRAFT:
        raise Http404
    return row


def _ask(
    request: AccessRequest, row: PaymentRequest, form: Any, *, title: str, submit: str, lead: str, is_grave: bool = False
) -> HttpResponse:  # fmt: skip
    url = row.get_absolute_url()
    context = {
        "title": title, "crumb": str(row), "crumb_url": url, "cancel_url": url, "lead": lead, "form": form,
        "submit": submit, "is_grave": is_grave, "base": page_base(request),
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
