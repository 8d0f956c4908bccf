"""The life of a protocol until it is signed: drafted, sent as one frozen version, and corrected by a new one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from board import indexing
from board.documents.assemble import build_paper
from board.documents.assemble_signers import missing_leaders, places_of
from board.mail import signing as letters
from board.mail.notes import send_to_all
from board.models import Meeting, Paragraph, Protocol, Signing
from board.states import (
    PROTOCOL_TRANSITIONS,
    MeetingState,
    ProtocolKind,
    ProtocolState,
)
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Person
from finsam.states import NotesSigners
from finsam.swedish import words

PDF = "application/pdf"


@transaction.atomic
def ensure_main_protocol(*, meeting: Meeting, by: Person) -> Protocol:
    """Give the meeting's main protocol, made as a draft the first time; it adjusts every § no other does."""
    protocol, made = Protocol.objects.get_or_create(meeting=meeting, kind=ProtocolKind.MAIN)
    if protocol.state == ProtocolState.DRAFT:
        own = meeting.paragraphs.filter(number__isnull=False).exclude(protocols__kind=ProtocolKind.IMMEDIATE)
        protocol.paragraphs.set(own)
    if made:
        audit.record(association=meeting.body.association, by=by, verb="började protokoll", target=protocol)
    return protocol


@transaction.atomic
def start_immediate(*, paragraph: Paragraph, by: Person) -> Protocol:
    """Give the § a protocol of its own, for omedelbar justering (5 kap. 69 § kommunallagen)."""
    row = (
        Paragraph.objects.select_for_update()
        .select_related("meeting__body__association")
        .get(pk=paragraph.pk)
    )
    existing = row.protocols.filter(kind=ProtocolKind.IMMEDIATE).first()
    if existing:
        return existing
    if row.meeting.keeps_notes:
        raise DomainError("Minnesanteckningar justeras inte, så ingen punkt justeras omedelbart.")
    if row.number is None:
        raise DomainError("Paragrafen har inget nummer än. Ta upp ärendet först.")
    main = row.protocols.filter(kind=ProtocolKind.MAIN).first()
    if main and main.state != ProtocolState.DRAFT:
        raise DomainError("Protokollet är redan sänt för justering.")
    protocol = Protocol.objects.create(meeting=row.meeting, kind=ProtocolKind.IMMEDIATE)
    protocol.paragraphs.add(row)
    if main:
        main.paragraphs.remove(row)
    Paragraph.objects.filter(pk=row.pk).update(is_immediate=True)
    association = row.meeting.body.association
    audit.record(
        association=association,
        by=by,
        verb="började omedelbar justering",
        target=protocol,
        paragraph=row.number,
    )
    return protocol


@transaction.atomic
def correct(*, protocol: Protocol, paragraphs: list[Paragraph], reason: str, by: Person) -> Protocol:
    """Begin a rättelse of §§ in a signed protocol; the signed one stays as it is."""
    if protocol.state != ProtocolState.SIGNED:
        raise DomainError("Bara ett justerat protokoll rättas. Ändra i texten i stället.")
    if protocol.meeting.keeps_notes:
        raise DomainError("Undertecknade minnesanteckningar rättas i anteckningarna från nästa möte.")
    _refuse_empty_correction(paragraphs, reason)
    correction = Protocol.objects.create(
        meeting=protocol.meeting,
        kind=ProtocolKind.CORRECTION,
        corrects=protocol,
        correction_html=reason.strip(),
    )
    correction.paragraphs.set(paragraphs)
    association = protocol.meeting.body.association
    audit.record(association=association, by=by, verb="började rättelse", target=correction, of=protocol.pk)
    return correction


