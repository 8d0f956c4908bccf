"""Pages of the agenda: an ärende in, changed, moved and out; a body's standing ärenden."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from board.actions import points
from board.actions.agenda import (
    add_paragraph,
    autosave_paragraph,
    change_paragraph,
    move_paragraph,
    order_agenda,
    remove_paragraph,
    why_closed,
)
from board.actions.filling import bring_back, save_standing_items
from board.actions.wordings import take_wording
from board.forms.agenda import (
    NEW_MATTER,
    ParagraphForm,
    StandingItems,
    initial_of,
    standing_initial,
    version_of,
)
from board.forms.figures import offer_figures
from board.forms.points import planned_point_form
from board.models import Meeting, Paragraph
from board.permissions import may_edit_agenda
from board.queries.agenda import standing_items as standing_items_of
from board.registries.wordings import offered_to
from board.states import MeetingKind, MeetingState, ParagraphKind
from board.views.meetings import body_of, own_meeting
from finsam import clock
from finsam.errors import DomainError, StaleVersionError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.saving import remember_landed, remembered
from finsam.web import asked

_LANDED = "landed_paragraphs"


def own_paragraph(request: AccessRequest, pk: int) -> Paragraph:
    """Give one of the association's §§, or 404."""
    paragraphs = Paragraph.objects.filter(meeting__body__association=request.association)
    return get_object_or_404(paragraphs.select_related("meeting__body__association", "text", "matter"), pk=pk)


def _back(meeting: Meeting, paragraph: Paragraph | None = None) -> str:
    """Give where one came from: the meeting as it is written, or its page at the ärende."""
    if meeting.state == MeetingState.IN_SESSION and paragraph:
        return reverse(
            "meeting_session_paragraph", args=[meeting.body.association.slug, meeting.pk, paragraph.pk]
        )
    anchor = f"#arende-{paragraph.pk}" if paragraph else ""
    return f"{meeting.get_absolute_url()}{anchor}"


