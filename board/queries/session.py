"""What the page of a meeting shows while it goes on: agenda, who is there, and one § ready to be written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import cached_property

from board import phrases, remarks, rules
from board.models import (
    Attachment,
    Attendance,
    Decision,
    Meeting,
    Paragraph,
    PresenceException,
    SessionSaving,
    new_row_key,
)
from board.naming import split_names
from board.presence import deciding, has_conflict, is_in_room
from board.queries import writing
from board.states import HELD, MeetingState, Outcome, ParagraphKind, PresenceChange, StatementKind
from board.voting import outcome_sentence
from finsam import dates, money
from finsam.models import Association, Body, Person
from finsam.states import AppointmentRole, BodyKind

_SHORT_ROLES: dict[str, str] = {
    AppointmentRole.CHAIR: "ordf.",
    AppointmentRole.VICE_CHAIR: "vice",
    AppointmentRole.DEPUTY: "ers.",
    AppointmentRole.CHIEF: "förbundschef",
    AppointmentRole.OFFICER: "handläggare",
}
_MARKS: dict[str, str] = {Outcome.TABLED: "bordlagt", Outcome.REFERRED_BACK: "återremiss"}
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
class Quorum:
    """Whether the board may decide: seats, those deciding there, and how many it takes (6 kap. 27 § kommunallagen)."""

    seats: int
    present: int
    is_board: bool

    @property
    def needed(self) -> int:
        return rules.quorum_minimum(self.seats)

    @property
    def is_met(self) -> bool:
        return rules.quorum(self.seats, self.present)

    @property
    def marks(self) -> list[bool]:
        """A mark a seat, filled for each who is there."""
        return [place < self.present for place in range(self.seats)]


@dataclass(frozen=True)
class AttendanceLine:
    """One person in the list beside the text, as things stand at the § shown."""

    row: Attendance
    is_in_room: bool
    has_conflict: bool
    came_here: bool
    left_here: bool
    at: str
    moves: str
    is_chair: bool
    is_secretary: bool
    is_adjuster: bool

    @property
    def note(self) -> str:
        """What stands at right: who appointed her, and in what capacity she is there."""
        role = "sekr." if self.is_secretary else _SHORT_ROLES.get(self.row.role, self.row.title.lower())
        if self.is_chair:
            role = "ordf."
        parts = [self.row.member_abbreviation, role, "just." if self.is_adjuster else ""]
        parts += ["distans" if self.row.is_remote else "", "jäv" if self.has_conflict else "", self.moves]
        if self.row.serves_for:
            parts.append("tjänstgör")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class AmountLine:
    """Money in an att-sats as the page shows it."""

    kronor: str = ""
    year: str = ""
    financing: str = ""


@dataclass(frozen=True)
class DecisionLine:
    """An att-sats as the page shows it; the last one is empty and ready."""

    key: str
    text: str = ""
    who: str = ""
    due: str = ""
    amounts: tuple[AmountLine, ...] = ()
    is_new: bool = False

    @property
    def money_lines(self) -> list[AmountLine]:
        """The amounts there are and one more."""
        return [*self.amounts, AmountLine()]


@dataclass(frozen=True)
class StatementLine:
    """A yrkande, a reservation or a särskilt yttrande as the page shows it."""

    key: str
    kind: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True)
class Voter:
    """One who may vote in the §, and how she did."""

    person: Person
    vote: str


@dataclass(frozen=True)
class SessionPage:
    """Everything that the page shows of one § and the meeting around it."""

    meeting: Meeting
    paragraph: Paragraph
    agenda: list[AgendaLine]
    attendances: list[Attendance]
    seats: int
    content: dict[str, Any]
    people: list[str]
    groups: list[str]
    waiting: list[SessionSaving]
    landed: str
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

    @property
    def is_open(self) -> bool:
        return self.meeting.state == MeetingState.IN_SESSION

    @property
    def number_text(self) -> str:
        """§ 29, or a dash before the ärende is taken up."""
        return f"§\u00a0{self.paragraph.number}" if self.paragraph.number else "§\u00a0–"

    @property
    def short_name(self) -> str:
        """What buttons call the §."""
        return f"§\u00a0{self.paragraph.number}" if self.paragraph.number else "ärendet"

    @cached_property
    def deciding(self) -> list[Attendance]:
        """Those who take part in deciding the §."""
        return deciding(self.attendances, self.paragraph)

    @cached_property
    def quorum(self) -> Quorum:
        return Quorum(self.seats, len(self.deciding), self.meeting.body.is_board)

    @cached_property
    def lines(self) -> list[AttendanceLine]:
        """Everyone listed, those with a seat first."""
        adjusters = {
            name.partition(":")[2]
            for name, value in self.content.items()
            if name.startswith("adjuster:") and value
        }
        return [
            _attendance_line(row, self, is_adjuster=str(row.person_id) in adjusters)
            for row in self.attendances
        ]

    @property
    def members(self) -> list[AttendanceLine]:
        return [line for line in self.lines if line.row.has_seat]

    @property
    def guests(self) -> list[AttendanceLine]:
        return [line for line in self.lines if not line.row.has_seat]

    @cached_property
    def conflict_candidates(self) -> list[tuple[Attendance, bool, bool]]:
        """Those who may have jäv or abstain: row, has jäv, abstains."""
        rows = [row for row in self.attendances if row.is_present and (row.has_seat or row.is_deputy)]
        return [(row, self.has(f"conflict:{row.pk}"), self.has(f"abstained:{row.pk}")) for row in rows]

    @cached_property
    def adjuster_candidates(self) -> list[tuple[Person, bool]]:
        """Those who may be elected justerare: who takes part and is not the chair."""
        chosen = {
            int(name[9:]) for name, value in self.content.items() if name.startswith("adjuster:") and value
        }
        rows = [row for row in self.attendances if row.person_id != self.meeting.chair_id]
        rows = [row for row in rows if row.is_serving or row.person_id in chosen]
        return [(row.person, row.person_id in chosen) for row in rows]

    @property
    def elects_adjusters(self) -> bool:
        return self.paragraph.kind == ParagraphKind.ADJUSTERS

    @cached_property
    def decisions(self) -> list[DecisionLine]:
        """The att-satser and an empty one."""
        rows = writing.rows_of(self.content, "decision")
        filled = [_decision_line(key, parts) for key, parts in rows.items() if any(parts.values())]
        return [*filled, DecisionLine(key=new_row_key(), is_new=True)]

    @property
    def blank_decision(self) -> DecisionLine:
        """The row that the page's script makes new ones from."""
        return DecisionLine(key="__key__", is_new=True)

    @cached_property
    def motions(self) -> list[StatementLine]:
        return [*self._statements({StatementKind.MOTION}), StatementLine(new_row_key(), StatementKind.MOTION)]

    @cached_property
    def reservations(self) -> list[StatementLine]:
        kinds = {StatementKind.RESERVATION, StatementKind.OPINION}
        return [*self._statements(kinds), StatementLine(new_row_key(), StatementKind.RESERVATION)]

    @cached_property
    def voters(self) -> list[Voter]:
        """Those who take part in the §, and whoever has a vote all the same."""
        voted = {
            int(name[5:]): vote for name, vote in self.content.items() if name.startswith("vote:") and vote
        }
        there = {row.person_id for row in self.deciding}
        rows = [row for row in self.attendances if row.person_id in there | set(voted)]
        return [Voter(row.person, voted.get(row.person_id, "")) for row in rows]

    @cached_property
    def outcome_text(self) -> str:
        """What the vote came to, in a sentence; nothing while nobody has voted."""
        return vote_outcome(self)

    @cached_property
    def phrases(self) -> list[str]:
        """Att-satser at hand: the proposal's first, then the house's."""
        own = [line for line in self.proposal if line]
        return own + [phrase for phrase in phrases.phrases_for(self.paragraph.kind) if phrase not in own]

    @property
    def proposal(self) -> list[str]:
        """The att-satser that were proposed."""
        return [line.strip() for line in self.paragraph.proposal.splitlines() if line.strip()]

    @cached_property
    def remarks(self) -> list[remarks.Remark]:
        """What someone should look at; nothing stops."""
        return paragraph_remarks(self)

    @property
    def mark_names(self) -> str:
        """The checkboxes on the page, so that one left empty is known from one not shown."""
        names = ["is_election"]
        for row, _, _ in self.conflict_candidates:
            names += [f"conflict:{row.pk}", f"abstained:{row.pk}"]
        if self.elects_adjusters:
            names += [f"adjuster:{person.pk}" for person, _ in self.adjuster_candidates]
        return ",".join(names)

    def has(self, name: str) -> bool:
        """Whether a field of the § says yes."""
        return bool(self.content.get(name))

    def _statements(self, kinds: set[StatementKind]) -> list[StatementLine]:
        rows = writing.rows_of(self.content, "statement")
        return [
            StatementLine(key, parts.get("kind", ""), parts.get("who", ""), parts.get("text", ""))
            for key, parts in rows.items()
            if parts.get("kind") in kinds and (parts.get("who") or parts.get("text"))
        ]


