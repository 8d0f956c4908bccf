"""One bidragsrekvisition, and what is done with it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.actions.requisitions import (
    change_requisition,
    note_paid,
    remind_of_requisition,
    remove_requisition,
    undo_paid,
    withdraw_requisition,
)
from economy.documents.requisition import shown_requisition
from economy.forms.requisitions import PaidForm, RequisitionForm, WithdrawForm
from economy.models import Requisition
from finsam import clock
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import money
from finsam.views.pages import form_page, refusals_on


@requires(Permission.READ_ECONOMY)
@require_safe
def requisition(request: AccessRequest, pk: int) -> HttpResponse:
    """Show one as it went out or as it stands, and what has come of it."""
    row = _found(request, pk)
    context = {
        "requisition": row, "document": shown_requisition(row), "is_late": row.is_overdue(clock.today()),
        "list_url": _list_url(row),
    }  # fmt: skip
    return render(request, "economy/requisition.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def requisition_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give it as it went out."""
    rows = Requisition.objects.of(request.association).filter(document__isnull=False)
    return file_response(get_object_or_404(rows, pk=pk).document)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    row = _found(request, pk)
    if not row.is_draft:
        return redirect(row)
    form = RequisitionForm(request.POST or None, initial=RequisitionForm.told(row))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_requisition(requisition=row, part=form.part, due_on=form.cleaned_data["due_on"], by=request.person)  # fmt: skip
            messages.success(request, "Rekvisitionen är ändrad.")
            return redirect(row)
    return _form(request, row, form, title=f"Ändra rekvisition {row.name}", submit="Spara ändringen")


@requires(Permission.WRITE_ECONOMY)
@require_POST
def requisition_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    row = _found(request, pk)
    with refusals_on(request):
        remove_requisition(requisition=row, by=request.person)
        messages.success(request, f"Rekvisition {row.name} är borttagen.")
        return redirect(_list_url(row))
    return redirect(row)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_paid(request: AccessRequest, pk: int) -> HttpResponse:
    """Note the day the money came."""
    row = _found(request, pk)
    if not row.is_sent:
        return redirect(row)
    form = PaidForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note_paid(requisition=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Betalningen är inskriven.")
            return redirect(_list_url(row))
    lead = f"{money.kr_as_needed(row.amount)} kronor från {row.member} för {row.period}."
    return _form(request, row, form, title="Skriv in betalningen", submit="Skriv in betalningen", lead=lead)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def requisition_unpaid(request: AccessRequest, pk: int) -> HttpResponse:
    """Take back that the money had come."""
    row = _found(request, pk)
    with refusals_on(request):
        undo_paid(requisition=row, by=request.person)
        messages.success(request, "Det är ångrat. Rekvisitionen väntar på betalning igen.")
    return redirect(row)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def requisition_remind(request: AccessRequest, pk: int) -> HttpResponse:
    """Mail a member that its money has not come."""
    row = _found(request, pk)
    with refusals_on(request):
        remind_of_requisition(requisition=row, by=request.person)
        messages.success(request, f"En påminnelse går till {row.sent_to}.")
    return redirect(row)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_withdraw(request: AccessRequest, pk: int) -> HttpResponse:
    """Let what has gone out no longer hold."""
    row = _found(request, pk)
    if not row.is_sent:
        return redirect(row)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            withdraw_requisition(requisition=row, why=form.cleaned_data["why"], by=request.person)
            messages.success(request, f"Rekvisitionen är makulerad, och {row.sent_to} får veta det.")
            return redirect(row)
    lead = f"{row.member} får ett mejl om att {money.kr_as_needed(row.amount)} kronor inte ska betalas, med skälet."
    return _form(request, row, form, title="Makulera", submit="Makulera rekvisitionen", lead=lead, is_grave=True)  # fmt: skip


def _found(request: AccessRequest, pk: int) -> Requisition:
    return get_object_or_404(Requisition.objects.of(request.association), pk=pk)


def _list_url(row: Requisition) -> str:
    return reverse("requisition_list", args=[row.fiscal_year.association.slug, row.fiscal_year.year])


def _form(request: AccessRequest, row: Requisition, form: forms.Form, **facts: object) -> HttpResponse:
    return form_page(request, form, back=str(row), back_url=row.get_absolute_url(), **facts)  # type: ignore[arg-type]
