"""The life of an anslag: sent to each member's registrator, confirmed up, confirmed down, and posted again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse

from board import documents
from board.actions.public_files import content_of_notice, made_without
from board.documents.assemble import look_of
from board.documents.notices import build_proof
from board.documents.stored import made_again
from board.mail import posting as letters
from board.models import Notice, Posting, Protocol, latest_postings, posted_on_every_board
from board.queries.held import held_of
from board.queries.notice import is_too_early
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.swedish import dates
from finsam.work import jobs

PDF = "application/pdf"


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.POST_NOTICES)
def prepare_and_announce(job: Job, *, protocol_id: int) -> Document:
    """The worker's part of announcing: typeset the anslag, then send it to every registrator."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    assert job.asked_by  # only the office announces
    raw, held = content_of_notice(protocol, job.asked_by.name), held_of(job.association)
    document = made_again(documents.Notice, held.content(raw))
    kept = _print(job, document, made_from=protocol)
    with jobs.closing(job) as ending:
        made_without(raw, document=kept, held=held, by=job.asked_by)
        announce(protocol=protocol, document=kept, by=job.asked_by)
        ending.result = kept
    return kept


@transaction.atomic
def announce(*, protocol: Protocol, document: Document, by: Person, at: dt.datetime | None = None) -> Notice:
    """Send the anslag to each member kommun and region, once; 19 § lag (2003:1210), 8 kap. 12 § kommunallagen."""
    row = (
        Protocol.objects.select_for_update(of=("self",))
        .select_related("meeting__body__association")
        .get(pk=protocol.pk)
    )
    if row.adjusted_on is None:
        raise DomainError(
            "Protokollet är inte justerat än. Det anslås när ordföranden och justerarna har signerat."
        )
    if not row.meeting.body.is_announced:
        raise DomainError(
            f"Bara styrelsens och revisorernas protokoll anslås (19 och 26 §§). {row.meeting.body.name} anslår inte."
        )
    existing = Notice.objects.filter(protocol=row).first()
    if existing:
        return existing
    association = row.meeting.body.association
    members = list(association.members.on(clock.today()).with_noticeboard())
    if not members:
        raise DomainError("Förbundet har ingen kommun eller region som medlem. Lägg in medlemmarna först.")
    notice = Notice.objects.create(protocol=row, document=document, sent_at=at or clock.now(), sent_by=by)
    postings = [
        Posting.objects.create(notice=notice, member=member, sent_at=notice.sent_at) for member in members
    ]
    audit.record(
        association=association,
        by=by,
        verb="anslog",
        target=notice,
        boards=[str(each.member) for each in postings],
    )
    letters.ask_all_to_post(postings)
    return notice


@transaction.atomic
def confirm_posted(*, posting: Posting, on: dt.date, said_by: str, by: Person | None = None) -> Posting:
    """Write down that the anslag is up since `on`, as the registrator (or the office for her) says.

    The same answer twice is one change. When every board has it the anslagsbevis is made.
    """
    row = _lock(posting)
    _refuse_when_closed(row, by)
    if row.posted_on == on:
        return row
    if row.down_on:
        raise DomainError("Anslaget är redan nedtaget, så dagen det sattes upp ändras inte.")
    adjusted_on = row.notice.protocol.adjusted_on
    if adjusted_on and on < adjusted_on:
        raise DomainError(
            f"Anslaget kan inte ha satts upp före justeringen den {dates.long_date(adjusted_on)}."
        )
    if on > clock.today():
        raise DomainError("Dagen har inte kommit än. Skriv dagen då anslaget blev synligt.")
    row.posted_on, row.posted_said_by = on, said_by.strip()
    row.save(update_fields=["posted_on", "posted_said_by"])
    association = row.notice.protocol.meeting.body.association
    audit.record(
        association=association,
        by=by,
        told_by=said_by,
        verb="bekräftade anslaget",
        target=row,
        on=on.isoformat(),
        said_by=said_by,
    )
    if posted_on_every_board(list(row.notice.postings.all())):
        _ask_for_proof(row.notice, by)
    return row