def meetings_of(association: Association) -> QuerySet[Meeting]:
    """The association's meetings with what every page of a session needs."""
    return Meeting.objects.of(association).select_related("body__association", "chair", "secretary")


def paragraphs_of(association: Association) -> QuerySet[Paragraph]:
    """The association's §§ with their meeting."""
    return Paragraph.objects.filter(meeting__body__association=association).select_related(
        "meeting__body__association", "meeting__chair", "meeting__secretary", "text__updated_by", "matter"
    )


def current_paragraph(meeting: Meeting) -> Paragraph | None:
    """The § that the meeting has come to: the one taken up last, else the first."""
    rows = list(meeting.paragraphs.order_by("position", "id"))
    taken = [row for row in rows if row.number is not None]
    if taken:
        return max(taken, key=lambda row: row.number or 0)
    return rows[0] if rows else None


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
    content = writing.paragraph_content(_with_rows(paragraph)) | (typed or {})
    groups = Body.objects.filter(association=association, kind__in=_GROUPS, is_active=True)
    return SessionPage(
        meeting=meeting,
        paragraph=paragraph,
        agenda=agenda,
        attendances=attendances,
        seats=seats_of(meeting, attendances),
        content=content,
        people=list(_names(association)),
        groups=[name.lower() for name in groups.values_list("name", flat=True)],
        waiting=list(
            paragraph.savings.filter(number__isnull=True, settled_at__isnull=True).select_related("saved_by")
        ),
        landed=" ".join(_landed(paragraph)),
        is_locked=is_locked,
    )


