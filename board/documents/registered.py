"""The kinds of document that the board prints, for the command and the pages that ask for them."""

from __future__ import annotations

from django.db.models import QuerySet

from board.documents import legal_forces, printable, proclamation, year_wheel
from board.documents.call import build_call, render_call
from board.documents.in_word import render_call_in_word
from board.documents.pack import bind_pack, pack_parts
from board.models import Meeting
from board.states import MeetingState
from finsam import clock
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind


def _meetings_with_agenda(association: Association) -> QuerySet[Meeting]:
    meetings = Meeting.objects.of(association).exclude(state=MeetingState.CANCELLED)
    return (
        meetings.filter(paragraphs__isnull=False)
        .distinct()
        .select_related("body__association", "call_document")
    )


def _calls(association: Association) -> dict[str, Meeting]:
    names = printable.day_names(association)
    return {names[each.pk]: each for each in _meetings_with_agenda(association)}


def _call_names(association: Association) -> list[str]:
    return sorted(_calls(association))


def _print_call(association: Association, which: str) -> bytes:
    """Give the kallelse that was sent; for a meeting that is only planned, as it would be today."""
    meeting = _calls(association)[which]
    if meeting.call_document:
        return store.read(meeting.call_document)
    return render_call(build_call(meeting, called_on=clock.today(), message=meeting.message), meeting)


def _print_pack(association: Association, which: str) -> bytes:
    """Bind the reading pack as it would be today; it is for reading and no archive file."""
    meeting = _calls(association)[which]
    return bind_pack(meeting, pack_parts(meeting))


def _call_in_word(association: Association, which: str) -> bytes:
    return render_call_in_word(_calls(association)[which])


CALL = DocumentKind("kallelse", "Kallelse", _call_names, _print_call, _call_in_word)
PACK = DocumentKind(name="laspaket", label="Läspaket", whiches=_call_names, render=_print_pack)

KINDS = (CALL, PACK, *printable.KINDS, legal_forces.KIND, proclamation.KIND, year_wheel.KIND)
