"""The list of every överenskommelse: with whom, how far it has come, and when it runs out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import show_page
from insatser.models import Agreement
from insatser.queries.agreements import listed_agreements
from insatser.rules import AGREEMENT_ENDS_DAYS
from insatser.states import AgreementState
from insatser.tables.agreements import AGREEMENT_HEADINGS, AgreementTable, agreement_values

_ENDING = "gar-ut"  # beside the states: those in force that run out soon


def _rows(request: AccessRequest) -> QuerySet[Agreement]:
    wanted = request.GET.get("lage", "")
    until = clock.today() + dt.timedelta(days=AGREEMENT_ENDS_DAYS)
    return listed_agreements(
        request.association,
        request.permissions,
        state=wanted if wanted in AgreementState.values else "",
        asked=request.GET.get("q", "").strip(),
        ends_by=until if wanted == _ENDING else None,
    )


@requires(Permission.READ_INSATSER)
@require_safe
def agreement_list(request: AccessRequest) -> HttpResponse:
    """Every överenskommelse that one may know of, those that run out first on top."""
    table = AgreementTable(_rows(request), association=request.association, today=clock.today())
    show_page(request, table, per_page=50)
    context: dict[str, Any] = {
        "table": table,
        "states": [*AgreementState.choices, (_ENDING, "Går ut snart")],
        "state": request.GET.get("lage", ""),
    }
    return render(request, "insatser/agreement_list.html", context)


@requires(Permission.READ_INSATSER)
@require_safe
def agreement_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    return excel.download("overenskommelser", AGREEMENT_HEADINGS, map(agreement_values, _rows(request)))
