"""Participants of a year, insats by insats: every table, who lacks what, and the same as it may leave the house."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on
from finsam.web.asked import number as number_of
from finsam.web.asked import year as year_of
from insatser.actions.count_periods import remind_of_counting
from insatser.models import Counting, Insats
from insatser.queries.count_charts import charts_of
from insatser.queries.count_lacks import lacks
from insatser.queries.count_shapes import YearTable
from insatser.queries.count_tables import share_to_work, tables_of, year_remarks

_HALF = 6  # the month that ends the first half of a year


def _asked_year(request: AccessRequest) -> tuple[int, list[int]]:
    """Give the year that is asked for, and those with numbers.

    Without one: the latest with numbers; in the first half of a year the one that has ended, which is reported then.
    """
    rows = Counting.objects.counted_for(request.association)
    years = sorted(set(rows.values_list("ends_on__year", flat=True)), reverse=True)
    today = clock.today()
    ended = [year for year in years if year < today.year]
    latest = next(iter(ended if ended and today.month <= _HALF else years), today.year - 1)
    return year_of(request.GET.get("ar")) or latest, years


def _tables(request: AccessRequest, year: int) -> tuple[list[YearTable], int]:
    insats = number_of(request.GET.get("insats", "")) or 0
    return tables_of(request.association, year, insats), insats


@requires(Permission.READ_INSATSER)
def participant_list(request: AccessRequest) -> HttpResponse:
    """Every table of a year as the house sees it, marked where it is hidden outside."""
    year, years = _asked_year(request)
    tables, insats = _tables(request, year)
    may_write = Permission.WRITE_INSATSER in request.permissions
    context = {
        "title": f"Deltagare {year}", "year": year, "years": years, "tables": tables, "insats": insats,
        "charts": charts_of(request.association, year, tables),
        "insatser": Insats.objects.counted_by(request.association),
        "to_work": share_to_work(request.association, year), "remarks": year_remarks(request.association, year),
        "lacks": lacks(request.association, year) if may_write else [],
    }  # fmt: skip
    return render(request, "insatser/participant_list.html", context)


@requires(Permission.READ_INSATSER)
def participant_list_excel(request: AccessRequest) -> HttpResponse:
    """The same tables as they may leave the house, as an Excel file."""
    year, _ = _asked_year(request)
    tables, _ = _tables(request, year)
    width = max((len(table.columns) for table in tables), default=0)
    rows: list[list[str]] = []
    for table in tables:
        rows += [[table.caption], [table.first, *table.columns]]
        rows += [[row.label, *(cell.outside for cell in row.cells)] for row in table.rows]
        rows += [[remark] for remark in table.remarks] + [[]]
    headings = [f"Deltagare {year}", *[""] * width]
    return excel.download(f"deltagare-{year}", headings, rows)


@requires(Permission.WRITE_INSATSER)
@require_POST
def participants_remind(request: AccessRequest) -> HttpResponse:
    """Remind the contacts of every period of a year that has not come."""
    year = year_of(request.POST.get("ar")) or clock.today().year - 1
    with refusals_on(request):
        reached = remind_of_counting(association=request.association, year=year, by=request.person)
        messages.success(request, f"{words.plural(reached, 'påminnelse', 'påminnelser')} har skickats.")
    return redirect(f"{reverse('participant_list', args=[request.association.slug])}?ar={year}")
