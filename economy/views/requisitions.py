"""Bidragsrekvisitioner: the year's list, and the pages on which they are made, sent and found in the books."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from economy.actions.requisitions import (
    add_requisition,
    draft_requisitions,
    note_paid,
    save_member_terms,
    send_requisitions,
    set_requisition_terms,
)
from economy.documents.accruals import Accrual, accruals_file
from economy.forms.requisitions import (
    PrepaidForm,
    RequisitionForm,
    RequisitionTermsForm,
    SeveralRequisitionsForm,
    found_choices,
    send_choices,
)
from economy.models import FiscalYear, RequisitionTerms
from economy.queries import ledger
from economy.queries import requisitions as queries
from economy.queries.ledger_insatser import prepaid_accounts
from economy.queries.requisition_matching import payments_in_books
from economy.views.years import fiscal_year_of
from finsam import clock
from finsam.files import excel
from finsam.files.sending import bytes_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import form_page, refusals_on

HEADINGS = (
    "Rekvisition", "Medlem", "Från och med", "Till och med", "Belopp, kronor", "Förfaller", "Läge", "Skickad till", "Skickad",
    "Påmind", "Betald", "Verifikation", "Makulerad för att",
)  # fmt: skip


@requires(Permission.READ_ECONOMY)
@require_safe
def requisition_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show what the members are asked for the year, what has come, and what to do next."""
    fiscal_year = fiscal_year_of(request, year)
    rows, columns = queries.requisitions_of(fiscal_year), queries.contribution_columns(fiscal_year)
    today, column = clock.today(), next(iter(columns), None)
    members = queries.member_rows(queries.contributions_in(column), rows, today)
    may_write = Permission.WRITE_ECONOMY in request.permissions
    context = {
        "fiscal_year": fiscal_year, "rows": rows, "members": members, "column": column, "tab": "contribution_list",
        "late": {row.pk for row in rows if row.is_overdue(today)},
        "total": sum((row.amount for row in rows if not row.is_withdrawn), queries.ZERO),
        "drafts": [row for row in rows if row.is_draft], "unasked": [row for row in members if row.member and not row.asked],
        "found": payments_in_books(fiscal_year, rows) if may_write else [],
        "prepaid": queries.prepaid_at_end(fiscal_year),
        "unpaid": queries.unpaid_at_end(fiscal_year, rows) if fiscal_year.ends_on < today else [],
    }  # fmt: skip
    return render(request, "economy/requisition_list.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def requisition_list_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The year's bidragsrekvisitioner as an Excel file."""
    rows = queries.requisitions_of(fiscal_year_of(request, year))
    values = (
        [
            row.name, row.member.name, row.starts_on, row.ends_on, row.amount, row.due_on, row.get_state_display(), row.sent_to,
            row.sent_at, row.reminded_at, row.paid_on, row.voucher, row.withdrawn_why,
        ]
        for row in rows
    )  # fmt: skip
    return excel.download(f"bidragsrekvisitioner-{year}", HEADINGS, values)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_draft(request: AccessRequest, year: int) -> HttpResponse:
    """Make the year's bidragsrekvisitioner from a column's contributions, each member in as many parts as it wants."""
    fiscal_year = fiscal_year_of(request, year)
    columns = queries.contribution_columns(fiscal_year)
    if not columns:
        messages.error(request, f"Skriv medlemsbidragen för {year} först.")
        return redirect("contribution_list", request.association.slug, year)
    form = _terms_form(request, fiscal_year, columns=columns)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _save_terms(request, form, members=False)
            column = form.columns[form.cleaned_data["column"]]
            rows = draft_requisitions(figure_set=column, choices=form.choices(), by=request.person)
            messages.success(request, f"{words.plural(len(rows), 'rekvisition är gjord', 'rekvisitioner är gjorda')}. Inget är skickat än.")  # fmt: skip
            return redirect("requisition_list", request.association.slug, year)
    return _terms_page(
        request,
        fiscal_year,
        form,
        title=f"Gör rekvisitioner för {year}",
        submit="Gör rekvisitionerna",
        lead="Varje medlems bidrag delas lika på de delar den betalar i. Inget skickas förrän du gör det.",
    )


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_terms(request: AccessRequest, year: int) -> HttpResponse:
    """Say where the members pay, and how each of them wants to be asked."""
    fiscal_year = fiscal_year_of(request, year)
    form = _terms_form(request, fiscal_year)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _save_terms(request, form, members=True)
            messages.success(request, "Villkoren är sparade. De gäller det som görs och skickas från och med nu.")  # fmt: skip
            return redirect("requisition_list", request.association.slug, year)
    return _terms_page(
        request, fiscal_year, form, title="Villkor för rekvisitioner", submit="Spara villkoren"
    )


def _terms_form(request: AccessRequest, fiscal_year: FiscalYear, **more: Any) -> RequisitionTermsForm:
    return RequisitionTermsForm(
        request.POST or None, members=queries.members_asked(fiscal_year), known=queries.terms_of(request.association),
        terms=RequisitionTerms.objects.filter(association=request.association).first(), **more,
    )  # fmt: skip


def _save_terms(request: AccessRequest, form: RequisitionTermsForm, *, members: bool) -> None:
    given = form.cleaned_data
    association, by = request.association, request.person
    set_requisition_terms(association=association, pay_to=given["pay_to"], due_days=given["due_days"], by=by)
    if members:
        save_member_terms(association=association, choices=form.choices(), by=by)


def _terms_page(
    request: AccessRequest, fiscal_year: FiscalYear, form: RequisitionTermsForm, **facts: str
) -> HttpResponse:
    context = {"fiscal_year": fiscal_year, "form": form, "tab": "contribution_list"} | facts
    return render(request, "economy/requisition_terms.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisition_add(request: AccessRequest, year: int) -> HttpResponse:
    """Make one more, such as for what a revised budget adds."""
    fiscal_year = fiscal_year_of(request, year)
    start = {"starts_on": fiscal_year.starts_on, "ends_on": fiscal_year.ends_on}
    form = RequisitionForm(request.POST or None, members=queries.members_asked(fiscal_year), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            row = add_requisition(
                fiscal_year=fiscal_year, member=form.member, part=form.part, due_on=form.cleaned_data["due_on"],
                by=request.person,
            )  # fmt: skip
            messages.success(request, f"Rekvisition {row.name} är gjord. Den är inte skickad än.")
            return redirect(row)
    return _form(request, year, form, title="Lägg till en rekvisition", submit="Lägg till rekvisitionen")


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisitions_send(request: AccessRequest, year: int) -> HttpResponse:
    """Choose which drafts are sent now; those of the period that comes first are chosen already."""
    rows = [row for row in queries.requisitions_of(fiscal_year_of(request, year)) if row.is_draft]
    first = [str(row.pk) for row in rows if row.starts_on == rows[0].starts_on]
    form = SeveralRequisitionsForm(
        request.POST or None, label="Skicka nu", choices=send_choices(rows), initial={"rows": first}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chosen = [row for row in rows if str(row.pk) in form.cleaned_data["rows"]]
            sent = send_requisitions(rows=chosen, by=request.person)
            messages.success(request, f"{words.plural(len(sent), 'rekvisition görs och mejlas', 'rekvisitioner görs och mejlas')}.")  # fmt: skip
            return redirect("requisition_list", request.association.slug, year)
    lead = "Var och en får sin rekvisition som pdf i ett mejl. Det som är skickat ändras inte, men kan makuleras."
    return _form(request, year, form, title="Skicka rekvisitioner", submit="Skicka dem", lead=lead)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisitions_found(request: AccessRequest, year: int) -> HttpResponse:
    """Note as paid what the books have as money that came in."""
    fiscal_year = fiscal_year_of(request, year)
    found = payments_in_books(fiscal_year, queries.requisitions_of(fiscal_year))
    form = SeveralRequisitionsForm(
        request.POST or None, label="Betalda enligt bokföringen", choices=found_choices(found),
        initial={"rows": [hit.key for hit in found]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            for hit in found:
                if hit.key in form.cleaned_data["rows"]:
                    note_paid(requisition=hit.requisition, on=hit.voucher.day, voucher=str(hit.voucher), by=request.person)  # fmt: skip
            messages.success(request, "Betalningarna är inskrivna.")
            return redirect("requisition_list", request.association.slug, year)
    lead = "Samma belopp har kommit in på kassa och bank, nära förfallodagen. Ta bort krysset för det som är något annat."
    return _form(request, year, form, title="Hittat i bokföringen", submit="Skriv in som betalda", lead=lead)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def requisitions_prepaid(request: AccessRequest, year: int) -> HttpResponse:
    """Give what members paid before its time to the bookkeeper, as a file; nothing is stored here."""
    fiscal_year = fiscal_year_of(request, year)
    prepaid = queries.prepaid_at_end(fiscal_year)
    sums = ledger.sums_of_import(ledger.import_in_force(fiscal_year))
    income, debt = prepaid_accounts(fiscal_year, sums)
    form = PrepaidForm(request.POST or None, initial={"cost": income, "debt": debt})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            accruals = [Accrual(f"{each.requisition.member}, {each.requisition.period}", each.amount) for each in prepaid]  # fmt: skip
            content = accruals_file(
                fiscal_year, accruals, cost=given["cost"], debt=given["debt"], turns_back=given["turns_back"],
                made_on=clock.today(), made_by=request.person.name, text="Förutbetalda medlemsbidrag",
            )  # fmt: skip
            return bytes_response(content, name=f"forutbetalda-bidrag-{year}.si", content_type="application/x-sie")  # fmt: skip
    context = {"fiscal_year": fiscal_year, "form": form, "prepaid": prepaid, "total": sum((each.amount for each in prepaid), queries.ZERO)}  # fmt: skip
    return render(request, "economy/requisitions_prepaid.html", context, status=422 if form.errors else 200)


def _form(request: AccessRequest, year: int, form: forms.Form, **facts: str) -> HttpResponse:
    back_url = reverse("requisition_list", args=[request.association.slug, year])
    return form_page(request, form, back="Bidragsrekvisitioner", back_url=back_url, **facts)  # type: ignore[arg-type]
