"""People register for an arrangemang without a login, wait for a place, withdraw, are reminded and are forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter
from finsam.states import LetterState
from insatser.actions.events import cancel_event, change_event
from insatser.actions.registering import (
    close_registration,
    forget_registered,
    open_registration,
    register,
    remind_registered,
)
from insatser.models import Event, EventRegistration
from insatser.rules import KEEP_DAYS
from tests.cast import Cast, client_of
from tests.insatser.events import invite, make_event, register_one
from tests.insatser.test_events import facts_of

DAY = dt.date(2022, 9, 6)
PERSON = {"name": "Eva Ek", "organisation": "Regionen", "email": "Eva.Ek@example.se"}


@pytest.fixture
def event(cast: Cast) -> Event:
    """An arrangemang with two places that one may register for."""
    return invite(make_event(cast, starts_on=DAY), cast, places=2)


def names(event: Event, *, is_waiting: bool = False) -> list[str]:
    return [row.name for row in event.registrations.filter(is_waiting=is_waiting)]


def mailed() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def test_anyone_with_the_address_registers_and_gets_a_letter(event):
    answer = Client().post(event.invitation_url, PERSON)
    assert answer.url == f"{event.invitation_url}?anmald=1"
    assert (names(event), mailed()) == (["Eva Ek"], [("eva.ek@example.se", "Du är anmäld: Inspirationsdag")])


def test_the_page_tells_nobody_who_else_has_registered(event):
    register_one(event)
    page = Client().get(event.invitation_url).content.decode()
    assert [each in page for each in ("Inspirationsdag", "Arenan", "Eva", "Regionen")] == [
        True,
        True,
        False,
        False,
    ]


def test_who_registers_twice_has_one_place_and_a_new_link(event):
    old, _ = register_one(event)
    new, _ = register_one(event)
    slug = event.association.slug
    found = [Client().get(reverse("event_withdraw", args=[slug, each])).status_code for each in (old, new)]
    assert (names(event), found) == (["Eva Ek"], [404, 200])


def test_when_it_is_full_the_next_waits_and_gets_the_place_of_one_who_withdraws(event):
    token, _ = register_one(event)
    for name in ("Bo By", "Cia Ceder", "Dan Dal"):
        register_one(event, name)
    assert (names(event), names(event, is_waiting=True)) == (["Eva Ek", "Bo By"], ["Cia Ceder", "Dan Dal"])
    Client().post(reverse("event_withdraw", args=[event.association.slug, token]))
    assert (names(event), names(event, is_waiting=True)) == (["Bo By", "Cia Ceder"], ["Dan Dal"])
    assert mailed()[-1] == ("cia.ceder@example.se", "Du har fått en plats: Inspirationsdag")


def test_more_places_are_given_to_those_who_wait(event, cast):
    for name in ("Bo By", "Cia Ceder", "Dan Dal"):
        register_one(event, name)
    open_registration(
        event=event, facts={"places": None, "registers_until": None, "remind_days": 0}, by=cast.chief
    )
    assert names(event, is_waiting=True) == []


def test_a_link_that_is_only_followed_withdraws_nobody(event):
    token, _ = register_one(event)
    Client().get(reverse("event_withdraw", args=[event.association.slug, token]))
    assert names(event) == ["Eva Ek"]


def test_the_secret_and_the_names_are_not_in_the_log(event):
    token, row = register_one(event)
    logged = [f"{each.by_name} {each.target_label} {each.facts}" for each in AuditEvent.objects.all()]
    assert token not in str(row.__dict__)
    assert not any(each in line for line in logged for each in (token, "Eva", "eva.ek"))


def test_it_is_closed_after_the_last_day_and_when_the_office_closes_it(event, cast, settings):
    invite(event, cast, places=2, registers_until=dt.date(2022, 8, 31))
    settings.FINSAM_TODAY = "2022-09-01"
    assert "Anmälan är stängd" in Client().get(event.invitation_url).content.decode()
    assert Client().post(event.invitation_url, PERSON).status_code == 422
    with pytest.raises(DomainError, match="stängd"):
        register(event=event, **PERSON)
    close_registration(event=event, by=cast.chief)
    assert Client().get(event.invitation_url).status_code == 404


def test_those_with_a_place_are_reminded_once(event):
    for name in ("Bo By", "Cia Ceder", "Dan Dal"):
        register_one(event, name)
    before = len(mailed())
    remind_registered(DAY - dt.timedelta(days=4))
    assert len(mailed()) == before
    for _ in range(2):
        remind_registered(DAY - dt.timedelta(days=3))
    assert [to for to, _ in mailed()[before:]] == ["bo.by@example.se", "cia.ceder@example.se"]


def test_who_had_registered_is_forgotten_with_the_letters(event):
    register_one(event)
    Letter.objects.update(state=LetterState.SENT)
    forget_registered(DAY + dt.timedelta(days=KEEP_DAYS))
    assert (EventRegistration.objects.count(), Letter.objects.count()) == (1, 1)
    forget_registered(DAY + dt.timedelta(days=KEEP_DAYS + 1))
    assert (EventRegistration.objects.count(), Letter.objects.count()) == (0, 0)


def test_another_day_or_a_cancelling_is_mailed_to_those_who_come(event, cast):
    register_one(event)
    change_event(event=event, facts=facts_of(event, about="Mer text."), by=cast.chief)
    assert len(mailed()) == 1
    change_event(event=event, facts=facts_of(event, hours="10–15"), by=cast.chief)
    cancel_event(event=event, by=cast.chief)
    assert [subject for _, subject in mailed()[1:]] == [
        "Ändrat: Inspirationsdag",
        "Inställt: Inspirationsdag",
    ]
    assert "är inställt" in Client().get(event.invitation_url).content.decode()


def test_many_from_one_address_are_asked_to_wait(event):
    mine = PERSON | {"email": "many@example.se"}
    answers = [Client().post(event.invitation_url, mine).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_the_office_sees_the_list_and_others_do_not(event, cast):
    _, row = register_one(event)
    slug = cast.association.slug
    url = reverse("event_registrations", args=[slug, event.pk])
    assert "Eva Ek" in client_of(cast.chief).get(url).content.decode()
    assert [client_of(each).get(url).status_code for each in (cast.member, cast.outsider)] == [403, 404]
    client_of(cast.chief).post(reverse("event_registration_remove", args=[slug, event.pk, row.pk]))
    assert names(event) == []


def test_those_registered_are_the_first_rows_of_who_came(event, cast, settings):
    for name, organisation in (("Bo By", "Kommunen"), ("Cia Ceder", "Kommunen")):
        register_one(event, name, organisation)
    settings.FINSAM_TODAY = "2022-09-07"
    page = client_of(cast.chief).get(reverse("event_tell", args=[cast.association.slug, event.pk]))
    assert next(form.initial for form in page.context["groups"]) == {
        "organisation": "Kommunen", "way": "plats", "unknown": 2,
    }  # fmt: skip
