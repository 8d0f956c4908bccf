"""People: the list, entering, changing, leaving, and the addresses they log in with."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from finsam import actions
from finsam.access import reauth
from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter, Person, User
from finsam.states import AppointmentRole
from tests.cast import client_of
from tests.factories import appoint, make_body, make_person

TODAY = dt.date(2022, 4, 11)


def url(cast, name, *args):
    return reverse(name, args=[cast.association.slug, *args])


def names_on(page) -> list[str]:
    return [row.record.name for row in page.context["table"].page.object_list]


@pytest.fixture
def chief(cast):
    return client_of(cast.chief)


# ---- The list


def test_the_list_shows_people_in_swedish_order(cast, chief):
    make_person(association=cast.association, name="Örjan Ödman")
    make_person(association=cast.association, name="Åke Ås")
    assert names_on(chief.get(url(cast, "people_list")))[-2:] == ["Åke Ås", "Örjan Ödman"]


def test_the_list_is_searched_by_name(cast, chief):
    assert names_on(chief.get(url(cast, "people_list"), {"q": "margareta"})) == ["Margareta Ek"]


def test_the_list_is_searched_by_swedish_letters_in_lower_case(cast, chief):
    assert names_on(chief.get(url(cast, "people_list"), {"q": "åström"})) == ["Solveig Åström"]


def test_the_list_is_searched_by_body(cast, chief):
    assert names_on(chief.get(url(cast, "people_list"), {"q": "revisorerna"})) == ["Berit Sandin"]


def test_a_search_without_hits_says_so(cast, chief):
    page = chief.get(url(cast, "people_list"), {"q": "ingen-alls"})
    assert "Inget innehåller ”ingen-alls”." in page.content.decode()


def test_the_list_is_sorted_backwards(cast, chief):
    names = names_on(chief.get(url(cast, "people_list"), {"sort": "-name"}))
    assert names[0] == "Tomas Lindgren"


def test_those_who_left_are_in_a_list_of_their_own(cast, chief):
    actions.remove_person(person=cast.deputy, by=cast.chief)
    assert names_on(chief.get(url(cast, "people_list"), {"slutat": "1"})) == ["Tomas Lindgren"]
    assert "Tomas Lindgren" not in names_on(chief.get(url(cast, "people_list")))


def test_the_excel_file_has_what_the_list_has(cast, chief):
    answer = chief.get(url(cast, "people_list"), {"q": "margareta", "format": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows == [
        ("Namn", "Roller i dag", "Arbetsplats eller parti", "E-post", "Telefon", "Slutade"),
        ("Margareta Ek", "Ordförande, Styrelsen (Exempels kommun)", None, cast.chair.email, None, None),
    ]


def test_a_name_that_looks_like_a_formula_stays_text_in_excel(cast, chief):
    make_person(association=cast.association, name="=1+1")
    answer = chief.get(url(cast, "people_list"), {"q": "=1+1", "format": "xlsx"})
    assert load_workbook(BytesIO(answer.content)).active["A2"].data_type == "s"


def test_the_list_asks_as_many_questions_of_one_as_of_thirty(cast, chief, count_queries):
    few = count_queries(lambda: chief.get(url(cast, "people_list")))
    for _ in range(30):
        appoint(make_person(association=cast.association), cast.board, member=cast.kommun)
    assert count_queries(lambda: chief.get(url(cast, "people_list"))) == few


def test_the_neighbours_people_are_not_in_the_list(cast, chief):
    assert "Nils Granne" not in names_on(chief.get(url(cast, "people_list")))


# ---- Entering


def test_a_person_is_entered(cast, chief):
    answer = chief.post(
        url(cast, "person_add"), {"name": " Eva  Ny ", "email": "Eva.Ny@Example.se", "phone": "070"}
    )
    person = Person.objects.get(name="Eva Ny")
    assert (person.email, person.phone, person.user) == ("eva.ny@example.se", "070", None)
    assert answer.url == url(cast, "person_detail", person.pk)
    assert AuditEvent.objects.first().verb == "lade till person"


def test_an_address_twice_gets_a_sentence_and_keeps_what_was_typed(cast, chief):
    page = chief.post(
        url(cast, "person_add"), {"name": "Eva Ny", "email": cast.chair.email.upper(), "phone": "070-1"}
    )
    assert page.context["form"].non_field_errors() == [
        f"Adressen {cast.chair.email} finns redan hos Margareta Ek."
    ]
    assert [page.context["form"][name].value() for name in ("name", "phone")] == ["Eva Ny", "070-1"]
    assert not Person.objects.filter(name="Eva Ny").exists()


def test_an_address_that_is_none_gets_a_sentence(cast, chief):
    page = chief.post(url(cast, "person_add"), {"name": "Eva Ny", "email": "eva"})
    assert page.context["form"].errors["email"] == [
        "Adressen ser inte ut som en e-postadress. Skriv den som namn@example.se."
    ]


def test_a_person_without_a_name_gets_a_sentence(cast, chief):
    page = chief.post(url(cast, "person_add"), {"name": " ", "email": ""})
    assert page.context["form"].errors["name"] == ["Skriv personens namn."]


def test_the_same_address_may_be_known_by_the_neighbour(cast):
    email = cast.outsider.email
    person = actions.add_person(association=cast.association, name="Nils Granne", email=email, by=cast.chief)
    row = actions.appoint(
        person=person, body=cast.office, role=AppointmentRole.OFFICER, from_on=TODAY, by=cast.chief
    )
    assert row.person.user == cast.outsider.user


# ---- Changing


def test_a_person_is_changed(cast, chief):
    chief.post(
        url(cast, "person_edit", cast.chair.pk),
        {"name": "Margareta Ek", "email": cast.chair.email, "phone": "1"},
    )
    cast.chair.refresh_from_db()
    assert cast.chair.phone == "1"
    assert AuditEvent.objects.first().facts == {"changed": {"phone": ["", "1"]}}


def test_a_change_sent_twice_is_written_down_once(cast, chief):
    for _ in range(2):
        chief.post(url(cast, "person_edit", cast.chair.pk), {"name": "M Ek", "email": cast.chair.email})
    assert AuditEvent.objects.filter(verb="ändrade person").count() == 1


def test_a_new_address_leads_to_another_account_and_leaves_the_old_alone(cast):
    old = cast.chair.user
    actions.change_person(person=cast.chair, name="Margareta Ek", email="ny@example.se", by=cast.chief)
    cast.chair.refresh_from_db()
    old.refresh_from_db()
    assert (cast.chair.user.email, old.email) == ("ny@example.se", "margareta.ek@exempel.example.se")


def test_kansliet_cannot_take_over_an_account_by_changing_its_address(cast):
    known = make_person(association=cast.association, name="Nils", email=cast.outsider.email)
    actions.change_person(person=known, name="Nils", email="tjuv@example.se", by=cast.chief)
    assert User.objects.get(pk=cast.outsider.user_id).email == cast.outsider.email


def test_one_who_logs_in_keeps_an_address(cast):
    with pytest.raises(DomainError, match="loggar in med sin e-postadress"):
        actions.change_person(person=cast.chair, name="Margareta Ek", email="", by=cast.chief)


# ---- Leaving and coming back


def test_one_who_leaves_cannot_get_in_and_her_roles_end(cast, chief):
    chief.post(url(cast, "person_remove", cast.deputy.pk), {"on": "2022-04-11"})
    cast.deputy.refresh_from_db()
    assert (cast.deputy.left_on, cast.deputy.appointments.get().to_on) == (TODAY, TODAY)
    assert client_of(cast.deputy).get(url(cast, "association_detail")).status_code == 404


def test_leaving_twice_is_refused(cast):
    actions.remove_person(person=cast.deputy, by=cast.chief)
    with pytest.raises(DomainError, match="har redan slutat"):
        actions.remove_person(person=cast.deputy, by=cast.chief)


def test_one_cannot_leave_in_the_future(cast, chief):
    page = chief.post(url(cast, "person_remove", cast.deputy.pk), {"on": "2022-05-01"})
    assert page.context["form"].non_field_errors() == [
        "Dagen ligger framåt i tiden. Avsluta rollerna med det datumet i stället."
    ]


def test_the_last_one_in_the_office_cannot_leave(cast):
    actions.remove_person(person=cast.officer, by=cast.chief)
    with pytest.raises(DomainError, match="kan ingen i kansliet logga in"):
        actions.remove_person(person=cast.chief, by=cast.chief)
    cast.chief.refresh_from_db()
    assert cast.chief.left_on is None


def test_one_who_left_comes_back_without_her_roles(cast, chief):
    actions.remove_person(person=cast.deputy, on=TODAY - dt.timedelta(days=1), by=cast.chief)
    chief.post(url(cast, "person_return", cast.deputy.pk))
    cast.deputy.refresh_from_db()
    assert cast.deputy.left_on is None
    assert client_of(cast.deputy).get(url(cast, "association_detail")).status_code == 403


# ---- Who may


PAGES = ["person_detail", "person_edit", "person_remove", "person_return"]


@pytest.mark.parametrize("name", PAGES)
def test_the_neighbours_person_does_not_exist_here(cast, chief, name):
    assert chief.get(url(cast, name, cast.outsider.pk)).status_code == 404


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_member_of_the_board_may_not_change_people(cast, name):
    assert client_of(cast.chair).post(url(cast, name, cast.deputy.pk), {"name": "X"}).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_looking_at_a_persons_pages_writes_nothing(cast, chief, name):
    before = AuditEvent.objects.count()
    chief.get(url(cast, name, cast.deputy.pk))
    assert AuditEvent.objects.count() == before


def test_a_persons_page_shows_roles_now_and_before(cast, chief):
    group = make_body(association=cast.association, kind="annat")
    appoint(cast.chair, group, from_on=dt.date(2018, 1, 1), to_on=dt.date(2019, 1, 1))
    page = chief.get(url(cast, "person_detail", cast.chair.pk))
    assert [row.body for row in page.context["now"]] == [cast.board]
    assert [row.body for row in page.context["before"]] == [group]


# ---- The office's hand on an address


def test_the_old_address_is_told_who_changed_it(cast, django_capture_on_commit_callbacks):
    old = cast.chair.email
    actions.change_person(person=cast.chair, name=cast.chair.name, email="ny@example.se", by=cast.chief)
    letter = Letter.objects.get(to=old)
    assert (letter.subject, cast.chief.name in letter.body) == ("Din e-postadress är ändrad", True)


def test_no_code_is_sent_to_an_address_that_another_has_just_put_there(cast, rf):
    row = actions.change_person(person=cast.chair, name=cast.chair.name, email="ny@example.se", by=cast.chief)
    with pytest.raises(DomainError, match="ändrades av"):
        reauth.send_code(rf.get("/"), row, "sign:protocol:1")


def test_after_a_day_the_new_address_confirms_again(cast):
    row = actions.change_person(person=cast.chair, name=cast.chair.name, email="ny@example.se", by=cast.chief)
    assert row.address_changed_at
    assert row.held_until == row.address_changed_at + dt.timedelta(hours=24)


def test_a_first_address_and_ones_own_change_hold_nothing(cast):
    own = actions.change_person(person=cast.chief, name=cast.chief.name, email="ny@example.se", by=cast.chief)
    new = actions.add_person(association=cast.association, name="Ny Person", by=cast.chief)
    first = actions.change_person(person=new, name="Ny Person", email="forsta@example.se", by=cast.chief)
    assert (own.held_until, first.held_until, Letter.objects.count()) == (None, None, 0)


def test_changing_the_name_alone_holds_nothing(cast):
    row = actions.change_person(person=cast.chair, name="Nytt Namn", email=cast.chair.email, by=cast.chief)
    assert row.held_until is None
