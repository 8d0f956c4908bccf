"""One's own calendar at a secret address: what stands in it, whose it is, and that a withdrawn address leads nowhere."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.test import Client
from icalendar import Calendar

from board.states import MeetingState
from finsam.access.links import sha256_of
from finsam.actions.feed import make_feed, withdraw_feed
from finsam.models import AuditEvent, CalendarFeed, Person
from reporting.actions.reports import begin_report
from reporting.models import Report
from reporting.states import ReportKind
from tests.cast import Cast, client_of
from tests.factories import make_body, make_meeting
from tests.insatser.reports import make_report


def fetched(secret: str) -> Calendar:
    answer = Client().get(f"/kalender/{secret}.ics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content)


def titles(person: Person) -> list[str]:
    return sorted(str(event["summary"]).split(",")[0] for event in fetched(make_feed(person=person)).events)


def test_a_meeting_stands_at_its_swedish_hour_with_the_zone_written_out(cast: Cast):
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6), ends_at=dt.time(11, 30), place="Storgatan 6")

    calendar = fetched(make_feed(person=cast.member))

    (event,) = calendar.events
    starts = event["dtstart"].dt
    assert starts == dt.datetime(2022, 5, 6, 8, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert event["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert event["location"] == "Storgatan 6"
    (zone,) = calendar.timezones
    assert zone["tzid"] == "Europe/Stockholm"
    offsets = {
        str(part["tzoffsetto"].to_ical(), "ascii")
        if isinstance(part["tzoffsetto"].to_ical(), bytes)
        else part["tzoffsetto"].to_ical()
        for part in zone.subcomponents
    }
    assert {"+0100", "+0200"} <= offsets


def test_one_sees_the_meetings_of_one_s_own_bodies_only(cast: Cast):
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6))
    make_meeting(body=make_body(association=cast.association, name="Presidiet"), held_on=dt.date(2022, 5, 7))

    assert titles(cast.member) == ["Styrelsen"]
    assert titles(cast.outsider) == []
    assert titles(cast.contact) == []


def test_a_cancelled_meeting_says_so(cast: Cast):
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6), state=MeetingState.CANCELLED)

    (event,) = fetched(make_feed(person=cast.member)).events

    assert (str(event["status"]), str(event["summary"]).split(",")[0]) == ("CANCELLED", "Inställt: Styrelsen")


def test_reports_are_due_for_who_writes_them_and_for_the_office(cast: Cast):
    report = make_report(cast)

    for person in (cast.chief, cast.contact):
        events = fetched(make_feed(person=person)).events
        assert [event["dtstart"].dt for event in events if "rapport" in event["uid"]] == [report.due_on]
    assert titles(cast.member) == []


def test_the_forbunds_own_reports_are_due_for_the_office(cast: Cast):
    for kind, year in ((ReportKind.ANNUAL, 2021), (ReportKind.PLAN, 2023), (ReportKind.HALF_YEAR, 2022)):
        begin_report(association=cast.association, kind=kind, year=year, by=cast.chief)
    Report.objects.filter(kind=ReportKind.HALF_YEAR).update(board_on=dt.date(2022, 9, 30))
    events = fetched(make_feed(person=cast.chief)).events
    days = {str(event["summary"]).split(",")[0]: event["dtstart"].dt for event in events}
    assert sorted(days.values()) == [dt.date(2022, 3, 31), dt.date(2022, 9, 30), dt.date(2022, 11, 30)]
    assert [title for title in days if title.endswith("till styrelsen")]
    assert titles(cast.member) == []


def test_withdrawn_or_renewed_the_old_address_leads_nowhere(cast: Cast):
    first = make_feed(person=cast.member)
    second = make_feed(person=cast.member)
    assert [Client().get(f"/kalender/{each}.ics").status_code for each in (first, second)] == [404, 200]
    withdraw_feed(person=cast.member)
    assert Client().get(f"/kalender/{second}.ics").status_code == 404


def test_who_has_left_has_no_calendar(cast: Cast):
    secret = make_feed(person=cast.member)
    Person.objects.filter(pk=cast.member.pk).update(left_on=dt.date(2022, 4, 1))
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404


def test_the_secret_lies_nowhere_but_in_the_address(cast: Cast, caplog):
    with caplog.at_level("INFO"):
        secret = make_feed(person=cast.member)
        fetched(secret)
    feed = CalendarFeed.objects.get()
    assert feed.secret_sha256 == sha256_of(secret)
    written = [str(each.__dict__) for each in AuditEvent.objects.all()]
    written += [f"{record.getMessage()} {getattr(record, 'facts', '')}" for record in caplog.records]
    assert not [each for each in written if secret in each]


def test_the_page_shows_a_new_address_once(cast: Cast):
    client = client_of(cast.member)
    shown = client.post("/exempel/kalender/", {"act": "make"}, follow=True).content.decode()
    assert "/kalender/" in shown
    assert ".ics" in shown
    assert ".ics" not in client.get("/exempel/kalender/").content.decode()
    client.post("/exempel/kalender/", {"act": "withdraw"})
    assert not CalendarFeed.objects.exists()


def test_looking_never_makes_an_address(cast: Cast):
    client_of(cast.member).get("/exempel/kalender/")
    assert not CalendarFeed.objects.exists()
