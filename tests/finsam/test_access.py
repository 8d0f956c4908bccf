"""Who may do what follows from the appointments in force on the day, and from nothing else."""

import datetime as dt

import pytest
from django.http import Http404
from django.urls import reverse

from finsam import clock
from finsam.permissions import (
    ROLE_PERMISSIONS,
    Permission,
    Role,
    appointments_of,
    enter,
    permissions_of,
    role_of,
)
from finsam.states import AppointmentRole, BodyKind
from tests.cast import client_of
from tests.factories import appoint, make_body, make_person

TODAY = dt.date(2022, 4, 11)
DAY = dt.timedelta(days=1)


def opens(person, name="people_list") -> int:
    return client_of(person).get(reverse(name, args=[person.association.slug])).status_code


@pytest.mark.parametrize(
    ("kind", "role", "is_to_the_association"),
    [
        (BodyKind.BOARD, AppointmentRole.CHAIR, Role.CHAIR),
        (BodyKind.BOARD, AppointmentRole.VICE_CHAIR, Role.MEMBER),
        (BodyKind.BOARD, AppointmentRole.MEMBER, Role.MEMBER),
        (BodyKind.BOARD, AppointmentRole.DEPUTY, Role.DEPUTY),
        (BodyKind.OFFICE, AppointmentRole.CHIEF, Role.CHIEF),
        (BodyKind.OFFICE, AppointmentRole.OFFICER, Role.OFFICER),
        (BodyKind.AUDIT, AppointmentRole.AUDITOR, Role.AUDITOR),
        (BodyKind.INSATS, AppointmentRole.CONTACT, Role.CONTACT),
        (BodyKind.PREPARATORY, AppointmentRole.CHAIR, Role.PREPARER),
        (BodyKind.OFFICE, AppointmentRole.MEMBER, None),
        (BodyKind.BOARD, AppointmentRole.CHIEF, None),
    ],
)
def test_a_role_follows_from_body_and_appointment(cast, kind, role, is_to_the_association):
    body = make_body(association=cast.association, kind=kind)
    row = appoint(make_person(association=cast.association), body, role=role)
    assert role_of(row) == is_to_the_association


def test_every_role_has_its_permissions():
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_only_the_office_writes():
    writes = {
        Permission.WRITE_MEETINGS,
        Permission.MANAGE_PEOPLE,
        Permission.WRITE_ECONOMY,
        Permission.WRITE_REPORTS,
    }
    assert {role for role, permissions in ROLE_PERMISSIONS.items() if permissions & writes} == {
        Role.CHIEF,
        Role.OFFICER,
    }


def test_two_roles_allow_what_each_allows(cast):
    appoint(cast.contact, cast.board, member=cast.fk)
    rows = cast.contact.appointments.select_related("body")
    assert permissions_of(rows) == ROLE_PERMISSIONS[Role.CONTACT] | ROLE_PERMISSIONS[Role.MEMBER]


@pytest.mark.parametrize(
    ("from_on", "to_on", "answer"),
    [
        (TODAY, None, 200),
        (TODAY, TODAY, 200),
        (TODAY - DAY, TODAY - DAY, 403),
        (TODAY + DAY, None, 403),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(cast, from_on, to_on, answer):
    person = make_person(association=cast.association)
    appoint(person, cast.board, member=cast.fk, from_on=from_on, to_on=to_on)
    assert opens(person) == answer


def test_one_without_a_role_is_told_that_it_takes_one(cast):
    person = make_person(association=cast.association)
    page = client_of(person).get(reverse("people_list", args=[cast.association.slug]))
    assert (page.status_code, page.context["exception"]) == (
        403,
        "Din roll får inte se ledamöter och roller.",
    )


def test_one_in_two_associations_has_in_each_what_she_is_there(cast):
    guest = cast.outsider.association.people.create(user=cast.chair.user, name="Margareta Ek")
    appoint(
        guest, make_body(association=guest.association, kind=BodyKind.INSATS), role=AppointmentRole.CONTACT
    )
    assert (opens(cast.chair), opens(guest)) == (200, 403)


def test_a_shut_account_is_out_at_once(cast):
    client = client_of(cast.chair)
    cast.chair.user.is_active = False
    cast.chair.user.save()
    assert client.get(reverse("people_list", args=[cast.association.slug])).status_code == 302


def test_who_one_is_and_where_one_sits_is_asked_at_once(cast, rf, django_assert_num_queries):
    chief = cast.by_role()["chief"]
    request = rf.get("/")
    request.user = chief.user
    with django_assert_num_queries(1):
        enter(request, cast.association.slug)
    assert (request.person, request.association) == (chief, cast.association)
    assert request.appointments == appointments_of(chief, clock.today())


def test_a_person_without_an_appointment_is_let_in_to_nothing(cast, rf):
    chief = cast.by_role()["chief"]
    chief.appointments.all().delete()
    request = rf.get("/")
    request.user = chief.user
    enter(request, cast.association.slug)
    assert (request.person, request.appointments, request.permissions) == (chief, [], frozenset())


def test_who_has_left_is_a_stranger_though_an_appointment_runs_on(cast, rf):
    chief = cast.by_role()["chief"]
    type(chief).objects.filter(pk=chief.pk).update(left_on=clock.today())
    request = rf.get("/")
    request.user = chief.user
    with pytest.raises(Http404):
        enter(request, cast.association.slug)
