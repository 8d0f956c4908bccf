"""The page written while people talk: one § at a time, saved as it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from board.actions import session as acts
from board.actions.attendance import add_attendee, go_in, mark_all_members, save_attendance
from board.actions.say_conflict import say_conflict
from board.actions.take_in_seats import take_in_seats
from board.actions.writing import ParagraphSheet, Saved, save_paragraph, sent_protocol_of
from board.counting.presence import VACANT
from board.forms.figures import offer_figures
from board.forms.points import PointTextForm, prefix_of
from board.forms.session import (
    AttendeeForm,
    HeadingForm,
    TextForm,
    faults_of_times,
    read_attendance,
    read_paragraph,
)
from board.models import Meeting, Paragraph
from board.queries.rows import gone_row
from board.queries.session import (
    SessionPage,
    current_paragraph,
    may_be_opened,
    meetings_of,
    paragraphs_of,
    session_page,
)
from board.queries.session.lines import PointLine
from board.queries.texts import label_of
from board.states import HELD, MeetingState
from board.views.session_acts import then
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.others import OtherWriter, others_writing
from finsam.views.saving import envelope, is_autosave, lead_to_choice
from finsam.web import asked
from finsam.web.asked import number as number_of

_FRAGMENTS = ("number", "agenda", "quorum", "left", "remarks")


@requires(Permission.WRITE_MEETINGS)
def meeting_session(request: AccessRequest, pk: int) -> HttpResponse:
    """Lead to the § that the meeting has come to; one not open yet is asked about, one closed shows what remains."""
    meeting = get_object_or_404(meetings_of(request.association), pk=pk)
    slug = request.association.slug
    if may_be_opened(meeting):
        return redirect("meeting_open", slug, meeting.pk)
    if meeting.state == MeetingState.CLOSED:
        return redirect("meeting_closed", slug, meeting.pk)
    paragraph = current_paragraph(meeting)
    if meeting.state not in HELD:
        return redirect("meeting_detail", slug, meeting.pk)
    if paragraph is None:
        return render(
            request, "board/meeting_session_empty.html", {"meeting": meeting, "form": HeadingForm()}
        )
    return redirect("meeting_session_paragraph", slug, meeting.pk, paragraph.pk)


@requires(Permission.WRITE_MEETINGS)
def meeting_session_paragraph(request: AccessRequest, pk: int, paragraph_pk: int) -> HttpResponse:
    """Show one § to write in."""
    paragraph = _paragraph(request, paragraph_pk, meeting_pk=pk)
    if paragraph.meeting.state not in HELD:
        return redirect("meeting_session", request.association.slug, pk)
    return _show(request, paragraph)


@requires(Permission.WRITE_MEETINGS)
def paragraph_save(request: AccessRequest, pk: int) -> HttpResponse:
    """Save a § by the page's script or by a button; a button's act follows when everything is saved."""
    paragraph = _paragraph(request, pk)
    here = redirect("meeting_session_paragraph", request.association.slug, paragraph.meeting_id, paragraph.pk)
    if request.method != "POST":
        return here  # whoever logged in again after pressing a button comes back to the §, and is offered what was typed
    fields, order = read_paragraph(request.POST, meeting=paragraph.meeting)
    try:
        saved = save_paragraph(
            paragraph=paragraph, fields=fields, order=order, by=request.person, **envelope(request)
        )
    except DomainError as error:
        return _refuse(request, paragraph, error, fields)
    if "att_marks" in request.POST and not is_autosave(request):
        _save_attendance_along(request, paragraph)
    if saved.collided:
        return _collide(request, saved)
    if is_autosave(request):
        return JsonResponse(_answer(request, _paragraph(request, pk), saved))
    try:
        return then(request, paragraph, request.POST.get("act", "")) or here
    except DomainError as error:
        messages.error(request, str(error))
        return here


@requires(Permission.WRITE_MEETINGS)
def attendance_save(request: AccessRequest, pk: int) -> HttpResponse:
    """Save who is there, as marked beside a §."""
    paragraph = _paragraph(request, pk)
    meeting = paragraph.meeting
    here = redirect("meeting_session_paragraph", request.association.slug, meeting.pk, paragraph.pk)
    if request.method != "POST":
        return here
    try:
        saved = save_attendance(
            meeting=meeting, fields=read_attendance(request.POST), by=request.person, **envelope(request)
        )
        _attendance_act(request, paragraph)
    except DomainError as error:
        return _refuse_attendance(request, str(error)) or here
    if faults := faults_of_times(request.POST):
        return _refuse_attendance(request, f"{' '.join(faults)} Övrig närvaro är sparad.") or here
    if is_autosave(request):
        return JsonResponse(_answer(request, _paragraph(request, pk), saved, attendance=True))
    return here


def _save_attendance_along(request: AccessRequest, paragraph: Paragraph) -> None:
    """Save närvaro that a page without scripts sent together with the §."""
    version = asked.key(request.POST.get("att_version"), 40)
    try:
        save_attendance(
            meeting=paragraph.meeting,
            fields=read_attendance(request.POST),
            base_version=version,
            by=request.person,
        )
        _attendance_act(request, paragraph)
    except DomainError as error:
        messages.error(request, str(error))
    if faults := faults_of_times(request.POST):
        messages.error(request, f"{' '.join(faults)} Övrig närvaro är sparad.")


def _attendance_act(request: AccessRequest, paragraph: Paragraph) -> None:
    """Do what a button beside the names says: everybody is here, an ersättare goes in, or someone is jävig here."""
    act, _, rest = request.POST.get("act", "").partition(":")
    if act == "seats":
        take_in_seats(meeting=paragraph.meeting, by=request.person)
    if act == "all":
        mark_all_members(meeting=paragraph.meeting, by=request.person, paragraph=paragraph)
    if act in {"conflict", "no_conflict"}:
        say_conflict(paragraph=paragraph, key=rest, has_conflict=act == "conflict", by=request.person)
    if act == "serve":
        key, _, whom = rest.partition(":")
        go_in(
            paragraph=paragraph,
            attendance_id=number_of(key),
            whom=VACANT if whom == VACANT else number_of(whom),
            by=request.person,
        )


def _refuse_attendance(request: AccessRequest, said: str) -> JsonResponse | None:
    """Answer the page's script with what is wrong; a plain page gets it as a message."""
    if is_autosave(request):
        return JsonResponse({"message": said}, status=400)
    messages.error(request, said)
    return None


