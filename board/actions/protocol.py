"""The life of a protocol: drafted, sent as one frozen version, returned or signed, and corrected by a new one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from board import effects, indexing
from board.documents.assemble import build_extract, build_protocol, look_of, signers_of
from board.mail import signing as letters
from board.models import Meeting, Paragraph, Protocol, Signing
from board.permissions import may_sign
from board.states import (
    ADJUSTING_ROLES,
    PROTOCOL_TRANSITIONS,
    MeetingState,
    ProtocolKind,
    ProtocolState,
    SigningRole,
)
from finsam import audit, clock, pdf, seal, store
from finsam.certificates import certificate_of
from finsam.errors import DomainError
from finsam.models import Document, Job, Person

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
    if not paragraphs or not reason.strip():
        raise DomainError("Välj vilka paragrafer som rättas och skriv vad som ska stå.")
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
def drop_draft(*, protocol: Protocol, by: Person) -> None:
    """Drop a begun omedelbar justering or rättelse that was a mistake; the main protocol is never dropped.

    A § that was to be justerad at once goes back to the meeting's own protocol.
    """
    row = _lock(protocol)
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
    missing += missing_people(meeting)
    if not protocol.paragraphs.exists():
        missing.append("Protokollet har inga paragrafer.")
    return missing


def missing_people(meeting: Meeting) -> list[str]:
    """Give who must still be named before anyone can sign, as Swedish sentences."""
    missing = []
    if not meeting.chair:
        missing.append("Ordförande för sammanträdet är inte vald.")
    if not meeting.secretary:
        missing.append("Sekreterare är inte vald.")
    if not meeting.adjusters.exists():
        missing.append("Ingen justerare är vald.")
    return missing


def signers_with_roles(meeting: Meeting) -> list[tuple[str, str]]:
    """Give (role, name) of everyone who will be asked to sign."""
    return [(signer.role, signer.name) for signer in signers_of(meeting)]


def prepare_and_send(job: Job, *, protocol_id: int) -> Document:
    """The worker's part of sending: typeset the protocol, then freeze it and tell those who sign."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    document = build_protocol(protocol)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    assert job.asked_by  # only the office sends
    sent = submit_for_signing(
        protocol=protocol, typeset=content, made_from=as_json(document), by=job.asked_by
    )
    assert sent.frozen  # the state's constraint
    return sent.frozen


def print_draft(job: Job, *, protocol_id: int) -> Document:
    """The worker's part of a proof: typeset the draft as it stands; nothing is frozen."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    document = build_protocol(protocol)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    name = f"Korrektur {file_name(protocol)}"
    return store.keep(
        content, association=job.association, name=name, content_type=PDF, by=job.asked_by, made_from=protocol
    )


def print_extract(job: Job, *, paragraph_id: int, sent_to: list[str]) -> Document:
    """The worker's part of a protokollsutdrag, attested by the one who asked for it."""
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(pk=paragraph_id)
    protocol = adjusting_protocol(paragraph)
    assert job.asked_by  # only the office asks for extracts
    document = build_extract(protocol, [paragraph], by=job.asked_by, sent_to=tuple(sent_to))
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    name = f"Utdrag § {paragraph.number} {protocol.meeting.held_on:%Y-%m-%d}.pdf"
    kept = store.keep(
        content,
        association=job.association,
        name=name,
        content_type=PDF,
        by=job.asked_by,
        made_from=paragraph,
    )
    audit.record(
        association=job.association,
        by=job.asked_by,
        verb="gjorde utdrag",
        target=paragraph,
        sha256=kept.sha256,
    )
    return kept


def adjusting_protocol(paragraph: Paragraph) -> Protocol:
    """Give the signed protocol that adjusted the §. Raises DomainError when there is none yet."""
    protocol = (
        paragraph.protocols.exclude(kind=ProtocolKind.CORRECTION).filter(state=ProtocolState.SIGNED).first()
    )
    if protocol is None:
        raise DomainError("Paragrafen är inte justerad än. Ett utdrag görs av ett justerat protokoll.")
    return protocol


