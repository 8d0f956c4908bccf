"""Pages of the medlemssamråd: when they were held, whose turn it is, and what the members want of the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.models import Meeting
from board.states import AGENDA_OPEN
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import BodyKind
from finsam.views.pages import attempt, form_page, refusals_on
from reporting.actions import members_meetings as acts
from reporting.forms.members_meetings import ConsiderForm, ShareForm, TurnForm, WishForm
from reporting.models import Wish
from reporting.queries.members_meetings import (
    meetings_of,
    next_in_turn,
    own_meetings,
    parts_of,
    shared_with,
    speaking_on,
    turn_of,
)


@requires(Permission.READ_MEETINGS)
@require_safe
def members_meeting_list(request: AccessRequest) -> HttpResponse:
    """Every samråd, who called it, and how much of what was wanted is answered."""
    bodies = request.association.bodies.filter(kind=BodyKind.CONSULTATION, is_active=True)
    context = {
        "meetings": meetings_of(request.association),
        "body": bodies.first(),
        "shared": shared_with(request.association),
    }
    return render(request, "reporting/members_meeting_list.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def members_meeting(request: AccessRequest, pk: int) -> HttpResponse:
    """One samråd: who speaks for whom, whose turn it is, and what was wanted."""
    return show_members_meeting(request, _meeting(request, pk))


@requires(Permission.WRITE_MEETINGS)
@require_POST
def members_meeting_turn(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down who calls this samråd and the next."""
    meeting = _meeting(request, pk)
    form = TurnForm(request.POST, association=request.association, day=meeting.held_on)
    if attempt(
        request, form, lambda: acts.settle_turn(meeting=meeting, by=request.person, **form.cleaned_data)
    ):
        messages.success(request, "Sammankallande är sparat.")
        return redirect("members_meeting", request.association.slug, pk)
    return show_members_meeting(request, meeting, turn=form)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def members_meeting_figures(request: AccessRequest, pk: int) -> HttpResponse:
    """Write the förbund's figures of the year before on the agenda."""
    meeting = _meeting(request, pk)
    with refusals_on(request):
        paragraph = acts.put_figures(meeting=meeting, year=meeting.held_on.year - 1, by=request.person)
        messages.success(request, f"Siffrorna står under {paragraph.heading} och följer med kallelsen.")
    return redirect("members_meeting", request.association.slug, pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def wish_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down what the members want of a plan."""
    meeting = _meeting(request, pk)
    form = WishForm(request.POST, association=request.association, day=meeting.held_on)
    if attempt(request, form, lambda: acts.add_wish(meeting=meeting, by=request.person, **form.cleaned_data)):
        messages.success(request, "Önskemålet är sparat.")
        return redirect("members_meeting", request.association.slug, pk)
    return show_members_meeting(request, meeting, wish=form)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def wish_consider(request: AccessRequest, pk: int) -> HttpResponse:
    """Write how a wish was taken into account."""
    wish = _wish(request, pk)
    form = ConsiderForm(request.POST or None, initial={"text": wish.text, "considered": wish.considered})
    if attempt(request, form, lambda: acts.consider_wish(wish=wish, by=request.person, **form.cleaned_data)):
        messages.success(request, "Det är sparat, och står i planen.")
        return redirect(_page_of(wish))
    back = _page_of(wish)
    title = f"{wish.whose}, planen för {wish.year}"
    return form_page(request, form, title=title, submit="Spara", back="Medlemssamråd", back_url=back)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def wish_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away a wish that was written by mistake."""
    wish = _wish(request, pk)
    with refusals_on(request):
        acts.remove_wish(wish=wish, by=request.person)
        messages.success(request, "Önskemålet är borttaget.")
    return redirect(_page_of(wish))


def _page_of(wish: Wish) -> str:
    """Give the page of a wish's samråd: our own, or the one that another förbund shares."""
    share = (
        wish.association.shared_meetings.filter(meeting=wish.meeting_id).select_related("association").first()
    )
    return (
        share.get_absolute_url()
        if share
        else reverse("members_meeting", args=[wish.association.slug, wish.meeting_id])
    )


def _meeting(request: AccessRequest, pk: int) -> Meeting:
    return get_object_or_404(own_meetings(request.association), pk=pk)


def _wish(request: AccessRequest, pk: int) -> Wish:
    return get_object_or_404(request.association.wishes.select_related("member", "association"), pk=pk)


def show_members_meeting(
    request: AccessRequest,
    meeting: Meeting,
    *,
    turn: TurnForm | None = None,
    wish: WishForm | None = None,
    share: ShareForm | None = None,
) -> HttpResponse:
    """Show a samråd, with a form that was refused as it was sent."""
    association, day = request.association, meeting.held_on
    found = turn_of(meeting)
    convener = found.convener if found else None
    suggested = found.next_convener if found else next_in_turn(association, convener, day)
    may_write = Permission.WRITE_MEETINGS in request.permissions
    initial = {"convener": convener, "next_convener": suggested}
    context = {
        "meeting": meeting,
        "turn": found,
        "speaking": speaking_on(meeting),
        "wishes": list(
            meeting.wishes.filter(association=association).select_related("member").order_by("year", "pk")
        ),
        "parts": parts_of(meeting),
        "share_form": share or ShareForm(),
        "may_write": may_write,
        "may_tell": may_write and meeting.state in AGENDA_OPEN,
        "figures_of": day.year - 1,
        "turn_form": turn or TurnForm(association=association, day=day, initial=initial),
        "wish_form": wish or WishForm(association=association, day=day),
    }
    is_refused = any(form and form.errors for form in (turn, wish, share))
    return render(request, "reporting/members_meeting.html", context, status=422 if is_refused else 200)
