"""The page of närvaro: seats and §§ at a glance, each § to be corrected until the protocol is sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from board.actions.presence_sheet import correct_paragraph
from board.actions.take_in_seats import take_in_seats
from board.actions.writing import sent_protocol_of
from board.forms.session import read_corrections
from board.models import Meeting, Paragraph
from board.queries.seat_changes import seat_changes
from board.queries.session import meetings_of, paragraphs_of
from board.queries.session.attendance import attendances_of
from board.queries.session.strip import Correctable, Strip, StripRow, strip_of
from board.states import HELD, AtParagraph
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.web.asked import number as number_of


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_presence(request: AccessRequest, pk: int) -> HttpResponse:
    """Show who held each seat at each §; with a § named, correct how everyone was there."""
    meeting = get_object_or_404(meetings_of(request.association), pk=pk)
    if meeting.state not in HELD:
        return redirect("meeting_session", request.association.slug, pk)
    paragraph = _named(request, meeting)
    if request.method == "POST" and request.POST.get("act") == "seats":
        return _take_in(request, meeting)
    if request.method == "POST" and paragraph:
        return _correct(request, meeting, paragraph)
    strip = strip_of(meeting)
    cell = strip.named(request.GET.get("plats", "")) if paragraph else None
    is_locked = paragraph is not None and sent_protocol_of(paragraph) is not None
    may_correct = any(sent_protocol_of(each) is None for each in strip.paragraphs)
    context = {
        "meeting": meeting,
        "strip": strip,
        "seat_changes": seat_changes(meeting, list(attendances_of(meeting))) if may_correct else [],
        "paragraph": paragraph,
        "is_locked": is_locked,
        "may_correct": may_correct,
        "cell": cell,
        "people": _people(strip, paragraph, cell) if paragraph and not is_locked else [],
        "leader": strip.leader_at(paragraph) if paragraph else None,
        "ways": AtParagraph.choices,
        "following": _following(strip, paragraph),
    }
    return render(request, "board/meeting_presence.html", context)


def _take_in(request: AccessRequest, meeting: Meeting) -> HttpResponse:
    try:
        take_in_seats(meeting=meeting, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Mötet har nu platserna och rollerna som de gäller den dagen.")
    return redirect("meeting_presence", request.association.slug, meeting.pk)


def _correct(request: AccessRequest, meeting: Meeting, paragraph: Paragraph) -> HttpResponse:
    corrections, leads = read_corrections(request.POST)
    back = reverse("meeting_presence", args=[request.association.slug, meeting.pk])
    try:
        correct_paragraph(paragraph=paragraph, corrections=corrections, leads=leads, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"Närvaron vid {paragraph.short_text} är rättad. De andra paragraferna står kvar."
        )
    return redirect(f"{back}?paragraf={paragraph.pk}")


def _people(strip: Strip, paragraph: Paragraph, cell: StripRow | None) -> list[Correctable]:
    """Give those whom the form asks about: all at the §, or those whom one cell is about."""
    if cell is None or paragraph not in strip.paragraphs:
        return strip.at(paragraph)
    return strip.around(cell, paragraph)


def _named(request: AccessRequest, meeting: Meeting) -> Paragraph | None:
    wanted = number_of(request.GET.get("paragraf"))
    if wanted is None:
        return None
    return get_object_or_404(paragraphs_of(request.association).filter(meeting=meeting), pk=wanted)


def _following(strip: Strip, paragraph: Paragraph | None) -> Paragraph | None:
    if paragraph is None:
        return None
    return next((each for each in strip.paragraphs if each.position > paragraph.position), None)
