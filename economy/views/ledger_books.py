"""The books in force: by line and month, and down to the account, the voucher and its insats."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from economy.actions.ledger_outcome import reached_by
from economy.models import LedgerAccount, LedgerImport, LedgerTag, LedgerVoucher, StatementLine
from economy.queries import ledger, ledger_accounts, ledger_insatser, ledger_months
from economy.states import LineKind
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.web.asked import number as number_of

_ROWS = 100


def _books_of(request: AccessRequest, year: int) -> LedgerImport:
    found = ledger.import_in_force(fiscal_year_of(request, year))
    if found is None:
        raise Http404
    return found


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_year(request: AccessRequest, year: int) -> HttpResponse:
    """The outcome per line and month, as the books say."""
    fiscal_year = fiscal_year_of(request, year)
    found = ledger.import_in_force(fiscal_year)
    context = {"fiscal_year": fiscal_year, "ledger_import": found, "tab": "ledger_year"}
    if found:
        sums = ledger.sums_of_import(found)
        places = ledger_accounts.account_places(ledger.lines_of(fiscal_year), sums)
        context |= {
            "table": ledger_months.month_table(fiscal_year, sums, reached_by(found)),
            "insatser": ledger_insatser.insats_rows(fiscal_year, sums),
            "unmapped": [each for each in places if each.is_unmapped],
            "doubled": [each for each in places if each.is_doubled],
        }
    return render(request, "economy/ledger_year.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_line(request: AccessRequest, year: int, key: str) -> HttpResponse:
    """The accounts that a line's outcome consists of."""
    fiscal_year = fiscal_year_of(request, year)
    found = _books_of(request, year)
    line = get_object_or_404(StatementLine, fiscal_year=fiscal_year, key=key, kind=LineKind.LINE)
    rows = ledger_accounts.line_accounts(fiscal_year, key, ledger.sums_of_import(found))
    known = ledger_insatser.insatser_of(request.association)
    context = {
        "fiscal_year": fiscal_year, "line": line, "total": sum(row.amount for row in rows),
        "rows": [(row, ledger_insatser.insats_of(row.objects, known)) for row in rows],
        "has_objects": any(row.tag for row in rows),
    }  # fmt: skip
    return render(request, "economy/ledger_line.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_account(request: AccessRequest, year: int, number: str) -> HttpResponse:
    """An account's rows, a page at a time."""
    fiscal_year = fiscal_year_of(request, year)
    account = get_object_or_404(LedgerAccount, ledger_import=_books_of(request, year), number=number)
    tag = None
    if asked := request.GET.get("objekt"):
        tags = LedgerTag.objects.filter(ledger_import=account.ledger_import_id)
        tag = get_object_or_404(tags, pk=number_of(asked) or 0)
    rows = ledger_accounts.account_rows(account, tag)
    page = Paginator(rows, _ROWS).get_page(request.GET.get("sida"))
    context = {
        "fiscal_year": fiscal_year, "account": account, "page": page, "tag": tag,
        "total": rows.order_by().aggregate(total=Sum("amount"))["total"] if tag else None,
    }  # fmt: skip
    return render(request, "economy/ledger_account.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_voucher(request: AccessRequest, pk: int) -> HttpResponse:
    """A verifikation with its rows, the insats that each belongs to, and the § that decided its money."""
    vouchers = LedgerVoucher.objects.filter(
        ledger_import__in=LedgerImport.objects.of(request.association).in_force()
    )
    voucher = get_object_or_404(
        vouchers.select_related("ledger_import__fiscal_year", "ledger_import__document"), pk=pk
    )
    rows = list(voucher.rows.select_related("account", "tag"))
    known = ledger_insatser.insatser_of(request.association)
    year = voucher.ledger_import.fiscal_year
    assert year
    insats_of = {
        row.pk: ledger_insatser.insats_of(tuple(tuple(pair) for pair in row.tag.objects_list), known)
        for row in rows
        if row.tag
    }
    grants = ledger_insatser.grants_of([each for each in insats_of.values() if each], year.year)
    shown = [
        {
            "row": row,
            "insats": (insats := insats_of.get(row.pk)),
            "grants": grants.get(insats.pk, []) if insats else [],
        }
        for row in rows
    ]
    context = {
        "voucher": voucher, "rows": shown, "fiscal_year": year, "debit": sum(row.amount for row in rows if row.amount > 0),
        "credit": sum(row.amount for row in rows if row.amount < 0), "has_texts": any(row.text for row in rows),
    }  # fmt: skip
    return render(request, "economy/ledger_voucher.html", context)
