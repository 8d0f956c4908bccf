"""The books in force: by line and month, and down to the account, the voucher and its insats."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from economy.models import LedgerAccount, LedgerImport, LedgerVoucher, StatementLine
from economy.queries import ledger
from economy.states import LineKind
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires

_ROWS = 100


def _books_of(request: AccessRequest, year: int) -> LedgerImport:
    found = ledger.import_in_force(fiscal_year_of(request, year))
    if found is None:
        raise Http404
    return found


@requires(Permission.READ_ECONOMY)
@require_GET
def ledger_year(request: AccessRequest, year: int) -> HttpResponse:
    """The outcome per line and month, as the books say."""
    fiscal_year = fiscal_year_of(request, year)
    found = ledger.import_in_force(fiscal_year)
    context = {"fiscal_year": fiscal_year, "ledger_import": found, "tab": "ledger_year"}
    if found:
        sums = ledger.sums_of_import(found)
        places = ledger.account_places(ledger.lines_of(fiscal_year), sums)
        context |= {
            "table": ledger.month_table(fiscal_year, sums),
            "unmapped": [each for each in places if each.is_unmapped],
            "doubled": [each for each in places if each.is_doubled],
        }
    return render(request, "economy/ledger_year.html", context)


@requires(Permission.READ_ECONOMY)
@require_GET
def ledger_line(request: AccessRequest, year: int, key: str) -> HttpResponse:
    """The accounts that a line's outcome consists of."""
    fiscal_year = fiscal_year_of(request, year)
    found = _books_of(request, year)
    line = get_object_or_404(StatementLine, fiscal_year=fiscal_year, key=key, kind=LineKind.LINE)
    rows = ledger.line_accounts(fiscal_year, key, ledger.sums_of_import(found))
    context = {
        "fiscal_year": fiscal_year, "line": line, "rows": rows, "total": sum(amount for _, _, amount in rows),
    }  # fmt: skip
    return render(request, "economy/ledger_line.html", context)


@requires(Permission.READ_ECONOMY)
@require_GET
def ledger_account(request: AccessRequest, year: int, number: str) -> HttpResponse:
    """An account's rows, a page at a time."""
    fiscal_year = fiscal_year_of(request, year)
    account = get_object_or_404(LedgerAccount, ledger_import=_books_of(request, year), number=number)
    page = Paginator(ledger.account_rows(account), _ROWS).get_page(request.GET.get("sida"))
    context = {"fiscal_year": fiscal_year, "account": account, "page": page}
    return render(request, "economy/ledger_account.html", context)


@requires(Permission.READ_ECONOMY)
@require_GET
def ledger_voucher(request: AccessRequest, pk: int) -> HttpResponse:
    """A verifikation with its rows, the insats that each belongs to, and the § that decided its money."""
    vouchers = LedgerVoucher.objects.filter(
        ledger_import__in=LedgerImport.objects.of(request.association).in_force()
    )
    voucher = get_object_or_404(vouchers.select_related("ledger_import__fiscal_year"), pk=pk)
    rows = list(voucher.rows.select_related("account", "tag"))
    known = ledger.insatser_of(request.association)
    year = voucher.ledger_import.fiscal_year
    assert year
    insats_of = {
        row.pk: next((known[tuple(pair)] for pair in row.tag.objects_list if tuple(pair) in known), None)
        for row in rows
        if row.tag
    }
    grants = ledger.grants_of([each for each in insats_of.values() if each], year.year)
    shown = [
        {
            "row": row,
            "insats": (insats := insats_of.get(row.pk)),
            "grants": grants.get(insats.pk, []) if insats else [],
        }
        for row in rows
    ]
    return render(
        request, "economy/ledger_voucher.html", {"voucher": voucher, "rows": shown, "fiscal_year": year}
    )
