"""Applications: the list, each one as a whole, and every act in its life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.queries.meetings import open_agendas
from finsam import clock
from finsam.files import excel
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from finsam.views.pages import refusals_on, show_page
from insatser.actions.applying import begin
from insatser.actions.changing import ask_for_change
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import ask_completion, submit_application, take_up, withdraw
from insatser.documents.application import build_application, read_application
from insatser.forms.application import BeginForm, CompletionForm, ProposalForm, WithdrawForm
from insatser.models import Application, ApplicationRound, Insats
from insatser.permissions import may_prepare
from insatser.queries.application_content import load_sections
from insatser.queries.applications import (
    asked_by_year,
    missing_in,
    open_rounds,
    own_applications,
    progress_of,
    visible_applications,
    waiting_in_application,
    with_asked,
)
from insatser.queries.co_applicants import co_applicants_of, may_be_confirmed
from insatser.queries.decision_letters import letters_on
from insatser.queries.next_steps import next_for_applicant
from insatser.queries.preparing import ASSESSMENT, preparation_of, suggested
from insatser.queries.proposals import coming_in, decisions_in, earlier_grants, paragraphs_of
from insatser.states import APPLICATION_TRANSITIONS, UNDECIDED, ApplicationState
from insatser.tables.register import APPLICATION_HEADINGS, ApplicationTable, application_values
from insatser.views.finding import (
    find_application,
    find_insats,
    find_writable_application,
    is_contact_of,
    my_pages,
    page_base,
)


def _asked(request: AccessRequest) -> dict[str, Any]:
    state, period = request.GET.get("lage", ""), request.GET.get("period", "")
    return {
        "state": state if state in ApplicationState.values else "",
        "period": period if period.isdecimal() and period.isascii() and len(period) < 10 else "",
        "words": request.GET.get("q", "").strip(),
    }


def _rows(request: AccessRequest, asked: dict[str, Any]) -> Any:
    rows = visible_applications(request.association, request.person, request.permissions, clock.today())
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    if asked["period"]:
        rows = rows.filter(round=int(asked["period"]))
    for word in asked["words"].split():
        rows = rows.filter(name__icontains=word)
    return with_asked(rows)


@requires(Permission.READ_INSATSER)
@require_safe
def application_list(request: AccessRequest) -> HttpResponse:
    """Every ansökan that one may know of, with what it asks for."""
    asked = _asked(request)
    table = ApplicationTable(_rows(request, asked), association=request.association)
    show_page(request, table, per_page=50)
    context = asked | {
        "table": table,
        "states": ApplicationState.choices,
        "rounds": ApplicationRound.objects.filter(association=request.association),
        "is_open": bool(open_rounds(request.association, clock.today())),
        "may_prepare": may_prepare(request.permissions, request.appointments),
    }
    return render(request, "insatser/application_list.html", context)


@requires(Permission.READ_INSATSER)
@require_safe
def application_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    return excel.download(
        "ansokningar", APPLICATION_HEADINGS, map(application_values, _rows(request, _asked(request)))
    )


@requires(Permission.APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def application_begin(request: AccessRequest) -> HttpResponse:
    """Begin an ansökan, for something new or for an insats that goes on."""
    today = clock.today()
    rounds = ApplicationRound.objects.filter(
        pk__in=[each.pk for each in open_rounds(request.association, today)]
    )
    own = Insats.objects.of(request.association)
    if Permission.WRITE_INSATSER not in request.permissions:
        own = own.with_contact(request.person, today)
    earlier = own_applications(request.association, request.person, today)
    form = BeginForm(request.POST or None, rounds=rounds, insatser=own, earlier=earlier)
    back = reverse("my_insatser", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            application = begin(by=request.person, **form.cleaned_data)
            return redirect("application_section", request.association.slug, application.pk, 1)
    context = {
        "title": "Börja en ansökan", "form": form if rounds else None, "cancel_url": back, "crumb": "Mina insatser",
        "crumb_url": back, "submit": "Börja skriva" if rounds else "", "base": page_base(request),
        "my_pages": my_pages(request),
        "lead": "Det som förbundet redan vet fylls i. Allt sparas medan du skriver." if rounds
        else "Ingen ansökningsperiod är öppen just nu.",
    }  # fmt: skip
    return render(request, "insatser/application_begin.html", context, status=422 if form.errors else 200)


@requires(Permission.APPLY)
@require_POST
def change_begin(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin to ask for a change of what one's insats has been granted."""
    insats = find_insats(request, pk)
    if not is_contact_of(request, insats):
        raise Http404
    with refusals_on(request):
        row = ask_for_change(insats=insats, by=request.person)
        return redirect("application_section", request.association.slug, row.pk, 1)
    return redirect(insats)


