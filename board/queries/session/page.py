"""The page of a § in a meeting that goes on, gathered in a number of queries that does not grow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils.functional import cached_property

from board import rules
from board.counting.presence import Sitting, sitting
from board.counting.voting import ballot_sentence, outcome_sentence, tied_in
from board.models import Attachment, Attendance, Decision, Meeting, Paragraph, Phrase, SessionSaving
from board.queries import writing
from board.queries.phrases import lead_words
from board.queries.seat_changes import seat_changes
from board.queries.seats import seats_of
from board.queries.session.attendance import (
    AttendanceLine,
    Quorum,
    attendance_line,
    attendances_of,
    substitutes,
)
from board.queries.session.attendance import Offer as SeatOffer
from board.queries.session.lines import (
    DecisionLine,
    PointLine,
    StatementLine,
    Voter,
    decision_lines,
    point_lines,
    statement_lines,
    voters,
)
from board.queries.session.money import written_amounts
from board.queries.session.remarks import paragraph_remarks
from board.registries.money_left import Left, left_beside
from board.registries.wordings import Wording, offered_to
from board.states import MeetingState, Outcome, ParagraphKind, StatementKind, Vote
from board.wording import remarks
from board.wording.lead_words import lead_of
from board.wording.phrases import Offer, in_use, offers
from finsam.models import Body, Person
from finsam.states import BodyKind, NotesSigners
from finsam.swedish import words

_MARKS: dict[str, str] = {
    Outcome.TABLED: "bordlagt",
    Outcome.REFERRED_BACK: "återremiss",
    Outcome.NOT_TAKEN_UP: "inte behandlat",
}
MOST_EARLIER = 150  # about two years of a board
_GROUPS = {BodyKind.PRESIDIUM, BodyKind.PREPARATORY, BodyKind.CONSULTATION, BodyKind.OTHER}


@dataclass(frozen=True)
class AgendaLine:
    """One ärende in the agenda beside the text."""

    paragraph: Paragraph
    is_current: bool

    @property
    def is_done(self) -> bool:
        """Whether it has been taken up and left."""
        return self.paragraph.number is not None and not self.is_current

    @property
    def mark(self) -> str:
        """A word instead of the tick."""
        if self.paragraph.is_immediate:
            return "omedelbar"
        return _MARKS.get(self.paragraph.outcome, "")


@dataclass(frozen=True)
class SessionPage:
    """Everything that the page shows of one § and the meeting around it.

    What only the whole page shows is a QuerySet: an autosave answers with parts of the page and never asks for it.
    """

    meeting: Meeting
    paragraph: Paragraph
    agenda: list[AgendaLine]
    attendances: list[Attendance]
    seats: int
    vacant: list[str]
    content: dict[str, Any]
    people: QuerySet[Person, str]
    groups: list[str]
    attachments: QuerySet[Attachment]
    house: QuerySet[Phrase]
    waiting: QuerySet[SessionSaving]
    landed: QuerySet[SessionSaving, str]
    earlier: QuerySet[Paragraph]
    proposals: dict[str, str]  # of the underpunkter, by their keys
    saved_at: dt.datetime | None  # when anything of the § was saved last, whichever field it was
    is_locked: bool

    @cached_property
    def next_paragraph(self) -> Paragraph | None:
        """The ärende that follows; one not taken up yet before one that is."""
        later = [line.paragraph for line in self.agenda if _place(line.paragraph) > _place(self.paragraph)]
        untaken = [each for each in later if each.number is None]
        return next(iter(untaken or later), None)

    @cached_property
    def previous_paragraph(self) -> Paragraph | None:
        """The ärende before."""
        earlier = [line.paragraph for line in self.agenda if _place(line.paragraph) < _place(self.paragraph)]
        return earlier[-1] if earlier else None

    @cached_property
    def wordings(self) -> list[Wording]:
        """Texts and att-satser that are written elsewhere and are offered to the §."""
        return offered_to(self.paragraph)

    @property
    def is_open(self) -> bool:
        return self.meeting.state == MeetingState.IN_SESSION

    @property
    def number_text(self) -> str:
        """§ 29, or a dash before the ärende is taken up; Punkt 3 of notes."""
        if self.paragraph.number:
            return words.capitalised(self.short_name)
        return "Punkt\u00a0–" if self.meeting.keeps_notes else "§\u00a0–"

    @property
    def short_name(self) -> str:
        """What buttons call the §."""
        return self.meeting.numbered([self.paragraph.number]) if self.paragraph.number else "ärendet"

    @cached_property
    def deciding(self) -> list[Attendance]:
        """Those who take part in deciding the §."""
        return self.sitting.deciding

    @cached_property
    def sitting(self) -> Sitting:
        """Who held each seat at the §, and who led."""
        return sitting(self.attendances, self.paragraph, chair_id=self.meeting.chair_id, vacant=self.vacant)

    @cached_property
    def quorum(self) -> Quorum:
        return Quorum(self.seats, len(self.deciding), self.meeting.body.is_board)

    @cached_property
    def lines(self) -> list[AttendanceLine]:
        """Everyone listed, those with a seat first."""
        return [
            attendance_line(row, self.sitting, is_adjuster=row.person_id in self._adjusters)
            for row in self.attendances
        ]

    @property
    def members(self) -> list[AttendanceLine]:
        return [line for line in self.lines if line.row.has_seat]

    @property
    def guests(self) -> list[AttendanceLine]:
        return [line for line in self.lines if not line.row.has_seat]

    @property
    def substitutes(self) -> list[SeatOffer]:
        """Ersättare who stand in turn for an empty seat."""
        return [] if self.is_locked else substitutes(self.sitting)

    @property
    def leaders(self) -> list[AttendanceLine]:
        """Those who may lead: everyone in the room."""
        return [line for line in self.lines if line.is_chair or line.is_in_room]

    @cached_property
    def conflict_candidates(self) -> list[tuple[Attendance, bool, bool]]:
        """Those who may have jäv or abstain: row, has jäv, abstains."""
        rows = [row for row in self.attendances if row.is_present and (row.has_seat or row.is_deputy)]
        return [(row, self.has(f"conflict:{row.pk}"), self.has(f"abstained:{row.pk}")) for row in rows]

    @cached_property
    def adjuster_candidates(self) -> list[tuple[Person, bool]]:
        """Those who may be elected justerare: who takes part and is not the chair."""
        chosen = self._adjusters
        chair_id = self.sitting.chair.person_id if self.sitting.chair else None
        serving = [row.person_id for row in self.deciding]
        rows = [
            row
            for row in self.attendances
            if row.person_id in chosen or rules.may_adjust(row.person_id, serving=serving, chair=chair_id)
        ]
        return [(row.person, row.person_id in chosen) for row in rows]

    @property
    def elects_adjusters(self) -> bool:
        signed_by_nobody = (
            self.meeting.keeps_notes and self.meeting.body.notes_signers != NotesSigners.CHAIR_AND_ADJUSTERS
        )
        return self.paragraph.kind == ParagraphKind.ADJUSTERS and not signed_by_nobody

    @cached_property
    def decisions(self) -> list[DecisionLine]:
        """Every att-sats, those of underpunkter too, and an empty one in each place."""
        return decision_lines(self.content, year=self.meeting.held_on.year)

    @property
    def own_decisions(self) -> list[DecisionLine]:
        """The att-satser that belong to no underpunkt, and an empty one."""
        return [line for line in self.decisions if not line.point]

    @cached_property
    def points(self) -> list[PointLine]:
        return point_lines(self.content, self.decisions, self.proposals)

    @property
    def point_keys(self) -> str:
        """The underpunkter on the page, so that their fields are read."""
        return ",".join(point.key for point in self.points)

    @property
    def ballot(self) -> list[tuple[int, str, str]]:
        """Each proposal with its votes, and two empty rows."""
        rows = [*(self.content.get("ballot") or []), ["", ""], ["", ""]]
        return [(place, what, votes) for place, (what, votes) in enumerate(rows)]

    @cached_property
    def seat_changes(self) -> list[str]:
        """What has been corrected of seats and roles since the meeting was opened."""
        return [] if self.is_locked else seat_changes(self.meeting, self.attendances)

    @property
    def usual_lead(self) -> str:
        """What stands before the att-satser, or without them, where the § has no words of its own."""
        lead = lead_of("", self.paragraph.kind, lead_words(self.meeting.body))
        decides = any(line.text for line in self.decisions)
        said = lead.words if decides else lead.alone or lead.words
        return said or f"{self.meeting.body.name} beslutar"

    @property
    def tied(self) -> list[str]:
        """The proposals that the lot or the chair's vote has to choose among."""
        return tied_in(self.content.get("ballot") or [])

    @property
    def ballot_text(self) -> str:
        """What the votes for each proposal came to."""
        counts, winner = self.content.get("ballot") or [], self.content.get("ballot_winner") or ""
        return ballot_sentence(counts, is_election=self.has("is_election"), winner=winner)

    @property
    def vote_head(self) -> str:
        """What the closed box says: how the vote stands, or that proposals have been voted on."""
        cast = [voter.vote for voter in self.voters if voter.vote]
        counts = [
            (cast.count(which), said)
            for which, said in ((Vote.YES, "ja"), (Vote.NO, "nej"), (Vote.ABSTAIN, "avstår"))
        ]
        said = [f"{count} {word}" for count, word in counts if count]
        said += [f"{what} {votes}" for what, votes in self.content.get("ballot") or []]
        return ", ".join(said)

    @property
    def conflict_head(self) -> str:
        """What the closed box says: who has jäv or abstains."""
        rows = self.conflict_candidates
        said = [f"{row.person.name}" for row, conflict, _ in rows if conflict]
        said += [f"{row.person.name} avstår" for row, conflict, abstains in rows if abstains and not conflict]
        return ", ".join(said)

    @property
    def blank_decision(self) -> DecisionLine:
        """The row that the page's script makes new ones from."""
        return DecisionLine(key="__key__", is_new=True, point="__point__", index="__prefix__")

    @cached_property
    def motions(self) -> list[StatementLine]:
        return statement_lines(self.content, [StatementKind.MOTION])

    @cached_property
    def reservations(self) -> list[StatementLine]:
        return statement_lines(
            self.content, [StatementKind.RESERVATION, StatementKind.OPINION, StatementKind.NOTE]
        )

    @cached_property
    def voters(self) -> list[Voter]:
        """Those who take part in the §, and whoever has a vote all the same."""
        return voters(self.content, self.attendances, self.sitting)

    @cached_property
    def outcome_text(self) -> str:
        """What the vote came to, in a sentence; nothing while nobody has voted."""
        deciding = {row.person_id for row in self.deciding}
        return outcome_sentence(
            {voter.person.pk: voter.vote for voter in self.voters if voter.person.pk in deciding},
            chair_id=self.sitting.chair.person_id if self.sitting.chair else None,
            is_election=self.has("is_election"),
            lot=self.content.get("lot") or "",
            means={
                Vote.YES: self.content.get("yes_means") or "",
                Vote.NO: self.content.get("no_means") or "",
            },
        )

    @cached_property
    def phrases(self) -> list[Offer]:
        """Att-satser at hand: the proposal's first, then the house's."""
        return offers(self.paragraph.kind, in_use(self.house), self.proposal)

    @property
    def proposal(self) -> list[str]:
        """The att-satser that were proposed."""
        return words.bare_clauses(self.paragraph.proposal)

    @cached_property
    def remarks(self) -> list[remarks.Remark]:
        """What someone should look at; nothing stops."""
        return paragraph_remarks(self)

    @cached_property
    def money_left(self) -> list[Left]:
        """What is left of what the § gives money out of."""
        return left_beside(self.paragraph, written_amounts(self.paragraph, self.decisions))

    @property
    def mark_names(self) -> str:
        """The checkboxes on the page, so that one left empty is known from one not shown."""
        names = ["is_election", "is_secret", "corrects_it"]
        for row, _, _ in self.conflict_candidates:
            names += [f"conflict:{row.pk}", f"abstained:{row.pk}"]
        if self.elects_adjusters:
            names += [f"adjuster:{person.pk}" for person, _ in self.adjuster_candidates]
        return ",".join(names)

    def has(self, name: str) -> bool:
        """Whether a field of the § says yes."""
        return bool(self.content.get(name))

    @cached_property
    def _adjusters(self) -> set[int]:
        """The keys of those who are ticked as justerare."""
        ticked = (name for name, value in self.content.items() if name.startswith("adjuster:") and value)
        return {int(name.partition(":")[2]) for name in ticked}