@requires(Permission.WRITE_MEETINGS)
def paragraph_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Put an ärende on a meeting's agenda; one that is closed for it says so before anything is typed."""
    meeting = own_meeting(request, pk)
    if request.method != "POST" and not may_edit_agenda(meeting, request.permissions):
        messages.error(request, why_closed(meeting))
        return redirect(meeting)
    initial = {"kind": ParagraphKind.MATTER, "matter": request.GET.get("arende") or NEW_MATTER}
    form = ParagraphForm(
        request.POST if request.method == "POST" else None, association=request.association, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            paragraph = add_paragraph(meeting=meeting, draft=form.draft, by=request.person)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            remember_landed(request, _LANDED)
            tell = " Skicka tilläggslistan när den är klar." if paragraph.is_late else ""
            messages.success(request, f"{paragraph.heading} ligger på dagordningen.{tell}")
            if request.POST.get("then") == "files":
                return redirect("attachment_add", request.association.slug, paragraph.pk)
            if request.POST.get("then") == "points":
                key = points.add_point(paragraph=paragraph, by=request.person).row_key
                here = reverse("paragraph_edit", args=[request.association.slug, paragraph.pk])
                return redirect(f"{here}#underpunkt-{key}")
            return redirect(_back(meeting, paragraph))
    context = {
        "form": form,
        "meeting": meeting,
        "is_called": meeting.state == MeetingState.CALLED,
        "keeping": _keeping(meeting, request),
    }
    offer_figures(form.fields["html"], meeting, form["html"].value() or "")
    return render(request, "board/paragraph_add.html", context)


def _keeping(meeting: Meeting, request: AccessRequest) -> SafeString:
    """Give the attributes that keep a new ärende in the browser until it is added: a login may run out meanwhile."""
    shape = ' data-autosave="" data-object="agenda-new-{}" data-landed="{}"'
    return format_html(shape, meeting.pk, remembered(request, _LANDED))


@requires(Permission.WRITE_MEETINGS)
def paragraph_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change an ärende on the agenda; who saved last is told, and no text is lost."""
    paragraph = own_paragraph(request, pk)
    form = ParagraphForm.of(paragraph, request.association)
    stale = False
    if request.method == "POST":
        form = ParagraphForm(request.POST, association=request.association, initial=form.initial)
        if form.is_valid():
            try:
                change_paragraph(
                    paragraph=paragraph,
                    draft=form.draft,
                    base_version=form.text_version,
                    by=request.person,
                )
                to = _point_act(request, paragraph)
            except StaleVersionError as refusal:
                stale = True
                paragraph = own_paragraph(request, pk)
                form = _with_version(request, form, version_of(paragraph))
                form.add_error(None, f"{refusal} Spara igen om din text ska gälla.")
            except DomainError as refusal:
                form.add_error(None, str(refusal))
            else:
                if to is None:
                    messages.success(request, "Ärendet är sparat.")
                return redirect(to or _back(paragraph.meeting, paragraph))
    offer_figures(form.fields["html"], paragraph.meeting, form["html"].value() or "")
    return render(
        request,
        "board/paragraph_edit.html",
        {
            "form": form,
            "paragraph": paragraph,
            "meeting": paragraph.meeting,
            "is_stale": stale,
            "points": _points(paragraph, form),
            "wordings": offered_to(paragraph),
            "files": _files(paragraph, request),
            "autosaving": _autosaving(paragraph, form, request),
        },
    )


@requires(Permission.WRITE_MEETINGS)
@require_POST
def paragraph_wording(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a text and an att-sats that are written elsewhere into the §."""
    paragraph = own_paragraph(request, pk)
    try:
        take_wording(paragraph=paragraph, key=request.POST.get("wording", ""), by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Texten står sist i ärendet, och att-satsen sist i förslaget.")
    return redirect("paragraph_edit", request.association.slug, pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def agenda_save(request: AccessRequest, pk: int) -> JsonResponse:
    """Save an ärende while it is written; a text saved by another leads to the page with both."""
    paragraph = own_paragraph(request, pk)
    form = ParagraphForm(request.POST, association=request.association, initial=initial_of(paragraph))
    if not form.is_valid():
        said = " ".join(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"message": said}, status=400)
    try:
        text = autosave_paragraph(
            paragraph=paragraph,
            draft=form.draft,
            base_version=form.text_version,
            save_key=asked.key(request.POST.get("save_key")),
            after=asked.key(request.POST.get("after")),
            by=request.person,
        )
    except StaleVersionError:
        url = reverse("paragraph_edit", args=[request.association.slug, paragraph.pk])
        return JsonResponse({"conflict_url": url}, status=409)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    paragraph.text = text
    return JsonResponse({"version": _version(paragraph), "saved_at": f"{clock.now():%H:%M}"})


def _version(paragraph: Paragraph) -> int | str:
    """Give what the page names the text and the underpunkter by."""
    version = version_of(paragraph)
    return int(version) if version.isdecimal() else version


def _point_act(request: AccessRequest, paragraph: Paragraph) -> str | None:
    """Do what a button of the underpunkter says, and give where it leads; nothing for the other buttons."""
    act, _, key = request.POST.get("act", "").partition(":")
    here = reverse("paragraph_edit", args=[request.association.slug, paragraph.pk])
    by = request.person
    if act == "point":
        key = points.add_point(paragraph=paragraph, by=by).row_key
    elif act in {"up", "down"}:
        points.move_point(paragraph=paragraph, key=key, step=-1 if act == "up" else 1, by=by)
    elif act == "drop":
        points.remove_point(paragraph=paragraph, key=key, by=by)
        return f"{here}#underpunkter"
    elif act == "files":
        under = urlencode({"underpunkt": key}) if key else ""
        return f"{reverse('attachment_add', args=[request.association.slug, paragraph.pk])}?{under}"
    else:
        return None
    return f"{here}#underpunkt-{key}"


def _points(paragraph: Paragraph, form: ParagraphForm) -> list[dict[str, Any]]:
    """Give the underpunkter with their forms, as typed where something was, and the names of their handlingar."""
    rows = []
    titles: dict[int | None, list[str]] = {}
    for each in paragraph.attachments.all():
        titles.setdefault(each.point_id, []).append(each.title)
    for point in paragraph.points.all():
        own = planned_point_form(point, form.typed_points.get(point.row_key, {}))
        offer_figures(own.fields["text"], paragraph.meeting, own["text"].value() or "")
        rows.append({"point": point, "form": own, "files": titles.get(point.pk, [])})
    return rows


def _autosaving(paragraph: Paragraph, form: ParagraphForm, request: AccessRequest) -> SafeString:
    """Give the attributes that let the form save itself, while the agenda is open."""
    if not may_edit_agenda(paragraph.meeting, request.permissions):
        return SafeString("")
    return format_html(
        ' data-autosave="{}" data-object="agenda-{}" data-version="{}" data-saved="sparat"',
        reverse("agenda_save", args=[request.association.slug, paragraph.pk]),
        paragraph.pk,
        form["base_version"].value() or 0,
    )


def _with_version(request: AccessRequest, form: ParagraphForm, version: str) -> ParagraphForm:
    """Give the typed form anew with the version that stands now, so that saving again is a choice."""
    data: Any = request.POST.copy()
    data["base_version"] = version
    again = ParagraphForm(data, association=request.association, initial=form.initial)
    again.is_valid()
    return again


def _files(paragraph: Paragraph, request: AccessRequest) -> list[dict[str, Any]]:
    slug = request.association.slug
    return [
        {
            "name": each.title,
            "url": reverse("attachment_file", args=[slug, each.pk]),
            "kind": each.document.name.rpartition(".")[2].upper(),
            "size": each.document.size,
            "note": ", ".join(
                note
                for note, is_so in (
                    (f"till {words.glimpse(each.point.heading, 40) if each.point else ''}", each.point),
                    ("bilaga till protokollet", each.is_appendix),
                    ("visas för alla", each.is_public),
                )
                if is_so
            ),
            "change_url": reverse("attachment_edit", args=[slug, each.pk]),
            "remove_url": reverse("attachment_remove", args=[slug, each.pk]),
        }
        for each in paragraph.attachments.select_related("document", "point")
    ]


@requires(Permission.WRITE_MEETINGS)
@require_POST
def paragraph_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move an ärende one step, by the buttons."""
    paragraph = own_paragraph(request, pk)
    try:
        move_paragraph(
            paragraph=paragraph, step=-1 if request.POST.get("step") == "up" else 1, by=request.person
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{paragraph.meeting.get_absolute_url()}#arende-{paragraph.pk}")


@requires(Permission.WRITE_MEETINGS)
@require_POST
def agenda_order(request: AccessRequest, pk: int) -> JsonResponse:
    """Put the whole agenda in the order that was dragged."""
    meeting = own_meeting(request, pk)
    order = [int(item) for item in request.POST.getlist("item") if item.isdecimal()]
    try:
        order_agenda(meeting=meeting, order=order, by=request.person)
    except DomainError as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return JsonResponse({"saved_at": f"{clock.now():%H:%M}"})


@requires(Permission.WRITE_MEETINGS)
def paragraph_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before an ärende is taken off the agenda."""
    paragraph = own_paragraph(request, pk)
    meeting = paragraph.meeting
    if request.method == "POST":
        try:
            remove_paragraph(paragraph=paragraph, by=request.person)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{paragraph.heading} är borttaget från dagordningen.")
        return redirect(meeting)
    count = paragraph.attachments.count()
    with_it = f" med text och {words.plural(count, 'handling', 'handlingar')}" if count else " med sin text"
    waits = " Ärendet väntar då på nästa dagordning." if paragraph.continues_id else ""
    return render(
        request,
        "_components/confirm.html",
        {
            "title": f"Ta bort ”{paragraph.heading}”?",
            "crumb": str(meeting),
            "crumb_url": meeting.get_absolute_url(),
            "lead": f"Ärendet tas bort från dagordningen{with_it}.{waits}",
            "submit": "Ta bort ärendet",
            "cancel_url": reverse("paragraph_edit", args=[request.association.slug, paragraph.pk]),
            "cancel": "Behåll ärendet",
            "is_grave": True,
        },
    )


@requires(Permission.WRITE_MEETINGS)
@require_POST
def agenda_bring_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Put what earlier meetings put off on this agenda."""
    meeting = own_meeting(request, pk)
    try:
        brought = bring_back(meeting=meeting, by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"{words.plural(len(brought), 'ärende', 'ärenden')} lades till på dagordningen."
        )
    return redirect(meeting)


@requires(Permission.WRITE_MEETINGS)
def standing_items(request: AccessRequest, pk: int) -> HttpResponse:
    """Edit what a body's agendas start from, one kind of meeting at a time."""
    body = body_of(request, pk)
    wanted = request.GET.get("slag", "")
    kind = MeetingKind(wanted) if wanted in MeetingKind.values else MeetingKind.ORDINARY
    formset = StandingItems(
        request.POST if request.method == "POST" else None,
        initial=standing_initial(standing_items_of(body, kind)),
        prefix="punkt",
    )
    if request.method == "POST" and formset.is_valid():
        save_standing_items(body=body, kind=kind, items=formset.items(), by=request.person)
        messages.success(request, "De stående ärendena är sparade. Nya dagordningar börjar med dem.")
        query = urlencode({"slag": kind.value})
        return redirect(f"{reverse('standing_items', args=[request.association.slug, body.pk])}?{query}")
    context = {"body": body, "kind": kind, "kinds": MeetingKind, "formset": formset}
    return render(request, "board/standing_items.html", context)
