"""Files of books: taken in, looked at, stored, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models.fields.json import KT
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.actions import ledger as actions
from economy.actions.ledger_jobs import ask_to_read, ask_to_store, working_on
from economy.actions.ledger_reading import analyse_file
from economy.forms.ledger import ColumnsForm, EncodingForm, TakeInForm
from economy.imports.ways import WAYS
from economy.models import FiscalYear, LedgerImport
from economy.queries.ledger_preview import preview_of
from economy.states import ImportKind
from finsam import clock
from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires

_READ_AT_ONCE = 1_000_000  # bytes; a larger file is read in the worker
_LISTED = 100


def import_of(request: AccessRequest, pk: int) -> LedgerImport:
    """Give the association's file of books, or 404."""
    rows = LedgerImport.objects.of(request.association).select_related(
        "association",
        "document",
        "fiscal_year",
        "taken_in_by",
        "stored_by",
        "taken_back_by",
        "replaces__document",
    )
    return get_object_or_404(rows, pk=pk)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_list(request: AccessRequest) -> HttpResponse:
    """Every file that has come, the latest first, and where each year's outcome comes from."""
    imports = LedgerImport.objects.of(request.association).select_related(
        "document", "fiscal_year", "taken_in_by"
    )
    in_force = {each.fiscal_year_id: each for each in imports.in_force().defer("found", "differences")}
    years = FiscalYear.objects.filter(association=request.association)
    context = {
        "imports": imports.annotate(found_year=KT("found__year")).defer("found", "differences")[:_LISTED],
        "years": [(year, in_force.get(year.pk)) for year in years],
    }
    return render(request, "economy/ledger_list.html", context)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_take_in(request: AccessRequest) -> HttpResponse:
    """Take a file in and lead to what it holds."""
    form = TakeInForm(request.POST or None, request.FILES or None, initial={"year": _year_now(request)})
    if request.method == "POST" and form.is_valid():
        try:
            return _taken_in(request, form.cleaned_data)
        except DomainError as error:
            form.add_error("file", str(error))
    return render(request, "economy/ledger_take_in.html", {"form": form}, status=422 if form.errors else 200)


def _year_now(request: AccessRequest) -> int:
    """The fiscal year that books are most likely of: the latest that has begun, or else the calendar's."""
    today = clock.today()
    opened = (
        FiscalYear.objects.filter(association=request.association, starts_on__lte=today)
        .order_by("-year")
        .first()
    )
    return opened.year if opened else today.year