def attendances_of(meeting: Meeting) -> QuerySet[Attendance]:
    """Everyone listed at the meeting, with their comings and goings."""
    moves = Prefetch("exceptions", PresenceException.objects.select_related("paragraph"))
    return (
        meeting.attendances.select_related("person", "serves_for")
        .prefetch_related(moves)
        .order_by("position", "id")
    )


def seats_of(meeting: Meeting, attendances: Iterable[Attendance]) -> int:
    """How many seats the body has that day: by förbundsordningen with vacant ones, or those that are filled."""
    filled = sum(1 for row in attendances if row.has_seat)
    if not meeting.body.is_board or not meeting.body.association.vacant_seats_count:
        return filled
    ordained = sum(member.seats for member in meeting.body.association.members.on(meeting.held_on))
    return max(filled, ordained)


def vote_outcome(page: SessionPage) -> str:
    """Say how the vote of the § stands."""
    return outcome_sentence(
        {voter.person.pk: voter.vote for voter in page.voters},
        chair_id=page.meeting.chair_id,
        is_election=page.has("is_election"),
        lot=page.content.get("lot") or "",
    )


def paragraph_remarks(page: SessionPage) -> list[remarks.Remark]:
    """Give what someone should look at in the §, in the order one would ask about it."""
    found = _about_meeting(page)
    for number, line in enumerate((line for line in page.decisions if not line.is_new), start=1):
        row = remarks.Row(number, line.text, line.who, line.due, tuple(_raw(each) for each in line.amounts))
        found += remarks.of_row(row, groups=page.groups)
    return found + _about_people(page)


def _about_meeting(page: SessionPage) -> list[remarks.Remark]:
    meeting, found = page.meeting, []
    if page.is_open and page.quorum.is_board and not page.quorum.is_met:
        found.append(remarks.Remark(
            "Styrelsen är inte beslutsför",
            f"{page.quorum.present} av {page.quorum.seats} som beslutar är här, {page.quorum.needed} krävs (6 kap. 27 § kommunallagen).",
        ))  # fmt: skip
    if meeting.called_at is None and not meeting.is_imported and page.paragraph.kind == ParagraphKind.OPENING:
        found.append(
            remarks.Remark(
                "Ingen kallelse är skickad härifrån",
                "Skriv i protokollet hur ledamöterna fick veta tid och plats.",
            )
        )
    if (
        page.elects_adjusters
        and page.paragraph.number
        and not any(chosen for _, chosen in page.adjuster_candidates)
    ):
        found.append(
            remarks.Remark(
                "Ingen justerare är vald",
                "Kryssa i vem som justerar jämte ordföranden. Att-satsen skrivs då av sig själv.",
            )
        )
    return found


