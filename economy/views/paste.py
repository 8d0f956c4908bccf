"""The page on which rows from Excel are pasted, looked at and only then saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from economy.actions.figures import keep_printed, save_figures
from economy.forms.figures import PasteForm
from economy.models import FigureSet
from economy.queries.books import Book, open_books
from economy.queries.pasted import (
    Pasted,
    SumCheck,
    amounts_of,
    check_sums,
    default_columns,
    read_pasted,
    sums_of,
)
from economy.queries.printed import printed_key
from economy.states import LineKind, Unit
from economy.views.figures import open_columns
from economy.views.years import fiscal_year_of
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires

_HOW = {
    "exact": "Samma namn", "alike": "Liknar, se efter", "chosen": "Vald av dig", "unknown": "Läses inte in",
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
                count = _save(request, pasted, places, form.cleaned_data)
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


@transaction.atomic
def _save(
    request: AccessRequest, pasted: Pasted, places: list[FigureSet | None], given: Mapping[str, str]
) -> int:  # fmt: skip
    if pasted.doubled:
        raise DomainError(f"{pasted.doubled[0]} står för samma rad som en annan. Välj en rad för var och en.")
    if pasted.faults:
        raise DomainError(pasted.faults[0])
    used = [each for each in places if each]
    if not used:
        raise DomainError("Välj minst en kolumn att läsa in till.")
    if len({each.pk for each in used}) < len(used):
        raise DomainError("Två inklistrade kolumner går till samma kolumn. Välj olika.")
    count = 0
    document = given["document"].strip()
    for place, column in enumerate(places):
        if column is None:
            continue
        amounts = amounts_of(pasted, place)
        count += sum(amount is not None for amount in amounts.values())
        save_figures(figure_set=column, amounts=amounts, source=document, by=request.person)
        if document:
            printed = _printed_sums(pasted, place, column, given["unit"])
            keep_printed(
                association=request.association, document=document, figures=printed, by=request.person
            )
    return count


def _printed_sums(pasted: Pasted, place: int, column: FigureSet, unit: str) -> dict[str, tuple[str, str]]:
    """The sums of a pasted column as the document has them, to be held against the computed ones."""
    suffix = " tkr" if unit == Unit.TKR else ""
    year = column.fiscal_year.year
    return {
        printed_key(year, f"{year}.{column.key}", f"line.{key}"): (
            f"Kolumnen {column.label}",
            cell.text if cell.text.lower().endswith("kr") else f"{cell.text}{suffix}",
        )
        for key, cell in sums_of(pasted, place).items()
    }


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
