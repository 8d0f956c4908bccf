"""Pages of a year's layout."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from economy.actions.layout import add_line, change_line, move_line, place_line, remove_line
from economy.forms.layout import LineForm, MoveForm
from economy.models import FiscalYear, StatementLine
from economy.queries.month_budget import budget_to_copy
from economy.states import LineKind, LkbrLine, StatementKind
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


def _own_line(request: AccessRequest, pk: int) -> StatementLine:
    rows = StatementLine.objects.select_related("fiscal_year__association")
    return get_object_or_404(rows, fiscal_year__association=request.association, pk=pk)


def _back(line: StatementLine) -> str:
    return reverse("layout", args=[line.fiscal_year.association.slug, line.fiscal_year.year])


@requires(Permission.READ_ECONOMY)
def layout(request: AccessRequest, year: int) -> HttpResponse:
    """The year's rows in both statements, with what each means."""
    fiscal_year = fiscal_year_of(request, year)
    lines = list(fiscal_year.lines.all())
    labels = {line.key: line.label for line in lines}
    for line in lines:
        line.covered = [labels[key] for key in line.covers if key in labels]
    groups = [(kind, [line for line in lines if line.statement == kind]) for kind in StatementKind]
    is_new = not fiscal_year.figure_sets.exists()
    context = {
        "fiscal_year": fiscal_year, "groups": groups, "tab": "layout", "is_new": is_new,
        "copied_from": budget_to_copy(fiscal_year) if is_new else None,
    }  # fmt: skip
    return render(request, "economy/layout.html", context)


@requires(Permission.WRITE_ECONOMY)
def line_add(request: AccessRequest, year: int, statement: str) -> HttpResponse:
    """Add a row to a statement; `efter` names the row it comes after."""
    fiscal_year = fiscal_year_of(request, year)
    kind = StatementKind(statement)
    form = LineForm(request.POST or None, lines=_lines(fiscal_year, kind))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            line = add_line(
                fiscal_year=fiscal_year, statement=kind, after=_after(request, fiscal_year), by=request.person,
                **_given(form),
            )  # fmt: skip
            messages.success(request, f"{line.label} finns nu i uppställningen.")
            return redirect(_back(line))
    return _form_page(request, fiscal_year, form, f"Ny rad i {kind.label.lower()}en", "Lägg till raden")


def _lines(fiscal_year: FiscalYear, statement: str) -> list[StatementLine]:
    return list(fiscal_year.lines.filter(statement=statement))


def _after(request: HttpRequest, fiscal_year: FiscalYear) -> StatementLine | None:
    key = request.GET.get("efter", "")
    return fiscal_year.lines.filter(key=key).first() if key else None


def _given(form: LineForm) -> dict[str, object]:
    given = dict(form.cleaned_data)
    if given.get("kind", LineKind.SUM) != LineKind.SUM:
        given["covers"] = []
    given["lkbr"] = given.get("lkbr") or LkbrLine.NONE.value
    return given


@requires(Permission.WRITE_ECONOMY)
def line_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a row."""
    line = _own_line(request, pk)
    form = LineForm(request.POST or None, lines=_lines(line.fiscal_year, line.statement), line=line)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_line(line=line, by=request.person, **form.cleaned_data)
            messages.success(request, "Raden är sparad.")
            return redirect(_back(line))
    return _form_page(request, line.fiscal_year, form, line.label, "Spara raden")


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def line_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a row a step up or down, or to a place of its statement."""
    line = _own_line(request, pk)
    there = f"{_back(line)}#rad-{line.key}"
    if "up" in request.POST:
        move_line(line=line, up=request.POST["up"] == "1", by=request.person)
        return redirect(there)
    lines = [each for each in _lines(line.fiscal_year, line.statement) if each.pk != line.pk]
    form = MoveForm(request.POST or None, lines=lines, after=_before(line))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            place_line(line=line, after=form.cleaned_data["after"], by=request.person)
            return redirect(there)
    return _form_page(request, line.fiscal_year, form, f"Flytta {line.label}", "Flytta raden")


def _before(line: StatementLine) -> str:
    """The key of the row that stands straight before; empty for the first."""
    above = line.fiscal_year.lines.filter(statement=line.statement, position__lt=line.position)
    return above.order_by("-position").values_list("key", flat=True).first() or ""


@requires(Permission.WRITE_ECONOMY)
def line_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a row is removed."""
    line = _own_line(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            remove_line(line=line, by=request.person)
            messages.success(request, f"{line.label} är borttagen.")
        return redirect(_back(line))
    context = {
        "title": f"Ta bort {line.label}", "crumb": "Uppställningen", "crumb_url": _back(line),
        "lead": "Raden tas bort ur årets uppställning. Andra år ändras inte.", "submit": "Ta bort raden",
        "is_grave": True, "cancel_url": _back(line), "cancel": "Behåll raden",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)


def _form_page(
    request: AccessRequest, year: FiscalYear, form: LineForm | MoveForm, title: str, submit: str
) -> HttpResponse:
    back = reverse("layout", args=[request.association.slug, year.year])
    context = {
        "title": title, "crumb": f"Uppställningen {year.year}", "crumb_url": back, "form": form, "submit": submit,
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "economy/form_page.html", context)