@transaction.atomic
def submit_for_signing(
    *,
    protocol: Protocol,
    typeset: bytes,
    made_from: dict[str, Any],
    by: Person,
    at: dt.datetime | None = None,
) -> Protocol:
    """Freeze the typeset version and send it to the secretary, the chair and the adjusters.

    `made_from` is what the PDF was typeset from; when the stored protocol has changed since, nothing is sent.
    """
    row = _lock(protocol)
    _move(row, ProtocolState.FOR_SIGNING)
    if missing := missing_before_sending(row):
        raise DomainError(" ".join(missing))
    if as_json(build_protocol(row)) != made_from:
        raise DomainError("Protokollet ändrades medan det sattes. Läs igenom och skicka igen.")
    row.version += 1
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
    _make_places(row)
    audit.record(
        association=row.meeting.body.association, by=by, verb="skickade för justering", target=row,
        version=row.version, sha256=row.frozen.sha256,
    )  # fmt: skip
    transaction.on_commit(lambda: letters.ask_to_sign(row))
    return row


@transaction.atomic
def sign(*, signing: Signing, by: Person, at: dt.datetime | None = None) -> Protocol:
    """Fill one place on the signature page by a sealed revision; the last one makes the protocol signed.

    The caller has checked the signer's new code. The date of justering is the day when the chair and every
    adjuster have signed; the secretary's signature does not count for it.
    """
    row = _lock(signing.protocol)
    place = Signing.objects.select_related("person").get(pk=signing.pk)
    place.protocol = row
    if not may_sign(place, by):
        raise DomainError(_why_not(place, by))
    at = at or clock.now()
    association = row.meeting.body.association
    assert row.document  # frozen when sent
    sealed = seal.fill_field(
        store.read(row.document),
        field=place.field,
        lines=[place.person.name, f"{place.get_role_display()}, {at:%Y-%m-%d %H.%M}"],
        certificate=certificate_of(association),
        at=at,
    )
    place.signed_at = at
    place.document = row.document = store.keep(
        sealed, association=association, name=file_name(row), content_type=PDF, by=by, made_from=row
    )
    place.save(update_fields=["signed_at", "document"])
    _count_signatures(row, at=at, by=by)
    audit.record(
        association=association,
        by=by,
        verb="signerade",
        target=row,
        role=place.role,
        sha256=row.document.sha256,
    )
    return row


@transaction.atomic
def send_back(*, protocol: Protocol, reason: str, by: Person, at: dt.datetime | None = None) -> Protocol:
    """Return the protocol to a draft with a reason; what was signed of this version counts no more.

    By one who signs and has not yet signed; or by the office, while nobody has.
    """
    row = _lock(protocol)
    if not reason.strip():
        raise DomainError("Skriv varför du skickar tillbaka protokollet.")
    if not _may_send_back(row, by):
        raise DomainError("Bara den som ska signera och inte har gjort det kan skicka tillbaka protokollet.")
    _move(row, ProtocolState.DRAFT)
    signed = [
        f"{each.get_role_display()} {each.person.name}"
        for each in row.signings.select_related("person")
        if each.signed_at
    ]
    row.signings.all().delete()
    row.return_reason, row.returned_at, row.returned_by = reason.strip(), at or clock.now(), by
    row.frozen = row.document = row.adjusted_on = row.sent_at = row.sent_by = None
    row.save()
    association = row.meeting.body.association
    audit.record(
        association=association, by=by, verb="skickade tillbaka", target=row, reason=reason, had_signed=signed
    )
    transaction.on_commit(lambda: letters.tell_of_return(row))
    return row


