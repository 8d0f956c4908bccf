"""A medlemssamråd that several förbund hold together: the host shares it, the others see it and write their part."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, refusals_on
from reporting.actions.members_meetings import add_wish
from reporting.actions.shared_meetings import share_meeting, stop_sharing, write_part
from reporting.forms.members_meetings import PartForm, ShareForm, WishForm
from reporting.models import MeetingShare
from reporting.queries.members_meetings import agenda_of_host, own_meetings
from reporting.views.members_meetings import show_members_meeting


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_share(request: AccessRequest, pk: int) -> HttpResponse:
    """Let another förbund of the installation see a samråd and write its part."""
    meeting = get_object_or_404(own_meetings(request.association), pk=pk)
    form = ShareForm(request.POST)
    share = attempt(
        request, form, lambda: share_meeting(meeting=meeting, by=request.person, **form.cleaned_data)
    )
    if share is None:
        return show_members_meeting(request, meeting, share=form)
    messages.success(
        request, f"{share.association.name} ser samrådet under Medlemssamråd och skriver sin del där."
    )
    return redirect("members_meeting", request.association.slug, pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_unshare(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a share away that was made by mistake."""
    rows = MeetingShare.objects.filter(meeting__body__association=request.association)
    share = get_object_or_404(rows, pk=pk)
    with refusals_on(request):
        stop_sharing(share=share, by=request.person)
        messages.success(request, "Samrådet är inte delat längre.")
    return redirect("members_meeting", request.association.slug, share.meeting_id)


@requires(Permission.READ_MEETINGS)
@require_safe
def shared_meeting(request: AccessRequest, pk: int) -> HttpResponse:
    """A samråd that another förbund holds: its day and points, and our own part and wishes."""
    return _show(request, _share(request, pk))


@requires(Permission.WRITE_MEETINGS)
@require_POST
def shared_meeting_part(request: AccessRequest, pk: int) -> HttpResponse:
    """Write our part of what was said."""
    share = _share(request, pk)
    form = PartForm(request.POST)
    if attempt(request, form, lambda: write_part(share=share, by=request.person, **form.cleaned_data)):
        messages.success(request, "Er del är sparad, och den som håller samrådet ser den.")
        return redirect("shared_meeting", request.association.slug, pk)
    share.refresh_from_db()
    form.data = form.data.dict() | {"seen": share.part}  # what is saved stands beside it now
    return _show(request, share, part=form)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def shared_meeting_wish(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down what our members want of our plan."""
    share = _share(request, pk)
    form = WishForm(request.POST, association=request.association, day=share.meeting.held_on)
    if attempt(
        request, form, lambda: add_wish(meeting=share.meeting, by=request.person, **form.cleaned_data)
    ):
        messages.success(request, "Önskemålet är sparat.")
        return redirect("shared_meeting", request.association.slug, pk)
    return _show(request, share, wish=form)


def _share(request: AccessRequest, pk: int) -> MeetingShare:
    rows = request.association.shared_meetings.select_related(
        "association", "meeting__body__association", "written_by"
    )
    return get_object_or_404(rows, pk=pk)


def _show(
    request: AccessRequest, share: MeetingShare, *, part: PartForm | None = None, wish: WishForm | None = None
) -> HttpResponse:
    association, meeting = request.association, share.meeting
    context = {
        "share": share,
        "meeting": meeting,
        "host": meeting.body.association,
        "agenda": agenda_of_host(meeting),
        "wishes": list(association.wishes.filter(meeting=meeting).select_related("member")),
        "may_write": Permission.WRITE_MEETINGS in request.permissions,
        "part_form": part or PartForm(initial={"part": share.part, "seen": share.part}),
        "wish_form": wish or WishForm(association=association, day=meeting.held_on),
    }
    is_refused = bool((part and part.errors) or (wish and wish.errors))
    return render(request, "reporting/shared_meeting.html", context, status=422 if is_refused else 200)
