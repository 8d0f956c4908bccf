"""Builds the anslag and the anslagsbevis from what is stored."""

import datetime as dt

from board import rules
from board.documents import notice, notice_proof
from board.documents.assemble import verify_address
from board.models import Notice, Protocol, latest_postings, posted_on_every_board
from board.queries.appeals import about
from board.states import ProtocolKind
from finsam import clock
from finsam.models import Association
from finsam.swedish import dates


def appeal_of(association: Association) -> notice.Appeal:
    """Give how one appeals the förbund's decisions."""
    return notice.Appeal(court=association.court, court_address=association.court_address.replace("\n", ", "))


def section_numbers(protocol: Protocol) -> list[int]:
    """Give the numbers of the §§ that the protocol adjusts."""
    return [each.number for each in protocol.paragraphs.order_by("number") if each.number is not None]


def build_notice(protocol: Protocol, *, responsible: str) -> notice.Notice:
    """Build the anslag; its days are unknown until a board has posted it, so it tells how they are counted."""
    association = protocol.meeting.body.association
    assert protocol.adjusted_on  # checked by the action
    return notice.Notice(
        association=association.name,
        body=protocol.meeting.body.name,
        meeting_on=protocol.meeting.began_on,
        section_numbers=section_numbers(protocol),
        adjusted_on=protocol.adjusted_on,
        kept_at=association.archive_place,
        responsible=responsible,
        appeal=appeal_of(association),
        is_immediate=protocol.kind == ProtocolKind.IMMEDIATE,
        boards=tuple(member.name for member in association.members.on(clock.today()).with_noticeboard()),
    )


def build_proof(stored: Notice) -> notice_proof.NoticeProof:
    """Build the anslagsbevis from the postings that count: the newest of each board."""
    protocol = stored.protocol
    association = protocol.meeting.body.association
    postings = list(stored.postings.select_related("member"))
    latest = posted_on_every_board(postings)
    assert latest is not None  # made when every board has posted
    assert protocol.adjusted_on is not None  # announced when justerat
    sections = dates.paragraphs(section_numbers(protocol))
    appeals = list(protocol.appeals.all())
    down = rules.removal_earliest(latest)
    is_over = clock.today() >= down and all(each.decisions.all() for each in appeals)
    return notice_proof.NoticeProof(
        association=association.name,
        body=protocol.meeting.body.name,
        meeting_on=protocol.meeting.began_on,
        sections=sections,
        adjusted_on=protocol.adjusted_on,
        postings=tuple(
            notice_proof.BoardPosting(
                board=each.member.name,
                sections=sections,
                posted_on=each.posted_on,
                down_earliest_on=down,
                taken_down_on=each.down_on,
            )
            for each in latest_postings(postings)
            if each.posted_on
        ),
        last_appeal_on=rules.appeal_last_day(latest),
        down_earliest_on=down,
        made_on=clock.today(),
        kept_at=association.archive_place,
        responsible=stored.sent_by.name if stored.sent_by else "",
        appeal=appeal_of(association),
        verify_address=verify_address(),
        is_immediate=protocol.kind == ProtocolKind.IMMEDIATE,
        moved_because=_why_moved(latest),
        final_on=down if is_over else None,
        appeals_text=_appeals_text([about(each) for each in appeals]),
    )


def _why_moved(latest: dt.date) -> str:
    """Say why the last day is not three weeks after the posting; nothing when it is."""
    counted = dates.same_weekday_after(latest, weeks=rules.APPEAL_WEEKS)
    if counted == rules.appeal_last_day(latest):
        return ""
    return f"Tre veckor från anslaget är {dates.weekday_date(counted)}, som inte är en vardag. Tiden går då ut nästa vardag (2 § lag 1930:173)."


def _appeals_text(notes: list[str]) -> str:
    return f"Överklagat, och prövas för sig: {'; '.join(notes)}." if notes else ""
