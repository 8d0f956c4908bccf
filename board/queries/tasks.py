"""What decisions ask of whom by when: tasks, those that are late first."""

import datetime as dt
import re
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from board.models import Decision
from board.states import UNFINISHED, ProtocolKind, ProtocolState
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.swedish import words

# "uppdra åt förbundschefen att", "ge kansliet i uppdrag att": who is asked stands in a column of its own.
_ASKING = re.compile(r"^(?:uppdra (?:åt|till) [^,.]{1,60}?|ge [^,.]{1,60}? i uppdrag) att ", re.IGNORECASE)


class TaskChoice(StrEnum):
    """Which tasks a list shows."""

    OPEN = ""
    MINE = "mina"
    DONE = "klara"
    ALL = "alla"


def tasks_of(association: Association) -> QuerySet[Decision]:
    """Give the att-satser that ask something of someone, from §§ that have their number; the oldest day first."""
    return (
        Decision.objects.filter(
            paragraph__meeting__body__association=association, paragraph__number__isnull=False
        )
        .exclude(who="", due_on__isnull=True)
        .select_related("paragraph__meeting__body__association", "followed_up_by")
        .prefetch_related("assignees")
        .order_by(
            F("due_on").asc(nulls_last=True), "paragraph__meeting__held_on", "paragraph__number", "position"
        )
    )


def visible_tasks(
    association: Association, person: Person, permissions: frozenset[Permission]
) -> QuerySet[Decision]:
    """Give the tasks that the person may know of: the office all, others those that are justerade and their own."""
    tasks = tasks_of(association)
    if Permission.WRITE_MEETINGS in permissions:
        return tasks
    adjusted = Q(
        Q(paragraph__protocols__adjusted_on__isnull=False)
        | Q(paragraph__protocols__state=ProtocolState.SENT),
        paragraph__protocols__kind__in=[ProtocolKind.MAIN, ProtocolKind.IMMEDIATE],
    )
    return tasks.filter(pk__in=Decision.objects.filter(adjusted | Q(assignees=person)).values("pk"))


def chosen_tasks(tasks: QuerySet[Decision], choice: TaskChoice, person: Person) -> QuerySet[Decision]:
    """Narrow a list of tasks to what its reader has chosen."""
    match choice:
        case TaskChoice.MINE:
            return tasks.filter(pk__in=person.tasks.values("pk"), follow_up__in=UNFINISHED)
        case TaskChoice.DONE:
            return tasks.exclude(follow_up__in=UNFINISHED)
        case TaskChoice.ALL:
            return tasks
    return tasks.filter(follow_up__in=UNFINISHED)


def own_tasks(association: Association, person: Person, *, until: dt.date) -> QuerySet[Decision]:
    """Give the person's unfinished tasks that are due by the day, or have no day."""
    tasks = tasks_of(association).filter(assignees=person, follow_up__in=UNFINISHED)
    return tasks.filter(Q(due_on__lte=until) | Q(due_on__isnull=True)).prefetch_related(None)


def task_text(text: str) -> str:
    """Write an att-sats as something to do: "uppdra åt Anna att undersöka ESF+" becomes "Undersöka ESF+"."""
    return words.capitalised(_ASKING.sub("", words.clause(text).removeprefix("att ")))


def is_late(task: Decision, today: dt.date) -> bool:
    """Whether the task's day has passed and it is not done."""
    return task.is_unfinished and task.due_on is not None and task.due_on < today
