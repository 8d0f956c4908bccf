"""Pages of meetings: the list, one meeting's own page, planning, changing, copying, cancelling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from board.actions.calling import is_being_called
from board.actions.meetings import cancel_meeting, change_meeting, copy_meeting, plan_meeting
from board.documents.assemble_attendance import leaders_text, numbered_paragraphs
from board.forms.meetings import CancelForm, MeetingForm, PlanForm, meeting_bodies
from board.models import Invitation, Meeting, Protocol
from board.permissions import may_edit_agenda, may_read_agenda, may_read_protocol
from board.queries.agenda import AgendaRow, agenda, put_off
from board.queries.invited import call_documents, expected_attendance, recipients
from board.queries.meetings import latest_meeting, meetings_of, suggested_day, years_with_meetings
from board.states import HELD, UPCOMING, MeetingState, ProtocolKind, ProtocolState, RsvpAnswer
from board.tables import MEETING_HEADINGS, MeetingTable, meeting_values, state_mark
from finsam import clock
from finsam.errors import DomainError
from finsam.files import excel
from finsam.forms.fields import DayField
from finsam.models import Body
from finsam.pdf import office
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.swedish import dates
from finsam.views.pages import show_page
from finsam.web.asked import number as number_of
from finsam.web.asked import year as year_of

_PER_PAGE = 50


def own_meeting(request: AccessRequest, pk: int) -> Meeting:
    """Give one of the association's meetings, or 404."""
    meetings = Meeting.objects.of(request.association).select_related("body__association", "call_document")
    return get_object_or_404(meetings, pk=pk)


@requires(Permission.READ_MEETINGS)
def meeting_list(request: AccessRequest) -> HttpResponse:
    """Every meeting, by year and body."""
    year, body = _number(request, "ar"), _number(request, "organ")
    words = request.GET.get("q", "").strip()
    bodies = list(meeting_bodies(request.association))
    rows = meetings_of(request.association, year=year, body=body, words=words)
    table = MeetingTable(rows, association=request.association)
    show_page(request, table, per_page=_PER_PAGE)
    board = next((each for each in bodies if each.is_board), None)
    last = latest_meeting(board) if board else None
    return render(
        request,
        "board/meeting_list.html",
        {
            "table": table,
            "years": years_with_meetings(request.association),
            "year": year,
            "bodies": bodies,
            "body": body,
            "to_copy": last,
            "copy_to": suggested_day(board, clock.today()) if last else None,
        },
    )


@requires(Permission.READ_MEETINGS)
def meeting_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    words = request.GET.get("q", "").strip()
    rows = meetings_of(
        request.association, year=_number(request, "ar"), body=_number(request, "organ"), words=words
    )
    return excel.download("sammantraden", MEETING_HEADINGS, map(meeting_values, rows))


@requires(Permission.WRITE_MEETINGS)
def meeting_plan(request: AccessRequest) -> HttpResponse:
    """Plan a meeting; its agenda starts from the standing ärenden."""
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        association=request.association,
        initial=_plan_initial(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(body=form.cleaned_data["body"], plan=form.plan, by=request.person)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Sammanträdet är planerat, och dagordningen har fått sina stående ärenden."
            )
            return redirect(meeting)
    return render(request, "board/meeting_plan.html", {"form": form})


def _plan_initial(request: AccessRequest) -> dict[str, object]:
    body = meeting_bodies(request.association).filter(pk=_number(request, "organ") or 0).first()
    body = body or meeting_bodies(request.association).first()
    if body is None:
        return {}
    last = latest_meeting(body)
    initial: dict[str, object] = {"body": body, "held_on": suggested_day(body, clock.today())}
    if last:
        initial |= {"starts_at": last.starts_at, "ends_at": last.ends_at, "place": last.place}
        initial["video_url"] = last.video_url
    return initial


@dataclass(frozen=True)
class Act:
    """The one thing that the meeting waits for, as a filled button."""

    label: str
    url: str
    posts: bool = False
    is_quiet: bool = False  # possible, but not what one comes for today


