"""Pages of the kallelse: to whom and what, the PDF, the reading pack, and the answers."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from board.actions import proclaiming
from board.actions.call import answer_call, remind, send_again
from board.actions.calling import ask_for_preview, ask_to_call
from board.actions.pack import ask_for_pack
from board.documents.call import CallKind, build_call
from board.forms.calls import AnswerForm, CallForm, NotedAnswerForm
from board.mail.call import invitation_of
from board.models import Attachment, Invitation, Meeting
from board.permissions import may_read_agenda
from board.queries.agenda import agenda, put_off
from board.queries.invited import call_documents, recipients
from board.states import FORMAL, MeetingState, RsvpAnswer
from board.views.meetings import own_meeting
from finsam import clock
from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, public, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on
from finsam.work import jobs


@requires(Permission.WRITE_MEETINGS)
def meeting_call(request: AccessRequest, pk: int) -> HttpResponse:
    """Show to whom the kallelse goes and what it is, and send it."""
    meeting = own_meeting(request, pk)
    rows = agenda(meeting)
    initial = {
        "message": meeting.message,
        "kind": CallKind.ADDITION
        if any(row.paragraph.is_late for row in rows) and not meeting.is_called_otherwise
        else CallKind.CHANGED,
    }
    form = CallForm(request.POST if request.method == "POST" else None, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ask_to_call(
                meeting=meeting,
                by=request.person,
                kind=form.call_kind,
                guests=form.chosen_guests,
                message=form.cleaned_data["message"],
            )
            return redirect(meeting)
    return render(request, "board/meeting_call.html", _call_context(meeting, form, rows))


def _call_context(meeting: Meeting, form: CallForm, rows: list) -> dict[str, object]:
    people = recipients(meeting)
    due_on = meeting.held_on - dt.timedelta(days=meeting.body.association.call_days)
    return {
        "meeting": meeting,
        "form": form,
        "rows": rows,
        "recipients": [each for each in people if each.has_address],
        "why_all": "" if meeting.keeps_notes else "Alla ersättare får kallelsen (6 kap. 17 § kommunallagen).",
        "without_address": [each for each in people if not each.has_address],
        "due_on": due_on,
        "days_late": (clock.today() - due_on).days if meeting.body.is_board else 0,
        "is_first": meeting.state != MeetingState.CALLED,
        "put_off": put_off(meeting),
        "shown_to_all": _shown_to_all(meeting, rows),
        "printed": build_call(meeting, called_on=clock.today(), message=meeting.message),
    }


def _shown_to_all(meeting: Meeting, rows: list) -> dict[str, list[str]] | None:
    """Give the headings and handlingar that the kungörelse shows to everyone; None for a meeting that is not public."""
    if not meeting.is_public:
        return None
    papers = Attachment.objects.filter(paragraph__meeting=meeting, is_public=True)
    return {
        "headings": [row.paragraph.heading for row in rows if row.paragraph.kind not in FORMAL],
        "papers": [each.title for each in papers],
    }


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_call_again(request: AccessRequest, pk: int) -> HttpResponse:
    """Send the kallelse to those whom it has not reached."""
    meeting = own_meeting(request, pk)
    with refusals_on(request):
        sent = send_again(meeting=meeting, by=request.person)
        said = f"Kallelsen skickas till {words.plural(sent, 'person', 'personer')}."
        messages.success(request, said if sent else "Alla har redan fått kallelsen.")
    return redirect(meeting)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_proclaim(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the kungörelse of a public meeting made and sent."""
    meeting = own_meeting(request, pk)
    try:
        proclaiming.refuse(meeting)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(meeting)
    job = jobs.ask(
        proclaiming.prepare_and_proclaim,
        association=request.association,
        key=jobs.key_of("kungör", meeting.pk, clock.now().isoformat()),
        label=f"Kungörelse, {meeting}",
        by=request.person,
        back_url=meeting.get_absolute_url(),
        meeting_id=meeting.pk,
    )
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_call_remind(request: AccessRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered."""
    meeting = own_meeting(request, pk)
    with refusals_on(request):
        sent = remind(meeting=meeting, by=request.person)
        said = f"Påminnelsen skickas till {words.plural(sent, 'person', 'personer')}."
        messages.success(
            request,
            said if sent else "Alla som har fått kallelsen har svarat eller redan fått en påminnelse i dag.",
        )
    return redirect(meeting)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_answer_noted(request: AccessRequest, pk: int) -> HttpResponse:
    """Note an answer that came by phone or in the corridor."""
    meeting = own_meeting(request, pk)
    form = NotedAnswerForm(request.POST, meeting=meeting)
    if form.is_valid():
        with refusals_on(request):
            answered = answer_call(
                invitation=form.cleaned_data["invitation"],
                answer=form.cleaned_data["answer"],
                note=form.cleaned_data["note"],
                by=request.person,
            )
            said = answered.get_answer_display().lower()
            messages.success(request, f"Svaret är noterat: {answered.person.name} {said}.")
        return redirect(meeting)
    facts = {
        "title": "Skriv in ett svar",
        "crumb": str(meeting),
        "crumb_url": meeting.get_absolute_url(),
        "form": form,
        "submit": "Skriv in svaret",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "_components/confirm.html", facts, status=422)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_call_preview(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker show the kallelse as it would be now, and go to the page that waits for it."""
    job = ask_for_preview(meeting=own_meeting(request, pk), by=request.person)
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.READ_MEETINGS)
def meeting_call_file(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Give a kallelse or tilläggslista that was sent: 1 is the kallelse that holds now."""
    documents = call_documents(own_meeting(request, pk))
    if not 1 <= number <= len(documents):
        raise Http404
    return file_response(documents[number - 1])


@requires(Permission.READ_MEETINGS)
@require_POST
def meeting_pack(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker bind the reading pack, and go to the page that waits for it."""
    meeting = own_meeting(request, pk)
    if not may_read_agenda(meeting, request.permissions):
        raise Http404
    job = ask_for_pack(meeting=meeting, by=request.person)
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.ANSWER_CALL)
@require_POST
def meeting_answer(request: AccessRequest, pk: int) -> HttpResponse:
    """Write down what the person who is logged in answers."""
    meeting = own_meeting(request, pk)
    invitation = meeting.invitations.filter(person=request.person).first()
    if invitation is None:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_on(request):
            answered = answer_call(invitation=invitation, by=request.person, **form.cleaned_data)
            messages.success(request, f"Ditt svar är sparat: {answered.get_answer_display().lower()}.")
        return redirect(meeting)
    return _ask_for_answer(request, invitation, form, status=422)


