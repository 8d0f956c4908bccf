"""Rekvisitioner: the list, and each one as a whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from finsam import clock
from finsam.files import excel
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates, money
from finsam.views.pages import refusals_on, show_page
from finsam.web.asked import year as year_of
from insatser.actions.payments import submit_payment
from insatser.documents.payment import build_payment, read_payment
from insatser.models import PaymentRequest
from insatser.queries.money import money_of
from insatser.queries.next_steps import next_for_payment
from insatser.queries.payments import amount_of, attests_needed, attests_of, visible_payments, why_not_attest
from insatser.states import PAYMENT_TRANSITIONS, PaymentState
from insatser.tables.payments import PAYMENT_HEADINGS, PaymentTable, payment_values
from insatser.views.finding import my_pages, page_base
from insatser.views.payment_finding import find_payment, find_writable_payment


def _asked(request: AccessRequest) -> dict[str, Any]:
    years = PaymentRequest.objects.filter(insats__association=request.association).order_by("-year")
    state = request.GET.get("lage", "")
    return {
        "years": list(years.values_list("year", flat=True).distinct()),
        "year": year_of(request.GET.get("ar")),
        "state": state if state in PaymentState.values else "",
        "words": request.GET.get("q", "").strip(),
    }


def _rows(request: AccessRequest, asked: dict[str, Any]) -> Any:
    rows = visible_payments(request.association, request.person, request.permissions, clock.today())
    if asked["year"]:
        rows = rows.filter(year=asked["year"])
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    for word in asked["words"].split():
        rows = rows.filter(insats__name__icontains=word)
    return rows


@requires(Permission.READ_INSATSER)
@require_safe
def payment_list(request: AccessRequest) -> HttpResponse:
    """Every rekvisition that one may know of, with what it asks for."""
    asked = _asked(request)
    table = PaymentTable(_rows(request, asked), association=request.association)
    show_page(request, table, per_page=50)
    return render(
        request, "insatser/payment_list.html", asked | {"table": table, "states": PaymentState.choices}
    )


@requires(Permission.READ_INSATSER)
@require_safe
def payment_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    rows = map(payment_values, _rows(request, _asked(request)))
    return excel.download("rekvisitioner", PAYMENT_HEADINGS, rows)


@requires(Permission.OPEN_INSATS)
@require_safe
def payment(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what a rekvisition asks for and how far it has come; the page to which every mail leads."""
    found = find_payment(request, pk)
    row = found.payment
    moves = PAYMENT_TRANSITIONS[PaymentState(row.state)]
    is_office = Permission.WRITE_INSATSER in request.permissions
    attests = attests_of(row)
    may_attest = Permission.ATTEST in request.permissions and PaymentState.ATTESTED in moves
    why_not = _why_not(request, row, attests) if may_attest else ""
    may_only_wait = not (may_attest and not why_not) and not (is_office and PaymentState.PAID in moves)
    context = {
        "payment": row,
        "found": found,
        "document": read_payment(row) if found.may_read and row.is_received else None,
        "money": money_of(row.insats, row.year),
        "attests": attests,
        "needed": attests_needed(request.association, amount_of(row)) if row.is_received else 0,
        "may_attest": may_attest,
        "why_not": why_not,
        "may_return": is_office and PaymentState.RETURNED in moves,
        "may_attest_outside": is_office and PaymentState.ATTESTED in moves,
        "may_pay": is_office and PaymentState.PAID in moves,
        "may_credit": is_office and PaymentState.CREDITED in moves,
        "versions": row.versions.select_related("document", "submitted_by"),
        "files": row.files.select_related("document") if found.may_read else (),
        "next_in_words": next_for_payment(row) if may_only_wait else "",
        "sub": _state_in_words(row),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/payment.html", context)


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_submit(request: AccessRequest, pk: int) -> HttpResponse:
    """Read the rekvisition through, and hand it in."""
    row = find_writable_payment(request, pk)
    if not row.is_writable:
        return redirect(row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            submit_payment(payment=row, by=request.person)
            messages.success(request, "Rekvisitionen är inlämnad. Ni får ett mejl med den som PDF.")
            return redirect(row)
    context = {
        "payment": row, "document": build_payment(row), "form": form, "waiting": row.savings.waiting().first(),
        "base": page_base(request), "my_pages": my_pages(request),
    }  # fmt: skip
    return render(request, "insatser/payment_submit.html", context, status=422 if form.errors else 200)


@requires(Permission.OPEN_INSATS)
@require_safe
def payment_file(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Give a version as it came in."""
    found = find_payment(request, pk)
    if not found.may_read:
        raise Http404
    rows = found.payment.versions.filter(document__isnull=False).select_related("document")
    return file_response(get_object_or_404(rows, number=number).document)


@requires(Permission.OPEN_INSATS)
@require_safe
def payment_enclosure(request: AccessRequest, pk: int, file_pk: int) -> HttpResponse:
    """Give an underlag as it came."""
    found = find_payment(request, pk)
    if not found.may_read:
        raise Http404
    rows = found.payment.files.select_related("document")
    return file_response(get_object_or_404(rows, pk=file_pk).document)


def _why_not(request: AccessRequest, row: PaymentRequest, attests: list[Any]) -> str:
    if any(each.attested_by_id == request.person.pk for each in attests):
        return "Du har attesterat. En till ska göra det."
    return why_not_attest(row, request.person, clock.today())


def _state_in_words(row: PaymentRequest) -> str:
    """Say how far it has come, in a sentence."""
    if row.state == PaymentState.PAID and row.paid_on:
        voucher = f", verifikation {row.voucher}" if row.voucher else ""
        return f"Betald {dates.long_date(row.paid_on)}{voucher}."
    if row.state == PaymentState.CREDITED and row.credited_on:
        return f"Krediterad {dates.long_date(row.credited_on)}. {row.credited_why}"
    if row.submitted_at is None:
        return "Påbörjad, inte inlämnad än."
    came = dates.long_date(clock.day_of(row.submitted_at))
    amount = money.kr_as_needed(amount_of(row))
    return f"{amount} kr. {row.get_state_display()}. Kom in {came}."