@requires(Permission.WRITE_MEETINGS)
def attendance_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add someone who was not expected."""
    meeting = get_object_or_404(meetings_of(request.association), pk=pk)
    paragraph = _came_from(request, meeting)
    form = AttendeeForm(request.POST or None, paragraph=paragraph)
    if request.method == "POST" and form.is_valid():
        try:
            attendee = add_attendee(
                meeting=meeting,
                by=request.person,
                name=form.cleaned_data["name"],
                title=form.cleaned_data["title"],
                **form.moment(paragraph),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{attendee.person.name} är med.")
            return _back(request, meeting)
    return render(
        request,
        "board/attendance_add.html",
        {"meeting": meeting, "form": form, "back": request.GET.get("fran", "")},
    )


@requires(Permission.WRITE_MEETINGS)
def session_paragraph_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add an ärende that came up, and go to it."""
    meeting = get_object_or_404(meetings_of(request.association), pk=pk)
    form = HeadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            paragraph = acts.add_in_session(
                meeting=meeting, heading=form.cleaned_data["heading"], by=request.person
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("meeting_session_paragraph", request.association.slug, meeting.pk, paragraph.pk)
    return render(request, "board/session_paragraph_add.html", {"meeting": meeting, "form": form})


def _paragraph(request: AccessRequest, pk: int, *, meeting_pk: int | None = None) -> Paragraph:
    rows = paragraphs_of(request.association)
    return get_object_or_404(rows if meeting_pk is None else rows.filter(meeting_id=meeting_pk), pk=pk)


def _show(
    request: AccessRequest,
    paragraph: Paragraph,
    *,
    typed: dict[str, Any] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    page = session_page(paragraph, typed=typed, is_locked=sent_protocol_of(paragraph) is not None)
    form = TextForm(initial={"text": page.content["text"]})
    offer_figures(form.fields["text"], page.meeting, page.content["text"])
    form.fields["text"].widget.attrs |= {
        "autofocus": True,
        "aria-label": f"Redogörelse för {page.short_name}",
    }
    gone_key = asked.key(request.GET.get("angra"))
    texts = [(line, _text_of_point(page.meeting, line)) for line in page.points]
    context = {
        "page": page,
        "meeting": page.meeting,
        "paragraph": paragraph,
        "form": form,
        "error": error,
        "saved_at": page.saved_at,
        "others": _others(request, page),
        "point_texts": texts,
        "gone": gone_row(paragraph, gone_key),
        "gone_key": gone_key,
    }
    return render(request, "board/meeting_session.html", context, status=status)


def _text_of_point(meeting: Meeting, line: PointLine) -> PointTextForm:
    form = PointTextForm(initial={"text": line.text}, prefix=prefix_of(line.key))
    offer_figures(form.fields["text"], meeting, line.text)
    form.fields["text"].widget.attrs["aria-label"] = f"Text, {line.name}"
    return form


def _answer(
    request: AccessRequest, paragraph: Paragraph, saved: Saved, *, attendance: bool = False
) -> dict[str, Any]:
    page = session_page(paragraph)
    context = {
        "page": page,
        "meeting": page.meeting,
        "paragraph": paragraph,
        "association": request.association,
    }
    names = [*_FRAGMENTS, *(["attendance"] if attendance else ["outcome", "ballot"]), "offers", "votes"]
    if page.elects_adjusters:
        names.append("adjusters")  # one who has become jävig is not asked
    if page.elects_adjusters and not attendance:
        names.append("rows")  # the att-sats of the election writes itself
    fragments = {
        f"session-{name}": render_to_string(f"board/_session_{name}.html", context, request) for name in names
    }
    if not attendance:
        others = {"others": _others(request, page)}
        fragments["others-writing"] = render_to_string("_components/others_writing.html", others, request)
    for name, said in (("vote", page.vote_head), ("conflict", page.conflict_head)):
        head = {"name": name, "said": said}
        fragments[f"session-head-{name}"] = render_to_string("board/_session_head.html", head)
    if (
        not attendance
    ):  # the ticks beside may be on their way in a saving of their own, so what stands at them alone
        notes = {line.row.pk: {"line": line} for line in page.lines}
        fragments |= {
            f"note-{pk}": render_to_string("board/_session_note.html", note) for pk, note in notes.items()
        }
    return {
        "version": saved.version,
        "saved_at": f"{timezone.localtime(saved.at):%H:%M}",
        "fragments": fragments,
    }


def _others(request: AccessRequest, page: SessionPage) -> list[OtherWriter]:
    """Give who else writes in the § just now, and where."""
    return others_writing(
        ParagraphSheet(page.paragraph), by=request.person, at=timezone.now(),
        label=lambda name: label_of(name, page.content),
    )  # fmt: skip


def _refuse(
    request: AccessRequest, paragraph: Paragraph, error: DomainError, typed: dict[str, Any]
) -> HttpResponse:
    if is_autosave(request):
        return JsonResponse({"message": str(error)}, status=400)
    return _show(request, paragraph, typed=typed, error=str(error), status=400)


def _collide(request: AccessRequest, saved: Saved) -> HttpResponse:
    assert saved.collided
    assert saved.collided.paragraph
    args = [request.association.slug, saved.collided.paragraph.text_id]
    url = f"{reverse('text_conflict', args=args)}?sparning={saved.collided.pk}"
    return lead_to_choice(request, url)


def _back(request: AccessRequest, meeting: Meeting) -> HttpResponse:
    if came_from := _came_from(request, meeting):
        return redirect("meeting_session_paragraph", request.association.slug, meeting.pk, came_from.pk)
    return redirect("meeting_session", request.association.slug, meeting.pk)


def _came_from(request: AccessRequest, meeting: Meeting) -> Paragraph | None:
    wanted = number_of(request.GET.get("fran"))
    return meeting.paragraphs.filter(pk=wanted).first() if wanted is not None else None
