"""The meeting's beginning and end, and what a button under a § does after the saving."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from board.actions import points, rows
from board.actions import session as acts
from board.actions.untaken import number_afterwards
from board.actions.wordings import take_wording
from board.documents.assemble_attendance import leaders_text
from board.documents.meeting_times import held_when
from board.forms.meetings import TimesForm
from board.models import Meeting, Paragraph
from board.queries.numbers import begins_at, left_open_before
from board.queries.session import meetings_of, session_page
from board.queries.untaken import untaken
from board.queries.warnings import before_sending
from board.states import MeetingState, Outcome, ParagraphKind, ProtocolKind
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import NotesSigners
from finsam.swedish import words
from finsam.web.asked import number as number_of

_ROW_ACTS: dict[str, Callable[[Paragraph, str, Person], object]] = {
    "point": lambda paragraph, _, by: points.add_point(paragraph=paragraph, by=by),
    "point_up": lambda paragraph, key, by: points.move_point(paragraph=paragraph, key=key, step=-1, by=by),
    "point_down": lambda paragraph, key, by: points.move_point(paragraph=paragraph, key=key, step=1, by=by),
    "point_drop": lambda paragraph, key, by: points.remove_point(paragraph=paragraph, key=key, by=by),
    "up": lambda paragraph, key, by: points.move_decision(paragraph=paragraph, key=key, step=-1, by=by),
    "down": lambda paragraph, key, by: points.move_decision(paragraph=paragraph, key=key, step=1, by=by),
    "proposal": lambda paragraph, key, by: acts.fetch_proposal(paragraph=paragraph, key=key, by=by),
    "drop": lambda paragraph, key, by: rows.drop_row(paragraph=paragraph, key=key, by=by),
    "fill": lambda paragraph, key, by: rows.fill_row(paragraph=paragraph, key=key, by=by),
    "restore": lambda paragraph, key, by: rows.restore_row(paragraph=paragraph, key=key, by=by),
}
_OUTCOMES = {"table": Outcome.TABLED, "refer": Outcome.REFERRED_BACK, "decide": Outcome.DECIDED}


def then(request: AccessRequest, paragraph: Paragraph, act: str) -> HttpResponse | None:
    """Do what the pressed button says and give where it leads; None stays at the §. Raises DomainError."""
    by, slug, meeting = request.person, request.association.slug, paragraph.meeting
    if act == "close":
        acts.close_meeting(meeting=meeting, by=by)
        return redirect("meeting_closed", slug, meeting.pk)
    if act in _OUTCOMES:
        acts.send_on(paragraph=paragraph, outcome=_OUTCOMES[act], by=by)
        return _go_on(request, paragraph) if act != "decide" else None
    if act.startswith("next"):
        return _go_on(request, paragraph, to=act.partition(":")[2])
    if act.startswith("wording:"):
        take_wording(paragraph=paragraph, key=act.partition(":")[2], by=by)
        return None
    name, _, key = act.partition(":")
    if name in _ROW_ACTS and (key or name == "point"):
        _ROW_ACTS[name](paragraph, key, by)
        here = reverse("meeting_session_paragraph", args=[slug, meeting.pk, paragraph.pk])
        return redirect(f"{here}?{urlencode({'angra': key})}" if name == "drop" else here)
    {
        "take_up": lambda: acts.take_up(paragraph=paragraph, by=by),
        "put_back": lambda: acts.put_back(paragraph=paragraph, by=by),
        "at_once": lambda: acts.adjust_at_once(paragraph=paragraph, by=by),
        "not_at_once": lambda: acts.adjust_with_the_rest(paragraph=paragraph, by=by),
        "proposal": lambda: acts.fetch_proposal(paragraph=paragraph, by=by),
    }.get(act, lambda: None)()
    return None


def _go_on(request: AccessRequest, paragraph: Paragraph, *, to: str = "") -> HttpResponse:
    """Take up the ärende that the button named: the same button sent twice goes one step."""
    named = paragraph.meeting.paragraphs.filter(pk=number_of(to)).first() if to else None
    following = named or session_page(paragraph).next_paragraph or paragraph
    if following.pk != paragraph.pk:
        acts.take_up(paragraph=following, by=request.person)
    return redirect("meeting_session_paragraph", request.association.slug, paragraph.meeting_id, following.pk)


@requires(Permission.WRITE_MEETINGS)
def meeting_open(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before the meeting opens, and open it."""
    meeting = _meeting(request, pk)
    slug = request.association.slug
    if request.method == "POST":
        try:
            acts.open_meeting(meeting=meeting, by=request.person)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("meeting_detail", slug, pk)
        return redirect("meeting_session", slug, pk)
    if meeting.state in {MeetingState.IN_SESSION, MeetingState.CLOSED}:
        return redirect("meeting_session", slug, pk)
    return render(
        request,
        "board/meeting_open.html",
        {
            "meeting": meeting,
            "count": meeting.paragraphs.count(),
            "is_early": meeting.held_on > clock.today(),
            "left_open": left_open_before(meeting),
            "begins_at": begins_at(meeting),
        },
    )


