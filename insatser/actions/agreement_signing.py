"""An överenskommelse is signed place by place, sent back with a reason, or taken in as signed elsewhere."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Person
from finsam.seal.signing import fill_place
from insatser.actions.agreements import PDF, file_name, finish, locked_agreement, move_agreement
from insatser.documents.agreement import build_agreement, frozen_agreement, role_text
from insatser.mail import agreement as letters
from insatser.models import Agreement, AgreementSigning
from insatser.permissions import may_send_agreement_back, may_sign_agreement
from insatser.states import AgreementState


@transaction.atomic
def sign_agreement(
    *, signing: AgreementSigning, by: Person, identified: str, at: dt.datetime | None = None
) -> Agreement:
    """Fill one place by a sealed revision; the last one makes the agreement signed, and ends the version it replaces.

    The caller has checked the signer's new code, and says by what she was `identified`.
    """
    row = locked_agreement(signing.agreement)
    place = AgreementSigning.objects.select_related("person").get(pk=signing.pk)
    place.agreement = row
    if not may_sign_agreement(place, by):
        raise DomainError(_why_not(place, by))
    at = at or clock.now()
    assert row.document  # frozen when sent
    row.document = fill_place(
        place, document=row.document, as_what=role_text(place.title, place.side, row.party), name=file_name(row),
        signed=row, association=row.insats.association, by=by, identified=identified, at=at, side=place.side,
    )  # fmt: skip
    row.save(update_fields=["document"])
    if not row.signings.filter(signed_at__isnull=True).exists():
        _agree(row, agreed_on=clock.day_of(at), by=by)
    return row


@transaction.atomic
def take_back_agreement(*, agreement: Agreement, reason: str, by: Person) -> Agreement:
    """Make a sent agreement a draft again with a reason; what was signed of it counts no more.

    By the office while nobody has signed, and by one who is to sign and has not. Raises DomainError for anyone else.
    """
    row = locked_agreement(agreement)
    if not reason.strip():
        raise DomainError("Skriv varför överenskommelsen skickas tillbaka.")
    places = list(row.signings.select_related("person"))
    if row.state == AgreementState.FOR_SIGNING and not may_send_agreement_back(row, places, by):
        raise DomainError("Bara den som ska skriva under och inte har gjort det kan skicka tillbaka den.")
    move_agreement(row, AgreementState.DRAFT)
    row.return_reason, row.returned_at, row.returned_by = reason.strip(), clock.now(), by
    row.content = row.frozen = row.document = row.sent_at = row.sent_by = None
    row.save()
    row.signings.update(signed_at=None, document=None, identified="")
    audit.record(
        association=row.insats.association, by=by, verb="skickade tillbaka", target=row, reason=reason.strip(),
        had_signed=[place.person.name for place in places if place.signed_at],
    )  # fmt: skip
    letters.tell_returned(row, places)
    return row


@transaction.atomic
def take_in_agreement(
    *, agreement: Agreement, content: bytes, agreed_on: dt.date, by: Person | None
) -> Agreement:
    """Take in the agreement as signed elsewhere: on paper and scanned, or in another signing service."""
    row = locked_agreement(agreement)
    if not content.startswith(b"%PDF-"):
        raise DomainError("Filen är inte en PDF. Spara den undertecknade handlingen som PDF och försök igen.")
    if agreed_on > clock.today():
        raise DomainError("Dagen då överenskommelsen undertecknades har inte varit än.")
    if not row.party:
        raise DomainError("Skriv vem den andra parten är först.")
    row.document = store.keep(
        content,
        association=row.insats.association,
        name=file_name(row),
        content_type=PDF,
        by=by,
        made_from=row,
    )
    row.is_elsewhere = True
    row.content = row.content or frozen_agreement(build_agreement(row))
    row.save(update_fields=["document", "is_elsewhere", "content"])
    audit.record(
        association=row.insats.association, by=by, verb="tog in undertecknad överenskommelse", target=row,
        sha256=row.document.sha256,
    )  # fmt: skip
    _agree(row, agreed_on=agreed_on, by=by)
    return row


def _agree(row: Agreement, *, agreed_on: dt.date, by: Person | None) -> None:
    """Let a locked agreement be signed; the version that it replaces is at an end."""
    move_agreement(row, AgreementState.SIGNED)
    row.agreed_on = agreed_on
    row.save(update_fields=["state", "agreed_on"])
    audit.record(
        association=row.insats.association, by=by, verb="fick överenskommelse undertecknad", target=row
    )
    if row.replaces_id:
        earlier = locked_agreement(Agreement(pk=row.replaces_id))
        if earlier.state == AgreementState.SIGNED:
            finish(earlier, ended_on=agreed_on, reason=f"Ersatt av version {row.version}.", by=by)
    letters.tell_signed(row)


def _why_not(place: AgreementSigning, by: Person) -> str:
    if place.signed_at and place.person_id == by.pk:
        return "Du har redan skrivit under överenskommelsen."
    if place.agreement.state != AgreementState.FOR_SIGNING:
        return "Överenskommelsen ligger inte för underskrift. Den kan ha tagits tillbaka för ändring."
    return "Det här är någon annans underskrift."
