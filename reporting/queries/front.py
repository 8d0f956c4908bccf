"""The front page: what waits for me, the next meeting, and what decisions have asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from board.models import Decision, Meeting
from board.queries.meetings import open_meetings
from board.queries.tasks import is_late, task_text, visible_tasks
from board.states import UNFINISHED, UPCOMING, MeetingState
from economy.queries.front import MoneyPanel, money_panel
from finsam import clock
from finsam.models import Association, Person
from finsam.permissions import Permission, appointments_of
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.states import BodyKind
from finsam.swedish import dates, words
from reporting.queries.first_steps import FirstSteps, steps_left

LATER_MEETINGS = 3
TASKS = 6

_AROUND_BOARD = frozenset({BodyKind.BOARD, BodyKind.OFFICE, BodyKind.AUDIT})


@dataclass(frozen=True)
class Group:
    """Things that wait, under a heading of urgency."""

    title: str
    todos: list[Todo]
    is_late: bool = False


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting in figures, and those after it."""

    meeting: Meeting
    pairs: list[tuple[str, str]]
    later: Sequence[Meeting]

    @property
    def day(self) -> str:
        """Such as "Fredag 20 maj"; the year is known."""
        held_on = self.meeting.held_on
        return words.capitalised(dates.weekday_date(held_on).removesuffix(f" {held_on.year}"))


@dataclass(frozen=True)
class Task:
    """What a decision asked of someone, as the front page's table has it."""

    decision: Decision
    what: str
    who: str
    is_late: bool


@dataclass(frozen=True)
class Front:
    """Everything that the front page shows."""

    groups: list[Group]
    waits_for_others: list[Todo]
    next_meeting: NextMeeting | None
    tasks: list[Task]
    summary: str
    money: MoneyPanel | None = None
    steps: FirstSteps | None = None  # of a new förbund, for kansliet


def front_of(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Front:
    """Gather the front page of one person on the day."""
    found = todos.waiting(association, person, permissions, today)
    mine = [_with_delay(todo, today) for todo in found if not todo.waits_for_others]
    next_meeting = _next_meeting(association, person, permissions, today)
    return Front(
        groups=_grouped(mine, next_meeting, today),
        waits_for_others=[todo for todo in found if todo.waits_for_others],
        next_meeting=next_meeting,
        tasks=_tasks(association, person, permissions, today),
        summary=_summary(mine, today),
        money=money_panel(association, today) if Permission.READ_ECONOMY in permissions else None,
        steps=steps_left(association, permissions, today),
    )


def _with_delay(todo: Todo, today: dt.date) -> Todo:
    if todo.due_on is None or todo.due_on >= today or todo.figure:
        return todo
    return replace(
        todo, figure=f"{words.plural((today - todo.due_on).days, 'dag', 'dagar')} sent", is_alarm=True
    )


def _grouped(mine: list[Todo], next_meeting: NextMeeting | None, today: dt.date) -> list[Group]:
    sunday = today + dt.timedelta(days=6 - today.weekday())
    meeting_on = next_meeting.meeting.held_on if next_meeting else None
    late = [todo for todo in mine if todo.is_alarm or (todo.due_on and todo.due_on < today)]
    rest = [todo for todo in mine if todo not in late]
    soon = [todo for todo in rest if todo.due_on and todo.due_on <= sunday]
    before = [
        todo for todo in rest if todo.due_on and todo not in soon and meeting_on and todo.due_on <= meeting_on
    ]
    other = [todo for todo in rest if todo not in soon and todo not in before]
    groups = [
        Group("Försenat", late, is_late=True),
        Group("Den här veckan", soon),
        Group(
            f"Inför sammanträdet {dates.near_date(meeting_on, clock.today())}" if meeting_on else "", before
        ),
        Group("Senare", other),
    ]
    return [group for group in groups if group.todos]


def _summary(mine: list[Todo], today: dt.date) -> str:
    late = sum(1 for todo in mine if todo.is_alarm or (todo.due_on and todo.due_on < today))
    if not mine:
        return f"{words.capitalised(dates.week(today))}. Ingenting väntar på dig."
    things = "sak" if len(mine) == 1 else "saker"
    waiting = f"{words.capitalised(dates.week(today))}. {words.capitalised(_counted(len(mine)))} {things} väntar på dig"
    if late:
        return f"{waiting}, {_counted(late)} är {'försenad' if late == 1 else 'försenade'}."
    return f"{waiting}."


def _counted(count: int) -> str:
    names = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
    return names[count] if count < len(names) else str(count)


def _nearest(upcoming: Sequence[Meeting], own: dict[int, str]) -> Meeting:
    """Choose the meeting to show: one that goes on, else the board's, else for those who sit elsewhere alone theirs."""
    in_session = [each for each in upcoming if each.state == MeetingState.IN_SESSION]
    boards = [each for each in upcoming if each.body.is_board]
    mine = [each for each in upcoming if each.body_id in own]
    serves_board = not _AROUND_BOARD.isdisjoint(own.values())
    return next(iter([*in_session, *(boards if serves_board else mine), *upcoming]))


def _next_meeting(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> NextMeeting | None:
    if Permission.READ_MEETINGS not in permissions:
        return None
    upcoming = [
        each
        for each in open_meetings(association)
        if each.state == MeetingState.IN_SESSION or (each.state in UPCOMING and each.held_on >= today)
    ]
    if not upcoming:
        return None
    own = {each.body_id: each.body.kind for each in appointments_of(person, today)}
    first = _nearest(upcoming, own)
    later = [each for each in upcoming if each != first][:LATER_MEETINGS]
    return NextMeeting(meeting=first, pairs=_pairs(first, association), later=later)


def _pairs(meeting: Meeting, association: Association) -> list[tuple[str, str]]:
    items = words.plural(meeting.items, "ärende", "ärenden")  # type: ignore[attr-defined]
    if meeting.called_at:
        call = f"skickad {dates.near_date(clock.day_of(meeting.called_at), clock.today())}"
        answers = f"{meeting.coming} av {meeting.invited}"  # type: ignore[attr-defined]
    else:
        last = meeting.held_on - dt.timedelta(days=association.call_days)
        call, answers = f"ska ut senast {dates.near_date(last, clock.today())}", "öppnar med kallelsen"
    return [("Dagordning", items), ("Kallelse", call), ("Anmälda", answers)]


def _tasks(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> list[Task]:
    if Permission.FOLLOW_UP not in permissions:
        return []
    rows = visible_tasks(association, person, permissions).filter(follow_up__in=UNFINISHED)
    rows = rows.prefetch_related(None).select_related("paragraph__meeting__body__association")
    return [
        Task(row, task_text(row.text), words.capitalised(row.who), is_late(row, today))
        for row in rows[:TASKS]
    ]
