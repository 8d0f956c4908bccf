"""The demo's meetings, held by the program's own actions at the moments when they were held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.actions.attendance import save_attendance
from board.actions.call import answer_call, call
from board.actions.follow_up import follow_up
from board.actions.matters import open_matter
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.numbering import reserve_up_to
from board.actions.points import add_point
from board.actions.proclaiming import proclaim
from board.actions.session import adjust_at_once, close_meeting, open_meeting, send_on, take_up
from board.actions.writing import save_paragraph
from board.documents.proclamation import build_proclamation, render_proclamation
from board.models import Decision, Meeting, Paragraph
from board.states import FollowUp, Outcome, ParagraphKind, RsvpAnswer
from finsam import clock
from finsam.files import store
from finsam.mail import letters
from finsam.markup import markup_to_html
from finsam.models import Person
from finsam.swedish import dates
from reporting.demo import autumn, group, papers, spring, winter
from reporting.demo.plan import Att, Held, Item
from reporting.demo.protocols import (
    announce_protocol,
    publish_protocol,
    send_out,
    send_what_waits,
    sign_protocol,
)
from reporting.demo.stage import Stage, moment

ALL = (*autumn.MEETINGS, *winter.MEETINGS, *spring.MEETINGS)
ON_PAPER_2021 = 31  # the §§ of 2021 before the förbund began to use the program
VIDEO = "https://video.example.se/exempelbygden"


def load_meetings(stage: Stage) -> None:
    """Hold the six meetings, one after the other."""
    board = stage.bodies["board"]
    with transaction.atomic():
        reserve_up_to(ON_PAPER_2021, association=stage.association, body=board, year=2021)
    for held in ALL:
        with letters.reach_nobody():
            hold(stage, held)
        stage.say(f"  Sammanträdet den {dates.long_date(held.held_on)} är hållet.")
    send_what_waits(stage)


def load_notes(stage: Stage) -> None:
    """Hold the beredningsgrupp's meeting, and send its notes."""
    with letters.reach_nobody():
        hold(stage, group.MARCH)


def hold(stage: Stage, held: Held) -> Meeting:
    """Let one meeting live its life: planned, called, answered, held, signed and announced."""
    meeting = _prepare(stage, held)
    with at(held.opened):
        open_meeting(meeting=meeting, by=stage.chief)
        _mark_presence(stage, held, meeting)
        for item in held.items:
            _take_down(stage, held, meeting, item)
    with at(held.closed):
        main = close_meeting(meeting=meeting, by=stage.chief)
    _follow_up(stage, held, meeting)
    immediate = meeting.protocols.exclude(pk=main.pk).first()
    if immediate and held.immediate:
        sign_protocol(stage, immediate, held.immediate)
        with at(held.immediate.adjuster):
            publish_protocol(stage, immediate, held)
    if held.signing:
        sign_protocol(stage, main, held.signing)
    if held.sent:
        send_out(stage, main, held.sent)
    if held.announced:
        announce_protocol(stage, main, held)
    return meeting


@contextmanager
def at(written: str) -> Iterator[dt.datetime]:
    """Stand at a moment written as 2022-03-25 08.31."""
    day, time = written.split()
    there = moment(dt.date.fromisoformat(day), time)
    with clock.standing_at(there):
        yield there


def _prepare(stage: Stage, held: Held) -> Meeting:
    with at(held.planned):
        meeting = plan_meeting(body=stage.bodies[held.body], plan=_plan_of(held), by=stage.chief)
        for item in held.items:
            _enter(stage, meeting, item)
    with at(held.called):
        call(meeting=meeting, by=stage.chief)
        answer(stage, meeting, coming=held.coming, remote=held.remote, absent=held.absent)
    if held.proclaimed:
        with at(held.proclaimed):
            _proclaim(stage, meeting)
    stage.meetings[held.key] = meeting
    return meeting