def _taken_in(request: AccessRequest, given: dict[str, Any]) -> HttpResponse:
    uploaded = given["file"]
    actions.refuse_too_large(uploaded.name, uploaded.size)
    taken = actions.take_in(
        association=request.association, name=uploaded.name, content=uploaded.read(), year=given["year"],
        kind=given["kind"], by=request.person,
    )  # fmt: skip
    url = reverse("ledger_preview", args=[request.association.slug, taken.pk])
    if taken.document.size > _READ_AT_ONCE:
        job = ask_to_read(ledger_import=taken, back_url=url, by=request.person)
        return redirect("job_detail", request.association.slug, job.pk)
    analyse_file(ledger_import=taken, by=request.person)
    return redirect(url)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_preview(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what a file holds: before it is stored all of it that must be looked at, afterwards what came of it."""
    ledger_import = import_of(request, pk)
    return _preview(request, ledger_import)


def _preview(request: AccessRequest, ledger_import: LedgerImport, **forms: Any) -> HttpResponse:
    found = ledger_import.found
    form, page = forms.get("columns_form"), preview_of(ledger_import)
    job = working_on(ledger_import) if ledger_import.is_staged else None
    is_ready = ledger_import.is_staged and not job and found.get("is_read") and not found.get("blockers")
    context = {
        "ledger_import": ledger_import, "found": found, "page": page, "job": job,
        "encoding_form": EncodingForm(initial={"encoding": found.get("encoding", {}).get("name")}),
        "columns_form": form or (None if ledger_import.is_sie else ColumnsForm(ledger_import=ledger_import)),
        "is_ready": is_ready and not page.problem,
        "now": _now_in_force(ledger_import), "errors": found.get("errors", [])[:_LISTED], "warnings": found.get("warnings", [])[:_LISTED],
    }  # fmt: skip
    return render(
        request, "economy/ledger_preview.html", context, status=422 if form and form.errors else 200
    )


def _now_in_force(ledger_import: LedgerImport) -> LedgerImport | None:
    """The books that a waiting file would replace."""
    if not ledger_import.is_staged or ledger_import.kind == ImportKind.BUDGET:
        return None
    now = LedgerImport.objects.of(ledger_import.association).in_force().select_related("document")
    return now.filter(fiscal_year__year=ledger_import.found.get("year")).first()


@requires(Permission.WRITE_ECONOMY)
@require_POST
def ledger_read(request: AccessRequest, pk: int) -> HttpResponse:
    """Read a waiting file again, with other letters or other columns; a large one in the worker."""
    ledger_import = import_of(request, pk)
    if "ways" in request.POST and ledger_import.is_sie:
        choice = {"ways": [each for each in WAYS if each in request.POST.getlist("ways")]}
    elif "encoding" in request.POST or ledger_import.is_sie:
        form = EncodingForm(request.POST)
        choice = {"encoding": form.cleaned_data["encoding"]} if form.is_valid() else {}
    else:
        form = ColumnsForm(request.POST, ledger_import=ledger_import)
        if not form.is_valid():
            return _preview(request, ledger_import, columns_form=form)
        choice = form.choice()
    if ledger_import.document.size > _READ_AT_ONCE and ledger_import.is_staged:
        back = ledger_import.get_absolute_url()
        job = ask_to_read(ledger_import=ledger_import, choice=choice, back_url=back, by=request.person)
        return redirect("job_detail", request.association.slug, job.pk)
    try:
        analyse_file(ledger_import=ledger_import, by=request.person, **choice)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(ledger_import)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def ledger_store(request: AccessRequest, pk: int) -> HttpResponse:
    """Have a waiting file stored, all of it or nothing."""
    ledger_import = import_of(request, pk)
    if not ledger_import.is_staged:
        messages.error(request, f"Filen är i läget ”{ledger_import.get_state_display()}”. Inget är ändrat.")
        return redirect(ledger_import)
    if blockers := ledger_import.found.get("blockers"):
        messages.error(request, blockers[0])
        return redirect(ledger_import)
    job = ask_to_store(
        ledger_import=ledger_import, with_budget="budget" in request.POST,
        back_url=ledger_import.get_absolute_url(), by=request.person,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_discard(request: AccessRequest, pk: int) -> HttpResponse:
    """Throw a waiting file away."""
    ledger_import = import_of(request, pk)
    if request.method == "POST":
        return _do(request, ledger_import, actions.discard_file, "Filen är kastad. Inget är inläst.")
    return _ask(
        request, ledger_import, "Kasta filen", submit="Kasta filen",
        lead=f"{ledger_import.document.name} läses inte in. Att den kom finns kvar i loggen.",
    )  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_take_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a stored file back."""
    ledger_import = import_of(request, pk)
    if request.method == "POST":
        return _do(request, ledger_import, actions.take_back, "Inläsningen är tillbakatagen.")
    earlier = ledger_import.replaces
    then = f"{earlier.document.name} gäller igen." if earlier else "Året har sedan ingen inläst bokföring."
    lead = f"Det som lästes in från {ledger_import.document.name} tas bort. Själva filen finns kvar. {then}"
    return _ask(
        request, ledger_import, "Ta tillbaka inläsningen", submit="Ta tillbaka inläsningen", lead=lead
    )


def _do(request: AccessRequest, ledger_import: LedgerImport, act: Any, done: str) -> HttpResponse:
    try:
        act(ledger_import=ledger_import, by=request.person)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(ledger_import)
    messages.success(request, done)
    return redirect("ledger_list", request.association.slug)


def _ask(request: AccessRequest, ledger_import: LedgerImport, title: str, **facts: str) -> HttpResponse:
    url = ledger_import.get_absolute_url()
    context = {
        "title": title, "crumb": ledger_import.document.name, "crumb_url": url, "cancel_url": url, "is_grave": True,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context | facts)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the file as it came."""
    return file_response(import_of(request, pk).document, download=True)