@transaction.atomic
def change_correction(
    *, correction: Protocol, paragraphs: list[Paragraph], reason: str, by: Person
) -> Protocol:
    """Change what a begun rättelse says, such as when a justerare has sent it back."""
    row = locked(correction)
    if row.kind != ProtocolKind.CORRECTION or row.state != ProtocolState.DRAFT:
        raise DomainError("Bara en rättelse som inte är sänd för justering kan ändras.")
    _refuse_empty_correction(paragraphs, reason)
    row.correction_html = reason.strip()
    row.save(update_fields=["correction_html"])
    row.paragraphs.set(paragraphs)
    audit.record(association=row.meeting.body.association, by=by, verb="ändrade rättelse", target=row)
    return row


def _refuse_empty_correction(paragraphs: list[Paragraph], reason: str) -> None:
    if not paragraphs or not reason.strip():
        raise DomainError("Välj vilka paragrafer som rättas och skriv vad som ska stå.")


@transaction.atomic
def drop_draft(*, protocol: Protocol, by: Person) -> None:
    """Drop a begun omedelbar justering or rättelse that was a mistake; the main protocol is never dropped.

    A § that was to be justerad at once goes back to the meeting's own protocol.
    """
    row = locked(protocol)
    if row.kind == ProtocolKind.MAIN or row.state != ProtocolState.DRAFT:
        raise DomainError("Bara ett påbörjat utkast till omedelbar justering eller rättelse kan tas bort.")
    audit.record(association=row.meeting.body.association, by=by, verb="tog bort utkast", target=row)
    if row.kind == ProtocolKind.IMMEDIATE:
        paragraphs = list(row.paragraphs.all())
        row.paragraphs.all().update(is_immediate=False)
        main = row.meeting.protocols.filter(kind=ProtocolKind.MAIN, state=ProtocolState.DRAFT).first()
        if main:
            main.paragraphs.add(*paragraphs)
    row.paragraphs.clear()
    row.delete()


def missing_before_sending(protocol: Protocol) -> list[str]:
    """Give what the law or good order still wants before the protocol may be sent, as Swedish sentences."""
    meeting = protocol.meeting
    missing = []
    if protocol.kind == ProtocolKind.MAIN and meeting.state != MeetingState.CLOSED:
        missing.append("Sammanträdet är inte avslutat.")
    missing += missing_people(protocol)
    if not protocol.paragraphs.exists():
        missing.append(
            "Anteckningarna har inga punkter." if meeting.keeps_notes else "Protokollet har inga paragrafer."
        )
    return missing


def missing_people(protocol: Protocol) -> list[str]:
    """Give who must still be named before anyone can sign, as Swedish sentences."""
    meeting, missing = protocol.meeting, []
    if meeting.keeps_notes:
        return _missing_signers_of_notes(meeting)
    if unled := missing_leaders(protocol):
        missing.append(f"Ingen av dem som var närvarande ledde {unled}. Välj ordförande där.")
    if not meeting.secretary:
        missing.append("Sekreterare är inte vald.")
    if not meeting.adjusters.exists():
        missing.append("Ingen justerare är vald.")
    return missing


def _missing_signers_of_notes(meeting: Meeting) -> list[str]:
    who = meeting.body.notes_signers
    missing = []
    if who != NotesSigners.NOBODY and not meeting.chair:
        missing.append("Vem som ledde mötet är inte valt.")
    if who == NotesSigners.CHAIR_AND_ADJUSTERS and not meeting.adjusters.exists():
        missing.append("Ingen justerare är vald.")
    return missing


def signers_with_roles(protocol: Protocol) -> list[tuple[str, str]]:
    """Give (role, name) of everyone who will be asked to sign."""
    return [
        (f"{place.role.label} {place.numbers}".strip(), place.person.name) for place in places_of(protocol)
    ]