def _proclaim(stage: Stage, meeting: Meeting) -> None:
    """Send the kungörelse of a public sammanträde to the members' registratorer."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting.pk)
    document = build_proclamation(meeting)
    kept = store.keep(
        render_proclamation(document, stage.association), association=stage.association, by=stage.chief,
        name=f"{document.title}.pdf", content_type="application/pdf", made_from=f"proclamation {meeting.pk}",
    )  # fmt: skip
    proclaim(meeting=meeting, document=document, file=kept, by=stage.chief)


def _plan_of(held: Held) -> MeetingPlan:
    return MeetingPlan(
        held_on=held.held_on,
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        place=held.place,
        video_url="" if held.sent else VIDEO,
        kind=held.kind,
        is_public=held.is_public,
    )


def answer(
    stage: Stage,
    meeting: Meeting,
    *,
    coming: tuple[str, ...],
    remote: tuple[str, ...],
    absent: tuple[str, ...],
) -> None:
    """Let those named answer their kallelse by its link."""
    answers = {
        **dict.fromkeys(coming, RsvpAnswer.COMING),
        **dict.fromkeys(remote, RsvpAnswer.REMOTE),
        **dict.fromkeys(absent, RsvpAnswer.ABSENT),
    }
    for key, chosen in answers.items():
        invitation = meeting.invitations.get(person=stage.people[key])
        answer_call(invitation=invitation, answer=chosen)


def _enter(stage: Stage, meeting: Meeting, item: Item) -> None:
    """Put an ärende on the agenda unless it stands there already, with its handlingar."""
    paragraph = meeting.paragraphs.filter(heading=item.heading).first()
    if paragraph is None:
        draft = ParagraphDraft(
            heading=item.heading,
            kind=item.kind,
            presenter=item.presenter,
            proposal=item.proposal,
            matter=_matter(stage, item),
        )
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=stage.chief)
    for paper in item.papers:
        content = papers.make(paper, association=stage.association, dated=clock.today())
        attach(
            paragraph=paragraph, name=paper.name, content=content, by=stage.chief, title=paper.title,
            is_appendix=paper.is_appendix, is_public=paper.is_public,
        )  # fmt: skip


def _matter(stage: Stage, item: Item) -> Any:
    if not item.matter:
        return None
    if item.matter not in stage.matters:
        stage.matters[item.matter] = open_matter(
            association=stage.association, title=item.matter, by=stage.chief
        )
    return stage.matters[item.matter]


def _mark_presence(stage: Stage, held: Held, meeting: Meeting) -> None:
    rows = {row.person_id: row for row in meeting.attendances.all()}
    fields: dict[str, Any] = {}
    for key in (*held.coming, *held.remote, "chief"):
        row = rows[stage.people[key].pk]
        fields[f"present:{row.pk}"] = True
        fields[f"remote:{row.pk}"] = held.is_remote or key in held.remote
    for deputy, member in held.serving.items():
        fields[f"serves:{rows[stage.people[deputy].pk].pk}"] = stage.people[member].pk
    save_attendance(meeting=meeting, fields=fields, base_version="0", by=stage.chief)


def _take_down(stage: Stage, held: Held, meeting: Meeting, item: Item) -> None:
    """Take up one ärende and write what was said and decided."""
    paragraph = meeting.paragraphs.select_related("meeting", "text").get(heading=item.heading)
    paragraph = take_up(paragraph=paragraph, by=stage.chief)
    fields = _fields(item)
    if item.in_points:
        fields |= {"text": ""} | _points(item, paragraph, stage)
        paragraph.refresh_from_db()
    if paragraph.kind == ParagraphKind.ADJUSTERS:
        fields[f"adjuster:{stage.people[held.adjuster].pk}"] = True
    if fields:
        save_paragraph(
            paragraph=paragraph, fields=fields, base_version=str(paragraph.version), by=stage.chief
        )
    if item.outcome != Outcome.DECIDED:
        send_on(paragraph=paragraph, outcome=item.outcome, by=stage.chief)
    if item.is_immediate:
        adjust_at_once(paragraph=paragraph, by=stage.chief)


def _points(item: Item, paragraph: Paragraph, stage: Stage) -> dict[str, Any]:
    """Make an underpunkt of each heading in the text, and give their fields."""
    fields: dict[str, Any] = {}
    for part in item.text.removeprefix("# ").split("\n\n# "):
        heading, _, text = part.partition("\n\n")
        key = add_point(paragraph=paragraph, by=stage.chief, heading=heading).row_key
        fields |= {f"point:{key}:heading": heading, f"point:{key}:text": markup_to_html(text)}
    return fields


def _fields(item: Item) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": markup_to_html(item.text)} if item.text else {}
    for number, att in enumerate(item.decisions, start=1):
        parts = {
            "text": att.text, "who": att.who, "due": att.due, "amounts": [list(line) for line in att.amounts],
        }  # fmt: skip
        fields |= {f"decision:demo-{number}:{part}": value for part, value in parts.items()}
    return fields


def _follow_up(stage: Stage, held: Held, meeting: Meeting) -> None:
    for item in held.items:
        for number, att in enumerate(item.decisions, start=1):
            if att.follow_up:
                row = Decision.objects.get(
                    paragraph__meeting=meeting, paragraph__heading=item.heading, row_key=f"demo-{number}"
                )
                _say_how_far(row, att, stage.chief)


def _say_how_far(row: Decision, att: Att, by: Person) -> None:
    follow_up(decision=row, state=FollowUp(att.follow_up), note=att.note, by=by, is_office=True)