def session_page(
    paragraph: Paragraph, *, typed: dict[str, Any] | None = None, is_locked: bool = False
) -> SessionPage:
    """Gather the page of a §; `typed` are fields to show instead of the stored ones, after a refusal."""
    meeting = paragraph.meeting
    association = meeting.body.association
    agenda = [
        AgendaLine(each, each.pk == paragraph.pk) for each in meeting.paragraphs.order_by("position", "id")
    ]
    attendances = list(attendances_of(meeting))
    vacant, seats = seats_of(meeting, attendances)
    stored = _with_rows(paragraph)
    content = writing.paragraph_content(stored, rows=attendances) | (typed or {})
    people = Person.objects.filter(association=association, left_on__isnull=True)
    groups = Body.objects.filter(association=association, kind__in=_GROUPS, is_active=True)
    return SessionPage(
        meeting=meeting,
        paragraph=paragraph,
        agenda=agenda,
        attendances=attendances,
        seats=seats,
        vacant=vacant,
        content=content,
        people=people.values_list("name", flat=True),
        groups=[name.lower() for name in groups.values_list("name", flat=True)],
        attachments=paragraph.attachments.all(),
        house=Phrase.objects.filter(association=association),
        waiting=paragraph.savings.waiting().select_related("saved_by"),
        landed=_landed(paragraph),
        earlier=_earlier(paragraph),
        proposals={point.row_key: point.proposal for point in stored.points.all()},
        saved_at=max(filter(None, (stored.text.updated_at, stored.saving_at)), default=None),  # type: ignore[attr-defined]
        is_locked=is_locked,
    )


