"""Who sits where: giving, correcting and ending roles."""

import datetime as dt

import pytest
from django.urls import reverse

from finsam import actions
from finsam.errors import DomainError
from finsam.models import Appointment, AuditEvent, Person
from finsam.states import AppointmentRole, BodyKind
from tests.cast import client_of
from tests.factories import appoint, make_body, make_member, make_person

TODAY = dt.date(2022, 4, 11)
NEW = {"role": "ersattare", "from_on": "2022-04-11", "to_on": "", "position": "1"}


def url(cast, name, *args):
    return reverse(name, args=[cast.association.slug, *args])


@pytest.fixture
def chief(cast):
    return client_of(cast.chief)


@pytest.fixture
def add(cast):
    return f"{url(cast, 'appointment_add')}?organ={cast.board.pk}"


def test_a_newcomer_gets_a_role_and_an_account(cast, chief, add):
    chief.post(add, NEW | {"name": "Eva Ny", "email": "eva@example.se", "member": cast.fk.pk})
    row = Appointment.objects.get(person__name="Eva Ny")
    assert (row.role, row.member, row.from_on, row.person.user.email) == (
        AppointmentRole.DEPUTY, cast.fk, TODAY, "eva@example.se",
    )  # fmt: skip
    assert client_of(row.person).get(url(cast, "association_detail")).status_code == 200


def test_someone_known_gets_a_role(cast, chief, add):
    chief.post(add, NEW | {"person": cast.preparer.pk, "member": cast.af.pk})
    assert cast.preparer.appointments.filter(body=cast.board).count() == 1
    assert AuditEvent.objects.first().verb == "gav roll"


def test_the_same_role_sent_twice_is_one_role(cast, chief, add):
    for _ in range(2):
        page = chief.post(add, NEW | {"person": cast.preparer.pk, "member": cast.af.pk})
    assert cast.preparer.appointments.filter(body=cast.board).count() == 1
    assert page.context["form"].non_field_errors() == [
        "Pia Nordin har redan en roll i Styrelsen under den tiden."
    ]


def test_a_newcomer_with_a_known_address_is_refused_and_nothing_is_made(cast, chief, add):
    page = chief.post(add, NEW | {"name": "Eva Ny", "email": cast.chair.email, "member": cast.fk.pk})
    assert page.context["form"].non_field_errors() == [
        f"Adressen {cast.chair.email} finns redan hos Margareta Ek."
    ]
    assert not Person.objects.filter(name="Eva Ny").exists()


def test_one_must_say_who(cast, chief, add):
    page = chief.post(add, NEW | {"member": cast.fk.pk})
    assert page.context["form"].errors["person"] == ["Välj en person, eller skriv namnet på den som är ny."]


def test_a_day_that_is_none_gets_a_sentence_and_stays(cast, chief, add):
    page = chief.post(add, NEW | {"person": cast.preparer.pk, "from_on": "2022-02-30"})
    assert page.context["form"].errors["from_on"] == [
        "”2022-02-30” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022."
    ]
    assert 'value="2022-02-30"' in page.content.decode()


def test_a_day_may_be_written_in_words(cast, chief, add):
    chief.post(add, NEW | {"person": cast.preparer.pk, "member": cast.af.pk, "from_on": "1 maj 2022"})
    assert cast.preparer.appointments.get(body=cast.board).from_on == dt.date(2022, 5, 1)


def test_without_a_body_one_chooses_one(cast, chief):
    page = chief.get(url(cast, "appointment_add"), {"person": cast.chair.pk})
    assert list(page.context["bodies"]) == list(cast.association.bodies.all())


def test_the_neighbours_body_cannot_be_chosen(cast, chief):
    theirs = cast.outsider.appointments.get().body
    page = chief.get(url(cast, "appointment_add"), {"organ": theirs.pk})
    assert list(page.context["bodies"]) == list(cast.association.bodies.all())


@pytest.mark.parametrize(
    ("kind", "role", "refusal"),
    [
        (BodyKind.OFFICE, AppointmentRole.CHAIR, "Ordförande är ingen roll i"),
        (BodyKind.BOARD, AppointmentRole.CHIEF, "Förbundschef är ingen roll i"),
        (BodyKind.BOARD, AppointmentRole.MEMBER, "Skriv vilken medlem som har utsett"),
    ],
)
def test_a_role_must_suit_its_body(cast, kind, role, refusal):
    body = cast.association.bodies.get(kind=kind)
    with pytest.raises(DomainError, match=refusal):
        actions.appoint(person=cast.contact, body=body, role=role, from_on=TODAY, by=cast.chief)


def test_person_body_and_member_must_be_of_one_association(cast):
    with pytest.raises(DomainError, match="samma förbund"):
        actions.appoint(
            person=cast.outsider,
            body=cast.board,
            role="ledamot",
            member=cast.fk,
            from_on=TODAY,
            by=cast.chief,
        )


def test_one_who_has_left_gets_no_role(cast):
    actions.remove_person(person=cast.deputy, by=cast.chief)
    with pytest.raises(DomainError, match="har slutat"):
        actions.appoint(
            person=cast.deputy, body=cast.office, role="handlaggare", from_on=TODAY, by=cast.chief
        )


def test_a_role_is_ended(cast, chief):
    row = cast.deputy.appointments.get()
    chief.post(url(cast, "appointment_end", row.pk), {"on": "2022-04-30"})
    row.refresh_from_db()
    assert row.to_on == dt.date(2022, 4, 30)


