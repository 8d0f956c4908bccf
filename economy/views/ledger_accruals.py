"""What is granted and not yet paid at a year's end, out to the bookkeeper as SIE 4I."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from economy.actions.ledger_outcome import reached_by
from economy.documents.accruals import Accrual, accruals_file
from economy.forms.accruals import AccrualsForm
from economy.models import FiscalYear
from economy.queries import ledger, ledger_insatser
from economy.views.years import fiscal_year_of
from finsam import clock
from finsam.files.sending import bytes_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_accruals(request: AccessRequest, year: int) -> HttpResponse:
    """Propose what is granted and not booked, and give it as a file; nothing is stored here."""
    fiscal_year = fiscal_year_of(request, year)
    books = ledger.import_in_force(fiscal_year)
    sums, reached = ledger.sums_of_import(books), reached_by(books)
    insatser = ledger_insatser.rows_to_accrue(fiscal_year, sums)
    cost, debt = ledger_insatser.accrual_accounts(fiscal_year, sums)
    form = AccrualsForm(request.POST or None, insatser=insatser, initial={"cost": cost, "debt": debt})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            content = _file(request, fiscal_year, form)
            return bytes_response(content, name=f"periodisering-{year}.si", content_type="application/x-sie")
    context = {
        "fiscal_year": fiscal_year, "form": form, "has_books": bool(sums.accounts),
        "reached": reached if reached and reached < fiscal_year.ends_on else None,
    }  # fmt: skip
    return render(request, "economy/ledger_accruals.html", context, status=422 if form.errors else 200)


def _file(request: AccessRequest, fiscal_year: FiscalYear, form: AccrualsForm) -> bytes:
    objects = ledger_insatser.objects_by_insats(request.association)
    accruals = [
        Accrual(row.label, amount, objects.get(row.insats.pk, ()) if row.insats else ())
        for row, amount in form.amounts()
    ]
    given = form.cleaned_data
    return accruals_file(
        fiscal_year, accruals, cost=given["cost"], debt=given["debt"], turns_back=given["turns_back"],
        made_on=clock.today(), made_by=request.person.name,
    )  # fmt: skip
