"""A yttrande on an ansökan: each member's own, and the office's note for the whole group; it saves itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from finsam.models import Person, Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.collisions import collisions_of
from finsam.swedish import dates
from finsam.views.conflicts import Conflict, choose
from finsam.views.pages import refusals_on
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from insatser.actions.opinions import (
    OpinionSheet,
    Saved,
    give_opinion,
    save_opinion,
    settle_opinion,
    take_back_opinion,
)
from insatser.documents.application import read_application
from insatser.forms.preparing import OpinionForm
from insatser.models import Application, Opinion, OpinionSaving
from insatser.permissions import sits_in_group
from insatser.queries.preparing import is_open, own_opinion, preparation_of
from insatser.states import OpinionState, Stance
from insatser.views.preparing import find_prepared

_LABELS = {"stance": "Ställning", "text": "Yttrande"}


@requires(Permission.PREPARE_APPLICATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_write(request: AccessRequest, pk: int) -> HttpResponse:
    """Write one's own yttrande beside the ansökan that it is about."""
    application = find_prepared(request, pk)
    if not sits_in_group(request.appointments):
        raise Http404
    return _write(request, application, request.person)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_group(request: AccessRequest, pk: int) -> HttpResponse:
    """Write what the whole beredningsgrupp has said, for those who say it together."""
    return _write(request, find_prepared(request, pk), None)


@requires(Permission.PREPARE_APPLICATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_conflict(request: AccessRequest, pk: int, saving_pk: int) -> HttpResponse:
    """Show what two windows wrote at once, and write what is chosen; neither is lost."""
    application = find_prepared(request, pk)
    saving = get_object_or_404(
        OpinionSaving.objects.beside().select_related("opinion__person", "saved_by"),
        opinion__application=application, pk=saving_pk,
    )  # fmt: skip
    opinion = saving.opinion
    opinion.application = application
    is_own = opinion.person_id == request.person.pk
    if not is_own and not (opinion.person_id is None and Permission.WRITE_INSATSER in request.permissions):
        raise Http404
    conflict = Conflict(
        saving=saving, heading=str(opinion), back_url=_url(request, application, opinion.person),
        collisions=collisions_of(
            saving, stored=OpinionSheet(opinion).content(), label=lambda name: _LABELS[name], is_text=lambda _: False,
            said=_said,
        ),
        base_version=str(opinion.version), page_url=lambda row: _conflict_url(request, application, row),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_opinion(waiting=saving, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


def _write(request: AccessRequest, application: Application, person: Person | None) -> HttpResponse:
    opinion = own_opinion(application, person)
    if request.method != "POST":
        return _show(request, opinion)
    if "take_back" in request.POST:
        with refusals_on(request):
            take_back_opinion(application=application, person=person, by=request.person)
        return redirect(_url(request, application, person))
    return _save(request, opinion)


def _save(request: AccessRequest, opinion: Opinion) -> HttpResponse:
    form = OpinionForm(request.POST, opinion=opinion)
    is_right = form.is_valid()
    if is_right and "give" in request.POST and not form.cleaned_data["stance"]:
        form.add_error("stance", "Välj om du tillstyrker, avstyrker eller inte tar ställning.")
        is_right = False
    application, person = opinion.application, opinion.person
    if not is_right and not is_autosave(request):
        return _show(request, opinion, form=form, status=422)
    with (
        refusals_on(form),
        transaction.atomic(),
    ):  # refused to be given it is not saved either, and stands in the form
        saved = save_opinion(
            application=application,
            person=person,
            fields=form.typed(),
            by=request.person,
            **envelope(request),
        )
        if saved.collided:
            return lead_to_choice(request, _conflict_url(request, application, saved.collided))
        if is_right and is_autosave(request):
            return JsonResponse(
                {"version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}"}
            )
        if is_right and "give" in request.POST:
            give_opinion(application=application, person=person, by=request.person)
            messages.success(request, "Yttrandet är lämnat. Kansliet och gruppen kan läsa det.")
            return redirect("application_prepare", request.association.slug, application.pk)
        if is_right:
            messages.success(request, "Yttrandet är sparat. Det syns för andra först när det är lämnat.")
            return redirect(_url(request, application, person))
    if is_autosave(request):
        said = " ".join(message for each in form.errors.values() for message in each)
        return JsonResponse({"message": said}, status=422)
    return _show(request, own_opinion(application, person), form=form, status=422)


def _show(
    request: AccessRequest, opinion: Opinion, *, form: OpinionForm | None = None, status: int = 200
) -> HttpResponse:
    application = opinion.application
    savings = opinion.savings if opinion.pk else OpinionSaving.objects.none()
    answer_by = preparation_of(application).answer_by
    is_draft = opinion.state == OpinionState.DRAFT
    context = {
        "application": application,
        "opinion": opinion,
        "is_group": opinion.person_id is None,
        "form": form or (OpinionForm(opinion=opinion) if is_draft and is_open(application) else None),
        "may_take_back": not is_draft and is_open(application),
        "heading": "Gruppens yttrande" if opinion.person_id is None else "Ditt yttrande",
        "crumb": f"Beredning: {application.name}",
        "sub": f"Svar senast {dates.weekday_date(answer_by)}." if answer_by else "",
        "here": _url(request, application, opinion.person),
        "document": read_application(application),
        "version": str(opinion.version),
        "landed": landed_keys(savings.all()),
        "waiting": savings.waiting().first(),
        "saved_at": saved_in_words(savings.filter(number__gt=0).order_by("-number").first()),
    }
    return render(request, "insatser/opinion_write.html", context, status=status)


def _said(name: str, value: Any) -> str:
    if name == "stance":
        return Stance(value).label if value in Stance.values else ""
    return str(value or "")


def _url(request: AccessRequest, application: Application, person: Person | None) -> str:
    name = "opinion_write" if person else "opinion_group"
    return reverse(name, args=[request.association.slug, application.pk])


def _conflict_url(request: AccessRequest, application: Application, saving: Saving) -> str:
    return reverse("opinion_conflict", args=[request.association.slug, application.pk, saving.pk])
