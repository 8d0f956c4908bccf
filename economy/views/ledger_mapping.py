"""Accounts on lines, objects as insatser, and whether the outcome is the books' or the typed lines'."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from economy.actions.ledger_mapping import save_mapping, save_object_insatser, switch_source
from economy.forms.ledger import MappingForm, ObjectsForm
from economy.imports.mapping import Pair
from economy.imports.suggesting import SUGGESTIONS, nearest, suggestions
from economy.models import FiscalYear, LedgerImport, StatementLine
from economy.queries import ledger, ledger_accounts, ledger_insatser
from economy.states import Source
from economy.views.ledger import import_of
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on
from finsam.web.asked import number as number_of
from insatser.models import Insats


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_mapping(request: AccessRequest, year: int) -> HttpResponse:
    """Say which accounts stand on which line; what it changes is shown before it is saved.

    `fil` is a file that waits, whose accounts are then those to place; else they are those of the books in force.
    """
    fiscal_year = fiscal_year_of(request, year)
    waiting = _waiting(request, year)
    lines, plan = ledger.lines_of(fiscal_year), request.GET.get("forslag", "")
    sums = (
        ledger.sums_of_waiting(waiting)
        if waiting
        else ledger.sums_of_import(ledger.import_in_force(fiscal_year))
    )
    suggested = suggestions(lines, plan, ledger_accounts.names_of(sums)) if plan in SUGGESTIONS else {}
    form = MappingForm(request.POST or None, lines=lines, suggested=suggested)
    context: dict[str, Any] = {
        "fiscal_year": fiscal_year, "form": form, "plans": list(SUGGESTIONS), "plan": plan if suggested else "",
        "is_asked": bool(plan), "waiting": waiting,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "save":
            with refusals_on(form):
                changed = save_mapping(fiscal_year=fiscal_year, accounts=form.accounts(), by=request.person)
                told = words.plural(len(changed), "rad ändrades", "rader ändrades")
                messages.success(request, f"Kontona är sparade. {told}.")
                return redirect(waiting or _page(request, year))
        else:
            context |= _effect(fiscal_year, lines, form.accounts(), sums)
    elif suggested:
        context |= _effect(fiscal_year, lines, form.proposed(), sums)
    shown = context.get("lines_after", lines)
    places = ledger_accounts.account_places(shown, sums)
    context |= {
        "wrong": [each for each in places if each.is_unmapped or each.is_doubled],
        "places": [each for each in places if not (each.is_unmapped or each.is_doubled)],
    }
    return render(request, "economy/ledger_mapping.html", context, status=422 if form.errors else 200)


def _page(request: AccessRequest, year: int) -> str:
    return reverse("ledger_mapping", args=[request.association.slug, year])


def _waiting(request: AccessRequest, year: int) -> LedgerImport | None:
    """The waiting file of the year that the address names."""
    asked = request.GET.get("fil", "")
    if not asked:
        return None
    pk = number_of(asked)
    found = None if pk is None else import_of(request, pk)
    if found is None or found.found.get("year") != year:
        raise Http404
    return found if found.is_staged else None


def _effect(
    fiscal_year: FiscalYear,
    lines: list[StatementLine],
    typed: Mapping[str, tuple[str, str]],
    sums: ledger.YearSums,
) -> dict[str, Any]:
    after = []
    for line in lines:
        changed = copy.copy(line)
        if line.key in typed:
            changed.accounts, changed.objects_filter = typed[line.key]
        after.append(changed)
    days = (fiscal_year.starts_on, fiscal_year.ends_on)
    return {
        "is_previewed": True,
        "lines_after": after,
        "effects": ledger_accounts.differences_of(
            lines,
            sums.by_line(lines, *days, is_whole_year=True),
            sums.by_line(after, *days, is_whole_year=True),
        ),
    }


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_objects(request: AccessRequest) -> HttpResponse:
    """Say which insats each object of the books is."""
    objects = ledger_insatser.objects_of(request.association)
    insatser = list(Insats.objects.of(request.association))
    known = ledger_insatser.insatser_of(request.association)
    form = ObjectsForm(
        request.POST or None, objects=sorted(objects, key=lambda row: row[0] in known), insatser=insatser, known=known,
        suggested=_suggested(objects, insatser, known),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        save_object_insatser(association=request.association, insatser=form.chosen(), by=request.person)
        messages.success(request, "Objektens insatser är sparade.")
        return redirect("ledger_objects", request.association.slug)
    context = {"form": form, "objects": objects, "insatser": insatser}
    return render(request, "economy/ledger_objects.html", context, status=422 if form.errors else 200)


def _suggested(
    objects: list[tuple[Pair, str]], insatser: list[Insats], known: dict[Pair, Insats]
) -> dict[Pair, Insats]:
    """The insatser that are called as the objects without one are."""
    by_name = {each.name: each for each in insatser}
    found = {pair: nearest(label, by_name) for pair, label in objects if pair not in known}
    return {pair: by_name[name] for pair, name in found.items() if name}


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_source(request: AccessRequest, year: int) -> HttpResponse:
    """Switch the source of the year's outcome, after its differences have been seen."""
    fiscal_year = fiscal_year_of(request, year)
    to = Source.LINES if fiscal_year.source == Source.LEDGER else Source.LEDGER
    back = reverse("ledger_year", args=[request.association.slug, year])
    if request.method == "POST":
        # The page says what it switches to, so that a form sent twice does not switch back.
        asked = request.POST.get("to", "")
        with refusals_on(request):
            switch_source(
                fiscal_year=fiscal_year, source=asked if asked in Source.values else to, by=request.person
            )
            messages.success(request, "Utfallet har bytt källa.")
        return redirect(back)
    _, typed = ledger_accounts.typed_outcome(fiscal_year)
    lines = ledger.lines_of(fiscal_year)
    sums = ledger.sums_of_import(ledger.import_in_force(fiscal_year))
    booked = (
        sums.by_line(lines, fiscal_year.starts_on, fiscal_year.ends_on, is_whole_year=True)
        if sums.accounts
        else {}
    )
    before, after = (booked, typed) if to == Source.LINES else (typed, booked)
    context = {
        "fiscal_year": fiscal_year, "to": to, "back": back, "rows": ledger_accounts.differences_of(lines, before, after),
        "has_books": bool(sums.accounts),
    }  # fmt: skip
    return render(request, "economy/ledger_source.html", context)
