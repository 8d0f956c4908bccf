"""Having kallelser, protocols and protokollsutdrag made in Word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from board.actions import printing, word
from board.models import Meeting, Paragraph
from board.queries.protocol import protocols_of
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.work import jobs


@requires(Permission.WRITE_MEETINGS)
@require_POST
def protocol_word(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make a protocol in Word."""
    protocol = get_object_or_404(protocols_of(request.association), pk=pk)
    return _ask(request, word.protocol_in_word, protocol, f"{protocol.meeting} i Word", protocol_id=pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def meeting_call_word(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make the kallelse in Word."""
    meeting = get_object_or_404(Meeting.objects.of(request.association), pk=pk)
    return _ask(request, word.call_in_word, meeting, f"Kallelse till {meeting} i Word", meeting_id=pk)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def extract_word(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make a protokollsutdrag in Word."""
    paragraph = get_object_or_404(
        Paragraph.objects.filter(meeting__body__association=request.association), pk=pk
    )
    try:
        printing.adjusting_protocol(paragraph)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(paragraph)
    return _ask(request, word.extract_in_word, paragraph, f"Utdrag {paragraph} i Word", paragraph_id=pk)


def _ask(request: AccessRequest, work: jobs.Work, thing: Any, label: str, **arguments: int) -> HttpResponse:
    job = jobs.ask(
        work, association=request.association, key=f"{work.__name__} {thing.pk}", label=label, by=request.person,
        back_url=thing.get_absolute_url(), **arguments,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)