@public
def call_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer by the link in the mail; opening it writes nothing, the button does."""
    invitation = invitation_of(token)
    if invitation is None or invitation.person.left_on:
        raise Http404
    wanted = request.GET.get("svar", "")
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"note": invitation.note})
    is_saved = False
    if request.method == "POST" and form.is_valid():
        try:
            invitation = _answered(invitation, form)
            is_saved = True
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _ask_for_answer(request, invitation, form, wanted=wanted, is_saved=is_saved)


def _ask_for_answer(
    request: HttpRequest, invitation: Invitation, form: AnswerForm, *, wanted: str = "", is_saved: bool = False,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    facts = {
        "association": invitation.meeting.body.association,
        "invitation": invitation,
        "meeting": invitation.meeting,
        "form": form,
        "is_saved": is_saved,
        "is_open": invitation.meeting.state in {MeetingState.CALLED, MeetingState.IN_SESSION},
        "has_answered": invitation.answer != RsvpAnswer.WAITING,
        "choices": _choices(invitation.meeting, wanted),
    }
    return render(request, "board/call_answer.html", facts, status=status)


def _answered(invitation: Invitation, form: AnswerForm) -> Invitation:
    meeting = invitation.meeting
    answered = answer_call(invitation=invitation, **form.cleaned_data)
    answered.meeting = meeting
    return answered


def _choices(meeting: Meeting, wanted: str) -> list[tuple[str, str]]:
    """Give the answers as buttons, the one that the link asked for first."""
    choices = [(RsvpAnswer.COMING.value, "Jag kommer")]
    if meeting.video_url:
        choices.append((RsvpAnswer.REMOTE.value, "Jag kommer på distans"))
    choices.append((RsvpAnswer.ABSENT.value, "Jag kan inte"))
    return sorted(choices, key=lambda choice: choice[0] != wanted)
