"""Several applications of a period side by side, ranked, against what is left of the budget line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from finsam.web.asked import number
from insatser.actions.preparing import rank
from insatser.models import Application, ApplicationRound
from insatser.permissions import may_prepare
from insatser.queries.comparing import Comparison, comparable, compare


@requires(Permission.PREPARE_APPLICATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_compare(request: AccessRequest) -> HttpResponse:
    """Show a period's applications side by side; POST keeps their order."""
    period, rows = _asked(request)
    if request.method == "POST":
        return _rank(request, period, rows)
    chosen = _chosen(request, rows)
    context = {
        "periods": ApplicationRound.objects.filter(association=request.association),
        "period": period,
        "every": [(row, row in chosen) for row in rows],
        "comparison": _compared(request, period, chosen),
        "may_rank": Permission.WRITE_INSATSER in request.permissions,
        "query": urlencode({"period": period.pk, "vald": [row.pk for row in chosen]}, doseq=True)
        if period
        else "",
    }
    return render(request, "insatser/application_compare.html", context)


@requires(Permission.PREPARE_APPLICATIONS)
@require_safe
def application_compare_excel(request: AccessRequest) -> HttpResponse:
    """The same as an Excel file."""
    period, rows = _asked(request)
    comparison = _compared(request, period, _chosen(request, rows))
    years = comparison.years
    headings = ["Plats", "Dnr", "Insats", "Kriterier", "Yttranden"]
    headings += [f"{what} {year}" for year in years for what in ("Sökt", "Förslag", "Kvar efter")]
    return excel.download("jamforelse", headings, _values(comparison))


def _values(comparison: Comparison) -> Iterator[list[Any]]:
    for row in comparison.rows:
        matter = row.application.matter
        by_year = zip(row.asked, row.proposed, row.left, strict=True)
        yield [
            row.rank, matter.dnr if matter else "", row.application.name, row.criteria, row.opinions,
            *(amount for year in by_year for amount in year),
        ]  # fmt: skip
    sums = zip(comparison.asked, comparison.proposed, comparison.left_after, strict=True)
    yield [None, "", "Summa", "", "", *(amount for year in sums for amount in year)]


def _asked(request: AccessRequest) -> tuple[ApplicationRound | None, list[Application]]:
    """Give the period of the address, or else the latest that is not for changes, with what waits for a decision."""
    if not may_prepare(request.permissions, request.appointments):
        raise Http404
    periods = ApplicationRound.objects.filter(association=request.association).select_related("association")
    wanted = number(request.GET.get("period"))
    latest = periods.order_by("is_for_changes", *ApplicationRound._meta.ordering)
    period = periods.filter(pk=wanted).first() if wanted is not None else latest.first()
    return period, list(comparable(period)) if period else []


def _chosen(request: AccessRequest, rows: list[Application]) -> list[Application]:
    """Give those that are chosen, or all of them."""
    wanted = {number(written) for written in request.GET.getlist("vald")}
    return [row for row in rows if row.pk in wanted] or rows


def _compared(
    request: AccessRequest, period: ApplicationRound | None, chosen: list[Application]
) -> Comparison:
    return compare(request.association, chosen, tuple(period.years) if period else ())


def _rank(request: AccessRequest, period: ApplicationRound | None, rows: list[Application]) -> HttpResponse:
    if Permission.WRITE_INSATSER not in request.permissions:
        raise PermissionDenied("Det är kansliet som ordnar ansökningarna.")
    if period is None:
        raise Http404
    places = {row.pk: number(request.POST.get(f"plats-{row.pk}", "").strip()) for row in rows}
    unread = [
        row for row in rows if request.POST.get(f"plats-{row.pk}", "").strip() and places[row.pk] is None
    ]
    if unread:
        typed = ", ".join(request.POST.get(f"plats-{row.pk}", "") for row in unread)
        messages.error(
            request,
            f"Skriv platsen för {unread[0].name} som ett tal, till exempel 1. Du skrev: {typed}. Ordningen är inte ändrad.",
        )
    else:
        order = sorted((row for row in rows if places[row.pk]), key=lambda row: places[row.pk] or 0)
        with refusals_on(request):
            rank(period=period, order=order, by=request.person)
            messages.success(request, "Ordningen är sparad.")
    return redirect(
        f"{reverse('application_compare', args=[request.association.slug])}?{request.GET.urlencode()}"
    )
