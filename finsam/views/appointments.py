"""Who sits where: giving, correcting and ending a role, and the mandatskifte."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam import actions, clock
from finsam.forms.association import LastDayForm
from finsam.forms.mandate import Board, board_of
from finsam.forms.people import FACTS, AppointmentForm, NewAppointmentForm, WhereForm, facts_of
from finsam.models import Appointment, Body
from finsam.permissions import AccessRequest, Permission, requires
from finsam.queries import roles_elsewhere
from finsam.rules import board_faults, mandate_start_after
from finsam.states import BodyKind
from finsam.views.pages import attempt, form_page


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_add(request: AccessRequest) -> HttpResponse:
    """Give someone a role; the body is chosen first (`organ`), the person may be named (`person`)."""
    where = WhereForm(request.GET, association=request.association)
    if not where.is_valid():
        bodies = request.association.bodies.filter(is_active=True)
        return render(
            request, "finsam/appointment_add.html", {"bodies": bodies, "asked": request.GET.get("person", "")}
        )
    body: Body = where.cleaned_data["organ"]
    initial = {"from_on": clock.today(), "person": request.GET.get("person")}
    form = NewAppointmentForm(request.POST or None, body=body, initial=initial)
    if attempt(request, form, lambda: _appoint(form.cleaned_data, body, request)):
        messages.success(request, "Rollen är tillagd.")
        return redirect("body_detail", request.association.slug, body.pk)
    return form_page(
        request, form, title=f"Lägg till en roll i {body.name}", submit="Lägg till rollen", **_to_body(body)
    )


def _appoint(data: dict[str, Any], body: Body, request: AccessRequest) -> Appointment:
    facts = {name: data[name] for name in FACTS}
    if data["person"]:
        return actions.appoint(person=data["person"], body=body, **facts, by=request.person)
    return actions.appoint_newcomer(
        name=data["name"], email=data["email"], body=body, **facts, by=request.person
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Correct a role that was entered wrong."""
    row = _appointment(request, pk)
    form = AppointmentForm(request.POST or None, body=row.body, initial=facts_of(row))
    if attempt(
        request,
        form,
        lambda: actions.change_appointment(appointment=row, **form.cleaned_data, by=request.person),
    ):
        messages.success(request, "Rollen är sparad.")
        return redirect("body_detail", request.association.slug, row.body_id)
    return form_page(
        request,
        form,
        title=f"Rätta {row.person.name}s roll",
        submit="Spara rollen",
        lead="Har personen bytt roll? Avsluta den här och lägg till en ny, så står båda i förbundets historia.",
        **_to_body(row.body),
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: AccessRequest, pk: int) -> HttpResponse:
    """Let a role end on a day."""
    row = _appointment(request, pk)
    form = LastDayForm(request.POST or None, initial={"on": clock.today()})
    if attempt(
        request,
        form,
        lambda: actions.end_appointment(appointment=row, on=form.cleaned_data["on"], by=request.person),
    ):
        messages.success(request, f"{row.person.name}s roll har fått en sista dag.")
        return redirect("body_detail", request.association.slug, row.body_id)
    return form_page(
        request,
        form,
        title=f"Avsluta {row.person.name}s roll",
        submit="Avsluta rollen",
        is_grave=True,
        lead="Efter den dagen får personen inte längre göra det som följer av rollen.",
        pairs=[("Organ", row.body.name), ("Roll", row.get_role_display()), ("Från och med", row.from_on)],
        **_to_body(row.body),
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def mandate_change(request: AccessRequest) -> HttpResponse:
    """Put in a whole new board on one page: filled in, looked through, done."""
    body = request.association.bodies.filter(kind=BodyKind.BOARD, is_active=True).first()
    if body is None:
        messages.warning(request, "Lägg till styrelsen som organ först.")
        return redirect("body_add", request.association.slug)
    board = _board(request, body)
    step = request.POST.get("steg", "")
    context = {"body": body, "board": board, "sitting": _sitting(body)}
    if step and step != "andra" and board.is_valid():
        if step == "genomfor" and attempt(request, board.day, lambda: _change(request, body, board)):
            messages.success(request, "Mandatskiftet är infört.")
            target = reverse("body_detail", args=[request.association.slug, body.pk])
            return redirect(f"{target}?mandatskifte={board.on}")
        if not board.day.errors:
            context |= {
                "faults": _faults(body, board),
                "kept": _kept_elsewhere(body, board, context["sitting"]),
            }
            return render(request, "finsam/mandate_preview.html", context)
    return render(request, "finsam/mandate_change.html", context)


def _change(request: AccessRequest, body: Body, board: Board) -> list[Appointment]:
    return actions.change_mandate(body=body, on=board.on, seats=board.new_seats, by=request.person)


def _board(request: AccessRequest, body: Body) -> Board:
    data = request.POST if request.method == "POST" else None
    members = list(request.association.members.on(clock.today()))
    people = request.association.people.filter(left_on__isnull=True)
    sitting, today = _sitting(body), clock.today()
    on = mandate_start_after(today) if sitting else today  # the first board that is entered sits already
    return board_of(data, sitting=sitting, members=members, on=on, people=people)


def _sitting(body: Body) -> list[Appointment]:
    return list(
        body.appointments.in_force(clock.today())
        .in_order()
        .select_related("person", "member", "stands_in_for")
    )


def _faults(body: Body, board: Board) -> list[str]:
    members = [(member.name, member.seats) for member in body.association.members.on(board.on)]
    return board_faults(members, [(seat.role, seat.member.name) for seat in board.new_seats])


def _kept_elsewhere(body: Body, board: Board, sitting: list[Appointment]) -> list[Appointment]:
    staying = {seat.person for seat in board.new_seats if seat.person}
    leaving = [row.person for row in sitting if row.person not in staying]
    return roles_elsewhere(body, leaving, board.on)


def _appointment(request: AccessRequest, pk: int) -> Appointment:
    rows = Appointment.objects.filter(body__association=request.association)
    return get_object_or_404(rows.select_related("person", "body__association", "member"), pk=pk)


def _to_body(body: Body) -> dict[str, str]:
    return {"back": body.name, "back_url": reverse("body_detail", args=[body.association.slug, body.pk])}
