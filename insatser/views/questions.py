"""What the förbund asks in its reports."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from insatser.actions.questions import set_questions
from insatser.forms.questions import QuestionsForm
from insatser.states import QUESTION_KINDS, ReportKind


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def report_questions(request: AccessRequest) -> HttpResponse:
    """Word the questions of a kind of report anew, leave some out, add own ones."""
    asked = request.GET.get("slag", "")
    kind = asked if asked in dict(QUESTION_KINDS) else ReportKind.YEAR.value
    form = QuestionsForm(request.POST or None, association=request.association, kind=kind)
    if request.method == "POST" and form.is_valid():
        set_questions(
            association=request.association,
            kind=kind,
            wordings=form.wordings,
            new=form.new,
            by=request.person,
        )
        messages.success(
            request, "Frågorna är sparade. De ställs i rapporter och ansökningar som börjas från och med nu."
        )
        return redirect(f"{reverse('report_questions', args=[request.association.slug])}?slag={kind}")
    context = {"form": form, "kinds": QUESTION_KINDS, "kind": kind}
    return render(request, "insatser/report_questions.html", context, status=422 if form.errors else 200)
