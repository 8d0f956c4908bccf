"""Pages of the årshjul: the wheel with its list, and each point."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.actions import year_wheel as acts
from board.actions.placing import put_point_on_agenda
from board.actions.wheel_printing import print_wheel
from board.documents.wheel_picture import draw
from board.forms.year_wheel import DropForm, MoveForm, PointForm, TickForm
from board.models import Meeting, YearWheelItem
from board.queries import year_wheel as wheel
from board.queries.wheel_lists import chains, grouped, next_sentence
from board.queries.year_wheel import WheelPoint
from board.states import UPCOMING, TurnState
from board.todos.year_wheel import owners_of
from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from finsam.web.asked import year as year_of
from finsam.work import jobs

_FIELDS = tuple(PointForm.base_fields)


@requires(Permission.READ_MEETINGS)
@require_safe
def year_wheel(request: AccessRequest) -> HttpResponse:
    """The year as a wheel and as a list: what is late, what is next, what is done."""
    today = clock.today()
    year = _near(year_of(request.GET.get("ar")))
    points = [
        each for each in wheel.points_of(request.association, [year], today) if each.due_on.year == year
    ]
    mine = owners_of(request.person, today)
    whose = request.GET.get("vems", "")
    shown = wheel.chosen(points, whose, mine=mine, person_id=request.person.pk)
    groups = grouped(shown)
    context = {
        "year": year,
        "heading": f"Årshjul {year}",
        "years": [today.year - 1, today.year, today.year + 1],
        "whose": whose if whose in wheel.MINE_LABELS else "",
        "choices": wheel.MINE_LABELS.items(),
        "ahead": [each for each in groups if not each.is_over],
        "over": [each for each in groups if each.is_over],
        "chains": chains(points),
        "lead": next_sentence(shown),
        "picture": draw(shown, year, today),
        "has_points": bool(points) or request.association.year_wheel.filter(is_active=True).exists(),
    }
    return render(request, "board/year_wheel.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def year_point(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """One point in a year: where it lies, what came of it, and what one may do with it."""
    return _show(request, _point(request, pk, year))


@requires(Permission.WRITE_MEETINGS)
@require_POST
def year_wheel_start(request: AccessRequest) -> HttpResponse:
    """Begin with the program's points; those that are there stay."""
    made = acts.start_wheel(association=request.association, from_on=clock.today(), by=request.person)
    messages.success(
        request, f"{len(made)} punkter är tillagda." if made else "Alla programmets punkter finns redan."
    )
    return redirect("year_wheel", request.association.slug)


