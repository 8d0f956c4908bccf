"""Signing a protocol: one place at a time, returned with a reason, or taken in as signed elsewhere."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from board import indexing
from board.actions.protocol import PDF, file_name, locked, move_protocol
from board.mail import signing as letters
from board.mail.notes import receivers, send_to_all
from board.models import Protocol, Signing
from board.permissions import may_sign
from board.registries import effects
from board.states import ADJUSTING_ROLES, ProtocolState
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Person
from finsam.permissions import Permission, appointments_of, permissions_of
from finsam.seal.signing import fill_place


@transaction.atomic
def sign(*, signing: Signing, by: Person, identified: str, at: dt.datetime | None = None) -> Protocol:
    """Fill one place on the signature page by a sealed revision; the last one makes the protocol signed.

    The caller has checked the signer's new code, and says by what she was `identified`. The date of justering is the day when the chair and every
    adjuster have signed; the secretary's signature does not count for it.
    """
    row = locked(signing.protocol)
    place = Signing.objects.select_related("person").get(pk=signing.pk)
    place.protocol = row
    if not may_sign(place, by):
        raise DomainError(_why_not(place, by))
    at = at or clock.now()
    assert row.document  # frozen when sent
    row.document = fill_place(
        place, document=row.document, as_what=place.role_text, name=file_name(row), signed=row,
        association=row.meeting.body.association, by=by, identified=identified, at=at, role=place.role,
    )  # fmt: skip
    _count_signatures(row, at=at, by=by)
    return row


@transaction.atomic
def send_back(*, protocol: Protocol, reason: str, by: Person, at: dt.datetime | None = None) -> Protocol:
    """Return the protocol to a draft with a reason; what was signed of this version counts no more.

    By one who signs and has not yet signed; or by anyone of the office, while nobody has, and of notes that nobody signs.
    """
    row = locked(protocol)
    if not reason.strip():
        raise DomainError("Skriv varför du skickar tillbaka protokollet.")
    if not _may_send_back(row, by):
        raise DomainError(
            "Bara den som ska signera och inte har gjort det kan skicka tillbaka protokollet. "
            "Kansliet kan ta tillbaka det tills någon har signerat."
        )
    move_protocol(row, ProtocolState.DRAFT)
    places = list(row.signings.select_related("person"))
    signed = [f"{each.get_role_display()} {each.person.name}" for each in places if each.signed_at]
    row.asked.add(*(each.person for each in places))
    row.return_reason, row.returned_at, row.returned_by = reason.strip(), at or clock.now(), by
    row.frozen = row.document = row.adjusted_on = row.sent_at = row.sent_by = None
    row.save()
    row.signings.all().delete()  # a draft has none; until now they stood fast
    association = row.meeting.body.association
    audit.record(
        association=association, by=by, verb="skickade tillbaka", target=row, reason=reason, had_signed=signed
    )
    letters.tell_of_return(row)
    letters.tell_signers_of_return(row, places)
    return row


@transaction.atomic
def take_in_signed(*, protocol: Protocol, content: bytes, adjusted_on: dt.date, by: Person) -> Protocol:
    """Take in the frozen protocol as signed elsewhere: on paper and scanned, or in another signing service."""
    row = locked(protocol)
    if not content.startswith(b"%PDF-"):
        raise DomainError("Filen är inte en PDF. Spara den undertecknade handlingen som PDF och försök igen.")
    if adjusted_on > clock.today() or adjusted_on < row.meeting.held_on:
        raise DomainError("Justeringsdatum ska ligga mellan sammanträdet och i dag.")
    move_protocol(row, ProtocolState.SIGNED)
    association = row.meeting.body.association
    row.document = store.keep(
        content, association=association, name=file_name(row), content_type=PDF, by=by, made_from=row
    )
    row.adjusted_on, row.signed_at, row.sent_to = adjusted_on, clock.now(), _told(row)
    row.save()
    audit.record(
        association=association,
        by=by,
        verb="tog in signerat protokoll",
        target=row,
        sha256=row.document.sha256,
    )
    indexing.index_meeting(row.meeting)
    _finish(row, by)
    return row


def _count_signatures(row: Protocol, *, at: dt.datetime, by: Person) -> None:
    places = list(row.signings.all())
    if row.adjusted_on is None and all(each.signed_at for each in places if each.role in ADJUSTING_ROLES):
        row.adjusted_on = clock.day_of(at)
        if not row.meeting.keeps_notes:
            letters.tell_of_adjusting(row)
    if all(each.signed_at for each in places):
        move_protocol(row, ProtocolState.SIGNED)
        row.signed_at, row.sent_to = at, _told(row)
    row.save(update_fields=["state", "document", "adjusted_on", "signed_at", "sent_to"])
    if row.adjusted_on:
        indexing.index_meeting(row.meeting)  # all may find it from now on
    if row.state == ProtocolState.SIGNED:
        _finish(row, by)


def _finish(row: Protocol, by: Person) -> None:
    """Let what is signed by all have its effect: a protocol in the program, notes by being sent to everyone."""
    if row.meeting.keeps_notes:
        send_to_all(row)
        audit.record(
            association=row.meeting.body.association, by=by, verb="skickade ut", target=row, to=row.sent_to
        )
    else:
        effects.protocol_signed(row, by)


def _told(row: Protocol) -> list[str]:
    """Give the names of those who get notes that are signed: they stand fast with the signatures."""
    return [each.name for each in receivers(row)] if row.meeting.keeps_notes else []


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
    answers_for_office = Permission.WRITE_MEETINGS in permissions_of(appointments_of(by, clock.today()))
    return answers_for_office and not any(each.signed_at for each in places)
