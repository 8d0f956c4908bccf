"""The reading pack: kallelse, texts and handlingar bound into one PDF, by the worker."""

from __future__ import annotations

from board.documents.assemble import look_of
from board.documents.call import build_call, build_pack_texts, pack_subtitle, render_call
from board.models import Meeting
from board.queries.agenda import AgendaRow, agenda
from board.queries.invited import call_documents
from finsam import clock, jobs, pdf, store
from finsam.models import Document, Job, Person
from finsam.pdf import PackFront, Part


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


def pack_parts(meeting: Meeting) -> list[Part]:
    """Give the parts of the meeting's pack in order: kallelse, texts of the ärenden, each handling."""
    rows = agenda(meeting)
    today = clock.today()
    calls = [Part(_name(document), store.read(document)) for document in call_documents(meeting)]
    if not calls:
        calls = [Part("Kallelse", render_call(build_call(meeting, called_on=today), meeting))]
    texts = build_pack_texts(meeting, rows, dated=today)
    look = look_of(meeting.body.association)
    typeset = pdf.render(texts.template_name, {"document": texts}, look=look)
    return [*calls, Part(texts.heading, typeset), *_handlingar(rows)]


def _name(document: Document) -> str:
    """Such as "Tilläggslista", from the file's name."""
    return document.name.rpartition(" ")[0] or document.name


def bind_pack(meeting: Meeting, parts: list[Part]) -> bytes:
    """Bind the parts under the meeting's name."""
    front = PackFront(subtitle=pack_subtitle(meeting), dated=clock.today())
    return pdf.merge_pack(parts, front=front, look=look_of(meeting.body.association))


def _handlingar(rows: list[AgendaRow]) -> list[Part]:
    return [
        Part(f"{each.label}: {each.row.title}", store.read(each.row.document), each.row.document.name)
        for row in rows
        for each in row.attachments
    ]
