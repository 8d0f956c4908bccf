"""Letters to the members' registratorer, with a link that needs no login, and the alarm to the office."""

from collections.abc import Iterator

from django.urls import reverse

from board import rules
from board.documents.notices import appeal_of
from board.mail.letter import absolute, paper_of, send_letter
from board.models import Posting, Protocol, posted_on_every_board
from board.queries.held import held_of
from board.registries.public_files import shown_file
from finsam import clock
from finsam.models import Document
from finsam.swedish import dates


def ask_to_post(posting: Posting) -> None:
    """Send the anslag as text and PDF, with the link to confirm when it is up."""
    protocol = posting.notice.protocol
    what = "Sätt upp anslaget igen" if posting.follows else "Anslag att sätta upp"
    _send(posting, "post_notice", f"{what}: {paper_of(protocol)}")


def ask_all_to_post(postings: list[Posting]) -> None:
    """Send the anslag to every board at once."""
    for posting in postings:
        ask_to_post(posting)


def ask_to_take_down(posting: Posting) -> None:
    """Ask for the day the anslag came down, and say the first day it may."""
    _send(posting, "take_down", f"När tas anslaget ned? {paper_of(posting.notice.protocol)}")


def tell_of_early_removal(posting: Posting) -> None:
    """Tell the office that an anslag came down before the appeal time had run out."""
    sender = posting.notice.sent_by
    if not sender or not sender.email:
        return
    association = posting.notice.protocol.meeting.body.association
    link = absolute(reverse("notice_detail", args=[association.slug, posting.notice.protocol_id]))
    send_letter(
        "early_removal",
        association=association,
        to=sender.email,
        subject=f"Anslaget togs ned för tidigt: {posting.member}, {paper_of(posting.notice.protocol)}",
        facts={"posting": posting, "link": link},
    )


def _send(posting: Posting, template: str, subject: str) -> None:
    if not posting.member.registrar_email:
        return
    protocol = posting.notice.protocol
    assert protocol.adjusted_on  # announced when justerat
    association = protocol.meeting.body.association
    in_time = rules.posting_latest(protocol.adjusted_on)
    latest = posted_on_every_board(list(posting.notice.postings.all()))
    facts = {
        "posting": posting,
        "protocol": protocol,
        "numbers": _numbers(protocol),
        "adjusted": dates.long_date(protocol.adjusted_on),
        "latest": dates.weekday_date(in_time),
        "is_late": in_time < clock.today(),
        "appeal": appeal_of(association),
        "down": dates.long_date(rules.removal_earliest(latest)) if latest else "",
        "link": absolute(reverse("posting_confirm", args=[posting.token])),
    }
    send_letter(
        template,
        association=association,
        to=posting.member.registrar_email,
        subject=subject,
        facts=facts,
        documents=tuple(_enclosed(posting)),
    )


def _enclosed(posting: Posting) -> Iterator[Document]:
    """Give the anslag as everyone may see it: what hangs on the board is read by all."""
    document = posting.notice.document
    held = held_of(posting.notice.protocol.meeting.body.association)
    if document and (shown := shown_file(document, held)):
        yield shown


def _numbers(protocol: Protocol) -> str:
    return dates.paragraphs(each.number for each in protocol.paragraphs.order_by("number") if each.number)
