"""Where §§ and diarienummer go on: for a förbund that joins in the middle of a year."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from board.actions.numbers import set_next_number
from board.forms.numbers import NumbersForm
from board.queries.numbers import series_of
from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dnr
from finsam.views.pages import attempt
from finsam.web.asked import year as year_of


@requires(Permission.WRITE_MEETINGS)
def number_list(request: AccessRequest) -> HttpResponse:
    """Show what number comes next in each series of a year, and set it."""
    this_year = clock.today().year
    year = year_of(request.GET.get("ar")) or this_year
    posted = request.POST if request.method == "POST" else None
    form = NumbersForm(posted, lines=series_of(request.association, year))
    if attempt(request, form, lambda: _save(request, form, year)):
        messages.success(request, "Numren är sparade.")
        return redirect(f"{reverse('number_list', args=[request.association.slug])}?ar={year}")
    context = {
        "form": form,
        "year": year,
        "years": sorted({this_year - 1, this_year, this_year + 1, year}),
        "example": dnr.write(request.association.dnr_form, year=year, number=14),
    }
    return render(request, "board/number_list.html", context)


@transaction.atomic
def _save(request: AccessRequest, form: NumbersForm, year: int) -> bool:
    for line, number in form.changed():
        set_next_number(
            association=request.association, body=line.body, year=year, number=number, by=request.person
        )
    return True
