"""Handlingar: handed in, opened, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from board.actions.attachments import attach, change_attachment, remove_attachment
from board.actions.writing import sent_protocol_of, why_locked
from board.forms.attachments import AttachmentChangeForm, AttachmentForm
from board.models import Attachment, Paragraph
from board.permissions import may_read_agenda
from board.queries.held import held_of
from board.states import HELD
from board.views.agenda import own_paragraph
from finsam.errors import DomainError
from finsam.files.kinds import refuse_too_large
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.web import asked

_NOT_SHOWN = (
    "”{}” ligger i ärendet men visas inte för alla: den innehåller ord som förbundet håller tillbaka, eller går inte att "
    "läsa här. Läs filen. Får den visas kryssar du i det under Ändra handling."
)


def _back(paragraph: Paragraph) -> str:
    """Give where the ärende is written: in the meeting while it goes on, before that on the agenda."""
    meeting = paragraph.meeting
    slug = meeting.body.association.slug
    if meeting.state in HELD:
        return reverse("meeting_session_paragraph", args=[slug, meeting.pk, paragraph.pk])
    return reverse("paragraph_edit", args=[slug, paragraph.pk])


def _own_attachment(request: AccessRequest, pk: int) -> Attachment:
    rows = Attachment.objects.filter(paragraph__meeting__body__association=request.association)
    return get_object_or_404(rows.select_related("document", "paragraph__meeting__body__association"), pk=pk)


@requires(Permission.WRITE_MEETINGS)
def attachment_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Hand in files to an ärende; those that can be taken are kept though another is refused."""
    paragraph = own_paragraph(request, pk)
    if sent := sent_protocol_of(paragraph):
        messages.error(request, why_locked(sent))
        return redirect(paragraph)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachmentForm(*posted, paragraph=paragraph)
    asked_for = paragraph.points.filter(row_key=asked.key(request.GET.get("underpunkt"))).first()
    if asked_for:
        form.initial["point"] = asked_for.pk
    if request.method == "POST" and form.is_valid():
        kept = _attach_each(form, request, pk)
        if kept:
            messages.success(request, f"{words.plural(kept, 'handling', 'handlingar')} lades till.")
        if not form.errors:
            return redirect(_back(paragraph))
    context = {"form": form, "paragraph": paragraph, "meeting": paragraph.meeting, "back": _back(paragraph)}
    return render(request, "board/attachment_add.html", context)


def _attach_each(form: AttachmentForm, request: AccessRequest, pk: int) -> int:
    """Attach each file by itself and give how many went in; refusals are written into the form."""
    kept = 0
    paragraph = own_paragraph(request, pk)
    files = form.cleaned_data["files"]
    title = form.cleaned_data["title"] if len(files) == 1 else ""
    for file in files:
        try:
            refuse_too_large(file.name, file.size)
            attachment = attach(
                paragraph=paragraph,
                name=file.name,
                content=file.read(),
                by=request.person,
                title=title,
                is_appendix=form.cleaned_data["is_appendix"],
                is_public=form.cleaned_data["is_public"],
                point=form.cleaned_data.get("point"),
            )
        except DomainError as refusal:
            form.add_error("files", str(refusal))
        else:
            kept += 1
            if form.cleaned_data["is_public"] and not attachment.is_public:
                messages.warning(request, _NOT_SHOWN.format(attachment.title))
    return kept


@requires(Permission.READ_MEETINGS)
def attachment_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a handling as it was handed in, to those who may read the agenda."""
    attachment = _own_attachment(request, pk)
    if not may_read_agenda(attachment.paragraph.meeting, request.permissions):
        raise Http404
    return file_response(attachment.document)


@requires(Permission.WRITE_MEETINGS)
def attachment_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what a handling is called, and whether it follows the protocol."""
    attachment = _own_attachment(request, pk)
    back = _back(attachment.paragraph)
    form = AttachmentChangeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "title": attachment.title,
            "is_appendix": attachment.is_appendix,
            "is_public": attachment.is_public,
            "point": attachment.point_id,
        },
        paragraph=attachment.paragraph,
        holds_back=bool(held_of(request.association)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_attachment(attachment=attachment, by=request.person, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect(back)
    context = {"form": form, "attachment": attachment, "paragraph": attachment.paragraph, "back": back}
    return render(request, "board/attachment_edit.html", context)


@requires(Permission.WRITE_MEETINGS)
def attachment_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a handling is taken from its ärende."""
    attachment = _own_attachment(request, pk)
    back = _back(attachment.paragraph)
    if request.method == "POST":
        try:
            remove_attachment(attachment=attachment, by=request.person)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{attachment.title} är borttagen från ärendet.")
        return redirect(back)
    return render(
        request,
        "_components/confirm.html",
        {
            "title": f"Ta bort ”{attachment.title}”?",
            "crumb": attachment.paragraph.heading,
            "crumb_url": back,
            "lead": "Handlingen tas bort från ärendet. Den som redan har laddat ned den har kvar sin kopia.",
            "submit": "Ta bort handlingen",
            "cancel_url": back,
            "cancel": "Behåll handlingen",
            "is_grave": True,
        },
    )
