"""The economy's first page, and the contributions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from economy.actions.figures import save_contributions
from economy.checks import as_finding
from economy.forms.figures import ContributionForm
from economy.models import FiscalYear
from economy.queries.books import Books, fiscal_years_of, is_unused, open_books
from economy.queries.comparisons import comparisons, first_year_with
from economy.queries.contributions import contributions_agree, contributions_in_rows, shares_of
from economy.queries.division import division_told
from economy.queries.equity import equity_chart
from economy.queries.month_budget import budget_to_copy
from economy.queries.overview import overview, periods_of
from economy.queries.printed import printed_figures
from economy.queries.ratios import FIVE
from economy.queries.statements import annual_columns, contributions, income_statement
from economy.views.findings import findings_of, shown
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from finsam.views.pieces import with_pieces

_SHOWN_FINDINGS = 4


@requires(Permission.READ_ECONOMY)
@with_pieces
def economy(request: AccessRequest) -> HttpResponse:
    """Show the latest year that has an outcome; without any year, say how to begin."""
    latest = first_year_with(request.association)
    if latest is None:
        return render(request, "economy/economy_empty.html")
    return _show(request, fiscal_year_of(request, latest.year))


@requires(Permission.READ_ECONOMY)
@with_pieces
def economy_year(request: AccessRequest, year: int) -> HttpResponse:
    """Show one year: `period` is a column's key, `rad` the line that is open."""
    return _show(request, fiscal_year_of(request, year))


def _show(request: AccessRequest, fiscal_year: FiscalYear) -> HttpResponse:
    periods = periods_of(request.association)
    years = range(fiscal_year.year - FIVE + 1, fiscal_year.year + 1)
    books = open_books(request.association, years)
    book = books.by_year[fiscal_year.year]
    own = [each for each in book.sets if each.is_outcome and each.is_within_year]
    key = request.GET.get("period", "")
    if key and key not in {each.key for each in own}:
        raise Http404
    period = next((each for each in own if each.key == key), book.outcome or (own[-1] if own else None))
    compared = comparisons(request.association, fiscal_year.year)
    told = {each.fiscal_year_id for each in periods}
    untold = [each for each in fiscal_years_of(request.association) if each.pk not in told]
    context = {
        "fiscal_year": fiscal_year, "periods": periods, "period": period, "tab": "economy_year",
        "untold": sorted(untold, key=lambda each: each.year),
    }  # fmt: skip
    if period:
        found = findings_of(request.association, fiscal_year.year)
        context |= {
            "overview": overview(fiscal_year, period, opened=request.GET.get("rad", ""), books=books),
            "chart": equity_chart(request.association, fiscal_year.year, books=books),
            "printed_shares": _printed_shares(request, fiscal_year),
            "told": division_told(books, period),
            "agreeing": sum(each.agrees for each in compared),
            "findings": found[:_SHOWN_FINDINGS],
            "finding_count": len(found),
        }
    else:
        context |= _planned(fiscal_year, books)
        context["copied_from"] = budget_to_copy(fiscal_year)
    return render(request, "economy/economy.html", context)


def _planned(fiscal_year: FiscalYear, books: Books) -> dict[str, object]:
    """What there is of a year without outcome: its budget, forecast and plans, or whether it may go away."""
    book = books.by_year[fiscal_year.year]
    sets = [each for each in book.columns if not each.is_outcome]
    has_amounts = any(book.stored.get(each.pk) for each in sets)
    return {
        "planned": income_statement(fiscal_year, sets, books=books) if has_amounts else None,
        "may_remove": is_unused(fiscal_year),
    }


def _printed_shares(request: AccessRequest, fiscal_year: FiscalYear) -> dict[str, str]:
    """What the year's own document said of individual and structural insatser."""
    column = f"{fiscal_year.year}.utfall"
    printed = printed_figures(request.association, fiscal_year.year)
    return {
        each.figure.removeprefix("ratio."): each.text
        for each in printed
        if each.column == column and each.figure in {"ratio.individual_share", "ratio.structural_share"}
    }


@requires(Permission.READ_ECONOMY)
def contribution_list(request: AccessRequest, year: int) -> HttpResponse:
    """What each member pays in every column of the year; the office writes one column at a time."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association, [year, year - 1])
    book = books.by_year[year]
    columns = book.columns
    editable = [each for each in columns if not each.is_adopted]
    chosen = next((each for each in editable if each.key == request.GET.get("kolumn")), None)
    members = list(request.association.members.on(fiscal_year.ends_on))
    form, in_rows = None, {}
    if chosen and Permission.WRITE_ECONOMY in request.permissions:
        paid = book.contributions.get(chosen.pk, {})
        paid = paid or (in_rows := contributions_in_rows(book, chosen, members))
        form = ContributionForm(request.POST or None, members=members, paid=paid, unit=fiscal_year.unit)
        if request.method == "POST" and form.is_valid():
            with refusals_on(form):
                save_contributions(figure_set=chosen, amounts=form.amounts(), by=request.person)
                messages.success(request, f"Medlemsbidragen i {chosen} är sparade.")
                return redirect("contribution_list", request.association.slug, year)
    context = {
        "fiscal_year": fiscal_year, "statement": contributions(fiscal_year, columns or annual_columns(fiscal_year)),
        "editable": editable, "chosen": chosen, "form": form, "tab": "contribution_list",
        "are_from_rows": bool(in_rows), "shares": shares_of(request.association, year),
        "findings": [
            shown(as_finding(request.association, year, each)) for each in contributions_agree(books, book) if not each.agrees
        ],
    }  # fmt: skip
    return render(request, "economy/contribution_list.html", context)