@requires(Permission.READ_MEETINGS)
def meeting_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """One meeting: its state, what it waits for, agenda, answers and documents."""
    meeting = own_meeting(request, pk)
    may_read = may_read_agenda(meeting, request.permissions)
    may_write = Permission.WRITE_MEETINGS in request.permissions
    may_edit = may_edit_agenda(meeting, request.permissions)
    invitations = list(meeting.invitations.select_related("person", "letter", "asked_for"))
    protocols = _protocols(meeting, request)
    back = put_off(meeting) if may_edit and meeting.state in UPCOMING else []
    is_called = meeting.state == MeetingState.CALLED
    rows = agenda(meeting) if may_read else None
    shows_texts = meeting.state in UPCOMING
    documents = call_documents(meeting) if may_read else []
    return render(
        request,
        "board/meeting_detail.html",
        {
            "meeting": meeting,
            "state": state_mark(meeting),
            "act": _next_act(meeting, protocols, request),
            "rows": rows,
            "shows_texts": shows_texts,
            "shows_video": meeting.state in UPCOMING or meeting.state == MeetingState.IN_SESSION,
            "figures": _figures(meeting, rows) if rows and shows_texts else {},
            "links": may_write
            or any(each.kind == ProtocolKind.MAIN and each.is_finished for each in protocols),
            "may_write": may_write,
            "may_edit": may_edit,
            "is_upcoming": meeting.state in UPCOMING,
            "is_called": is_called,
            "led_by": leaders_text(meeting, numbered_paragraphs(meeting)) if meeting.state in HELD else "",
            "invitations": _by_answer(invitations),
            "own": next((each for each in invitations if each.person_id == request.person.pk), None),
            "has_unsent": may_write and is_called and _has_unsent(meeting, invitations),
            "waiting": sum(each.answer == RsvpAnswer.WAITING for each in invitations) if may_write else 0,
            "told": _told(meeting) if may_write else "",
            "expected": expected_attendance(meeting, invitations) if is_called else None,
            "may_change": may_write and meeting.state == MeetingState.CLOSED and not _is_sent(protocols),
            "protocols": protocols,
            "put_off": back,
            "copy_to": suggested_day(meeting.body, clock.today()) if may_write else None,
            "may_pack": may_read,
            "not_in_pack": _not_in_pack(rows or []),
            "call_documents": documents,
            "has_documents": bool(documents or protocols or rows or may_edit),
        },
    )


def _not_in_pack(rows: Sequence[AgendaRow]) -> list[str]:
    """Give the Word and Excel files that a pack only names, where there is no LibreOffice to show them."""
    if office.program():
        return []
    names = [each.row.document.name for row in rows for each in row.attachments]
    return [name for name in names if name.rpartition(".")[2].lower() in office.ENDINGS]


def _has_unsent(meeting: Meeting, invitations: list[Invitation]) -> bool:
    """Whether someone who should have the latest kallelse, and can be reached, has not had it."""
    had = {each.person_id for each in invitations if each.has_version(meeting.call_version)}
    people = [each.person for each in recipients(meeting)] + [each.person for each in invitations]
    return any(person.email and person.pk not in had for person in people)


def _told(meeting: Meeting) -> str:
    """Say which day, hour and place those called have been told, where another holds now."""
    if not meeting.is_called_otherwise or meeting.called_to is None:
        return ""
    told = meeting.called_to
    on = dt.date.fromisoformat(told["held_on"])
    ends = dt.time.fromisoformat(told["ends_at"]) if told["ends_at"] else None
    hours = dates.hours_on(on, dt.time.fromisoformat(told["starts_at"]), ends)
    return ", ".join(filter(None, [f"{dates.weekday_date(on)} {hours}", told["place"], told["video_url"]]))


def _figures(meeting: Meeting, rows: list[AgendaRow]) -> dict[str, str]:
    """Give the printed values of the figures that the agenda's texts name."""
    texts = [row.paragraph.text.html for row in rows]
    texts += [point.html for row in rows for point in row.paragraph.points.all()]
    return fields.printed(meeting.body.association, texts, year=meeting.held_on.year)


def _by_answer(invitations: list[Invitation]) -> list[tuple[str, list[Invitation]]]:
    """Group those invited by what they have answered, those who come first."""
    order = [RsvpAnswer.COMING, RsvpAnswer.REMOTE, RsvpAnswer.ABSENT, RsvpAnswer.WAITING]
    groups = [(answer.label, [each for each in invitations if each.answer == answer]) for answer in order]
    return [(label, people) for label, people in groups if people]


