"""Pages of arrangemang: the list with its sums, each one, and how it went."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from board.mail.letter import absolute
from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import money
from finsam.views.pages import attempt, form_page, show_page
from finsam.web.asked import year as year_of
from insatser.actions.events import cancel_event, change_event, plan_event, tell_event
from insatser.forms.events import EventForm, Groups, ToldForm, groups_initial
from insatser.models import Event
from insatser.queries.events import came_to, event_years, events_of_year, read_events
from insatser.queries.events_outside import events_outside, spot_of
from insatser.queries.outside import hiding_sentence
from insatser.queries.registrations import groups_registered, registered_for
from insatser.states import EventKind, EventState, Sex
from insatser.tables.events import (
    EVENT_HEADINGS,
    EventTable,
    event_mark,
    event_sum_values,
    event_values,
    marked,
)
from insatser.views.finding import find_event


def _asked(request: AccessRequest) -> dict[str, Any]:
    years = event_years(request.association)
    kind = request.GET.get("slag", "")
    return {
        "years": years,
        "year": year_of(request.GET.get("ar")) or next(iter(years), clock.today().year),
        "kind": kind if kind in EventKind.values else "",
        "words": request.GET.get("q", "").strip(),
    }


def _rows(request: AccessRequest, asked: dict[str, Any]) -> list[Event]:
    rows = events_of_year(request.association, asked["year"])
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    for word in asked["words"].split():
        rows = rows.filter(title__icontains=word)
    return list(rows)


@requires(Permission.READ_INSATSER)
@require_safe
def event_list(request: AccessRequest) -> HttpResponse:
    """Every arrangemang of a year, with how many came and what it cost."""
    asked = _asked(request)
    outside = events_outside(request.association, asked["year"])
    table = EventTable(
        _rows(request, asked), association=request.association, outside=outside, year=asked["year"]
    )
    show_page(request, table, per_page=50)
    context = asked | {"table": table, "kinds": EventKind.choices, "has_hidden": bool(outside.hidden)}
    return render(request, "insatser/event_list.html", context)


@requires(Permission.READ_INSATSER)
@require_safe
def event_list_excel(request: AccessRequest) -> HttpResponse:
    """The year's arrangemang as they may leave the house, as an Excel file."""
    year = _asked(request)["year"]
    outside = events_outside(request.association, year)
    events = read_events(request.association, year)
    rows = [*(event_values(event, outside) for event in events), event_sum_values(events, outside, year)]
    return excel.download(f"arrangemang-{year}", EVENT_HEADINGS, rows)


@requires(Permission.READ_INSATSER)
@require_safe
def event(request: AccessRequest, pk: int) -> HttpResponse:
    """Show an arrangemang: what it is, who came and how it went."""
    row = find_event(request, pk)
    came = came_to(row.groups.all())
    outside = events_outside(request.association, row.ends_on.year)
    parts = {Sex.WOMEN: came.women, Sex.MEN: came.men, Sex.UNKNOWN: came.unknown, Sex.TOTAL: came.total}
    context = {
        "event": row, "mark": event_mark(row), "groups": row.groups.all(), "came": came,
        "sums": [
            (sex.label, "–" if number is None else marked(outside, row, number, sex)) for sex, number in parts.items()
        ],
        "hiding": hiding_sentence(outside.limit) if any(outside.is_hidden(spot_of(row, sex)) for sex in Sex) else "",
        "registered": registered_for(row) if Permission.WRITE_INSATSER in request.permissions else None,
        "may_invite": row.is_planned and not row.has_begun(clock.today()),
        "is_open": row.takes_registrations(clock.today()),
        "invitation": absolute(row.invitation_url),
        "may_tell": row.has_begun(clock.today()) and row.state != EventState.CANCELLED,
    }  # fmt: skip
    return render(request, "insatser/event.html", context)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def event_add(request: AccessRequest) -> HttpResponse:
    """Plan an arrangemang."""
    form = EventForm(request.POST or None, association=request.association)
    if request.method == "POST" and form.is_valid():
        row = plan_event(association=request.association, facts=form.cleaned_data, by=request.person)
        messages.success(request, "Arrangemanget är planerat.")
        return redirect(row)
    return form_page(
        request, form, title="Planera ett arrangemang", submit="Planera arrangemanget", back="Arrangemang",
        back_url=reverse("event_list", args=[request.association.slug]),
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what is said of an arrangemang."""
    row = find_event(request, pk)
    form = EventForm(request.POST or None, association=request.association, event=row)
    done = attempt(request, form, lambda: change_event(event=row, facts=form.cleaned_data, by=request.person))
    if done:
        messages.success(request, "Arrangemanget är sparat.")
        return redirect(done)
    return form_page(
        request, form, title="Ändra arrangemanget", submit="Spara arrangemanget", back=row.title, back_url=row.get_absolute_url()
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def event_cancel(request: AccessRequest, pk: int) -> HttpResponse:
    """Cancel an arrangemang, after a question."""
    row = find_event(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    done = attempt(request, form, lambda: cancel_event(event=row, by=request.person))
    if done:
        messages.success(request, "Arrangemanget är inställt.")
        return redirect(done)
    return form_page(
        request, form, title="Ställ in arrangemanget", submit="Ställ in arrangemanget", back=row.title, is_grave=True,
        back_url=row.get_absolute_url(), lead=f"{row} står kvar i listan som inställt. Det går inte att ångra.",
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def event_tell(request: AccessRequest, pk: int) -> HttpResponse:
    """Tell who came, what it cost and how it went."""
    row = find_event(request, pk)
    initial = {
        "version": row.version,
        "cost": "" if row.cost is None else money.kr_as_needed(row.cost),
        "evaluation": row.evaluation,
    }
    form = ToldForm(request.POST or None, initial=initial)
    known = groups_initial(list(row.groups.all())) or groups_registered(row)
    groups = Groups(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid() and groups.is_valid():
        typed = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        done = attempt(
            request, form, lambda: tell_event(event=row, groups=groups.groups(), by=request.person, **typed)
        )
        if done:
            messages.success(request, "Det är sparat.")
            return redirect(done)
        form.data = form.data.copy()
        form.data["version"] = str(find_event(request, pk).version)
    is_wrong = bool(form.errors) or (groups.is_bound and not groups.is_valid())
    context = {"event": row, "form": form, "groups": groups}
    return render(request, "insatser/event_tell.html", context, status=422 if is_wrong else 200)
