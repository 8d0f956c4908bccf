"""The parties of an ansökan: asked by those who write it, and answering by a mailed link without a login."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, public, requires
from finsam.views.pages import link_page, refusals_on
from insatser.actions.co_applicants import answer_as_party, ask_parties, find_by_token, is_good
from insatser.forms.co_applicants import PartyAnswerForm
from insatser.states import CoApplicantState
from insatser.views.finding import find_application


@requires(Permission.OPEN_INSATS)
@require_POST
def co_applicants_ask(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask the parties that the ansökan names whether they are with it."""
    found = find_application(request, pk)
    if not found.is_contact and Permission.WRITE_INSATSER not in request.permissions:
        raise Http404
    with refusals_on(request):
        asked = ask_parties(application=found.application, by=request.person)
        said = ", ".join(str(row) for row in asked)
        messages.success(request, f"Mejl har gått till {said}." if asked else "Alla är redan tillfrågade.")
    return redirect(found.application)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def co_applicant_confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Let a party say whether it is with an ansökan (POST, so that a mail filter that follows links answers nothing)."""
    association = get_object_or_404(Association, slug=slug)
    row = find_by_token(association, token)
    if row is None:
        raise Http404
    form = PartyAnswerForm(
        request.POST if request.method == "POST" else None, initial={"name": row.name, "brings": row.brings}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer_as_party(co_applicant=row, **form.answer())
            return redirect("co_applicant_confirm", slug, token)
    context = {
        "association": association, "row": row, "application": row.application, "form": form,
        "may_answer": row.state == CoApplicantState.ASKED and is_good(row),
        "home_url": reverse("public_page", args=[slug]),
    }  # fmt: skip
    return link_page(request, "insatser/co_applicant_confirm.html", context, form)
