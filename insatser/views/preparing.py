"""The page on which an ansökan is prepared: what is asked and was, criteria, yttranden, judgement, and what would happen."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from finsam import clock
from finsam.models import Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.collisions import collisions_of
from finsam.swedish import dates, money
from finsam.views.conflicts import Conflict, choose
from finsam.views.pages import form_page, refusals_on
from finsam.views.pieces import with_pieces
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from insatser.actions.preparing import (
    PreparationSheet,
    Saved,
    ask_opinions,
    save_preparation,
    settle_preparation,
    suggest,
)
from insatser.forms.preparing import (
    AskOpinionsForm,
    PreparationForm,
    WhatIfForm,
    month_key,
    read_month,
    starts_from,
)
from insatser.models import Application, Preparation, PreparationSaving
from insatser.permissions import may_prepare, sits_in_group
from insatser.queries.application_content import day_in, load_sections
from insatser.queries.asked import asked_table
from insatser.queries.co_applicants import co_applicants_of
from insatser.queries.earlier import earlier_years
from insatser.queries.preparing import (
    ASSESSMENT,
    START,
    criteria_of,
    is_open,
    is_text,
    judged,
    label_of,
    met_in_words,
    opinions_on,
    preparation_of,
    suggested,
)
from insatser.queries.what_if import what_if, years_ahead
from insatser.states import Ask
from insatser.views.finding import find_application

ANSWER_DAYS = 14  # what the beredningsgrupp is offered to answer in


@requires(Permission.PREPARE_APPLICATIONS)
@with_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def application_prepare(request: AccessRequest, pk: int) -> HttpResponse:
    """Show everything that an ansökan is weighed by; POST saves what the office says, from the page itself or its button."""
    application = find_prepared(request, pk)
    if request.method == "POST":
        return _save(request, application)
    return _show(request, application)


@requires(Permission.WRITE_INSATSER)
@require_POST
def application_suggest(request: AccessRequest, pk: int) -> HttpResponse:
    """Keep the amounts that the office means to propose; with the other button they are counted with and nothing is kept."""
    application = find_prepared(request, pk)
    preparation, asked = preparation_of(application), asked_table(application).sums
    form = _what_if_form(application, preparation, asked, request.POST)
    here = reverse("application_prepare", args=[request.association.slug, pk])
    if "count" in request.POST or not form.is_valid():
        typed = {name: request.POST[name] for name in form.fields if name in request.POST}
        return redirect(f"{here}?{urlencode(typed)}#what-if")
    with refusals_on(request):
        saved = suggest(
            application=application, amounts=form.amounts(), start=month_key(form.start),
            base_version=envelope(request)["base_version"], by=request.person,
        )  # fmt: skip
        if saved.collided:
            return lead_to_choice(request, _conflict_url(request, application, saved.collided))
        messages.success(request, "Beloppen är sparade som förslag och följer med till dagordningen.")
    return redirect(here)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def preparation_conflict(request: AccessRequest, pk: int, saving_pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    application = find_prepared(request, pk)
    saving = get_object_or_404(
        PreparationSaving.objects.beside().select_related("preparation", "saved_by"),
        preparation__application=application, pk=saving_pk,
    )  # fmt: skip
    preparation = preparation_of(application)
    criteria = criteria_of(preparation, clock.today())
    conflict = Conflict(
        saving=saving, heading="Beredning",
        collisions=collisions_of(
            saving, stored=PreparationSheet(preparation).content(), label=lambda name: label_of(name, criteria),
            is_text=is_text, said=lambda _, value: str(value or ""),
        ),
        back_url=reverse("application_prepare", args=[request.association.slug, pk]),
        base_version=str(preparation.version), page_url=lambda row: _conflict_url(request, application, row),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_preparation(waiting=saving, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def opinions_ask(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask the beredningsgrupp for yttranden, or remind those who have not answered."""
    application = find_prepared(request, pk)
    preparation = preparation_of(application)
    day = preparation.answer_by or clock.today() + dt.timedelta(days=ANSWER_DAYS)
    form = AskOpinionsForm(request.POST or None, initial={"answer_by": max(day, clock.today()).isoformat()})
    back = reverse("application_prepare", args=[request.association.slug, pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            asked = ask_opinions(application=application, by=request.person, **form.cleaned_data)
            names = ", ".join(person.name for person in asked)
            messages.success(request, f"Mejl har gått till {names}.")
            return redirect(back)
    return form_page(
        request, form, title="Be om yttranden" if preparation.answer_by is None else "Påminn om yttranden",
        submit="Skicka mejlen", back=f"Beredning: {application.name}", back_url=back,
    )  # fmt: skip


def find_prepared(request: AccessRequest, pk: int) -> Application:
    """Give an ansökan that has come in, to one who prepares; 404 for any other."""
    if not may_prepare(request.permissions, request.appointments):
        raise Http404
    found = find_application(request, pk)
    if not found.application.is_received:
        raise Http404
    return found.application


def _save(request: AccessRequest, application: Application) -> HttpResponse:
    if Permission.WRITE_INSATSER not in request.permissions:
        raise PermissionDenied("Det är kansliet som skriver bedömningen.")
    preparation = preparation_of(application)
    rows = judged(preparation, criteria_of(preparation, clock.today()))
    form = PreparationForm(request.POST, preparation=preparation, rows=rows)
    is_right = form.is_valid()
    if not is_right and not is_autosave(request):
        return _show(request, application, form=form, status=422)
    with refusals_on(form):  # what is right is saved by itself although something else is not
        saved = save_preparation(
            application=application, fields=form.typed(), by=request.person, **envelope(request)
        )
        if saved.collided:
            return lead_to_choice(request, _conflict_url(request, application, saved.collided))
        if is_right and is_autosave(request):
            return JsonResponse(
                {"version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}"}
            )
        if is_right:
            messages.success(request, "Bedömningen är sparad.")
            return redirect("application_prepare", request.association.slug, application.pk)
    if is_autosave(request):
        said = " ".join(message for each in form.errors.values() for message in each)
        return JsonResponse({"message": said}, status=422)
    return _show(request, application, form=form, status=422)


def _show(
    request: AccessRequest,
    application: Application,
    *,
    form: PreparationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    preparation = preparation_of(application)
    rows = judged(preparation, criteria_of(preparation, today))
    is_office = Permission.WRITE_INSATSER in request.permissions
    may_write = is_office and is_open(application)
    savings = preparation.savings if preparation.pk else PreparationSaving.objects.none()
    newest = savings.filter(number__gt=0).select_related("saved_by").order_by("-number").first()
    prefetch_related_objects([application], "sections")
    asked = asked_table(application)
    opinions = opinions_on(application, preparation, today)
    context = {
        "application": application,
        "heading": f"Beredning: {application.name}",
        "sub": _sub(application),
        "preparation": preparation,
        "asked": asked,
        "co_applicants": co_applicants_of(application),
        "earlier": earlier_years(application, today),
        "rows": rows,
        "criteria_note": _criteria_note(rows),
        "form": form or (PreparationForm(preparation=preparation, rows=rows) if may_write else None),
        "assessment": preparation.content.get(ASSESSMENT, ""),
        "assessed": newest,
        "opinions": opinions,
        "opinions_note": _opinions_note(preparation, opinions),
        "may_give_opinion": sits_in_group(request.appointments) and is_open(application),
        "is_office": is_office,
        "may_write": may_write,
        "version": str(preparation.version),
        "landed": landed_keys(savings.all()),
        "waiting": savings.waiting().first() if may_write else None,
        "saved_at": saved_in_words(newest),
        "file_count": application.files.count(),
    }  # fmt: skip
    context |= _money(request, application, preparation, asked.sums)
    return render(request, "insatser/application_prepare.html", context, status=status)


def _money(
    request: AccessRequest, application: Application, preparation: Preparation, asked: dict[int, Any]
) -> dict[str, Any]:
    """Give what would happen with what stands in the address, or else with what is suggested, or asked."""
    form = _what_if_form(application, preparation, asked, request.GET if "borjar" in request.GET else None)
    amounts, start, is_beyond = form.amounts_shown, form.start_shown, False
    if form.is_bound and form.is_valid():
        amounts, start, is_beyond = form.amounts(), form.start, form.is_beyond
        form = WhatIfForm(
            asked=asked,
            amounts=amounts,
            start=start,
            applied=form.applied,
            initial={"ur": form.cleaned_data["ur"]},
        )
    told = what_if(
        request.association, years=years_ahead(clock.today().year, asked), asked=asked, proposed=amounts,
        is_beyond=is_beyond, but=application,
    )  # fmt: skip
    month = month_key(form.applied)
    as_asked = {f"belopp-{year}": money.kr_as_needed(amount) for year, amount in asked.items()}
    return {
        "what_if": told,
        "if_form": form,
        "as_asked": urlencode(as_asked | {"borjar": month, "borjade": month}),
    }


def _what_if_form(
    application: Application, preparation: Preparation, asked: dict[int, Any], data: Any
) -> WhatIfForm:
    applied = applied_start(application, asked)
    kept = str(preparation.content.get(START) or "")
    return WhatIfForm(
        data, asked=asked, amounts=suggested(preparation, asked) or asked, applied=applied,
        start=read_month(kept) if kept in dict(starts_from(applied)) else applied,
    )  # fmt: skip


def applied_start(application: Application, asked: dict[int, Any]) -> dt.date:
    """Give the first day of the month in which the ansökan says that it begins; else of the first year asked for."""
    facts = next((each for each in load_sections(application) if each.part == Ask.FACTS), None)
    day = day_in(facts, "starts_on") if facts else None
    first = min(asked, default=clock.today().year)
    return dt.date(day.year, day.month, 1) if day and day.year in asked else dt.date(first, 1, 1)


def _sub(application: Application) -> str:
    number = f"Dnr {application.matter.dnr}. " if application.matter else ""
    came = (
        f"Kom in {dates.day_month(clock.day_of(application.submitted_at))}"
        if application.submitted_at
        else ""
    )
    who = f" från {application.submitted_by.name}" if application.submitted_by else ""
    called = f"{application.called}. " if application.is_change else ""
    return f"{called}{number}{application.get_state_display()}. {came}{who}."


def _criteria_note(rows: Any) -> str:
    sources = list(dict.fromkeys(row.source for row in rows if row.source))
    return ". ".join(filter(None, [sources[0] if len(sources) == 1 else "", met_in_words(rows)]))


def _opinions_note(preparation: Preparation, opinions: Any) -> str:
    seats = [each for each in opinions if each.opinion is None or each.opinion.person_id]
    said = f"{sum(bool(each.opinion) for each in seats)} av {len(seats)} har svarat" if seats else ""
    due = f"Svar senast {dates.day_month(preparation.answer_by)}" if preparation.answer_by else ""
    return ". ".join(filter(None, [said, due]))


def _conflict_url(request: AccessRequest, application: Application, saving: Saving) -> str:
    return reverse("preparation_conflict", args=[request.association.slug, application.pk, saving.pk])
