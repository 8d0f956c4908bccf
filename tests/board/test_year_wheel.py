"""Årshjulet: points that come each year, put themselves on agendas, wait for their people, and are done by what happened."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse

from board.actions.agenda import ParagraphDraft, change_paragraph, remove_paragraph
from board.actions.meetings import MeetingPlan, cancel_meeting, change_meeting, copy_meeting, plan_meeting
from board.actions.year_wheel import (
    add_point,
    change_point,
    drop,
    move_turn,
    retire_point,
    start_missing,
    start_wheel,
    take_up_again,
    tick,
)
from board.counting import wheel_days
from board.models import Decision, Meeting, YearWheelTurn
from board.queries.wheel_lists import chains
from board.queries.year_wheel import Standing, WheelPoint, points_of
from board.states import TURN_TRANSITIONS, MeetingState, Outcome, PointOwner, TurnState
from board.todos.year_wheel import of_the_year
from board.wording.wheel import SHIPPED
from finsam import clock
from finsam.errors import DomainError
from finsam.permissions import permissions_of
from finsam.registries.todos import Todo, waiting
from tests.cast import client_of, make_cast
from tests.queries import as_on_a_page

NEW_YEAR = dt.date(2022, 1, 1)


def begin(cast, from_on: dt.date = dt.date(2022, 4, 11)) -> None:
    start_wheel(association=cast.association, from_on=from_on, by=cast.chief)


def point(cast, key: str, year: int = 2022, today: dt.date | None = None) -> WheelPoint:
    [found] = [
        each for each in points_of(cast.association, [year], today or clock.today()) if each.item.key == key
    ]
    return found


def plan(cast, day: dt.date, hour: int = 9, **fields: object) -> Meeting:
    return plan_meeting(
        body=cast.board, plan=MeetingPlan(held_on=day, starts_at=dt.time(hour), **fields), by=cast.chief
    )


def todos(cast, person, today: dt.date | None = None) -> list[Todo]:
    day = today or clock.today()
    with clock.standing_at(dt.datetime(day.year, day.month, day.day, 8, tzinfo=dt.UTC)):
        rows = list(person.appointments.select_related("body"))
        return waiting(cast.association, person, permissions_of(rows), day)


def headings(meeting: Meeting) -> list[str]:
    """The ärenden that årshjulet has put there and that these tests are about."""
    placed = meeting.paragraphs.filter(year_wheel_turns__isnull=False, heading__startswith="Delår")
    return list(placed.values_list("heading", flat=True))


def decide(meeting: Meeting, heading: str, outcome: str = Outcome.DECIDED) -> None:
    row = meeting.paragraphs.get(heading=heading)
    row.number, row.outcome = 7, outcome
    row.save()
    Decision.objects.create(paragraph=row, text="fastställa")
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=clock.now())


@pytest.mark.parametrize("of", list(TurnState))
@pytest.mark.parametrize("to", list(TurnState))
def test_a_point_of_a_year_moves_as_the_table_says(cast, of, to):
    begin(cast)
    item = point(cast, "revision").item
    acts = {
        TurnState.DONE: lambda: tick(item=item, year=2022, done_on=clock.today(), note="", by=cast.chief),
        TurnState.DROPPED: lambda: drop(item=item, year=2022, reason="Ingen.", by=cast.chief),
        TurnState.OPEN: lambda: take_up_again(item=item, year=2022, by=cast.chief),
    }
    if of != TurnState.OPEN:
        acts[of]()
    if to in TURN_TRANSITIONS[of]:
        assert acts[to]().state == to
    else:
        with pytest.raises(DomainError):
            acts[to]()


def test_every_shipped_point_comes_once_and_is_not_brought_twice(cast):
    begin(cast)
    begin(cast)
    assert cast.association.year_wheel.count() == len(SHIPPED)


def test_a_forbund_that_joins_in_september_is_alarmed_of_no_earlier_day(cast):
    begin(cast, dt.date(2022, 9, 5))
    day = dt.date(2022, 9, 6)
    early = [each for each in points_of(cast.association, [2022], day) if each.due_on < dt.date(2022, 9, 5)]
    assert {each.standing for each in early} == {Standing.BEFORE}
    assert not [each for each in todos(cast, cast.chief, day) if each.is_alarm]


def test_a_forbund_without_a_wheel_has_one_the_next_morning(cast):
    start_missing(clock.today())
    assert cast.association.year_wheel.filter(starts_on=clock.today()).count() == len(SHIPPED)


def test_a_point_that_comes_every_fourth_year_comes_then(cast):
    begin(cast)
    item = point(cast, "mandatskifte", year=2023).item
    assert [year for year in range(2022, 2030) if wheel_days.comes_in(item, year)] == [2023, 2027]


def test_the_points_come_again_next_year(cast):
    begin(cast)
    assert point(cast, "arsredovisning", 2023).due_on == dt.date(2023, 3, 31)
    assert point(cast, "arsredovisning", 2023).heading == "Årsredovisning 2022"


def test_the_thirtieth_of_february_is_its_last_day():
    assert wheel_days.day_in(2023, 2, 30) == dt.date(2023, 2, 28)


def test_a_point_puts_itself_on_the_last_agenda_in_time(cast):
    begin(cast)
    early, right, late = (plan(cast, dt.date(2022, month, day)) for month, day in ((9, 2), (9, 30), (10, 14)))
    assert [headings(each) for each in (early, right, late)] == [[], ["Delårsrapport 2022"], []]
    assert (
        right.paragraphs.get(heading="Delårsrapport 2022").proposal == "fastställa delårsrapporten för 2022"
    )


def test_it_moves_when_a_later_meeting_in_time_is_planned(cast):
    begin(cast)
    first = plan(cast, dt.date(2022, 9, 2))
    assert headings(first) == ["Delårsrapport 2022"]
    second = plan(cast, dt.date(2022, 9, 29))
    assert (headings(first), headings(second)) == ([], ["Delårsrapport 2022"])
    change_meeting(meeting=second, plan=MeetingPlan(dt.date(2022, 10, 7), dt.time(9)), by=cast.chief)
    assert (headings(first), headings(second)) == (["Delårsrapport 2022"], [])


def test_what_somebody_has_written_in_stays_where_it_is(cast):
    begin(cast)
    first = plan(cast, dt.date(2022, 9, 2))
    row = first.paragraphs.get(heading="Delårsrapport 2022")
    draft = ParagraphDraft(heading=row.heading, proposal=row.proposal, html="<p>Delåret visar överskott.</p>")
    change_paragraph(paragraph=row, draft=draft, base_version=0, by=cast.chief)
    plan(cast, dt.date(2022, 9, 29))
    assert headings(first) == ["Delårsrapport 2022"]


def test_what_a_person_took_off_the_agenda_stays_off(cast):
    begin(cast)
    meeting = plan(cast, dt.date(2022, 9, 29))
    remove_paragraph(paragraph=meeting.paragraphs.get(heading="Delårsrapport 2022"), by=cast.chief)
    plan(cast, dt.date(2022, 9, 30))
    assert not YearWheelTurn.objects.filter(paragraph__heading="Delårsrapport 2022").exists()


def test_a_called_agenda_gets_nothing_by_itself_but_its_person_is_told(cast):
    meeting = plan(cast, dt.date(2022, 9, 29))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED, called_at=clock.now())
    begin(cast)
    assert headings(meeting) == []
    told = [each.what for each in todos(cast, cast.chief, dt.date(2022, 9, 20))]
    assert "Delårsrapport: lägg på dagordningen" in told


def test_a_cancelled_meeting_gives_its_points_to_the_next(cast):
    begin(cast)
    last, other = plan(cast, dt.date(2022, 9, 29)), plan(cast, dt.date(2022, 9, 2))
    cancel_meeting(meeting=last, reason="Sjukdom", by=cast.chief)
    assert headings(other) == ["Delårsrapport 2022"]


def test_an_arende_with_the_heading_that_is_there_already_is_the_one(cast):
    meeting = plan(cast, dt.date(2022, 9, 29))
    meeting.paragraphs.filter(heading="Information").update(heading="Delårsrapport 2022")
    begin(cast)
    assert meeting.paragraphs.filter(heading="Delårsrapport 2022").count() == 1
    assert headings(meeting) == ["Delårsrapport 2022"]


def test_a_copied_meeting_does_not_bring_the_points_of_the_other(cast):
    begin(cast)
    autumn = plan(cast, dt.date(2022, 9, 29))
    copy = copy_meeting(source=autumn, held_on=dt.date(2022, 11, 25), by=cast.chief)
    assert "Delårsrapport 2022" not in list(copy.paragraphs.values_list("heading", flat=True))
    assert copy.paragraphs.get(heading="Verksamhetsplan 2023").year_wheel_turns.exists()


def test_the_paragraph_that_decided_makes_it_done(cast):
    begin(cast, NEW_YEAR)
    meeting = plan(cast, dt.date(2022, 4, 20))
    move_turn(item=point(cast, "mal").item, year=2022, due_on=dt.date(2022, 4, 30), by=cast.chief)
    decide(meeting, "Mål och aktiviteter 2022")
    found = point(cast, "mal", today=dt.date(2022, 5, 1))
    assert (found.standing, found.told, found.done_on) == (
        Standing.DONE,
        "§\N{NO-BREAK SPACE}7, 20\N{NO-BREAK SPACE}april",
        dt.date(2022, 4, 20),
    )


def test_what_was_put_off_is_not_done_and_follows_to_the_next_agenda(cast):
    begin(cast)
    meeting = plan(cast, dt.date(2022, 9, 29))
    decide(meeting, "Delårsrapport 2022", Outcome.TABLED)
    after = plan(cast, dt.date(2022, 10, 14))
    found = point(cast, "delar", today=dt.date(2022, 9, 30))
    assert (found.is_done, found.paragraph.meeting) == (False, after)


def test_steps_are_counted_from_the_meeting_that_decides_and_move_with_it(cast):
    begin(cast)
    assert point(cast, "kungorelse").due_on == dt.date(2022, 11, 16)
    meeting = plan(cast, dt.date(2022, 11, 25))
    assert point(cast, "kungorelse").due_on == dt.date(2022, 11, 11)
    change_meeting(meeting=meeting, plan=MeetingPlan(dt.date(2022, 11, 18), dt.time(9)), by=cast.chief)
    assert point(cast, "kungorelse").due_on == dt.date(2022, 11, 4)
    [chain] = chains(points_of(cast.association, [2022], clock.today()))
    assert [each.point.item.key for each in chain.steps] == [
        "ramar", "forslag", "samrad-ut", "samrad-svar", "hansyn", "kungorelse", "budget", "budget-ut",
    ]  # fmt: skip
    assert chain.decided_on == dt.date(2022, 11, 18)


def test_the_kungorelse_is_done_when_the_meeting_is_announced(cast):
    begin(cast)
    meeting = plan(cast, dt.date(2022, 11, 25), is_public=True)
    assert not point(cast, "kungorelse").is_done
    Meeting.objects.filter(pk=meeting.pk).update(proclaimed_at=clock.now(), proclaimed_by=cast.chief)
    assert point(cast, "kungorelse").is_done


def test_a_point_waits_for_its_person_and_the_alarm_for_the_forbundschef_too(cast):
    begin(cast)
    day = dt.date(2022, 4, 20)
    assert any("Revisionsberättelse" in each.what for each in todos(cast, cast.auditor, day))
    assert not any("Revisionsberättelse" in each.what for each in todos(cast, cast.chief, day))
    [told] = [
        each for each in todos(cast, cast.chief, dt.date(2022, 4, 30)) if "Revisionsberättelse" in each.what
    ]
    assert told.is_alarm
    assert not any(
        "Revisionsberättelse" in each.what for each in todos(cast, cast.chair, dt.date(2022, 5, 9))
    )


def test_a_point_named_for_a_person_waits_for_her_alone(cast):
    facts = {"title": "Attestförteckning", "month": 4, "day": 20, "person": cast.officer}
    add_point(association=cast.association, facts=facts, by=cast.chief)
    assert any("Attestförteckning" in each.what for each in todos(cast, cast.officer))
    assert not any("Attestförteckning" in each.what for each in todos(cast, cast.chief))


def test_who_does_nothing_finds_every_alarm_on_its_day(cast):
    """Turn the clock day by day from January 2022 to March 2023: no point is alarmed of early, late or never."""
    begin(cast, NEW_YEAR)
    first_alarm: dict[str, dt.date] = {}
    may = permissions_of(cast.chief.appointments.select_related("body"))
    day = NEW_YEAR
    while day <= dt.date(2023, 3, 31):
        for todo in as_on_a_page(partial(of_the_year, cast.association, cast.chief, may, day)):
            if todo.is_alarm:
                first_alarm.setdefault(f"{todo.what.split(':')[0]} {todo.due_on:%Y-%m-%d}", day)
        day += dt.timedelta(days=1)
    expected = {
        f"{each.item.title} {each.due_on:%Y-%m-%d}": each.due_on
        for each in points_of(cast.association, [2022, 2023], day)
        if NEW_YEAR <= each.due_on <= dt.date(2023, 3, 31)
    }
    own = {what: on for what, on in first_alarm.items() if what in expected}
    assert own == expected
    assert {each.item.key for each in points_of(cast.association, [2022], day)} >= {
        "arsredovisning",
        "budget",
    }


def test_what_is_dropped_or_ticked_is_not_alarmed_of(cast):
    begin(cast)
    item = point(cast, "revision").item
    drop(item=item, year=2022, reason="Ingen revision i år.", by=cast.chief)
    assert not any(
        "Revisionsberättelse" in each.what for each in todos(cast, cast.chief, dt.date(2022, 6, 1))
    )
    assert any("Revisionsberättelse" in each.what for each in todos(cast, cast.chief, dt.date(2023, 6, 1)))


def test_a_point_that_others_are_counted_from_is_not_taken_out(cast):
    begin(cast)
    with pytest.raises(DomainError, match="räknas från Budget"):
        retire_point(item=point(cast, "budget").item, by=cast.chief)


def test_a_point_is_not_counted_from_a_step(cast):
    begin(cast)
    step, item = point(cast, "hansyn").item, point(cast, "delar").item
    with pytest.raises(DomainError, match="egen dag"):
        change_point(
            item=item, facts={"month": None, "day": None, "anchor": step, "days_before": 3}, by=cast.chief
        )


def test_a_day_to_come_is_not_the_day_it_was_done(cast):
    begin(cast)
    with pytest.raises(DomainError, match="inte kommit"):
        tick(
            item=point(cast, "revision").item, year=2022, done_on=dt.date(2022, 5, 1), note="", by=cast.chief
        )


# ---- Pages


def form_of(**changes: str) -> dict[str, str]:
    return {
        "title": "Lönerevision", "month": "5", "day": "20", "anchor": "", "days_before": "", "every": "1",
        "first_year": "2022", "basis": "vana", "owner": PointOwner.CHIEF, "lead_days": "30", "person": "", "body": "",
        "source": "", "heading": "", "proposal": "", "papers": "", "outcome": "",
    } | changes  # fmt: skip


def test_the_page_offers_to_begin_and_then_shows_the_points(cast):
    client, url = client_of(cast.officer), reverse("year_wheel", args=["exempel"])
    assert "Börja årshjulet" in client.get(url).content.decode()
    page = client.post(reverse("year_wheel_start", args=["exempel"]), follow=True).content.decode()
    assert "Årsredovisning" in page
    assert "räknad baklänges från den 30\N{NO-BREAK SPACE}november" in page


@pytest.mark.parametrize(
    ("whose", "there", "away"),
    [
        ("mina", "Revisionsberättelse", "Ansvarsfrihet"),
        ("medlemmarna", "Ansvarsfrihet", "Revisionsberättelse"),
        ("styrelsen", "Delårsrapport", "Indikatorenkäter"),
        ("hej", "Indikatorenkäter", "inget sådant"),
    ],
)
def test_the_list_is_picked_by_whose_it_is(cast, whose, there, away):
    begin(cast)
    page = client_of(cast.auditor).get(f"/exempel/arshjul/?vems={whose}").content.decode()
    lists = page.split('id="kedja-')[0]
    assert there in lists
    assert away not in lists


def test_a_point_is_added_on_the_page(cast):
    answer = client_of(cast.officer).post(reverse("year_point_add", args=["exempel"]), form_of(), follow=True)
    assert "Lönerevision är tillagd." in answer.content.decode()
    assert cast.association.year_wheel.get().starts_on == clock.today()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"month": "2", "day": "30"}, "Februari har 29 dagar."),
        ({"day": ""}, "Skriv dagen i månaden."),
        ({"month": "", "day": ""}, "Välj en månad och skriv en dag"),
        ({"heading": "Lönerevision"}, "Välj det organ som tar upp punkten."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast, typed, said):
    answer = client_of(cast.officer).post(reverse("year_point_add", args=["exempel"]), form_of(**typed))
    assert answer.status_code in {200, 422}
    assert said in answer.content.decode()
    assert not cast.association.year_wheel.exists()


def test_the_revisor_ticks_her_own_point_and_no_other(cast):
    begin(cast)
    client = client_of(cast.auditor)
    for key, status in (("revision", 302), ("delar", 404)):
        url = reverse("year_point_tick", args=["exempel", point(cast, key).item.pk, 2022])
        assert client.post(url, {"done_on": "2022-04-08", "note": "Lämnad."}).status_code == status
    assert point(cast, "revision").is_done


def test_a_refused_tick_keeps_what_was_typed(cast):
    begin(cast)
    url = reverse("year_point_tick", args=["exempel", point(cast, "revision").item.pk, 2022])
    answer = client_of(cast.chief).post(url, {"done_on": "2022-06-08", "note": "Kom på papper."})
    assert answer.status_code == 422
    assert "Kom på papper." in answer.content.decode()


def test_a_point_is_put_on_a_called_agenda_by_hand(cast):
    meeting = plan(cast, dt.date(2022, 9, 29))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED, called_at=clock.now())
    begin(cast)
    item = point(cast, "delar").item
    url = reverse("year_point_agenda", args=["exempel", item.pk, 2022])
    client_of(cast.chief).post(url, {"mote": str(meeting.pk)})
    row = meeting.paragraphs.get(heading="Delårsrapport 2022")
    assert row.is_late
    assert point(cast, "delar").paragraph == row


@pytest.mark.parametrize("act", ["klar", "avsta", "flytta", "oppna", "dagordning"])
def test_an_unknown_point_is_not_found(cast, act):
    other = make_cast("annan")
    begin(other)
    foreign = point(other, "delar").item.pk
    assert client_of(cast.chief).post(f"/exempel/arshjul/{foreign}/2022/{act}/").status_code == 404