def _earlier(paragraph: Paragraph) -> QuerySet[Paragraph]:
    """Give the §§ that this one may follow or correct: the body's latest before it, and the one it names already."""
    meeting = paragraph.meeting
    before = Q(meeting__held_on__lte=meeting.held_on, meeting__body=meeting.body_id, number__isnull=False)
    rows = Paragraph.objects.filter(before & ~Q(meeting=meeting.pk) | Q(pk=paragraph.refers_to_id))
    return rows.select_related("meeting__body").order_by("-meeting__held_on", "number")[:MOST_EARLIER]


def _with_rows(paragraph: Paragraph) -> Paragraph:
    """Load what the § consists of, in a fixed number of queries."""
    from_db = (
        Paragraph.objects.filter(pk=paragraph.pk)
        .select_related("text__updated_by")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.prefetch_related("amounts")),
            "points",
            "statements",
            "votes",
        )
        .annotate(saving_at=Max("savings__saved_at"))
        .get()
    )
    from_db.meeting = paragraph.meeting
    paragraph.text, paragraph.version = from_db.text, from_db.version
    return from_db


def _landed(paragraph: Paragraph) -> QuerySet[SessionSaving, str]:
    """Give the keys of the latest savings, so that the page knows which of what it kept has arrived."""
    own = Q(paragraph=paragraph) | Q(paragraph__isnull=True)
    keys = SessionSaving.objects.filter(own, meeting=paragraph.meeting).exclude(save_key="")
    return keys.values_list("save_key", flat=True)[:40]


def _place(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.position, paragraph.pk
