"""The demo's protocols: sent, signed and announced at the moments when it was done."""

from __future__ import annotations

import datetime as dt

from board.actions.notice import announce, confirm_down, confirm_posted
from board.actions.protocol import as_json, send_notes, submit_for_signing
from board.actions.publishing import hold_back, publish
from board.actions.signing import sign
from board.documents.assemble import build_paper, build_protocol, look_of
from board.documents.notices import build_notice
from board.documents.public import public_content, render_public, with_seal
from board.mail import posting, signing
from board.models import Posting, Protocol
from board.states import SigningRole
from finsam import clock, pdf
from finsam.files import store
from reporting.demo.plan import Held, Signed
from reporting.demo.stage import Stage, moment


def sign_protocol(stage: Stage, protocol: Protocol, signed: Signed) -> None:
    """Send the protocol for justering and let each sign who had signed by then."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol.pk)
    sent_at = _moment(signed.sent)
    with clock.standing_at(sent_at):
        document = build_protocol(protocol)
        typeset = pdf.render(document.template_name, {"document": document}, look=look_of(stage.association))
        submit_for_signing(
            protocol=protocol, typeset=typeset, made_from=as_json(document), by=stage.chief, at=sent_at
        )
    moments = [
        (SigningRole.SECRETARY, signed.secretary),
        (SigningRole.CHAIR, signed.chair),
        (SigningRole.ADJUSTER, signed.adjuster),
    ]
    for role, written in moments:
        if written:
            place = protocol.signings.select_related("protocol", "person").get(role=role)
            with clock.standing_at(_moment(written)):
                sign(
                    signing=place,
                    by=place.person,
                    identified=f"Kod i mejl till {place.person.email}",
                    at=_moment(written),
                )


def send_out(stage: Stage, notes: Protocol, written: str) -> None:
    """Send minnesanteckningar to everyone."""
    notes = Protocol.objects.select_related("meeting__body__association").get(pk=notes.pk)
    with clock.standing_at(_moment(written)):
        document = build_paper(notes)
        typeset = pdf.render(document.template_name, {"document": document}, look=look_of(stage.association))
        send_notes(
            protocol=notes, typeset=typeset, made_from=as_json(document), by=stage.chief, at=_moment(written)
        )


def announce_protocol(stage: Stage, protocol: Protocol, held: Held) -> None:
    """Send the anslag to the kommun and the region, and let each say when it went up and came down."""
    with clock.standing_at(_moment(held.announced)):
        protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol.pk)
        document = build_notice(protocol, responsible=stage.chief.name)
        content = pdf.render(document.template_name, {"document": document}, look=look_of(stage.association))
        kept = store.keep(
            content,
            association=stage.association,
            name=f"{document.title}.pdf",
            content_type="application/pdf",
            by=stage.chief,
            made_from=protocol,
        )
        notice = announce(protocol=protocol, document=kept, by=stage.chief)
        publish_protocol(stage, protocol, held)
    postings = {posting.member_id: posting for posting in notice.postings.all()}
    for confirm, days in ((confirm_posted, held.posted), (confirm_down, held.down)):
        for key, day in sorted(days.items(), key=lambda said: said[1]):
            member = stage.members[key]
            on = dt.date.fromisoformat(day)
            with clock.standing_at(moment(on, "10.20")):
                confirm(posting=postings[member.pk], on=on, said_by=f"Registrator, {member.name}")


def publish_protocol(stage: Stage, protocol: Protocol, held: Held) -> None:
    """Show the protocol to everyone, without the words that are held back."""
    for words, ground in held.held_back:
        hold_back(protocol=protocol, words=words, ground=ground, by=stage.chief)
    content, document = public_content(protocol), None
    if content:
        document = store.keep(
            with_seal(render_public(protocol, content), stage.association),
            association=stage.association,
            name=f"Protokoll {held.held_on.isoformat()}, offentlig version.pdf",
            content_type="application/pdf",
            by=stage.chief,
            made_from=f"public_protocol {protocol.pk}",
        )
    publish(protocol=protocol, content=content, document=document, by=stage.chief)


def send_what_waits(stage: Stage) -> None:
    """Send the letters that somebody still has to answer: to those who sign, and to registratorer."""
    waiting = Protocol.objects.waiting().filter(meeting__body__association=stage.association)
    for protocol in waiting.select_related("meeting__body__association", "frozen"):
        signing.ask_to_sign(protocol)
    unposted = Posting.objects.filter(
        posted_on=None, notice__protocol__meeting__body__association=stage.association
    )
    for each in unposted.select_related(
        "member", "notice__protocol__meeting__body__association", "notice__document"
    ):
        posting.ask_to_post(each)


def _moment(written: str) -> dt.datetime:
    day, time = written.split()
    return moment(dt.date.fromisoformat(day), time)
