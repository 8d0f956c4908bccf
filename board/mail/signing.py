"""Letters about justering: please sign, it was returned, it is justerat."""

from collections.abc import Sequence

from django.urls import reverse

from board import rules
from board.mail.letter import absolute, paper_of, send_letter, version_of
from board.models import Paragraph, Protocol, Signing
from finsam.swedish import dates, words


def ask_to_sign(protocol: Protocol) -> None:
    """Ask everyone who has not signed, with a link to the page and the PDF to read."""
    for place in protocol.signings.select_related("person").filter(signed_at__isnull=True):
        send_reminder(place)


def send_reminder(place: Signing, *, is_again: bool = False) -> None:
    """Ask one person to read and sign, or remind her that she was asked."""
    protocol = place.protocol
    if not place.person.email:
        return
    association = protocol.meeting.body.association
    facts = {
        "place": place,
        "protocol": protocol,
        "link": absolute(reverse("protocol_sign", args=[association.slug, protocol.pk])),
        "latest": dates.long_date(protocol.due_on) if protocol.due_on else "",
        "numbers": protocol.meeting.numbered(paragraph.number or 0 for paragraph in _printed(protocol)),
        "paper": protocol.meeting.paper,
    }
    send_letter(
        "sign",
        association=association,
        to=place.person.email,
        subject=("Påminnelse: " if is_again else "")
        + f"{'Anteckningar' if protocol.meeting.keeps_notes else 'Protokoll'} att signera: {version_of(protocol)}",
        facts=facts,
        documents=(protocol.frozen,) if protocol.frozen else (),
    )


def tell_of_return(protocol: Protocol) -> None:
    """Tell the secretary that the protocol came back, and why."""
    secretary = protocol.meeting.secretary
    if not secretary or not secretary.email or secretary == protocol.returned_by:
        return
    association = protocol.meeting.body.association
    facts = {
        "protocol": protocol,
        "link": absolute(protocol.get_absolute_url()),
        "paper": protocol.meeting.paper,
    }
    send_letter(
        "returned",
        association=association,
        to=secretary.email,
        subject=f"{words.capitalised(protocol.meeting.paper)} kom tillbaka: {version_of(protocol)}",
        facts=facts,
    )


def tell_signers_of_return(protocol: Protocol, places: Sequence[Signing]) -> None:
    """Tell those who signed or were to sign, but for who sent it back and the secretary, who gets a letter of her own."""
    association = protocol.meeting.body.association
    link = absolute(reverse("protocol_sign", args=[association.slug, protocol.pk]))
    told = {protocol.returned_by_id, protocol.meeting.secretary_id}
    for place in places:
        if place.person_id in told or not place.person.email:
            continue
        told.add(place.person_id)
        send_letter(
            "returned_to_signer",
            association=association,
            to=place.person.email,
            subject=f"{words.capitalised(protocol.meeting.paper)} ändras: {version_of(protocol)}",
            facts={"protocol": protocol, "place": place, "link": link, "paper": protocol.meeting.paper},
        )


def tell_of_adjusting(protocol: Protocol) -> None:
    """Tell the secretary that the protocol is justerat, and where the law wants an anslag by when it must be up."""
    secretary = protocol.meeting.secretary
    if not secretary or not secretary.email or not protocol.adjusted_on:
        return
    association, is_announced = protocol.meeting.body.association, protocol.meeting.body.is_announced
    facts = {
        "protocol": protocol,
        "numbers": dates.paragraphs(each.number or 0 for each in _printed(protocol)),
        "is_announced": is_announced,
        "link": absolute(reverse("notice_detail", args=[association.slug, protocol.pk]))
        if is_announced
        else absolute(protocol.get_absolute_url()),
        "latest": dates.weekday_date(rules.posting_latest(protocol.adjusted_on)),
    }
    send_letter(
        "adjusted",
        association=association,
        to=secretary.email,
        subject=f"{'Justerat, dags att anslå' if is_announced else 'Justerat'}: {paper_of(protocol)}",
        facts=facts,
    )


def _printed(protocol: Protocol) -> list[Paragraph]:
    return list(protocol.paragraphs.filter(number__isnull=False).order_by("number"))