@requires(Permission.READ_MEETINGS)
@require_POST
def year_wheel_print(request: AccessRequest, year: int) -> HttpResponse:
    """Have the årshjul of a year made as PDF."""
    job = jobs.ask(
        print_wheel, association=request.association, key=jobs.key_of("arshjul", year), label=f"Årshjul {year}",
        by=request.person, back_url=f"{reverse('year_wheel', args=[request.association.slug])}?ar={year}", year=year,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def year_point_add(request: AccessRequest) -> HttpResponse:
    """Add a point of the förbund's own."""
    form = PointForm(request.POST or None, association=request.association, year=clock.today().year)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            item = acts.add_point(association=request.association, facts=form.cleaned_data, by=request.person)
            messages.success(request, f"{item.title} är tillagd.")
            return redirect("year_point", request.association.slug, item.pk, clock.today().year)
    back = reverse("year_wheel", args=[request.association.slug])
    return form_page(
        request, form, title="Ny punkt i årshjulet", submit="Lägg till punkten", back="Årshjul", back_url=back
    )


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def year_point_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a point, for this year and those to come."""
    item = _item(request, pk)
    initial = {name: getattr(item, name) for name in _FIELDS}
    form = PointForm(
        request.POST or None,
        association=request.association,
        item=item,
        year=item.first_year,
        initial=initial,
    )
    back = reverse("year_point", args=[request.association.slug, pk, clock.today().year])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.change_point(item=item, facts=form.cleaned_data, by=request.person)
            messages.success(request, "Punkten är sparad.")
            return redirect(back)
    return form_page(
        request, form, title="Ändra punkten", submit="Spara punkten", back=item.title, back_url=back
    )


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def year_point_retire(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a point is taken out of the årshjul, and take it out."""
    item = _item(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            acts.retire_point(item=item, by=request.person)
            messages.success(request, f"{item.title} är borttagen ur årshjulet.")
        return redirect("year_wheel", request.association.slug)
    context = {
        "title": f"Ta bort {item.title}", "crumb": "Årshjul", "submit": "Ta bort punkten", "is_grave": True,
        "crumb_url": reverse("year_wheel", args=[request.association.slug]),
        "cancel_url": reverse("year_point", args=[request.association.slug, pk, clock.today().year]),
        "lead": "Punkten kommer inte tillbaka nästa år. Det som ligger på en dagordning ligger kvar där.",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)


@requires(Permission.READ_MEETINGS)
@require_POST
def year_point_tick(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Say that a point is done: the office, or the one whose it is."""
    point = _point(request, pk, year)
    if not _may_tick(request, point):
        raise Http404
    form = TickForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            acts.tick(item=point.item, year=year, by=request.person, **form.cleaned_data)
            messages.success(request, f"{point.item.title} är klar.")
            return redirect(point.url)
    return _show(request, point, tick=form)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def year_point_drop(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Say that a point is not done this year, and why."""
    point, form = _point(request, pk, year), DropForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            acts.drop(item=point.item, year=year, reason=form.cleaned_data["reason"], by=request.person)
            messages.success(request, f"{point.item.title} görs inte {year}.")
            return redirect(point.url)
    return _show(request, point, drop=form)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def year_point_move(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Give a point another day this year."""
    point, form = _point(request, pk, year), MoveForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            acts.move_turn(item=point.item, year=year, due_on=form.cleaned_data["due_on"], by=request.person)
            messages.success(request, "Dagen är sparad.")
            return redirect(point.url)
    return _show(request, point, move=form)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def year_point_reopen(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Open a point again that was ticked or dropped."""
    point = _point(request, pk, year)
    with refusals_on(request):
        acts.take_up_again(item=point.item, year=year, by=request.person)
        messages.success(request, f"{point.item.title} är öppen igen.")
    return redirect(point.url)


@requires(Permission.WRITE_MEETINGS)
@require_POST
def year_point_agenda(request: AccessRequest, pk: int, year: int) -> HttpResponse:
    """Put a point on the agenda that is chosen."""
    point = _point(request, pk, year)
    key = request.POST.get("mote", "")
    meeting = next((each for each in _agendas(request, point) if str(each.pk) == key), None)
    if meeting is None:
        messages.error(request, "Välj ett sammanträde.")
        return redirect(point.url)
    with refusals_on(request):
        put_point_on_agenda(point=point, meeting=meeting, by=request.person)
        messages.success(request, f"{point.item.title} ligger på dagordningen.")
    return redirect(point.url)


def _near(year: int | None) -> int:
    this = clock.today().year
    return year if year and 2004 <= year <= this + 3 else this


def _item(request: AccessRequest, pk: int) -> YearWheelItem:
    rows = request.association.year_wheel.filter(is_active=True)
    return get_object_or_404(rows.select_related("association"), pk=pk)


def _point(request: AccessRequest, pk: int, year: int) -> WheelPoint:
    point = wheel.point_of(request.association, pk, year, clock.today())
    if point is None:
        raise Http404
    return point


def _agendas(request: AccessRequest, point: WheelPoint) -> list[Meeting]:
    if not point.item.lands_on_agenda:
        return []
    rows = Meeting.objects.of(request.association).upcoming(clock.today()).filter(body=point.item.body)
    return list(rows.select_related("body__association"))


def _may_tick(request: AccessRequest, point: WheelPoint) -> bool:
    if Permission.WRITE_MEETINGS in request.permissions:
        return True
    return wheel.is_of(point.item, owners_of(request.person, clock.today()), request.person.pk)


def _show(request: AccessRequest, point: WheelPoint, **forms: object) -> HttpResponse:
    may_write = Permission.WRITE_MEETINGS in request.permissions
    lies = point.paragraph is not None and point.paragraph.meeting.state in UPCOMING
    said = TurnState(point.turn.state) if point.turn else TurnState.OPEN
    context = {
        "point": point,
        "may_write": may_write,
        "may_tick": _may_tick(request, point) and said == TurnState.OPEN and not point.is_done,
        "is_said": said != TurnState.OPEN,
        "is_open": point.is_open,
        "agendas": [] if lies or not may_write or not point.is_open else _agendas(request, point),
        "tick": forms.get("tick") or TickForm(initial={"done_on": clock.today()}),
        "drop": forms.get("drop") or DropForm(),
        "move": forms.get("move") or MoveForm(initial={"due_on": point.turn.due_on if point.turn else None}),
        "opened": next(iter(forms), ""),
        "pairs": _pairs(point),
    }
    return render(request, "board/year_point.html", context, status=422 if forms else 200)


def _pairs(point: WheelPoint) -> list[tuple[str, object]]:
    item = point.item
    basis = f"{item.get_basis_display()}: {item.source}" if item.source else item.get_basis_display()
    pairs: list[tuple[str, object]] = [("Vem", point.whose), ("Varför", basis)]
    if item.lands_on_agenda:
        pairs += [("Tas upp i", item.body.name), ("Rubrik", point.heading)]
        pairs += [("Förslag", f"att {point.proposal}")] if point.proposal else []
        pairs += [("Handlingar", ", ".join(point.papers))] if point.papers else []
    return pairs
