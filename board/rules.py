"""What finsamlagen and kommunallagen say about meetings, protocols, notices and appeals, as pure functions.

Finsamlagen is lag (2003:1210). KL is kommunallagen (2017:725), whose rules reach the förbund through
19 § finsamlagen; "fullmäktige" and "nämnd" there read "styrelsen".
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Generic, TypeVar

from django.db.models import TextChoices

from finsam.states import VOTING_ROLES, AppointmentRole, BodyKind
from finsam.swedish.dates import next_working_day, same_weekday_after, time_range

JUSTERING_DAYS = 14  # KL 5 kap. 69 §, through 6 kap. 35 §
POSTING_DAYS = 2  # KL 8 kap. 12 §, through 6 kap. 35 §
APPEAL_WEEKS = 3  # KL 13 kap. 5 § first paragraph, through 28 § finsamlagen
BUDGET_LATEST = (11, 30)  # 23 § finsamlagen
ANNUAL_REPORT_LATEST = (3, 31)  # 24 § finsamlagen: three months from the end of the calendar year

Person = TypeVar("Person", bound=Hashable)
Proposal = TypeVar("Proposal", bound=Hashable)


# ---- Who may decide


def quorum_minimum(seats: int) -> int:
    """Return how many must be present of so many seats: more than half (KL 6 kap. 27 §).

    Vacant seats count as seats, which is an interpretation: four seats need three.
    """
    return seats // 2 + 1


def quorum(seats: int, present: int) -> bool:
    """Tell whether the board may handle a matter with so many present (KL 6 kap. 27 §).

    `present` are ledamöter and serving ersättare, those on distance too (19 a § finsamlagen), without
    those who have a conflict of interest in the matter (KL 6 kap. 30 §).
    """
    return seats > 0 and present >= quorum_minimum(seats)


def may_judge_own_conflict(seats: int, others_present: int, *, substitute_at_hand: bool) -> bool:
    """Tell whether one may take part when the board decides on one's own jäv (KL 6 kap. 30 § third para).

    Only where the board is not quorate without, and nobody else can be called without undue delay.
    """
    return not quorum(seats, others_present) and not substitute_at_hand


def may_reserve(*, took_part: bool, meeting_ended: bool) -> bool:
    """Tell whether one may reserve oneself against a decision (KL 4 kap. 27 §).

    Who took part in it, and announces it before the meeting ends. One who abstained from the
    decision (KL 4 kap. 25 §) did not take part.
    """
    return took_part and not meeting_ended


def may_adjust(person: Person, *, serving: Iterable[Person], chair: Person) -> bool:
    """Tell whether a person can be justerare beside the chair: one who served, and not the chair.

    The law leaves the way of justering to the board (KL 5 kap. 69 §); this is what "the chair and
    one more who was there" asks for.
    """
    return person != chair and person in frozenset(serving)


def may_be_delegate(body: BodyKind | str, role: AppointmentRole | str) -> bool:
    """Tell whether the board may let one with the role in the body decide a group of ärenden (10 § finsamlagen).

    A ledamot or ersättare of the board, or a tjänsteman of the förbund; no presidium, utskott or beredningsgrupp.
    """
    if body == BodyKind.BOARD:
        return role in VOTING_ROLES | {AppointmentRole.DEPUTY}
    return body == BodyKind.OFFICE and role in {AppointmentRole.CHIEF, AppointmentRole.OFFICER}


# ---- Voting


class Manner(TextChoices):
    """How a vote was settled."""

    MAJORITY = "majority", "Enkel majoritet"
    CASTING = "casting", "Ordförandens utslagsröst"
    LOT = "lot", "Lottning"


@dataclass(frozen=True)
class Outcome(Generic[Proposal]):
    """What a vote came to; there is no winner until the lot is drawn."""

    winner: Proposal | None
    manner: Manner
    tied: frozenset[Proposal] = frozenset()


def outcome(
    votes: Mapping[Proposal, int], chair_vote: Proposal | None = None, *, election: bool = False
) -> Outcome[Proposal]:
    """Return how a vote ends, from the votes for each proposal, the chair's among them.

    Simple majority decides (KL 5 kap. 55 §). A tie is settled by the chair's utslagsröst, but by lot
    in an election or an appointment of staff (56 §). Raises ValueError with a Swedish sentence
    when a tie cannot be settled because the chair's vote is not known or is for another proposal.
    """
    if not votes or min(votes.values()) < 0 or sum(votes.values()) == 0:
        raise ValueError("Det finns inga röster att räkna.")
    most = max(votes.values())
    leading = [proposal for proposal, count in votes.items() if count == most]
    if len(leading) == 1:
        return Outcome(leading[0], Manner.MAJORITY)
    if election:
        return Outcome(None, Manner.LOT, frozenset(leading))
    if chair_vote not in leading:
        raise ValueError("Rösterna är lika många. Ange hur ordföranden röstade, för den rösten avgör.")
    return Outcome(chair_vote, Manner.CASTING, frozenset(leading))


# ---- Times

LONGEST_MEETING = 18 * 60  # minutes, where nothing is said of when it ended
EVENING, SMALL_HOURS = time(12), time(6)  # a meeting that ends before it begins has gone on past midnight


def ends_after(starts: time, ends: time) -> bool:
    """Tell whether a meeting can end then: later the same day, or in the small hours after an evening."""
    return ends > starts or (starts >= EVENING and ends <= SMALL_HOURS)


def faults_of_pauses(began: time, finished: time | None, pauses: Iterable[Sequence[str]]) -> list[str]:
    """Say in Swedish sentences which ajourneringar cannot have been: backwards, outside the meeting, or two at once.

    `pauses` are pairs such as ("10:00", "10:15"); a meeting that goes on past midnight may have one there too.
    """
    end = _minutes_since(began, finished) if finished else LONGEST_MEETING
    found, latest = [], 0
    for first, last in sorted(pauses, key=lambda pause: _minutes_since(began, time.fromisoformat(pause[0]))):
        starts, stops = (_minutes_since(began, time.fromisoformat(each)) for each in (first, last))
        named = f"Ajourneringen {time_range(time.fromisoformat(first), time.fromisoformat(last))}"
        if starts > end or stops > end:
            found.append(f"{named} ligger utanför mötets tider.")
        elif stops <= starts:
            found.append(f"{named} slutar innan den börjar.")
        elif starts < latest:
            found.append(f"{named} börjar innan den förra slutade.")
        latest = max(latest, stops)
    return found


def _minutes_since(began: time, at: time) -> int:
    """How long after the beginning it was, past midnight too."""
    return (at.hour * 60 + at.minute - began.hour * 60 - began.minute) % (24 * 60)


def justering_latest(meeting_day: date) -> date:
    """Return the last day to have a protocol justerat: fourteen days after the meeting (KL 5 kap. 69 §).

    Not moved when it is no working day: the day before the weekend is always in time.
    """
    return meeting_day + timedelta(days=JUSTERING_DAYS)


def posting_latest(justering_day: date) -> date:
    """Return the last day to announce a justering: the second day after it (KL 8 kap. 12 §).

    On the next working day where that is a Saturday, Sunday, holiday or one of the three eves
    (lag 1930:173, 2 §).
    """
    return next_working_day(justering_day + timedelta(days=POSTING_DAYS))


def appeal_last_day(latest_posting: date) -> date:
    """Return the last day an appeal may reach förvaltningsrätten (KL 13 kap. 5 § first paragraph).

    Three weeks from the posting, the same weekday (lag 1930:173, 1 §), moved to the next working day
    (2 §). With several boards the time runs from the latest posting, as for a gemensam nämnd: an
    interpretation.
    """
    return next_working_day(same_weekday_after(latest_posting, weeks=APPEAL_WEEKS))


def removal_earliest(latest_posting: date) -> date:
    """Return the first day a notice may be taken down: the day after the last day to appeal (KL 8 kap. 12 §)."""
    return appeal_last_day(latest_posting) + timedelta(days=1)


def budget_latest(budget_year: int) -> date:
    """Return the day by which the board fixes the budget for a year (23 § finsamlagen)."""
    return date(budget_year - 1, *BUDGET_LATEST)


def annual_report_latest(fiscal_year: int) -> date:
    """Return the day by which the årsredovisning of a year is drawn up (24 § finsamlagen)."""
    return date(fiscal_year + 1, *ANNUAL_REPORT_LATEST)


# ---- The appeal time of a decision


class AppealState(TextChoices):
    """Where a decision stands between justering and laga kraft."""

    NOT_POSTED = "not_posted", "Inte anslaget överallt"
    RUNNING = "running", "Överklagandetiden löper"
    BROKEN = "broken", "Anslaget togs ned för tidigt"
    APPEALED = "appealed", "Överklagat"
    FINAL = "final", "Laga kraft"
    SET_ASIDE = "set_aside", "Upphävt"


@dataclass(frozen=True)
class Posted:
    """A notice on the anslagstavla of one member; without a day it is not there yet."""

    board: Hashable
    posted_on: date | None
    removed_on: date | None = None


@dataclass(frozen=True)
class AppealTime:
    """The appeal time of a decision as it stands on a day; boards are those to mend."""

    state: AppealState
    last_day: date | None = None
    removal_earliest: date | None = None
    final_on: date | None = None
    boards: tuple[Hashable, ...] = ()


def appeal_state(
    postings: Sequence[Posted],
    today: date,
    *,
    appealed: bool = False,
    appeal_settled_on: date | None = None,
) -> AppealTime:
    """Return where a decision stands on a day, from the notices on every member's anslagstavla.

    Kommuner and regioner each have a board (19 § finsamlagen); one posting for each, posted or not,
    and one more where a notice was posted again: the newest counts. Time does not run out while a
    board lacks the notice or lost it before the time was over (KL 13 kap. 5 § second paragraph). An
    appealed decision is final on the day the court's ruling on it is. Days after `today` are disregarded.
    """
    newest = _newest_for_each_board(postings, today)
    missing = tuple(each.board for each in newest if each.posted_on is None)
    if appealed:
        return _appealed(appeal_settled_on, today)
    if missing or not newest:
        return AppealTime(AppealState.NOT_POSTED, boards=missing)
    latest = max(each.posted_on for each in newest if each.posted_on)
    last_day, down = appeal_last_day(latest), removal_earliest(latest)
    early = tuple(e.board for e in newest if e.removed_on and e.removed_on < down)
    if early:
        return AppealTime(AppealState.BROKEN, boards=early)
    state = AppealState.FINAL if today > last_day else AppealState.RUNNING
    return AppealTime(state, last_day=last_day, removal_earliest=down, final_on=down)


def _newest_for_each_board(postings: Sequence[Posted], today: date) -> list[Posted]:
    newest: dict[Hashable, Posted] = {}
    for each in postings:
        known = _as_known_on(each, today)
        earlier = newest.get(known.board)
        if earlier is None or (known.posted_on or date.min) >= (earlier.posted_on or date.min):
            newest[known.board] = known
    return list(newest.values())


def _as_known_on(posting: Posted, today: date) -> Posted:
    posted_on = posting.posted_on if posting.posted_on and posting.posted_on <= today else None
    removed = posting.removed_on
    return Posted(posting.board, posted_on, removed if posted_on and removed and removed <= today else None)


def _appealed(settled_on: date | None, today: date) -> AppealTime:
    if settled_on and settled_on <= today:
        return AppealTime(AppealState.FINAL, final_on=settled_on)
    return AppealTime(AppealState.APPEALED)


@dataclass(frozen=True)
class Ruling:
    """How an appeal of one decision ended: whether it was set aside, and from when that ruling is final."""

    is_quashed: bool = False
    final_on: date | None = None


def decision_state(time: AppealTime, rulings: Sequence[Ruling], today: date) -> AppealTime:
    """Return where one decision stands, from the time that holds for its protocol and the appeals of that decision.

    An appeal keeps the decision it is of, and no other, from laga kraft until the ruling on it is final (13 kap.
    KL reviews decisions, not protocols). Turned down, turned away or withdrawn leaves the decision to take laga kraft, though not
    before the time to appeal has run out. Rulings after `today` are not known yet.
    """
    settled = [each for each in rulings if each.final_on is not None and each.final_on <= today]
    quashed = [each.final_on for each in settled if each.is_quashed and each.final_on]
    if quashed:
        return AppealTime(AppealState.SET_ASIDE, final_on=min(quashed))
    if len(settled) < len(rulings):
        return AppealTime(AppealState.APPEALED, last_day=time.last_day)
    if time.state != AppealState.FINAL or time.final_on is None:
        return time
    days = [each.final_on for each in settled if each.final_on]
    return AppealTime(
        AppealState.FINAL, time.last_day, time.removal_earliest, final_on=max([time.final_on, *days])
    )