def test_a_role_ended_in_the_past_shuts_its_doors(cast, chief):
    row = cast.deputy.appointments.get()
    chief.post(url(cast, "appointment_end", row.pk), {"on": "2022-04-10"})
    assert client_of(cast.deputy).get(url(cast, "association_detail")).status_code == 403


def test_a_role_is_not_ended_twice(cast):
    row = actions.end_appointment(appointment=cast.deputy.appointments.get(), on=TODAY, by=cast.chief)
    with pytest.raises(DomainError, match="slutade redan 2022-04-11"):
        actions.end_appointment(appointment=row, on=TODAY, by=cast.chief)


def test_the_last_role_in_the_office_is_not_ended(cast):
    actions.end_appointment(appointment=cast.officer.appointments.get(), on=TODAY, by=cast.chief)
    with pytest.raises(DomainError, match="Lägg till efterträdaren"):
        actions.end_appointment(appointment=cast.chief.appointments.get(), on=TODAY, by=cast.chief)


def test_the_last_in_the_office_may_end_when_a_successor_stands_ready(cast):
    tomorrow = TODAY + dt.timedelta(days=1)
    actions.end_appointment(appointment=cast.officer.appointments.get(), on=TODAY, by=cast.chief)
    actions.appoint(
        person=cast.preparer, body=cast.office, role="forbundschef", from_on=tomorrow, by=cast.chief
    )
    row = actions.end_appointment(appointment=cast.chief.appointments.get(), on=TODAY, by=cast.chief)
    assert row.to_on == TODAY


def test_a_role_is_corrected(cast, chief):
    row = cast.deputy.appointments.get()
    chief.post(
        url(cast, "appointment_edit", row.pk),
        NEW | {"member": cast.kommun.pk, "from_on": "2020-01-01", "position": ""},
    )
    row.refresh_from_db()
    assert (row.member, row.from_on, row.position) == (cast.kommun, dt.date(2020, 1, 1), 0)


@pytest.mark.parametrize("name", ["appointment_edit", "appointment_end"])
def test_the_neighbours_role_does_not_exist_here(cast, chief, name):
    assert chief.post(url(cast, name, cast.outsider.appointments.get().pk), NEW).status_code == 404


@pytest.mark.parametrize("name", ["appointment_edit", "appointment_end"])
def test_the_chair_may_not_change_roles(cast, name):
    row = cast.deputy.appointments.get()
    assert client_of(cast.chair).post(url(cast, name, row.pk), {"on": "2022-04-11"}).status_code == 403


def test_a_body_shows_who_sits_will_sit_and_has_sat(cast, chief):
    old = appoint(
        make_person(association=cast.association), cast.board, member=cast.fk, to_on=dt.date(2020, 1, 1)
    )
    new = appoint(
        make_person(association=cast.association), cast.board, member=cast.fk, from_on=dt.date(2023, 4, 1)
    )
    tenure = chief.get(url(cast, "body_detail", cast.board.pk)).context["tenure"]
    assert (tenure.before, tenure.later, len(tenure.now)) == ([old], [new], 5)


def test_another_days_board_is_shown(cast, chief):
    cast.deputy.appointments.update(to_on=dt.date(2021, 12, 31))
    page = chief.get(url(cast, "association_detail"), {"dag": "2021-06-01"})
    assert [row.person for row in page.context["bodies"][0].appointments][-1] == cast.deputy


def test_the_contacts_of_insatser_stand_in_one_table_after_the_bodies(cast, chief):
    page = chief.get(url(cast, "association_detail"))
    assert {seated.body.kind for seated in page.context["contacts"]} == {"insats"}
    assert "insats" not in {seated.body.kind for seated in page.context["bodies"]}
    assert cast.contact.name in page.content.decode()


def test_a_day_that_cannot_be_read_gets_a_sentence_and_today(cast, chief):
    page = chief.get(url(cast, "association_detail"), {"dag": "hej"})
    assert page.context["error"] == "”hej” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022."
    assert page.context["day"] == TODAY


def test_the_association_page_names_what_the_board_lacks(cast, chief):
    faults = chief.get(url(cast, "association_detail")).context["faults"]
    assert faults[0] == "Exempels kommun har 1 ledamot och 0 ersättare, men 1 plats för vardera (10 §)."


def test_a_full_board_has_no_faults(cast, chief):
    for member in (cast.kommun, cast.fk, cast.af):
        person = make_person(association=cast.association)
        appoint(person, cast.board, role=AppointmentRole.DEPUTY, member=member)
    assert chief.get(url(cast, "association_detail")).context["faults"] == []


def test_a_board_without_chair_is_named(cast, chief):
    cast.chair.appointments.update(role=AppointmentRole.MEMBER)
    assert (
        "Styrelsen har ingen ordförande. Den väljer en ordförande bland ledamöterna (17 §)."
        in chief.get(url(cast, "association_detail")).context["faults"]
    )


def test_the_association_page_asks_as_many_questions_of_few_as_of_many(cast, chief, count_queries):
    few = count_queries(lambda: chief.get(url(cast, "association_detail")))
    for _ in range(30):
        body, member = make_body(association=cast.association), make_member(association=cast.association)
        appoint(make_person(association=cast.association), body, member=member)
    assert count_queries(lambda: chief.get(url(cast, "association_detail"))) == few
