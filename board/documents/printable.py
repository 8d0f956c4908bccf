"""What there is to print of protocols and anslag, each under a name that a person can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from board.documents.assemble import build_extract, build_paper, look_of
from board.documents.in_word import render_extract_in_word, render_paper_in_word
from board.documents.notices import build_notice, build_proof
from board.models import Meeting, Paragraph, Protocol, posted_on_every_board
from board.states import MeetingState, ProtocolKind
from finsam import pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Person
from finsam.registries.printing import DocumentKind


def day_names(association: Association) -> dict[int, str]:
    """Name every meeting by its day; the second of the day, by the clock, gets "-2", and so on."""
    rows = Meeting.objects.of(association).exclude(state=MeetingState.CANCELLED)
    per_day: defaultdict[str, int] = defaultdict(int)
    names = {}
    for pk, held_on in rows.order_by("held_on", "starts_at", "id").values_list("pk", "held_on"):
        day = held_on.isoformat()
        per_day[day] += 1
        names[pk] = day if per_day[day] == 1 else f"{day}-{per_day[day]}"
    return names


def named_protocols(association: Association, *kinds: ProtocolKind) -> dict[str, Protocol]:
    """Give the protocols of some kinds by name: "2022-03-25" for the main one, "2022-03-25-§26" for others.

    Only those that have §§; a second rättelse of the same §§ gets "-2".
    """
    days = day_names(association)
    rows = (
        Protocol.objects.filter(meeting__body__association=association, kind__in=kinds, meeting__in=days)
        .select_related("meeting__body__association", "document", "notice__document", "notice__sent_by")
        .prefetch_related("paragraphs", "notice__postings__member")
        .order_by("meeting__held_on", "meeting__starts_at", "meeting_id", "id")
    )
    named: dict[str, Protocol] = {}
    for protocol in rows:
        numbers = sorted(each.number for each in protocol.paragraphs.all() if each.number)
        if numbers:
            name = days[protocol.meeting_id]
            if protocol.kind != ProtocolKind.MAIN:
                name += f"-§{'-'.join(map(str, numbers))}"
            named[_free(name, named)] = protocol
    return named


def _free(name: str, taken: Iterable[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _protocol_kind(name: str, label: str, kind: ProtocolKind) -> DocumentKind:
    """Print protocols of one kind: the stored file, or for a draft how it would be."""

    def whiches(association: Association) -> list[str]:
        return list(named_protocols(association, kind))

    def render(association: Association, which: str) -> bytes:
        protocol = named_protocols(association, kind)[which]
        if protocol.document:
            return store.read(protocol.document)
        document = build_paper(protocol)
        return pdf.render(document.template_name, {"document": document}, look=look_of(association))

    def in_word(association: Association, which: str) -> bytes:
        return render_paper_in_word(named_protocols(association, kind)[which])

    return DocumentKind(name, label, whiches, render, in_word)


def _adjusted(association: Association) -> dict[str, Protocol]:
    protocols = named_protocols(association, ProtocolKind.MAIN, ProtocolKind.IMMEDIATE)
    return {name: each for name, each in sorted(protocols.items()) if each.adjusted_on}


def adjusted_paragraphs(association: Association) -> Iterator[tuple[str, Protocol, Paragraph]]:
    """Give every justerad § with the protocol that adjusted it, by the name it is printed under."""
    days = day_names(association)
    order = {pk: place for place, pk in enumerate(days)}
    rows = [
        (order[protocol.meeting_id], paragraph.number, protocol, paragraph)
        for protocol in _adjusted(association).values()
        for paragraph in protocol.paragraphs.all()
        if paragraph.number
    ]
    for _, number, protocol, paragraph in sorted(rows, key=lambda row: row[:2]):
        yield f"{days[protocol.meeting_id]}-§{number}", protocol, paragraph


def extract_names(association: Association) -> list[str]:
    """Give a name for each § that is justerad."""
    return [name for name, _, _ in adjusted_paragraphs(association)]


def print_extract(association: Association, which: str) -> bytes:
    """Make a protokollsutdrag of the §, attested by the meeting's secretary."""
    protocol, paragraph = next(
        (p, each) for name, p, each in adjusted_paragraphs(association) if name == which
    )
    document = build_extract(protocol, [paragraph], by=_secretary(protocol))
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def _extract_in_word(association: Association, which: str) -> bytes:
    protocol, paragraph = next(
        (p, each) for name, p, each in adjusted_paragraphs(association) if name == which
    )
    return render_extract_in_word(protocol, paragraph, by=_secretary(protocol))


def notice_names(association: Association) -> list[str]:
    """Give a name for the anslag of each protocol that is justerat."""
    return list(_adjusted(association))


def print_notice(association: Association, which: str) -> bytes:
    """Give the anslag as it was sent; before that, as it would be."""
    protocol = _adjusted(association)[which]
    notice = getattr(protocol, "notice", None)
    if notice and notice.document:
        return store.read(notice.document)
    document = build_notice(protocol, responsible=_secretary(protocol).name)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def proof_names(association: Association) -> list[str]:
    """Give a name for the anslagsbevis of each anslag that every board has had up."""
    return [
        name
        for name, protocol in _adjusted(association).items()
        if hasattr(protocol, "notice") and posted_on_every_board(list(protocol.notice.postings.all()))
    ]


def print_proof(association: Association, which: str) -> bytes:
    """Give the latest anslagsbevis; one that the worker has not made yet is made."""
    notice = _adjusted(association)[which].notice
    kept = notice.final_proof or notice.proof
    if kept:
        return store.read(kept)
    document = build_proof(notice)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def _secretary(protocol: Protocol) -> Person:
    secretary = protocol.meeting.secretary
    if secretary is None:
        raise DomainError("Sammanträdet har ingen sekreterare som kan stå för handlingen.")
    return secretary


KINDS = (
    _protocol_kind("protokoll", "Protokoll", ProtocolKind.MAIN),
    _protocol_kind("omedelbart", "Omedelbart justerat protokoll", ProtocolKind.IMMEDIATE),
    _protocol_kind("rattelse", "Rättelse", ProtocolKind.CORRECTION),
    DocumentKind("utdrag", "Protokollsutdrag", extract_names, print_extract, _extract_in_word),
    DocumentKind("anslag", "Anslag", notice_names, print_notice),
    DocumentKind("anslagsbevis", "Anslagsbevis", proof_names, print_proof),
)
