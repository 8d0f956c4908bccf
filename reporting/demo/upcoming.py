"""What lies ahead of the demo's förbund on 11 April 2022: one meeting called, others planned."""

from __future__ import annotations

import datetime as dt

from board.actions.agenda import ParagraphDraft, add_paragraph, change_paragraph
from board.actions.call import answer_call, call
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.points import add_point
from board.actions.year_wheel import drop, move_turn, start_wheel, tick
from board.models import Paragraph
from board.queries.points import planned_version
from board.states import ParagraphKind, RsvpAnswer
from finsam.markup import markup_to_html
from finsam.swedish import dates
from reporting.demo.meetings import VIDEO, answer, at
from reporting.demo.stage import Stage

_PLAN = MeetingPlan(
    held_on=dt.date(2022, 5, 20),
    starts_at=dt.time(8, 30),
    ends_at=dt.time(11, 30),
    place="Stadshuset, Tallen",
    video_url=VIDEO,
)
_MAY = (
    ParagraphDraft(
        "Uppföljning av uppdrag",
        kind=ParagraphKind.FOLLOW_UP,
        presenter="Anna Berglund",
        proposal="lägga uppföljningen till handlingarna",
    ),
    ParagraphDraft("Rapport från studiebesöket den 28 april", presenter="Lars-Erik Norén"),
    ParagraphDraft(
        "ESF+, förutsättningar för en ansökan",
        presenter="Anna Berglund",
        proposal="ta ställning till en ansökan",
    ),
)
_NEWS = (
    (
        "Lokaler för kansliet",
        "Anna Berglund",
        "Kommunen säger upp lokalen till den 30 september. Två andra lokaler har visats, båda till lägre hyra.",
        "uppdra till förbundschefen att ta fram ett förslag till avtal till nästa sammanträde",
    ),
    (
        "Läget i insatserna",
        "Sara Holm",
        "Samtalsstöd för unga har kö. De andra insatserna har platser kvar.",
        "",
    ),
)


def load_upcoming(stage: Stage) -> None:
    """Call the meeting of 20 May, plan those after it, and the beredningsgrupp's of 28 April."""
    with at("2022-04-08 11.00"):
        may = plan_meeting(body=stage.bodies["board"], plan=_PLAN, by=stage.chief)
        for draft in _MAY:
            add_paragraph(meeting=may, draft=draft, by=stage.chief)
        _write_points(
            stage, may.paragraphs.select_related("text", "meeting").get(heading="Informationsärenden")
        )
    stage.meetings["may"] = may
    _plan_the_rest(stage)
    stage.say("  Fyra möten är planerade.")


def call_to_may(stage: Stage) -> None:
    """Send the kallelse to May when all its ärenden are there, and let some answer."""
    may = stage.meetings["may"]
    with at("2022-04-08 14.30"):
        call(meeting=may, by=stage.chief, message="Fika finns från klockan 8.15.")
    with at("2022-04-10 18.50"):
        answer(stage, may, coming=("chair", "vice", "officer", "chief"), remote=(), absent=("deputy_ek",))
        own = may.invitations.get(person=stage.people["af"])
        answer_call(invitation=own, answer=RsvpAnswer.REMOTE, note="Jag är på tjänsteresa den dagen.")
    stage.say(f"  Kallelsen till den {dates.long_date(may.held_on)} är skickad.")


def _write_points(stage: Stage, row: Paragraph) -> None:
    """Plan the underpunkter of the § on information whole: the kallelse names them, the läspaket holds their texts."""
    typed = {}
    for heading, presenter, text, proposal in _NEWS:
        key = add_point(paragraph=row, by=stage.chief, heading=heading).row_key
        typed[key] = {"presenter": presenter, "html": markup_to_html(text), "proposal": proposal}
    draft = ParagraphDraft(
        row.heading, kind=row.kind, presenter=row.presenter, proposal=row.proposal, html=row.text.html,
        points=typed, points_seen=planned_version(row.points.all()),
    )  # fmt: skip
    change_paragraph(paragraph=row, draft=draft, base_version=row.text.version, by=stage.chief)


def _plan_the_rest(stage: Stage) -> None:
    board, group = stage.bodies["board"], stage.bodies["group"]
    with at("2022-04-08 15.00"):
        for held_on in (dt.date(2022, 6, 17), dt.date(2022, 9, 30), dt.date(2022, 11, 25)):
            plan = MeetingPlan(
                held_on=held_on, starts_at=_PLAN.starts_at, ends_at=_PLAN.ends_at, place=_PLAN.place,
                video_url=VIDEO, is_public=held_on.month == 11,
            )  # fmt: skip
            plan_meeting(body=board, plan=plan, by=stage.chief)
        plan = MeetingPlan(
            held_on=dt.date(2022, 4, 28), starts_at=dt.time(13), ends_at=dt.time(15), place="Stadshuset, Eken"
        )
        april = plan_meeting(body=group, plan=plan, by=stage.chief)
        draft = ParagraphDraft("Beredning av två ansökningar", presenter="Sara Holm")
        add_paragraph(meeting=april, draft=draft, by=stage.chief)


def load_year_wheel(stage: Stage) -> None:
    """Begin the årshjul at the turn of the year: what is planned gets its points, and what has come stands as done."""
    with at("2022-04-09 09.00"):
        start_wheel(association=stage.association, from_on=dt.date(2022, 1, 1), by=stage.chief)
        points = {each.key: each for each in stage.association.year_wheel.all()}
        drop(
            item=points["samrad"], year=2022, by=stage.chief,
            reason="Medlemmarna träffas i höst i stället, när budgeten är på samråd.",
        )  # fmt: skip
        move_turn(item=points["revision"], year=2022, due_on=dt.date(2022, 4, 22), by=stage.chief)
        move_turn(item=points["ramar"], year=2022, due_on=dt.date(2022, 6, 17), by=stage.chief)
        tick(
            item=points["mal"], year=2022, done_on=dt.date(2022, 1, 28), by=stage.chief,
            note="Fastställda med verksamhetsplanen i november 2021.",
        )  # fmt: skip
