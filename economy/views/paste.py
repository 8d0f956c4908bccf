"""The page on which a printed table is pasted, looked at and only then saved, and the one that undoes it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from economy.actions.pasting import take_in, undo_pasting
from economy.forms.figures import PasteChoices, PasteForm, fingerprint
from economy.models import Pasting
from economy.queries.books import Book, open_books
from economy.queries.paste import plan_paste, read_for
from economy.queries.paste_columns import writable
from economy.queries.paste_plan import MATCH, REPLACE, Plan
from economy.states import LineKind, LineRole, StatementKind
from economy.views.figures import grid_url
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on

_SUGGESTED = "Inklistrad tabell"


@requires(Permission.WRITE_ECONOMY)
def figure_paste(request: AccessRequest, year: int) -> HttpResponse:
    """Paste, look at what each column and row becomes and whether the printed sums hold, then save."""
    fiscal_year = fiscal_year_of(request, year)
    book = open_books(request.association, [year]).by_year[year]
    form = PasteForm(request.POST or None, initial={"document": _SUGGESTED})
    context = {"fiscal_year": fiscal_year, "form": form, "tab": "figure_grid"}
    if request.method == "POST" and form.is_valid():
        plan = _plan(request, book, form)
        if "save" in request.POST:
            document = form.cleaned_data["document"].strip()
            with refusals_on(form):
                pasting = take_in(plan=plan, fiscal_year=fiscal_year, document=document, by=request.person)
                messages.success(request, f"{pasting.count} belopp är sparade. {_rows_made(plan)}".strip())
                return redirect(grid_url(request, year))
        context |= _preview(book, plan, form.cleaned_data["text"])
    return render(request, "economy/figure_paste.html", context)


def _plan(request: AccessRequest, book: Book, form: PasteForm) -> Plan:
    """Read the table as it was chosen on the preview, or as it tells itself the first time."""
    text, unit = form.cleaned_data["text"], form.cleaned_data["unit"]
    given = PasteChoices(request.POST)
    if not given.is_of(text):
        return plan_paste(read_for(book, text, unit=unit), book)
    choices, turn = given.chosen(), "turn" in request.POST
    table = read_for(book, text, unit=unit, turn=turn, meant=choices.meant)
    was_replaced = request.POST.get("was-outline", "") == REPLACE
    if "create-all" in request.POST or was_replaced != (choices.outline == REPLACE):
        choices = replace(choices, rows={})
    return plan_paste(table, book, choices)


def _rows_made(plan: Plan) -> str:
    count = len(plan.made)
    return "" if not count else f"{count} {'ny rad' if count == 1 else 'nya rader'} i uppställningen."


def _preview(book: Book, plan: Plan, text: str) -> dict[str, object]:
    first = read_for(book, text)
    groups = [
        (
            kind.label,
            [line for line in book.of(kind) if line.kind != LineKind.HEADING and line not in plan.leaving],
        )
        for kind in StatementKind
    ]
    return {
        "plan": plan,
        "read": fingerprint(text),
        "may_turn": first.is_turned or plan.table.is_turned,
        "targets": writable(book),
        "groups": [(label, lines) for label, lines in groups if lines],
        "roles": LineRole.choices,
        "outline": REPLACE if plan.replaced else MATCH,
        "elsewhere": _elsewhere(book, plan),
    }


def _elsewhere(book: Book, plan: Plan) -> list[int]:
    """The years that the table tells of, where none of them is the page's own."""
    years = sorted({each.head.year for each in plan.columns if each.head.year})
    return [] if book.year in years else years


@requires(Permission.WRITE_ECONOMY)
def paste_undo(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a pasted table is undone."""
    rows = Pasting.objects.select_related("fiscal_year__association")
    pasting = get_object_or_404(rows, fiscal_year__association=request.association, pk=pk)
    back = grid_url(request, pasting.fiscal_year.year)
    if request.method == "POST":
        with refusals_on(request):
            undo_pasting(pasting=pasting, by=request.person)
            messages.success(request, "Inklistringen är ångrad. Rader, kolumner och belopp är som före den.")
        return redirect(back)
    context = {
        "title": "Ångra inklistringen", "crumb": f"Belopp {pasting.fiscal_year.year}", "crumb_url": back,
        "lead": "Rader, kolumner och belopp blir som de var före inklistringen.", "submit": "Ångra inklistringen",
        "pairs": [("Hämtat ur", pasting.document or "Inte angivet"), ("Antal belopp", pasting.count)],
        "is_grave": True, "cancel_url": back, "cancel": "Behåll beloppen",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