@transaction.atomic
def take_in_signed(*, protocol: Protocol, content: bytes, adjusted_on: dt.date, by: Person) -> Protocol:
    """Take in the frozen protocol as signed elsewhere: on paper and scanned, or in another signing service."""
    row = _lock(protocol)
    if not content.startswith(b"%PDF-"):
        raise DomainError("Filen är inte en PDF. Spara den undertecknade handlingen som PDF och försök igen.")
    if adjusted_on > clock.today() or adjusted_on < row.meeting.held_on:
        raise DomainError("Justeringsdatum ska ligga mellan sammanträdet och i dag.")
    _move(row, ProtocolState.SIGNED)
    association = row.meeting.body.association
    row.document = store.keep(
        content, association=association, name=file_name(row), content_type=PDF, by=by, made_from=row
    )
    row.adjusted_on, row.signed_at = adjusted_on, clock.now()
    row.save()
    audit.record(
        association=association,
        by=by,
        verb="tog in signerat protokoll",
        target=row,
        sha256=row.document.sha256,
    )
    indexing.index_meeting(row.meeting)
    effects.protocol_signed(row, by)
    return row


def file_name(protocol: Protocol) -> str:
    """Name the protocol's file for people."""
    kind = {
        ProtocolKind.MAIN: "Protokoll",
        ProtocolKind.IMMEDIATE: "Omedelbart justerat",
        ProtocolKind.CORRECTION: "Rättelse",
    }
    return f"{kind[ProtocolKind(protocol.kind)]} {protocol.meeting.body.name} {protocol.meeting.held_on:%Y-%m-%d}.pdf"


def _lock(protocol: Protocol) -> Protocol:
    rows = Protocol.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__body__association").get(pk=protocol.pk)


def _move(row: Protocol, to: ProtocolState) -> None:
    if to not in PROTOCOL_TRANSITIONS[ProtocolState(row.state)]:
        raise DomainError(
            f"Protokollet är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to


def _make_places(row: Protocol) -> None:
    meeting = row.meeting
    places = [
        (SigningRole.SECRETARY, meeting.secretary, "sekreterare"),
        (SigningRole.CHAIR, meeting.chair, "ordforande"),
    ]
    for number, adjuster in enumerate(meeting.adjusters.select_related("person"), start=1):
        places.append((SigningRole.ADJUSTER, adjuster.person, f"justerare{number}"))
    Signing.objects.bulk_create(
        Signing(protocol=row, role=role, person=person, field=field, position=position)
        for position, (role, person, field) in enumerate(places)
    )


def _count_signatures(row: Protocol, *, at: dt.datetime, by: Person) -> None:
    places = list(row.signings.all())
    if row.adjusted_on is None and all(each.signed_at for each in places if each.role in ADJUSTING_ROLES):
        row.adjusted_on = at.date()
        transaction.on_commit(lambda: letters.tell_of_adjusting(row))
    if all(each.signed_at for each in places):
        _move(row, ProtocolState.SIGNED)
        row.signed_at = at
    row.save(update_fields=["state", "document", "adjusted_on", "signed_at"])
    if row.adjusted_on:
        indexing.index_meeting(row.meeting)  # all may find it from now on
    if row.state == ProtocolState.SIGNED:
        effects.protocol_signed(row, by)


def _why_not(place: Signing, by: Person) -> str:
    if place.signed_at and place.person_id == by.pk:
        return "Du har redan signerat protokollet."
    if place.protocol.state != ProtocolState.FOR_SIGNING:
        return "Protokollet ligger inte för justering. Det kan ha skickats tillbaka för ändring."
    return "Det här är någon annans underskrift."


def _may_send_back(row: Protocol, by: Person) -> bool:
    places = list(row.signings.all())
    if any(each.person_id == by.pk and each.signed_at is None for each in places):
        return True
    return row.sent_by_id == by.pk and not any(each.signed_at for each in places)


def as_json(document: Any) -> dict[str, Any]:
    """Give a document as it is frozen: plain values, days as ISO text."""
    return json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
