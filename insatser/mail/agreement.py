"""What is mailed of an överenskommelse: please sign, it was sent back, it is signed by all."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam.models import Person
from insatser.mail.receivers import office_of, sitting_in
from insatser.models import Agreement, AgreementSigning


def ask_to_sign(agreement: Agreement) -> None:
    """Ask everyone who has not signed, with a link that survives logging in, and the PDF to read."""
    for place in agreement.signings.select_related("person").filter(signed_at__isnull=True):
        _send(agreement, place.person, "agreement_sign", f"Att skriva under: {agreement}", with_file=True)


def tell_returned(agreement: Agreement, places: Sequence[AgreementSigning]) -> None:
    """Tell the office and those who signed or were to sign, but for who sent it back."""
    people = [*office_of(agreement.insats.association), *(place.person for place in places)]
    for person in dict.fromkeys(people):
        if person.pk != agreement.returned_by_id:
            _send(agreement, person, "agreement_returned", f"Ändras: {agreement}")


def tell_signed(agreement: Agreement) -> None:
    """Send the signed agreement to those who signed it, to the insats's contacts, and to who sent it."""
    signers = [place.person for place in agreement.signings.select_related("person")]
    others = [*sitting_in(agreement.insats.body), *filter(None, [agreement.sent_by])]
    for person in dict.fromkeys([*signers, *others]):
        _send(agreement, person, "agreement_signed", f"Undertecknad: {agreement}", with_file=True)


def _send(
    agreement: Agreement, person: Person, template: str, subject: str, *, with_file: bool = False
) -> None:
    if not person.email:
        return
    association = agreement.insats.association
    is_signer = agreement.signings.filter(person=person).exists()
    page = "agreement_sign" if is_signer else "agreement"
    documents = (agreement.document,) if with_file and agreement.document else ()
    send_letter(
        template, association=association, to=person.email, subject=subject,
        facts={
            "agreement": agreement, "person": person,
            "link": absolute(reverse(page, args=[association.slug, agreement.pk])),
        },
        documents=documents,
    )  # fmt: skip
