"""Those who have not answered or not signed are reminded: by hand, or once as the förbund has set it."""

import datetime as dt

import pytest
from icalendar import Calendar

from board.actions.call import answer_call, call, remind
from board.actions.reminding import remind_as_set, remind_signers
from board.models import Protocol
from board.states import RsvpAnswer
from finsam import clock
from finsam.models import Letter
from finsam.work import sweeping
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph


@pytest.fixture
def called(cast: Cast):
    """Called to 6 May."""
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6), place="Storgatan 6")
    make_paragraph(meeting=meeting, heading="Budget")
    return call(meeting=meeting, by=cast.chief)


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    return send(make_held_meeting(cast), cast)


def reminders() -> list[str]:
    return sorted(Letter.objects.filter(subject__startswith="Påminnelse").values_list("to", flat=True))


def set_days(cast: Cast, **days: int) -> None:
    type(cast.association).objects.filter(pk=cast.association.pk).update(**days)


def test_nobody_is_reminded_twice_on_a_day_or_after_answering(cast: Cast, called, settings):
    answer_call(invitation=called.invitations.get(person=cast.member), answer=RsvpAnswer.COMING)
    first = remind(meeting=called, by=cast.chief)
    assert (first > 0, remind(meeting=called, by=cast.chief)) == (True, 0)
    assert cast.member.email not in reminders()


def test_the_setting_reminds_of_the_call_once_from_its_day_on(cast: Cast, called, settings):
    set_days(cast, remind_call_days=7)
    remind_as_set(dt.date(2022, 4, 28))
    assert reminders() == []
    settings.FINSAM_TODAY = "2022-04-29"
    remind_as_set(clock.today())
    once = reminders()
    assert cast.member.email in once
    for day in ("2022-04-29", "2022-05-02"):
        settings.FINSAM_TODAY = day
        remind_as_set(clock.today())
    assert reminders() == once


def test_without_a_setting_nobody_is_reminded(cast: Cast, called, protocol: Protocol):
    remind_as_set(dt.date(2022, 5, 5))
    assert reminders() == []


def test_the_setting_reminds_those_who_have_not_signed_once(cast: Cast, protocol: Protocol, settings):
    set_days(cast, remind_sign_days=3)
    sent = clock.day_of(protocol.sent_at)
    remind_as_set(sent + dt.timedelta(days=2))
    assert reminders() == []
    for ahead in (3, 4, 9):
        settings.FINSAM_TODAY = (sent + dt.timedelta(days=ahead)).isoformat()
        remind_as_set(clock.today())
    assert reminders() == sorted([cast.chair.email, cast.adjuster.email, cast.chief.email])


def test_the_office_reminds_signers_in_one_click(cast: Cast, protocol: Protocol):
    page = f"/exempel/protokoll/{protocol.pk}/"
    assert "Påminn dem som inte har signerat" in client_of(cast.chief).get(page).content.decode()
    said = client_of(cast.chief).post(f"{page}paminn/", follow=True).content.decode().replace("\u00a0", " ")
    assert "Påminnelsen skickas till 3 personer." in said
    assert remind_signers(protocol=protocol, by=cast.chief) == 0
    assert len(reminders()) == 3


def test_one_fault_does_not_stop_the_other_daily_work(monkeypatch):
    done = []

    def fails(_: dt.date) -> None:
        raise ValueError

    monkeypatch.setattr(sweeping, "_daily", [fails, done.append])
    sweeping.do_daily_once_on(dt.date(1999, 1, 1))
    assert done == [dt.date(1999, 1, 1)]


def test_the_one_who_called_is_the_organizer_through_every_change(cast: Cast, called):
    letter = Letter.objects.filter(to=cast.member.email).exclude(calendar="").last()
    (event,) = Calendar.from_ical(letter.calendar).events
    assert str(event["organizer"]) == f"mailto:{cast.chief.email}"
    remind(meeting=called, by=cast.officer)
    again = Letter.objects.filter(to=cast.member.email).exclude(calendar="").order_by("pk").last()
    (event,) = Calendar.from_ical(again.calendar).events
    assert (str(event["organizer"]), event["organizer"].params["CN"]) == (
        f"mailto:{cast.chief.email}",
        cast.chief.name,
    )
