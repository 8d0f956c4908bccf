"""The page where kansliet sees what everyone will see of a protocol, and chooses."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from board.actions import publishing as acts
from board.actions.public_files import prepare_public_file
from board.documents.public import public_content
from board.documents.reading import frozen_sections, stored_sections
from board.forms.publishing import GROUNDS, HoldBackForm, PublishForm
from board.models import Protocol, Publication
from board.queries.held import held_of
from board.queries.held_places import Places, places_of
from board.queries.publishing import publishable, touched
from board.registries.public_files import held_files
from finsam import clock
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.web.asked import number as number_of
from finsam.work import jobs


@requires(Permission.POST_NOTICES)
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_publish(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what everyone will see, hold back, publish and withdraw."""
    protocol = get_object_or_404(publishable(request.association), pk=pk)
    act = request.POST.get("act", "").partition(":")[0]
    hold = HoldBackForm(request.POST if act == "hold" else None, meeting=protocol.meeting)
    form = PublishForm(request.POST if act == "publish" else None)
    if request.method == "POST" and (done := _act(request, protocol, hold, form)):
        return done
    places = None
    if act == "hold" and not hold.errors and (asked := hold.uncounted):
        places, hold = places_of(request.association, asked), hold.asking(asked)
    held = held_of(request.association)
    content = public_content(protocol, held)
    context = {
        "protocol": protocol,
        "meeting": protocol.meeting,
        "publication": Publication.objects.filter(protocol=protocol).first(),
        "is_shown": Publication.objects.shown(clock.today()).filter(protocol=protocol).exists(),
        "sections": stored_sections(content) if content else frozen_sections(protocol),
        "withholdings": protocol.meeting.withholdings.select_related("paragraph__meeting__body", "made_by"),
        "hold": hold,
        "form": form,
        "grounds": GROUNDS,
        "others": touched(request.association, held, but=protocol.meeting, today=clock.today()),
        "files": held_files(request.association, held),
        "places": places,
        "hold_label": _hold_label(places),
    }
    failed = hold.errors or form.errors or places
    return render(request, "board/protocol_publish.html", context, status=422 if failed else 200)


def _hold_label(places: Places | None) -> str:
    """Give what the button says: how much it does, once that is known."""
    if places is None or not places.count:
        return "Håll tillbaka" if places is None else "Håll tillbaka ändå"
    return f"Håll tillbaka på {words.plural(places.count, 'ställe', 'ställen')}"


def _act(
    request: AccessRequest, protocol: Protocol, hold: HoldBackForm, form: PublishForm
) -> HttpResponse | None:
    """Do what was pressed; None when something typed is to be mended."""
    act, _, which = request.POST.get("act", "").partition(":")
    try:
        if act == "hold":
            if not hold.is_valid() or hold.uncounted:
                return None
            _hold(request, protocol, hold)
        elif act == "release" and (number := number_of(which)) is not None:
            row = get_object_or_404(protocol.meeting.withholdings, pk=number)
            acts.release(protocol=protocol, withholding=row, by=request.person)
        elif act == "withdraw":
            acts.unpublish(protocol=protocol, by=request.person)
            messages.success(request, "Protokollet visas inte längre för alla.")
        elif act == "make" and (number := number_of(which)) is not None:
            return _make(request, protocol, number)
        elif act == "publish":
            return _publish(request, protocol, form) if form.is_valid() else None
    except DomainError as refusal:
        if act != "hold":
            messages.error(request, str(refusal))
            return redirect("protocol_publish", request.association.slug, protocol.pk)
        hold.add_error(None, str(refusal))
        return None
    return redirect("protocol_publish", request.association.slug, protocol.pk)


def _hold(request: AccessRequest, protocol: Protocol, hold: HoldBackForm) -> None:
    facts = {name: hold.cleaned_data[name] for name in ("words", "paragraph", "ground")}
    for told in acts.hold_back(protocol=protocol, by=request.person, **facts):
        messages.warning(request, told)


def _make(request: AccessRequest, protocol: Protocol, number: int) -> HttpResponse:
    """Have a file made that everyone may read in place of one that says what is held back."""
    held = held_of(request.association)
    every = {each.document.pk: each for each in held_files(request.association, held)}
    if number not in every:
        raise Http404
    row = every[number]
    job = jobs.ask(
        prepare_public_file,
        association=request.association,
        key=jobs.key_of("offentlig fil", number, held.key),
        label=f"Offentlig version, {row.name}",
        by=request.person,
        back_url=reverse("protocol_publish", args=[request.association.slug, protocol.pk]),
        document_id=number,
    )
    return redirect("job_detail", request.association.slug, job.pk)


def _publish(request: AccessRequest, protocol: Protocol, form: PublishForm) -> HttpResponse:
    days = form.cleaned_data["days"]
    here = redirect("protocol_publish", request.association.slug, protocol.pk)
    if public_content(protocol) is None:
        acts.publish(protocol=protocol, days=days, by=request.person)
        messages.success(request, "Protokollet visas för alla.")
        return here
    held = list(protocol.meeting.withholdings.values_list("pk", flat=True))
    job = jobs.ask(
        acts.prepare_and_publish,
        association=request.association,
        key=jobs.key_of("publicera", protocol.pk, days or "", clock.now().isoformat(), *held),
        label=f"Offentlig version, {protocol.meeting}",
        by=request.person,
        back_url=here.url,
        protocol_id=protocol.pk,
        days=days,
    )
    return redirect("job_detail", request.association.slug, job.pk)
