"""The mandatskifte: one page, looked through, done once."""

import datetime as dt

import pytest
from django.urls import reverse

from finsam import actions
from finsam.actions import NewSeat
from finsam.errors import DomainError
from finsam.models import Appointment, AuditEvent, Person
from finsam.rules import mandate_start_after
from tests.cast import client_of

FIRST = dt.date(2023, 4, 1)


@pytest.fixture
def chief(cast):
    return client_of(cast.chief)


@pytest.fixture
def page(cast):
    return reverse("mandate_change", args=[cast.association.slug])


def filled(response) -> dict[str, str]:
    """What a browser would send of the page as it stands."""
    board = response.context["board"]
    data = {"on": str(board.day["on"].value())}
    forms = [board.seats.management_form, *board.seats]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value not in (None, False, ""):
                data[bound.html_name] = "on" if value is True else str(value)
    return data


def new_board(cast, chief, page) -> dict[str, str]:
    """The chair goes on, the vice chair is new, the others leave."""
    data = filled(chief.get(page))
    return data | {"plats-0-continues": "on", "plats-1-name": "Eva Ny", "plats-1-email": "eva@example.se"}


def sitting(board, day) -> list[str]:
    return list(board.appointments.in_force(day).in_order().values_list("person__name", flat=True))


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (dt.date(2022, 4, 11), dt.date(2023, 4, 1)),
        (dt.date(2023, 4, 1), dt.date(2023, 4, 1)),
        (dt.date(2023, 4, 2), dt.date(2027, 4, 1)),
        (dt.date(2018, 12, 31), dt.date(2019, 4, 1)),
    ],
)
def test_a_term_begins_on_1_april_the_year_after_an_election(day, start):
    assert mandate_start_after(day) == start


def test_the_page_begins_with_the_seats_of_today_and_the_vacant_ones(cast, chief, page):
    board = chief.get(page).context["board"]
    assert [form.sitting for form in board.seats][:5] == [
        cast.chair,
        cast.vice,
        cast.adjuster,
        cast.member,
        cast.deputy,
    ]
    assert len(board.seats.forms) == 10  # five sit, three deputies are wanting, two to spare
    assert board.day["on"].value() == FIRST


def test_looking_through_writes_nothing(cast, chief, page):
    before = AuditEvent.objects.count()
    answer = chief.post(page, new_board(cast, chief, page) | {"steg": "granska"})
    assert [seat.name for seat in answer.context["board"].new_seats] == ["", "Eva Ny"]
    assert (AuditEvent.objects.count(), Appointment.objects.filter(from_on=FIRST).count()) == (before, 0)


def test_looking_through_names_what_the_new_board_lacks(cast, chief, page):
    answer = chief.post(page, new_board(cast, chief, page) | {"steg": "granska"})
    assert (
        answer.context["faults"][-1]
        == "Arbetsförmedlingen har 0 ledamöter och 0 ersättare, men 1 plats för vardera (10 §)."
    )


def test_the_change_ends_all_and_begins_the_new(cast, chief, page):
    answer = chief.post(page, new_board(cast, chief, page) | {"steg": "genomfor"})
    assert (
        answer.url
        == f"{reverse('body_detail', args=[cast.association.slug, cast.board.pk])}?mandatskifte=2023-04-01"
    )
    everyone = [person.name for person in (cast.chair, cast.vice, cast.adjuster, cast.member, cast.deputy)]
    assert sitting(cast.board, dt.date(2023, 3, 31)) == everyone
    assert sitting(cast.board, FIRST) == ["Margareta Ek", "Eva Ny"]


def test_one_who_is_new_gets_an_account(cast, chief, page):
    chief.post(page, new_board(cast, chief, page) | {"steg": "genomfor"})
    assert Person.objects.get(name="Eva Ny").user.email == "eva@example.se"


def test_the_change_sent_twice_is_made_once(cast, chief, page):
    data = new_board(cast, chief, page) | {"steg": "genomfor"}
    chief.post(page, data)
    answer = chief.post(page, data)
    assert answer.context["board"].day.non_field_errors() == [
        "Det finns redan roller i styrelsen från 2023-04-01. Mandatskiftet är redan infört."
    ]
    assert AuditEvent.objects.filter(verb="införde mandatskifte").count() == 1


def test_all_or_nothing(cast):
    seats = [
        NewSeat(role="ordforande", member=cast.kommun, person=cast.chair),
        NewSeat(role="ledamot", member=cast.fk, person=cast.chair),
    ]
    with pytest.raises(DomainError, match="Margareta Ek har redan en roll"):
        actions.change_mandate(body=cast.board, on=FIRST, seats=seats, by=cast.chief)
    assert cast.board.appointments.in_force(FIRST).count() == 5


def test_a_known_address_is_the_known_person(cast):
    seat = NewSeat(role="ledamot", member=cast.af, name="Pia N", email=cast.preparer.email.upper())
    [row] = actions.change_mandate(body=cast.board, on=FIRST, seats=[seat], by=cast.chief)
    assert row.person == cast.preparer


def test_an_empty_board_is_refused(cast):
    with pytest.raises(DomainError, match="Ingen plats är ifylld"):
        actions.change_mandate(body=cast.board, on=FIRST, seats=[], by=cast.chief)


def test_only_the_board_has_a_mandatskifte(cast):
    with pytest.raises(DomainError, match="görs i styrelsen"):
        actions.change_mandate(
            body=cast.office,
            on=FIRST,
            seats=[NewSeat(role="ledamot", member=cast.fk, name="X")],
            by=cast.chief,
        )


def test_what_was_typed_stays_when_a_seat_is_wrong(cast, chief, page):
    data = new_board(cast, chief, page) | {"plats-1-email": "eva", "steg": "granska"}
    answer = chief.post(page, data)
    assert answer.context["board"].seats[1].errors == {"email": ["Adressen ser inte ut som en e-postadress."]}
    assert 'value="Eva Ny"' in answer.content.decode()


def test_one_may_go_back_from_the_preview_with_everything_kept(cast, chief, page):
    answer = chief.post(page, new_board(cast, chief, page) | {"steg": "andra"})
    assert answer.templates[0].name == "finsam/mandate_change.html"
    assert 'value="Eva Ny"' in answer.content.decode()


def test_after_the_change_the_first_meeting_is_suggested(cast, chief):
    body = reverse("body_detail", args=[cast.association.slug, cast.board.pk])
    assert "konstituerande sammanträdet" in chief.get(body, {"mandatskifte": "2023-04-01"}).content.decode()


def test_the_chair_may_not_change_the_mandate(cast, page):
    assert client_of(cast.chair).post(page, {"steg": "genomfor"}).status_code == 403


def test_the_neighbour_may_not_know_of_it(cast, page):
    assert client_of(cast.outsider).get(page).status_code == 404


def test_the_preview_tells_of_other_roles_of_those_who_leave(cast, chief, page):
    presidium = cast.association.bodies.create(name="Presidiet", kind="presidium")
    for person, role in ((cast.chair, "ordforande"), (cast.vice, "vice")):
        Appointment.objects.create(body=presidium, person=person, role=role, from_on=dt.date(2019, 4, 1))
    preview = chief.post(page, new_board(cast, chief, page) | {"steg": "granska"})
    assert [row.person for row in preview.context["kept"]] == [cast.vice]
    assert "De som lämnar styrelsen har andra roller" in preview.content.decode()