def _protocols(meeting: Meeting, request: AccessRequest) -> list[Protocol]:
    """Give the meeting's protocols that the person may read, the main one first."""
    found = meeting.protocols.select_related("meeting__body__association").prefetch_related("signings")
    rows = [each for each in found if may_read_protocol(each, request.person, request.permissions)]
    return sorted(rows, key=lambda each: each.kind != ProtocolKind.MAIN)


def _next_act(meeting: Meeting, protocols: list[Protocol], request: AccessRequest) -> Act | None:
    """Give what the meeting waits for: from the office by its state, from others to read the protocol."""
    where = [request.association.slug, meeting.pk]
    main = next((each for each in protocols if each.kind == ProtocolKind.MAIN), None)
    is_sent = main is not None and main.state != ProtocolState.DRAFT
    if Permission.WRITE_MEETINGS not in request.permissions:
        return Act(f"Se {meeting.paper}", main.get_absolute_url()) if is_sent and main else None
    if meeting.state == MeetingState.PLANNED and is_being_called(meeting):
        return None  # the page says that it is under way
    if meeting.state == MeetingState.PLANNED:
        return Act("Skicka kallelsen", reverse("meeting_call", args=where))
    if meeting.state == MeetingState.CALLED:
        is_day = meeting.held_on <= clock.today()  # before that day the page asks first
        return Act("Öppna mötet", reverse("meeting_open", args=where), posts=is_day, is_quiet=not is_day)
    if meeting.state == MeetingState.IN_SESSION:
        return Act("Fortsätt skriva", reverse("meeting_session", args=where))
    if meeting.state == MeetingState.CLOSED and is_sent and main:
        return Act(f"Se {meeting.paper}", main.get_absolute_url())
    if meeting.state == MeetingState.CLOSED:
        return Act(
            "Skicka anteckningarna" if meeting.keeps_notes else "Skicka för justering",
            reverse("protocol_send", args=where),
        )
    return None


def _is_sent(protocols: list[Protocol]) -> bool:
    return any(each.kind == ProtocolKind.MAIN and each.state != ProtocolState.DRAFT for each in protocols)


@requires(Permission.WRITE_MEETINGS)
def meeting_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change when, where and how a meeting is held."""
    meeting = own_meeting(request, pk)
    form = MeetingForm(request.POST) if request.method == "POST" else MeetingForm.of(meeting)
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(meeting=meeting, plan=form.plan, by=request.person)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect(meeting)
    return render(request, "board/meeting_edit.html", {"form": form, "meeting": meeting})


@requires(Permission.WRITE_MEETINGS)
def meeting_cancel(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a meeting is cancelled."""
    meeting = own_meeting(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(meeting=meeting, reason=form.cleaned_data["reason"], by=request.person)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Sammanträdet är inställt.")
            return redirect(meeting)
    called = (
        "Alla som har fått kallelsen får ett mejl om det." if meeting.called_at else "Ingen är kallad än."
    )
    return render(
        request,
        "_components/confirm.html",
        {
            "title": "Ställa in sammanträdet?",
            "crumb": str(meeting),
            "crumb_url": meeting.get_absolute_url(),
            "lead": f"{called} Ett inställt sammanträde kan inte öppnas igen, men dagordningen finns kvar att kopiera.",
            "form": form,
            "submit": "Ställ in sammanträdet",
            "cancel_url": meeting.get_absolute_url(),
            "cancel": "Behåll sammanträdet",
            "is_grave": True,
        },
    )


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_copy(request: AccessRequest, pk: int) -> HttpResponse:
    """Plan a meeting like this one on the day that the button named."""
    source = own_meeting(request, pk)
    try:
        held_on = DayField().clean(request.POST.get("held_on") or suggested_day(source.body, clock.today()))
        meeting = copy_meeting(source=source, held_on=held_on, by=request.person)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(source)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(source)
    messages.success(
        request,
        f"Dagordningen är kopierad till {dates.weekday_date(meeting.held_on)}. "
        "Välj Ändra tid och plats om det ska vara en annan dag.",
    )
    return redirect(meeting)


def _number(request: AccessRequest, name: str) -> int | None:
    """Give a number from the address, or None for anything else."""
    return year_of(request.GET.get(name)) if name == "ar" else number_of(request.GET.get(name))


def body_of(request: AccessRequest, pk: int) -> Body:
    """Give one of the association's bodies that hold meetings, or 404."""
    return get_object_or_404(meeting_bodies(request.association), pk=pk)
