"""The page on which rows from Excel are pasted, looked at and only then saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from economy.actions.pasting import take_in
from economy.forms.figures import PasteForm
from economy.models import FigureSet
from economy.queries.books import Book, open_books
from economy.queries.pasted import (
    Pasted,
    SumCheck,
    check_sums,
    default_columns,
    read_pasted,
)
from economy.states import LineKind
from economy.views.figures import open_columns
from economy.views.years import fiscal_year_of
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires

_HOW = {
    "exact": "Samma namn", "alike": "Liknar, se efter", "chosen": "Vald av dig", "unknown": "Läses inte in",
    "new:income": "Blir en ny rad", "new:balance": "Blir en ny rad",
}  # fmt: skip
_SUGGESTED = "Underlaget från Excel"


@requires(Permission.WRITE_ECONOMY)
def figure_paste(request: AccessRequest, year: int) -> HttpResponse:
    """Paste, look at what each row is taken for and whether the sums hold, then save."""
    fiscal_year = fiscal_year_of(request, year)
    book = open_books(request.association, [year]).by_year[year]
    columns = open_columns(book)
    form = PasteForm(request.POST or None, initial={"unit": fiscal_year.unit, "document": _SUGGESTED})
    context = {"fiscal_year": fiscal_year, "columns": columns, "form": form, "tab": "figure_grid"}
    if request.method == "POST" and form.is_valid():
        pasted = read_pasted(
            form.cleaned_data["text"],
            book.lines,
            unit=form.cleaned_data["unit"],
            chosen=_chosen_lines(request),
        )
        places = _places(request, pasted, columns)
        if "save" in request.POST:
            try:
                count = take_in(
                    pasted=pasted, fiscal_year=fiscal_year, columns=places, unit=form.cleaned_data["unit"],
                    document=form.cleaned_data["document"].strip(), by=request.person,
                )  # fmt: skip
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, f"{count} belopp är sparade.")
                return redirect("figure_grid", request.association.slug, year)
        context |= {"preview": _preview(book, pasted, places, columns)}
    return render(request, "economy/figure_paste.html", context)


def _chosen_lines(request: HttpRequest) -> dict[int, str]:
    """Rows whose line was chosen by hand on the preview."""
    return {
        int(name.removeprefix("row-")): value
        for name, value in request.POST.items()
        if name.startswith("row-") and name.removeprefix("row-").isdecimal()
    }


def _places(request: HttpRequest, pasted: Pasted, columns: list[FigureSet]) -> list[FigureSet | None]:
    by_pk = {str(each.pk): each for each in columns}
    guessed = default_columns(pasted, columns)
    return [
        by_pk.get(request.POST.get(f"col-{place}", str(guessed[place] or "")))
        for place in range(pasted.width)
    ]


def _preview(
    book: Book, pasted: Pasted, places: list[FigureSet | None], columns: list[FigureSet]
) -> dict[str, object]:
    checks: list[SumCheck] = []
    for place, column in enumerate(places):
        if column:
            stored = book.stored.get(column.pk, {})
            checks += check_sums(pasted, place, book.lines, stored, column.label)
    return {
        "pasted": pasted,
        "heads": [
            {"name": f"col-{place}", "head": pasted.heads[place], "chosen": column}
            for place, column in enumerate(places)
        ],
        "rows": [(row, _HOW[row.how]) for row in pasted.rows],
        "lines": [line for line in book.lines if line.kind != LineKind.HEADING],
        "unknown": pasted.unknown,
        "wrong_sums": [each for each in checks if not each.agrees],
        "right_sums": sum(each.agrees for each in checks),
        "columns": columns,
    }