@transaction.atomic
def confirm_down(*, posting: Posting, on: dt.date, said_by: str, by: Person | None = None) -> Posting:
    """Write down that the anslag came down on `on`; too early a day is written down too, and raises an alarm.

    Before the appeal time has run out it does not run out (13 kap. 5 § kommunallagen): the anslag is posted again.
    """
    row = _lock(posting)
    _refuse_when_closed(row, by)
    if row.down_on == on:
        return row
    if row.posted_on is None:
        raise DomainError("Skriv först när anslaget sattes upp.")
    if on < row.posted_on:
        raise DomainError(
            f"Anslaget sattes upp den {dates.long_date(row.posted_on)} och kan inte ha tagits ned före det."
        )
    if on > clock.today():
        raise DomainError("Dagen har inte kommit än. Skriv dagen då anslaget togs ned.")
    row.down_on, row.down_said_by = on, said_by.strip()
    row.save(update_fields=["down_on", "down_said_by"])
    association = row.notice.protocol.meeting.body.association
    postings = list(row.notice.postings.all())
    early = is_too_early(row, postings)
    audit.record(
        association=association,
        by=by,
        told_by=said_by,
        verb="bekräftade nedtagningen",
        target=row,
        on=on.isoformat(),
        early=early,
    )
    if early:
        letters.tell_of_early_removal(row)
    elif all(each.down_on for each in latest_postings(postings)):
        _ask_for_proof(row.notice, by)
    return row


def _refuse_when_closed(row: Posting, by: Person | None) -> None:
    """A link without a login ends its life at the last anslagsbevis; from then on days are the office's to correct."""
    if by is None and row.notice.final_proof_id:
        raise DomainError(
            "Anslagsbeviset är klart, och länken gäller inte längre. Skriv till förbundet om en dag är fel."
        )


@transaction.atomic
def post_again(*, posting: Posting, by: Person, at: dt.datetime | None = None) -> Posting:
    """Ask a board that took the anslag down early to post it again; the appeal time starts anew from that day."""
    row = _lock(posting)
    existing = Posting.objects.filter(follows=row).first()
    if existing:
        return existing
    if not is_too_early(row, list(row.notice.postings.all())):
        raise DomainError("Anslaget har inte tagits ned för tidigt, så det behöver inte sättas upp igen.")
    again = Posting.objects.create(
        notice=row.notice, member=row.member, follows=row, sent_at=at or clock.now()
    )
    association = row.notice.protocol.meeting.body.association
    audit.record(association=association, by=by, verb="anslog igen", target=again, board=row.member.name)
    letters.ask_to_post(again)
    return again


@transaction.atomic
def remind(*, posting: Posting, by: Person, at: dt.datetime | None = None) -> Posting:
    """Ask the registrator once more."""
    row = _lock(posting)
    row.reminded_at = at or clock.now()
    row.save(update_fields=["reminded_at"])
    association = row.notice.protocol.meeting.body.association
    audit.record(association=association, by=by, verb="påminde om anslag", target=row, board=row.member.name)
    letter = letters.ask_to_take_down if row.posted_on else letters.ask_to_post
    letter(row)
    return row


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.POST_NOTICES)
def make_proof(job: Job, *, notice_id: int) -> Document:
    """The worker's part of the anslagsbevis: made after the latest posting, and again when all are down."""
    notice = Notice.objects.select_related("protocol__meeting__body__association", "sent_by").get(
        pk=notice_id
    )
    document = build_proof(notice)
    kept = _print(job, document, made_from=notice)
    with jobs.closing(job) as ending:
        _keep_proof(notice, kept, is_final=document.is_complete)
        ending.result = kept
    return kept


def _print(
    job: Job, document: documents.Notice | documents.NoticeProof, *, made_from: Protocol | Notice
) -> Document:
    return store.keep(
        pdf.render(document.template_name, {"document": document}, look=look_of(job.association)),
        association=job.association,
        name=f"{document.title.replace(':', '')}.pdf",  # a colon is no sign for a file
        content_type=PDF,
        by=job.asked_by,
        made_from=made_from,
    )


@transaction.atomic
def _keep_proof(notice: Notice, document: Document, *, is_final: bool) -> None:
    field = "final_proof" if is_final else "proof"
    Notice.objects.filter(pk=notice.pk).update(**{field: document})
    association = notice.protocol.meeting.body.association
    audit.record(
        association=association, by=None, verb="gjorde anslagsbevis", target=notice, sha256=document.sha256
    )


def _ask_for_proof(notice: Notice, by: Person | None) -> None:
    """Have the bevis made of the days as they are now; one being made of earlier days is another work."""
    rows = notice.postings.order_by("pk").values_list("posted_on", "down_on")
    days = [f"{up}–{down or ''}" for up, down in rows]
    jobs.ask(
        make_proof,
        association=notice.protocol.meeting.body.association,
        key=jobs.key_of("anslagsbevis", notice.pk, *days),
        label=f"Anslagsbevis, {notice.protocol.meeting}",
        by=by,
        back_url=reverse(
            "notice_detail", args=[notice.protocol.meeting.body.association.slug, notice.protocol_id]
        ),
        notice_id=notice.pk,
    )


def _lock(posting: Posting) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",))
    return rows.select_related("member", "notice__protocol__meeting__body__association").get(pk=posting.pk)
