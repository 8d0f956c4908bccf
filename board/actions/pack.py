"""The reading pack: kallelse, texts and handlingar bound into one PDF, by the worker."""

from __future__ import annotations

from board.documents.pack import bind_pack, pack_parts
from board.models import Meeting
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs


def ask_for_pack(*, meeting: Meeting, by: Person | None) -> Job:
    """Have the worker make the meeting's reading pack; a pack that is being made already is given back."""
    return jobs.ask(
        make_pack,
        association=meeting.body.association,
        key=f"meeting_pack-{meeting.pk}",
        label=f"Läspaket, {meeting}",
        by=by,
        back_url=meeting.get_absolute_url(),
        meeting_id=meeting.pk,
    )


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.READ_MEETINGS)
def make_pack(job: Job, *, meeting_id: int) -> Document:
    """Make the pack that a job asks for, telling how far it has come."""
    meeting = Meeting.objects.select_related("body__association", "call_document").get(pk=meeting_id)
    jobs.progress(job, 1, 3, "Hämtar handlingarna.")
    parts = pack_parts(meeting)
    jobs.progress(job, 2, 3, "Binder ihop läspaketet.")
    return store.keep(
        bind_pack(meeting, parts),
        association=meeting.body.association,
        name=f"Läspaket {meeting.held_on.isoformat()}.pdf",
        content_type="application/pdf",
        by=job.asked_by,
        made_from=f"läspaket {meeting.pk}",
    )
