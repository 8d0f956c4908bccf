"""Pages of follow-up: the list of tasks, and how far one has come."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from board.actions.follow_up import follow_up
from board.forms.follow_up import FollowUpForm
from board.models import Decision
from board.permissions import may_follow_up
from board.queries.appeals import struck
from board.queries.finding import field_contains
from board.queries.tasks import TaskChoice, chosen_tasks, task_text, visible_tasks
from board.states import FollowUp
from board.tables import TASK_HEADINGS, TaskTable, task_values
from finsam import clock
from finsam.errors import DomainError
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import show_page

_PER_PAGE = 50
_LABELS = {
    TaskChoice.OPEN: "Att göra",
    TaskChoice.MINE: "Mina",
    TaskChoice.DONE: "Klara",
    TaskChoice.ALL: "Alla",
}


@requires(Permission.FOLLOW_UP)
@require_safe
def task_list(request: AccessRequest) -> HttpResponse:
    """What decisions have asked for: who, by when, how far; the oldest day first."""
    choice = _choice(request)
    table = TaskTable(
        _rows(request),
        association=request.association,
        person=request.person,
        is_office=Permission.WRITE_MEETINGS in request.permissions,
        today=clock.today(),
        struck=struck(request.association, clock.today()),
    )
    show_page(request, table, per_page=_PER_PAGE)
    context = {"table": table, "choices": _LABELS.items(), "choice": choice}
    return render(request, "board/task_list.html", context)


@requires(Permission.FOLLOW_UP)
@require_safe
def task_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    stands = struck(request.association, clock.today())
    return excel.download("uppdrag", TASK_HEADINGS, (task_values(each, stands) for each in _rows(request)))


@requires(Permission.FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def task_update(request: AccessRequest, pk: int) -> HttpResponse:
    """Say how far a task has come."""
    is_office = Permission.WRITE_MEETINGS in request.permissions
    tasks = visible_tasks(request.association, request.person, request.permissions)
    task = get_object_or_404(tasks, pk=pk)
    if not may_follow_up(task, request.person, is_office=is_office):
        raise Http404
    form = FollowUpForm(request.POST or None, initial={"state": task.follow_up, "note": task.follow_up_note})
    if (
        request.method == "POST"
        and form.is_valid()
        and _followed_up(request, task, form, is_office=is_office)
    ):
        return redirect("task_list", request.association.slug)
    context = {
        "task": task,
        "title": task_text(task.text),
        "form": form,
        "back_url": reverse("task_list", args=[request.association.slug]),
    }
    return render(request, "board/task_update.html", context, status=422 if form.errors else 200)


def _followed_up(request: AccessRequest, task: Decision, form: FollowUpForm, *, is_office: bool) -> bool:
    facts = form.cleaned_data
    try:
        follow_up(
            decision=task,
            state=FollowUp(facts["state"]),
            note=facts["note"],
            by=request.person,
            is_office=is_office,
        )
    except DomainError as refusal:
        form.add_error("note", str(refusal))
        return False
    messages.success(request, "Läget är sparat.")
    return True


def _choice(request: AccessRequest) -> TaskChoice:
    value = request.GET.get("visa", "")
    return TaskChoice(value) if value in list(TaskChoice) else TaskChoice.OPEN


def _rows(request: AccessRequest) -> QuerySet[Decision]:
    tasks = visible_tasks(request.association, request.person, request.permissions)
    tasks = chosen_tasks(tasks, _choice(request), request.person)
    for word in request.GET.get("q", "").split():
        tasks = tasks.filter(field_contains("text", word) | field_contains("who", word))
    return tasks
