"""Pages of what the members decide each for itself: the matrix, a question, and a member's decision."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock
from finsam.files import excel
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import attempt, form_page, refusals_on
from finsam.web.asked import year as year_of
from reporting.actions import member_decisions as acts
from reporting.forms.members import DecisionForm, QuestionChangeForm, QuestionForm
from reporting.models import MemberDecision, MemberQuestion
from reporting.queries.member_decisions import matrix_of, years_asked

_HEADINGS = (
    "Fråga",
    "Gick ut",
    "Svar senast",
    "Medlem",
    "Beslut",
    "Beslutades av",
    "Paragraf",
    "Dag",
    "Anteckning",
)


@requires(Permission.READ_REPORTS)
@require_safe
def member_decisions(request: AccessRequest) -> HttpResponse:
    """Members down, questions across: what each has decided, and the revisionsberättelser."""
    today = clock.today()
    year = year_of(request.GET.get("ar")) or today.year
    context = {
        "year": year,
        "years": sorted({year, *years_asked(request.association, today)}),
        "matrix": matrix_of(request.association, year, today),
        "reports": list(request.association.audit_reports.filter(Q(year=year - 1) | Q(sent_at=None))),
        "may_write": Permission.WRITE_REPORTS in request.permissions,
        "may_audit": Permission.ENTER_AUDIT_ROOM in request.permissions,
    }
    return render(request, "reporting/member_decisions.html", context)


@requires(Permission.READ_REPORTS)
@require_safe
def member_decisions_excel(request: AccessRequest) -> HttpResponse:
    """Every member's decision on every question as an Excel file."""
    rows = MemberDecision.objects.filter(question__association=request.association)
    lines = [
        (
            each.question.title, each.question.sent_on, each.question.answer_by, each.member.name, each.said,
            each.body, each.paragraph, each.decided_on, each.note,
        )
        for each in rows.select_related("question", "member").order_by("-question__sent_on", "question", "member__position")
    ]  # fmt: skip
    return excel.download("medlemmarnas beslut", _HEADINGS, lines)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def member_question_add(request: AccessRequest) -> HttpResponse:
    """Put a question to the members, by mail or as one that went out by itself."""
    form = QuestionForm(request.POST or None, request.FILES or None, association=request.association)

    def ask() -> MemberQuestion:
        return acts.ask_members(
            association=request.association, draft=form.draft(), members=form.cleaned_data["members"], by=request.person,
            is_mailed=form.cleaned_data["is_mailed"],
        )  # fmt: skip

    if attempt(request, form, ask):
        is_mailed = form.cleaned_data["is_mailed"]
        messages.success(
            request, "Frågan har gått till medlemmarna." if is_mailed else "Frågan är antecknad."
        )
        return redirect("member_decisions", request.association.slug)
    return form_page(
        request, form, title="Ny fråga till medlemmarna", submit="Spara frågan", **_back(request),
        lead="Varje medlem beslutar för sig, i sitt eget organ. Besluten skrivs in allt eftersom de kommer.",
    )  # fmt: skip


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def member_question_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a question's heading, words and last day."""
    question = _question(request, pk)
    initial = {name: getattr(question, name) for name in QuestionChangeForm.base_fields}
    form = QuestionChangeForm(request.POST or None, initial=initial)
    if attempt(
        request,
        form,
        lambda: acts.change_question(question=question, facts=form.cleaned_data, by=request.person),
    ):
        messages.success(request, "Frågan är sparad.")
        return redirect("member_decisions", request.association.slug)
    return form_page(request, form, title=question.title, submit="Spara frågan", **_back(request))


@requires(Permission.WRITE_REPORTS)
@require_POST
def member_question_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away a question that was put by mistake."""
    question = _question(request, pk)
    with refusals_on(request):
        acts.remove_question(question=question, by=request.person)
        messages.success(request, f"{question.title} är borttagen.")
    return redirect("member_decisions", request.association.slug)


@requires(Permission.WRITE_REPORTS)
@require_POST
def member_question_remind(request: AccessRequest, pk: int) -> HttpResponse:
    """Remind the members that have not decided."""
    question = _question(request, pk)
    with refusals_on(request):
        reminded = acts.remind_members(question=question, by=request.person)
        said = words.join_och(each.name for each in reminded)
        messages.success(
            request, f"Påminnelse har gått till {said}." if said else "De som väntar är redan påminda i dag."
        )
    return redirect("member_decisions", request.association.slug)


@requires(Permission.READ_REPORTS)
@require_safe
def member_question_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the handling that went with a question."""
    rows = request.association.member_questions.filter(document__isnull=False).select_related("document")
    return file_response(get_object_or_404(rows, pk=pk).document)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def member_decision_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down what a member decided."""
    rows = MemberDecision.objects.filter(question__association=request.association)
    decision = get_object_or_404(rows.select_related("question", "member"), pk=pk)
    form = DecisionForm(request.POST or None, decision=decision)
    if attempt(
        request,
        form,
        lambda: acts.note_member_decision(decision=decision, facts=form.cleaned_data, by=request.person),
    ):
        messages.success(request, f"Beslutet från {decision.member.name} är sparat.")
        return redirect("member_decisions", request.association.slug)
    title = f"{decision.member.name}: {decision.question.title}"
    return form_page(request, form, title=title, submit="Spara beslutet", **_back(request))


def _question(request: AccessRequest, pk: int) -> MemberQuestion:
    return get_object_or_404(request.association.member_questions.select_related("association"), pk=pk)


def _back(request: AccessRequest) -> dict[str, str]:
    return {
        "back": "Medlemmarnas beslut",
        "back_url": reverse("member_decisions", args=[request.association.slug]),
    }
