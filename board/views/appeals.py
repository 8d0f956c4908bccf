"""Pages of an appeal, for the office, and the laga kraft-bevis of a §."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from board.actions import appeals as acts
from board.actions import printing
from board.documents.legal_forces import build_legal_force
from board.forms.appeals import AppealForm, CloseForm, FinalForm, ForwardForm, StatementForm, TimeForm
from board.models import Appeal, Decision, Paragraph
from board.queries.appeals import about, appeals_of, standings
from board.queries.decided import decided_paragraphs
from board.queries.notice import NoticePage, notice_page, notices_of
from board.states import BEFORE_COURT, AppealStage
from finsam import clock
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from finsam.views.pages import refusals_on
from finsam.work import jobs

_ABOUT_STATEMENT = ("yttrande", "överklagande", "förvaltningsrätten")


@requires(Permission.POST_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down that an appeal came in, and which decisions it is of."""
    protocol = get_object_or_404(notices_of(request.association), pk=pk)
    decisions = list(Decision.objects.filter(paragraph__protocols=protocol).distinct())
    chosen = [each.pk for each in decisions if str(each.paragraph_id) == request.GET.get("paragraf")]
    form = AppealForm(
        request.POST or None,
        decisions=decisions,
        initial={"on": clock.today().isoformat(), "decisions": chosen},
    )
    if request.method == "POST" and form.is_valid():
        given = {"decisions": []} | form.cleaned_data
        with refusals_on(form):
            appeal = acts.receive_appeal(protocol=protocol, by=request.person, **given)
            messages.success(request, "Överklagandet är antecknat.")
            return redirect("appeal_step", request.association.slug, appeal.pk)
    context = {
        "title": "Ett överklagande har kommit in",
        "crumb": str(protocol.meeting),
        "crumb_url": reverse("notice_detail", args=[request.association.slug, pk]),
        "lead": "Bara de beslut som kryssas för väntar på domstolen. Sammanträdets övriga beslut får laga kraft ändå.",
        "form": form,
        "submit": "Anteckna överklagandet",
        "cancel_url": reverse("notice_detail", args=[request.association.slug, pk]),
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.POST_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_step(request: AccessRequest, pk: int) -> HttpResponse:
    """Show the course of an appeal, and write down its next step."""
    appeal = get_object_or_404(appeals_of(request.association), pk=pk)
    page = notice_page(notices_of(request.association).get(pk=appeal.protocol_id), clock.today())
    steps = _steps(request, appeal, page)
    act = request.POST.get("steg", "")
    if request.method == "POST":
        if act not in steps:
            raise Http404
        form, do = steps[act]
        if form.is_valid() and _done(request, form, do):
            return redirect("appeal_step", request.association.slug, pk)
    failed = steps[act][0] if act in steps and steps[act][0].errors else None
    context = {
        "appeal": appeal,
        "about": about(appeal),
        "page": page,
        "standings": standings(
            [each.decision for each in appeal.decisions.all()],
            page.protocol.appeals.all(),
            page.time,
            clock.today(),
        ),
        "forms": {name: form for name, (form, _) in steps.items()},
        "is_before_court": appeal.state in BEFORE_COURT,
    }
    return render(request, "board/appeal_step.html", context, status=422 if failed else 200)


Step = tuple[forms.Form, Callable[[forms.Form], Appeal]]


def _steps(request: AccessRequest, appeal: Appeal, page: NoticePage) -> dict[str, Step]:
    """Give the steps that can be taken now, by name: the form of each, and what it does."""
    sent = request.POST if request.method == "POST" else None
    who = {"appeal": appeal, "by": request.person}
    today = {"on": clock.today().isoformat()}

    def data(name: str) -> dict[str, object]:
        return {"data": sent if sent and sent.get("steg") == name else None, "auto_id": f"{name}-%s"}

    steps: dict[str, Step] = {}
    if appeal.state in BEFORE_COURT:
        in_time = page.last_day is None or appeal.received_on <= page.last_day
        form = TimeForm(**data("tid"), initial={"is_in_time": "ja" if in_time else "nej"})
        steps["tid"] = (form, lambda form: acts.judge_time(**who, **form.cleaned_data))
    if appeal.state in {AppealStage.IN_TIME, AppealStage.LATE}:
        forward = ForwardForm(**data("lamna"), initial=today)
        steps["lamna"] = (forward, lambda form: acts.forward_appeal(**who, **form.cleaned_data))
    if appeal.state == AppealStage.SENT:
        since = appeal.received_on
        offered = decided_paragraphs(request.association, since=since, about=_ABOUT_STATEMENT)
        statement = StatementForm(**data("yttrande"), paragraphs=offered, initial=today)
        steps["yttrande"] = (statement, lambda form: acts.give_statement(**who, **form.cleaned_data))
    if appeal.is_open:
        close = CloseForm(**data("avgor"), appeal=appeal, initial=today)
        steps["avgor"] = (close, lambda form: _close(who, form))
    if appeal.state == AppealStage.CLOSED and appeal.final_on is None:
        final = FinalForm(**data("galler"), initial=today)
        steps["galler"] = (final, lambda form: acts.make_final(**who, **form.cleaned_data))
    return steps


def _close(who: dict[str, object], form: CloseForm) -> Appeal:
    given = form.cleaned_data
    return acts.close_appeal(
        **who, outcomes=form.outcomes, on=given["on"], final_on=given.get("final_on"), note=given["note"]
    )


def _done(request: AccessRequest, form: forms.Form, do: Callable[[forms.Form], Appeal]) -> bool:
    try:
        do(form)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Sparat.")
    return True


@requires(Permission.WRITE_MEETINGS)
@require_POST
def legal_force_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Have a laga kraft-bevis made of a §; when it cannot be, say why."""
    paragraphs = Paragraph.objects.filter(meeting__body__association=request.association)
    paragraph = get_object_or_404(paragraphs.select_related("meeting__body__association", "matter"), pk=pk)
    try:
        build_legal_force(paragraph, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(paragraph)
    job = jobs.ask(
        printing.print_legal_force,
        association=request.association,
        key=jobs.key_of("laga kraft", paragraph.pk, dates.long_date(clock.today())),
        label=f"Bevis om laga kraft, {paragraph}",
        by=request.person,
        back_url=paragraph.get_absolute_url(),
        paragraph_id=paragraph.pk,
    )
    return redirect("job_detail", request.association.slug, job.pk)