@requires(Permission.WRITE_MEETINGS)
def meeting_close(request: AccessRequest, pk: int) -> HttpResponse:
    """Close the meeting."""
    meeting = _meeting(request, pk)
    slug = request.association.slug
    if request.method == "POST":
        try:
            acts.close_meeting(meeting=meeting, by=request.person)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("meeting_detail", slug, pk)
        return redirect("meeting_closed", slug, pk)
    if meeting.state != MeetingState.IN_SESSION:
        return redirect("meeting_session", slug, pk)
    return render(request, "board/meeting_close.html", {"meeting": meeting, "untaken": untaken(meeting)})


@requires(Permission.WRITE_MEETINGS)
def meeting_closed(request: AccessRequest, pk: int) -> HttpResponse:
    """Say what remains before the protocol is sent, and lead there."""
    meeting = _meeting(request, pk)
    if meeting.state != MeetingState.CLOSED:
        return redirect("meeting_session", request.association.slug, pk)
    protocol = meeting.protocols.filter(kind=ProtocolKind.MAIN).first()
    immediate = meeting.protocols.filter(kind=ProtocolKind.IMMEDIATE).prefetch_related("paragraphs")
    paragraphs = list(meeting.paragraphs.select_related("meeting__body").order_by("number", "position"))
    elects = next((each for each in paragraphs if each.kind == ParagraphKind.ADJUSTERS), None)
    context = {
        "meeting": meeting,
        "protocol": protocol,
        "immediate": immediate,
        "paragraphs": [each for each in paragraphs if each.number],
        "held": held_when(meeting),
        **_about_untaken([each for each in paragraphs if not each.number]),
        "led_by": leaders_text(meeting, [each for each in paragraphs if each.number]),
        "attendance_url": f"{_written_at(meeting, paragraphs[0])}#narvaro" if paragraphs else "",
        "adjusters_url": _written_at(meeting, elects) if elects else "",
        "adjusters": meeting.adjusters.select_related("person"),
        "remarks": before_sending(meeting),
        "is_draft": protocol is None or not protocol.sent_at,
        "next_step": "Läs igenom anteckningarna och skicka dem till alla."
        if meeting.keeps_notes
        else "Protokollet är skrivet. Läs igenom det och skicka det för justering.",
        "list_title": "Punkter" if meeting.keeps_notes else "Paragrafer",
        "elects": not meeting.keeps_notes or meeting.body.notes_signers == NotesSigners.CHAIR_AND_ADJUSTERS,
    }
    return render(request, "board/meeting_closed.html", context)


def _about_untaken(untaken: list[Paragraph]) -> dict[str, object]:
    """Say what has no number, and which of it waits for the next agenda."""
    waiting = [each.heading for each in untaken if each.outcome == Outcome.NOT_TAKEN_UP]
    all_wait = len(waiting) == len(untaken)
    which = ("Det" if len(untaken) == 1 else "De") if all_wait else words.join_och(waiting)
    return {
        "untaken": untaken,
        "untaken_heading": f"{words.plural(len(untaken), 'ärende', 'ärenden')} togs inte upp och har inget nummer",
        "untaken_waits": f"{which} väntar på nästa dagordning." if waiting else "",
    }


def _written_at(meeting: Meeting, paragraph: Paragraph) -> str:
    return reverse(
        "meeting_session_paragraph", args=[meeting.body.association.slug, meeting.pk, paragraph.pk]
    )


@requires(Permission.WRITE_MEETINGS)
def meeting_number_rest(request: AccessRequest, pk: int) -> HttpResponse:
    """Number what nobody took up, because it was taken up all the same."""
    meeting = _meeting(request, pk)
    if request.method == "POST":
        try:
            count = number_afterwards(meeting=meeting, by=request.person)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{words.plural(count, 'ärende', 'ärenden')} har fått sina nummer.")
    return redirect("meeting_closed", request.association.slug, pk)


@requires(Permission.WRITE_MEETINGS)
def meeting_times(request: AccessRequest, pk: int) -> HttpResponse:
    """Write when the meeting really began and ended, and its ajourneringar."""
    meeting = _meeting(request, pk)
    slug = request.association.slug
    form = TimesForm(request.POST) if request.method == "POST" else TimesForm.of(meeting)
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_times(meeting=meeting, by=request.person, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Tiderna är sparade och står i protokollet.")
            return redirect("meeting_session", slug, pk)
    return render(request, "board/meeting_times.html", {"meeting": meeting, "form": form})


@requires(Permission.WRITE_MEETINGS)
def meeting_reopen(request: AccessRequest, pk: int) -> HttpResponse:
    """Open a closed meeting again while its protocol is a draft."""
    meeting = _meeting(request, pk)
    if request.method == "POST":
        try:
            acts.reopen_meeting(meeting=meeting, by=request.person)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("meeting_closed", request.association.slug, pk)
    return redirect("meeting_session", request.association.slug, pk)


def _meeting(request: AccessRequest, pk: int) -> Meeting:
    return get_object_or_404(meetings_of(request.association), pk=pk)
