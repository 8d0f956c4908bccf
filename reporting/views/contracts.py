"""Pages of the förbund's agreements: the list with those on insatser beside it, and one as it is entered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock
from finsam.files import excel
from finsam.files.kinds import refuse_too_large
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page, refusals_on
from insatser.models import Agreement
from insatser.queries.agreements import listed_agreements
from insatser.states import AgreementState
from reporting.actions.contracts import let_run_on, save_contract
from reporting.forms.contracts import ContractForm
from reporting.models import Contract
from reporting.queries.contracts import ContractRow, contract_rows

_HEADINGS = (
    "Avtal", "Part", "Från och med", "Till och med", "Förlängs, månader", "Uppsägningstid, månader",
    "Sista dag att säga upp", "Bevakas av", "Beslut",
)  # fmt: skip


@requires(Permission.READ_MEETINGS)
@require_safe
def contract_list(request: AccessRequest) -> HttpResponse:
    """Every agreement, the first to give notice of first, and those on insatser where one reads of them."""
    context = {
        "rows": contract_rows(request.association, clock.today()), "agreements": _of_insatser(request),
        "ended": list(request.association.contracts.filter(ended_on__isnull=False)),
        "may_write": Permission.WRITE_MEETINGS in request.permissions,
    }  # fmt: skip
    return render(request, "reporting/contract_list.html", context)


def _of_insatser(request: AccessRequest) -> list[Agreement]:
    if Permission.READ_INSATSER not in request.permissions:
        return []
    rows = listed_agreements(request.association, request.permissions, state=AgreementState.SIGNED)
    return list(rows.order_by("ends_on", "pk"))


@requires(Permission.READ_MEETINGS)
@require_safe
def contract_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    own = map(_values, contract_rows(request.association, clock.today()))
    return excel.download("avtal", _HEADINGS, [*own, *map(_values_of_insats, _of_insatser(request))])


def _values(row: ContractRow) -> list[excel.Value]:
    contract = row.contract
    return [
        contract.subject, contract.party, contract.starts_on, row.end_on, contract.renewal_months, contract.notice_months,
        row.notice_by, contract.person.name if contract.person else "Kansliet", contract.decided,
    ]  # fmt: skip


def _values_of_insats(row: Agreement) -> list[excel.Value]:
    return [str(row), row.party, row.starts_on, row.ends_on, None, row.notice_months, None, "", ""]


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_add(request: AccessRequest) -> HttpResponse:
    """Enter an agreement."""
    form = _form(request)
    if attempt(request, form, lambda: _save(request, form)):
        messages.success(request, "Avtalet finns i listan.")
        return redirect("contract_list", request.association.slug)
    return _page(request, form, title="Nytt avtal", submit="Lägg till avtalet")


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change an agreement, or end it."""
    contract = _contract(request, pk)
    form = _form(request, contract)
    if attempt(request, form, lambda: _save(request, form, contract)):
        messages.success(request, "Avtalet är ändrat.")
        return redirect("contract_list", request.association.slug)
    return _page(request, form, title="Ändra avtalet", submit="Spara avtalet")


@requires(Permission.WRITE_MEETINGS)
@require_POST
def contract_run_on(request: AccessRequest, pk: int) -> HttpResponse:
    """Say that an agreement is to run on past its next day of notice."""
    with refusals_on(request):
        let_run_on(contract=_contract(request, pk), by=request.person)
        messages.success(request, "Avtalet får löpa vidare. Nästa påminnelse kommer före nästa sista dag.")
    return redirect("contract_list", request.association.slug)


@requires(Permission.READ_MEETINGS)
@require_safe
def contract_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give what was signed."""
    contract = _contract(request, pk)
    if contract.document is None:
        raise Http404
    return file_response(contract.document)


def _contract(request: AccessRequest, pk: int) -> Contract:
    rows = Contract.objects.select_related("association", "document")
    return get_object_or_404(rows, association=request.association, pk=pk)


def _form(request: AccessRequest, contract: Contract | None = None) -> ContractForm:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    return ContractForm(*posted, association=request.association, contract=contract)


def _save(request: AccessRequest, form: ContractForm, contract: Contract | None = None) -> Contract:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "file"}
    file = form.cleaned_data["file"]
    if file:
        refuse_too_large(file.name, file.size)
    return save_contract(
        association=request.association, facts=facts, by=request.person, contract=contract,
        file=(file.name, file.read()) if file else None,
    )  # fmt: skip


def _page(request: AccessRequest, form: ContractForm, *, title: str, submit: str) -> HttpResponse:
    back_url = reverse("contract_list", args=[request.association.slug])
    return form_page(request, form, title=title, submit=submit, back="Avtal", back_url=back_url)
