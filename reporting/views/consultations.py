"""Pages of the consultation on a year's budget, and of the motivation that an under-balanced one needs."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from board.rules import budget_latest
from economy.actions.consultation import find_by_link, may_answer, note_answer
from economy.queries.consultation import consultation_of
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, public, requires
from finsam.swedish import dates, words
from finsam.views.pages import attempt, link_page, refusals_on
from finsam.work import jobs
from reporting.actions.consulting import (
    add_motivation,
    ask_by_link,
    refuse_to_ask,
    reply,
    send_for_consultation,
    tell_how_considered,
)
from reporting.forms.consultations import AnswerForm, ConsultationForm, ReplyForm
from reporting.models import Report
from reporting.states import ReportKind
from reporting.views.reports import own_report


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: AccessRequest, year: int) -> HttpResponse:
    """Write down when a year's plan and budget went to the members; the plan is kept as it stands."""
    found = consultation_of(request.association, _real(year))
    initial = (
        {"sent_on": found.sent_on, "answer_by": found.answer_by} if found else {"sent_on": clock.today()}
    )
    form = ConsultationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            send_for_consultation(
                association=request.association, year=year, by=request.person, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Samrådet är antecknat.")
            return redirect("consultation", request.association.slug, year)
    return _show(request, year, form, None)


@requires(Permission.WRITE_REPORTS)
@require_POST
def consultation_answers(request: AccessRequest, year: int) -> HttpResponse:
    """Write down what each member answered and what came of it: all of it or nothing."""
    found = consultation_of(request.association, _real(year))
    if found is None:
        return redirect("consultation", request.association.slug, year)
    forms = [AnswerForm(request.POST, row=row) for row in found.answers.all()]
    refused = [
        form for form in forms if not form.is_valid()
    ]  # each is asked, so that each says what is wrong
    if not refused:
        try:
            _note_all(request, forms)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Svaren är sparade.")
            return redirect("consultation", request.association.slug, year)
    initial = {"sent_on": found.sent_on, "answer_by": found.answer_by}
    return _show(request, year, ConsultationForm(initial=initial), forms)


@requires(Permission.WRITE_REPORTS)
@require_POST
def consultation_ask(request: AccessRequest, year: int) -> HttpResponse:
    """Have the worker mail each member that has not answered the proposal with a link of its own."""
    found = consultation_of(request.association, _real(year))
    here = redirect("consultation", request.association.slug, year)
    if found is None:
        return here
    with refusals_on(request):
        refuse_to_ask(found)
        jobs.ask(
            ask_by_link, association=request.association, key=jobs.key_of("samrad", year), label=f"Samråd om budget {year}",
            by=request.person, back_url=here.url, consultation_id=found.pk,
        )  # fmt: skip
        messages.success(request, "Förslaget mejlas nu till dem som inte har svarat, med en länk var.")
    return here


@requires(Permission.WRITE_REPORTS)
@require_POST
def consultation_tell(request: AccessRequest, year: int) -> HttpResponse:
    """Mail each member how its answer was taken into account."""
    found = consultation_of(request.association, _real(year))
    here = redirect("consultation", request.association.slug, year)
    if found is None:
        return here
    with refusals_on(request):
        told = tell_how_considered(consultation=found, by=request.person)
        names = words.join_och(each.name for each in told)
        messages.success(request, f"Besked om hur svaret togs om hand mejlas till {names}.")
    return here


@public
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_reply(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Let a member answer on a budget by its link (POST, so that a mail filter that follows links answers nothing)."""
    association = get_object_or_404(Association, slug=slug)
    row = find_by_link(association, token)
    if row is None:
        raise Http404
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if attempt(request, form, lambda: reply(answer=row, **form.given())):
        return redirect("consultation_reply", slug, token)
    context = {
        "association": association, "row": row, "form": form, "may_answer": may_answer(row),
        "home_url": reverse("public_page", args=[slug]),
    }  # fmt: skip
    return link_page(request, "reporting/consultation_reply.html", context, form)


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_motivate(request: AccessRequest, pk: int) -> HttpResponse:
    """Add the section where an under-balanced budget is motivated, and lead there."""
    report = own_report(request, pk)
    try:
        section = add_motivation(report=report, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("report_detail", request.association.slug, pk)
    return redirect("section_write", request.association.slug, pk, section.pk)


@transaction.atomic
def _note_all(request: AccessRequest, forms: list[AnswerForm]) -> None:
    for form in forms:
        given = form.cleaned_data
        note_answer(
            answer=form.row, answered_on=given["answered_on"], text=given["answer"], considered=given["considered"],
            by=request.person,
        )  # fmt: skip


def _show(
    request: AccessRequest, year: int, form: ConsultationForm, answers: list[AnswerForm] | None
) -> HttpResponse:
    found = consultation_of(request.association, year)
    rows = list(found.answers.all()) if found else []
    plan = Report.objects.of(request.association).current().filter(kind=ReportKind.PLAN, year=year).first()
    has_errors = bool(form.errors) or any(each.errors for each in answers or [])
    context = {
        "year": year,
        "last_day": dates.long_date(budget_latest(year)),
        "consultation": found,
        "form": form,
        "answers": answers or [AnswerForm(row=row) for row in rows],
        "plan": plan,
        "waiting": sum(each.answered_on is None for each in rows),
        "to_tell": [each.member.name for each in rows if each.is_to_tell],
        "back": plan.get_absolute_url() if plan else reverse("report_list", args=[request.association.slug]),
    }
    return render(request, "reporting/consultation.html", context, status=422 if has_errors else 200)


def _real(year: int) -> int:
    if not 2004 <= year <= 2100:
        raise Http404
    return year
