"""The sheet "Uppföljning Finsam": the förbund's for the office, and her own insatser's for a contact."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.web.asked import year as year_of
from insatser.queries.national import NationalSheet, national_sheets
from insatser.queries.register import visible_insatser
from insatser.queries.shares import shared_in_year
from insatser.views.finding import my_pages, page_base


def _sheets(request: AccessRequest) -> tuple[int, list[NationalSheet]]:
    today = clock.today()
    year = year_of(request.GET.get("ar")) or today.year - 1
    rows = visible_insatser(request.association, request.person, request.permissions, today).in_year(year)
    rows = rows.select_related("counting_plan")
    is_office = Permission.WRITE_INSATSER in request.permissions
    if not is_office:
        rows = rows.with_contact(request.person, today)
    shared = shared_in_year(request.association, year) if is_office else []
    return year, national_sheets(request.association, year, rows, shared=shared, with_forbund=is_office)


@requires(Permission.REPORT_INSATS)
def national_sheet(request: AccessRequest) -> HttpResponse:
    """Every field of a year in the national system's order."""
    year, sheets = _sheets(request)
    context = {
        "title": f"Uppföljning Finsam {year}", "year": year, "years": [year - 1, year, year + 1], "sheets": sheets,
        "is_office": Permission.WRITE_INSATSER in request.permissions, "base": page_base(request),
        "my_pages": my_pages(request),
    }  # fmt: skip
    return render(request, "insatser/national_sheet.html", context)


@requires(Permission.REPORT_INSATS)
def national_sheet_excel(request: AccessRequest) -> HttpResponse:
    """The same as an Excel file, for the one who enters it."""
    year, sheets = _sheets(request)
    rows = [[sheet.name, each.label, each.value] for sheet in sheets for each in sheet.fields]
    return excel.download(f"uppfoljning-finsam-{year}", ["Insats", "Fält", "Värde"], rows)
