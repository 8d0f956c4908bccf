"""Every page says what comes next, and what is known already is filled in."""

import datetime as dt

import pytest
from django.urls import reverse

from finsam.permissions import Permission
from insatser import todos
from insatser.actions.agreements import begin_agreement
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import take_up
from insatser.actions.requesting import begin_payment
from insatser.models import Insats
from insatser.queries.agreements import without_agreement
from insatser.rules import part_end
from insatser.states import PaymentInterval
from tests.board.meetings import adjust_meeting
from tests.cast import Cast, client_of
from tests.factories import make_meeting
from tests.insatser.agreements import signed
from tests.insatser.applications import received
from tests.insatser.payments import insats_with_money, submitted
from tests.insatser.reports import granted, make_insats
from tests.insatser.test_applications_decided import AMOUNTS, held

OFFICE = frozenset({Permission.WRITE_INSATSER})
DAY = dt.date(2022, 5, 27)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (dt.date(2022, 8, 1), 3, dt.date(2022, 9, 30)),
        (dt.date(2022, 8, 1), 1, dt.date(2022, 8, 31)),
        (dt.date(2022, 8, 1), 4, dt.date(2022, 8, 31)),
        (dt.date(2024, 2, 29), 1, dt.date(2024, 2, 29)),
        (dt.date(2022, 12, 31), 3, dt.date(2022, 12, 31)),
    ],
)
def test_a_part_of_the_year_ends_on_its_last_day(day, months, last):
    assert part_end(day, months) == last


def agreed(cast: Cast) -> Insats:
    insats = insats_with_money(cast, starts_on=dt.date(2021, 8, 1))
    signed(cast, insats=insats, interval=PaymentInterval.QUARTER)
    return insats


def test_the_first_rekvisition_is_of_the_first_part_of_the_year_that_is_agreed(cast):
    first = begin_payment(insats=agreed(cast), year=2022, by=cast.contact)
    assert (first.content["starts_on"], first.content["ends_on"]) == ("2022-01-01", "2022-03-31")


def test_the_next_goes_on_where_the_last_ended(cast):
    insats = agreed(cast)
    submitted(cast, insats, ends_on="2022-04-15")
    following = begin_payment(insats=insats, year=2022, by=cast.contact)
    assert (following.content["starts_on"], following.content["ends_on"]) == ("2022-04-16", "2022-06-30")


def test_nothing_is_guessed_when_the_whole_year_has_been_asked_for(cast):
    insats = agreed(cast)
    submitted(cast, insats, ends_on="2022-12-31")
    assert "starts_on" not in begin_payment(insats=insats, year=2022, by=cast.contact).content


def test_without_an_agreement_nobody_knows_how_long_the_period_is(cast):
    first = begin_payment(insats=insats_with_money(cast), year=2022, by=cast.contact)
    assert "ends_on" not in first.content


def test_the_office_is_asked_to_write_the_agreement_of_what_a_paragraph_gave(cast, settings):
    settings.FINSAM_TODAY = "2022-05-27"
    by_hand = make_insats(cast)
    granted(cast, by_hand, 620_000, 2022)
    application = received(cast)
    paragraph = put_application_on_agenda(
        application=application, meeting=make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20)),
        amounts=AMOUNTS, financing="budgetposten Insatser", by=cast.chief,
    )  # fmt: skip
    adjust_meeting(held(cast, paragraph).meeting, cast, on=DAY)
    [insats] = without_agreement(cast.association, DAY)
    told = [each.what for each in todos.agreements_for_office(cast.association, cast.chief, OFFICE, DAY)]
    assert told == [f"Skriv överenskommelse om {insats}"]
    assert list(without_agreement(cast.association, DAY + dt.timedelta(days=120))) == []
    begin_agreement(insats=insats, by=cast.chief)
    assert list(without_agreement(cast.association, DAY)) == []


def application_page(cast: Cast, person, application) -> str:
    return (
        client_of(person)
        .get(reverse("application", args=[cast.association.slug, application.pk]))
        .content.decode()
    )


def test_who_applied_reads_what_she_waits_for(cast):
    application = received(cast)
    assert "Nu läser förbundet ansökan." in application_page(cast, cast.contact, application)
    take_up(application=application, by=cast.chief)
    assert "Nu bereder förbundet ansökan." in application_page(cast, cast.contact, application)


def test_the_office_is_led_to_the_agenda_once_it_is_there(cast):
    application = received(cast)
    paragraph = put_application_on_agenda(
        application=application, meeting=make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20)),
        amounts=AMOUNTS, financing="budgetposten Insatser", by=cast.chief,
    )  # fmt: skip
    page = application_page(cast, cast.chief, application)
    assert f'<a class="ds-button" href="{paragraph.get_absolute_url()}">Öppna ärendet</a>' in page
    assert "Ändra förslaget" in page


def test_who_asks_for_money_reads_what_she_waits_for(cast):
    payment = submitted(cast)
    url = reverse("payment", args=[cast.association.slug, payment.pk])
    assert "väntar rekvisitionen på attest" in client_of(cast.contact).get(url).content.decode()
    assert "väntar rekvisitionen på attest" not in client_of(cast.chief).get(url).content.decode()