@requires(Permission.OPEN_INSATS)
@require_safe
def application(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how far an ansökan has come and what it says; the page to which every mail leads."""
    found = find_application(request, pk)
    row = found.application
    sections = load_sections(row) if found.may_write else []
    steps = progress_of(row, sections)
    moves = APPLICATION_TRANSITIONS[ApplicationState(row.state)]
    is_office = Permission.WRITE_INSATSER in request.permissions
    agenda = paragraphs_of(row) if found.may_read or is_office else []
    context = {
        "application": row,
        "found": found,
        "document": read_application(row) if found.may_read and row.is_received else None,
        "steps": steps,
        "next_number": next((step.section.number for step in steps if step.kind != "done"), 1),
        "completions": row.completions.select_related("asked_by"),
        "versions": row.versions.select_related("document", "submitted_by"),
        "files": row.files.select_related("document") if found.may_read else (),
        "asked": sorted(asked_by_year(row).items()),
        "may_prepare": row.is_received and may_prepare(request.permissions, request.appointments),
        "may_propose": is_office and row.state in UNDECIDED,
        "co_applicants": co_applicants_of(row) if found.may_read else (),
        "may_ask_parties": (found.is_contact or is_office) and may_be_confirmed(row),
        "decisions": decisions_in(agenda) if found.may_read else (),
        "letters": letters_on(row) if found.may_read and row.state == ApplicationState.DECIDED else (),
        "agenda": agenda if is_office else (),
        "coming": coming_in(agenda) if is_office else None,
        "is_new": is_office and row.state in {ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE},
        "next_in_words": next_for_applicant(row) if found.is_contact and not found.may_write else "",
        "may_take_up": is_office and ApplicationState.PREPARING in moves,
        "may_complete": is_office and ApplicationState.TO_COMPLETE in moves,
        "may_withdraw": ApplicationState.WITHDRAWN in moves and (found.is_contact or is_office),
        "crumb": "Ansökningar" if Permission.READ_INSATSER in request.permissions else "Mina insatser",
        "sub": _state_in_words(row),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/application.html", context)


@requires(Permission.APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def application_submit(request: AccessRequest, pk: int) -> HttpResponse:
    """Read the ansökan through, see what is missing, and hand it in."""
    row = find_writable_application(request, pk)
    if not row.is_writable:
        return redirect(row)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            submit_application(application=row, by=request.person)
            messages.success(
                request, "Ansökan är inlämnad. Ni får ett mejl med diarienumret och ansökan som PDF."
            )
            return redirect(row)
    steps = progress_of(row, load_sections(row))
    context = {
        "application": row,
        "document": build_application(row),
        "steps": steps,
        "missing": missing_in(steps),
        "waiting": waiting_in_application(row),
        "late": bool(row.round.closes_on and clock.today() > row.round.closes_on),
        "form": form,
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/application_submit.html", context, status=422 if form.errors else 200)


@requires(Permission.OPEN_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def application_withdraw(request: AccessRequest, pk: int) -> HttpResponse:
    """Withdraw an ansökan: by those who write it, or by the office when told."""
    found = find_application(request, pk)
    if not found.is_contact and Permission.WRITE_INSATSER not in request.permissions:
        raise Http404
    row = found.application
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            withdraw(application=row, by=request.person, **form.cleaned_data)
            messages.success(request, "Ansökan är återkallad.")
            return redirect(row)
    lead = "Ansökan prövas inte. Det som har kommit in finns kvar i diariet." if row.is_received else (
        "Ansökan tas inte vidare. Det som är skrivet finns kvar och kan kopieras till en ny."
    )  # fmt: skip
    return _ask(request, row, "Återkalla ansökan", form, submit="Återkalla ansökan", lead=lead, is_grave=True)


@requires(Permission.WRITE_INSATSER)
@require_POST
def application_take_up(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin to prepare an ansökan."""
    row = find_application(request, pk).application
    with refusals_on(request):
        take_up(application=row, by=request.person)
        messages.success(request, "Ansökan är i beredning. De som söker ser det.")
        return redirect("application_prepare", request.association.slug, pk)
    return redirect(row)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def application_complete(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask those who applied to complete the ansökan."""
    row = find_application(request, pk).application
    form = CompletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ask_completion(application=row, by=request.person, **form.cleaned_data)
            messages.success(request, "De som söker har fått ett mejl och kan skriva i ansökan igen.")
            return redirect(row)
    lead = "De som söker får ett mejl och kan ändra i ansökan. Det som redan har kommit in finns kvar som det är."
    return _ask(request, row, "Begär komplettering", form, submit="Begär komplettering", lead=lead)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def application_propose(request: AccessRequest, pk: int) -> HttpResponse:
    """Put an ansökan on the agenda of a meeting with what is proposed."""
    row = find_application(request, pk).application
    if row.state not in UNDECIDED:
        return redirect(row)
    asked, preparation = asked_by_year(row), preparation_of(row)
    form = ProposalForm(
        request.POST or None,
        meetings=open_agendas(request.association, clock.today()),
        asked=asked,
        suggested=suggested(preparation, asked),
        assessment=preparation.content.get(ASSESSMENT, ""),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            paragraph = put_application_on_agenda(application=row, by=request.person, **form.proposed())
            messages.success(
                request, f"Ansökan ligger på dagordningen {dates.weekday_date(paragraph.meeting.held_on)}, med förslag och handlingar."
            )  # fmt: skip
            return redirect(row)
    context = {
        "application": row, "form": form, "asked": sorted(asked.items()), "earlier": earlier_grants(row),
        "document": read_application(row),
    }  # fmt: skip
    return render(request, "insatser/application_propose.html", context, status=422 if form.errors else 200)


@requires(Permission.OPEN_INSATS)
@require_safe
def application_file(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Give a version as it came in."""
    found = find_application(request, pk)
    if not found.may_read:
        raise Http404
    rows = found.application.versions.filter(document__isnull=False).select_related("document")
    return file_response(get_object_or_404(rows, number=number).document)


@requires(Permission.OPEN_INSATS)
@require_safe
def application_enclosure(request: AccessRequest, pk: int, file_pk: int) -> HttpResponse:
    """Give a bilaga as it came."""
    found = find_application(request, pk)
    if not found.may_read:
        raise Http404
    return file_response(
        get_object_or_404(found.application.files.select_related("document"), pk=file_pk).document
    )


def _state_in_words(row: Application) -> str:
    """Say how far it has come, in a sentence."""
    if row.state == ApplicationState.WITHDRAWN and row.withdrawn_at:
        return f"Återkallad {dates.long_date(clock.day_of(row.withdrawn_at))}."
    if row.state == ApplicationState.DRAFT:
        if row.round.closes_on:
            return f"{row.round}. Lämnas senast {dates.weekday_date(row.round.closes_on)}."
        return f"{row.round}."
    came = dates.long_date(clock.day_of(row.submitted_at)) if row.submitted_at else ""
    number = f"Dnr {row.matter.dnr}. " if row.matter else ""
    late = ""
    if row.submitted_at and row.round.closes_on and clock.day_of(row.submitted_at) > row.round.closes_on:
        late = f", efter sista dagen {dates.day_month(row.round.closes_on)}"
    return f"{number}{row.get_state_display()}. Kom in {came}{late}."


def _ask(
    request: AccessRequest, row: Application, title: str, form: Any, *, submit: str, lead: str, is_grave: bool = False
) -> HttpResponse:  # fmt: skip
    url = row.get_absolute_url()
    context = {
        "title": title, "crumb": str(row), "crumb_url": url, "cancel_url": url, "lead": lead, "form": form,
        "submit": submit, "is_grave": is_grave, "base": page_base(request), "my_pages": my_pages(request),
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