def _about_people(page: SessionPage) -> list[remarks.Remark]:
    found = []
    there = {row.person.name.casefold() for row in page.deciding}
    abstained = {row.person.name.casefold() for row, _, abstains in page.conflict_candidates if abstains}
    known = {row.person.name.casefold() for row in page.attendances}
    for line in page.reservations:
        for name in split_names(line.who):
            took_part = name.casefold() in there - abstained
            if line.kind == StatementKind.RESERVATION and name.casefold() in known and not took_part:
                found.append(remarks.Remark(
                    f"{name} reserverar sig men deltog inte i beslutet",
                    "Bara den som har deltagit i beslutet får reservera sig (4 kap. 27 § kommunallagen).",
                ))  # fmt: skip
    conflicted = {row.person_id: row.person.name for row, conflict, _ in page.conflict_candidates if conflict}
    found += [
        remarks.Remark(
            f"{voter.person.name} är jävig men har en röst",
            "Den som är jävig deltar inte i handläggningen och är inte i rummet (6 kap. 30 § kommunallagen).",
        )
        for voter in page.voters
        if voter.vote and voter.person.pk in conflicted
    ]
    return found


def _attendance_line(row: Attendance, page: SessionPage, *, is_adjuster: bool) -> AttendanceLine:
    exceptions = list(row.exceptions.all())
    here = [each for each in exceptions if each.paragraph_id == page.paragraph.pk]
    came = next((each for each in here if each.change == PresenceChange.CAME), None)
    left = next((each for each in here if each.change == PresenceChange.LEFT), None)
    timed = next((each.at_time for each in (came, left) if each and each.at_time), None)
    return AttendanceLine(
        row=row,
        is_in_room=is_in_room(row, page.paragraph, exceptions),
        has_conflict=has_conflict(page.paragraph, exceptions),
        came_here=came is not None,
        left_here=left is not None,
        at=dates.clock_time(timed) if timed else "",
        moves=", ".join(
            _move(each) for each in exceptions if each.change in {PresenceChange.CAME, PresenceChange.LEFT}
        ),
        is_chair=row.person_id == page.meeting.chair_id,
        is_secretary=row.person_id == page.meeting.secretary_id,
        is_adjuster=is_adjuster,
    )


def _move(exception: PresenceException) -> str:
    where = f"§\u00a0{exception.paragraph.number}" if exception.paragraph.number else "ett ärende"
    return f"{exception.get_change_display().lower()} {where}"


def _decision_line(key: str, parts: dict[str, Any]) -> DecisionLine:
    amounts = tuple(
        AmountLine(_kronor(kronor), year, financing) for kronor, year, financing in parts.get("amounts") or []
    )
    return DecisionLine(key, parts.get("text") or "", parts.get("who") or "", parts.get("due") or "", amounts)


def _kronor(stored: str) -> str:
    try:
        return money.kr_as_needed(money.parse_amount(stored)) if stored else ""
    except ValueError:
        return stored


def _raw(line: AmountLine) -> tuple[str, str, str]:
    return writing.amount_as_stored(line.kronor) if line.kronor else "", line.year, line.financing


def _with_rows(paragraph: Paragraph) -> Paragraph:
    """Load what the § consists of, in a fixed number of queries."""
    from_db = (
        Paragraph.objects.filter(pk=paragraph.pk)
        .select_related("text__updated_by")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.prefetch_related("amounts")),
            "statements",
            "votes",
            "presence_exceptions",
            Prefetch("attachments", Attachment.objects.select_related("document")),
        )
        .get()
    )
    from_db.meeting = paragraph.meeting
    paragraph.text, paragraph.version = from_db.text, from_db.version
    paragraph.loaded_attachments = list(from_db.attachments.all())  # type: ignore[attr-defined]
    return from_db


def _landed(paragraph: Paragraph) -> Iterable[str]:
    """Give the keys of the latest savings, so that the page knows which of what it kept has arrived."""
    own = Q(paragraph=paragraph) | Q(paragraph__isnull=True)
    keys = SessionSaving.objects.filter(own, meeting=paragraph.meeting).exclude(save_key="")
    return keys.values_list("save_key", flat=True)[:40]


def _names(association: Association) -> Sequence[str]:
    return list(
        Person.objects.filter(association=association, left_on__isnull=True).values_list("name", flat=True)
    )


def _place(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.position, paragraph.pk


def may_be_opened(meeting: Meeting) -> bool:
    """Whether the meeting waits to be opened for the first time."""
    return meeting.state not in HELD and meeting.state != MeetingState.CANCELLED