@transaction.atomic
def submit_for_signing(
    *,
    protocol: Protocol,
    typeset: bytes,
    made_from: dict[str, Any],
    by: Person,
    at: dt.datetime | None = None,
) -> Protocol:
    """Freeze the typeset version and send it to those who sign: secretary, chair and adjusters, of notes as the body says.

    `made_from` is what the PDF was typeset from; when the stored protocol has changed since, nothing is sent.
    """
    row = locked(protocol)
    move_protocol(row, ProtocolState.FOR_SIGNING)
    _freeze(row, typeset, made_from, by=by, at=at)
    _make_places(row)
    _record_sending(row, "skickade för justering", by)
    letters.ask_to_sign(row)
    return row


@transaction.atomic
def send_notes(
    *,
    protocol: Protocol,
    typeset: bytes,
    made_from: dict[str, Any],
    by: Person,
    at: dt.datetime | None = None,
) -> Protocol:
    """Freeze minnesanteckningar that nobody signs and send them to everyone concerned; `made_from` as above."""
    row = locked(protocol)
    if not row.meeting.keeps_notes or places_of(row):
        raise DomainError("Det som ska undertecknas skickas först till dem som undertecknar.")
    move_protocol(row, ProtocolState.SENT)
    _freeze(row, typeset, made_from, by=by, at=at)
    row.sent_to = [each.name for each in send_to_all(row)]
    row.save(update_fields=["sent_to"])
    _record_sending(row, "skickade ut", by, to=row.sent_to)
    indexing.index_meeting(row.meeting)  # all may find it from now on
    return row


def _freeze(
    row: Protocol, typeset: bytes, made_from: dict[str, Any], *, by: Person, at: dt.datetime | None
) -> None:
    """Keep the version that is sent. Raises DomainError when something is missing, or has changed since it was typeset."""
    if missing := missing_before_sending(row):
        raise DomainError(" ".join(missing))
    if as_json(build_paper(row)) != made_from:
        what = words.capitalised(row.meeting.paper)
        raise DomainError(f"{what} ändrades medan filen sattes. Läs igenom och skicka igen.")
    row.version += 1
    row.earlier_content = row.content
    row.content, row.sent_at, row.sent_by = made_from, at or clock.now(), by
    row.frozen = row.document = store.keep(
        typeset,
        association=row.meeting.body.association,
        name=file_name(row),
        content_type=PDF,
        by=by,
        made_from=row,
    )
    row.return_reason = ""
    row.save()


def _record_sending(row: Protocol, verb: str, by: Person, **facts: Any) -> None:
    assert row.frozen  # just kept
    audit.record(
        association=row.meeting.body.association, by=by, verb=verb, target=row, version=row.version,
        sha256=row.frozen.sha256, **facts,
    )  # fmt: skip


def file_name(protocol: Protocol) -> str:
    """Name the protocol's file for people."""
    kind = {
        ProtocolKind.MAIN: "Minnesanteckningar" if protocol.meeting.keeps_notes else "Protokoll",
        ProtocolKind.IMMEDIATE: "Omedelbart justerat",
        ProtocolKind.CORRECTION: "Rättelse",
    }
    return f"{kind[ProtocolKind(protocol.kind)]} {protocol.meeting.body.name} {protocol.meeting.began_on:%Y-%m-%d}.pdf"


def locked(protocol: Protocol) -> Protocol:
    """Read the protocol again, locked for the transaction."""
    rows = Protocol.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__body__association").get(pk=protocol.pk)


def move_protocol(row: Protocol, to: ProtocolState) -> None:
    """Let the protocol come into a state, where that is a legal move; the caller saves it. Raises DomainError."""
    if to not in PROTOCOL_TRANSITIONS[ProtocolState(row.state)]:
        raise DomainError(
            f"Protokollet är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to


def _make_places(row: Protocol) -> None:
    Signing.objects.bulk_create(
        Signing(
            protocol=row,
            role=place.role,
            person=place.person,
            field=place.field,
            numbers=place.numbers,
            position=position,
        )
        for position, place in enumerate(places_of(row))
    )


def as_json(document: Any) -> dict[str, Any]:
    """Give a document as it is frozen: plain values, days as ISO text."""
    return json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
