"""Goals are followed: in levels, over years, by whoever answers for them, with what is red, late or silent."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from finsam.errors import DomainError
from finsam.registries import todos
from reporting.actions.activities import change_activity, set_activities, tell_activity
from reporting.actions.goals import add_goal, change_goal, copy_goals, remove_goal
from reporting.actions.measures import add_value, change_measure
from reporting.models import Activity, Goal, GoalArea, GoalHabits, GoalLevel
from reporting.queries.following import followed_goals
from reporting.queries.goals import areas_of, goal_years, goals_of, placed
from reporting.rules import Value
from reporting.states import ACTIVITY_TRANSITIONS, ActivityState, AreaKind, GoalStatus
from tests.cast import Cast, client_of
from tests.queries import count_queries

TODAY = dt.date(2022, 4, 11)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.FINSAM_TODAY = TODAY.isoformat()


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[cast.association.slug, *args])


def goal_of(cast: Cast, wording: str = "Öppna ett jobbtorg", year: int = 2022, **facts: object) -> Goal:
    return add_goal(association=cast.association, year=year, goal=wording, by=cast.chief, **facts)


@pytest.mark.parametrize("before", ActivityState)
@pytest.mark.parametrize("after", ActivityState)
def test_an_activity_may_go_from_any_state_to_any_other(cast, before, after):
    goal = goal_of(cast, activities=[("Hyra lokal", "", "")])
    row = goal.activities.get()
    Activity.objects.update(state=before)
    tell_activity(activity=row, state=after, note="Så är det.", by=cast.chief)
    row.refresh_from_db()
    assert (row.state, row.note, row.told_by) == (after, "Så är det.", cast.chief)
    assert after == before or after in ACTIVITY_TRANSITIONS[before]


def test_goals_stand_in_levels_and_are_numbered_by_them(cast):
    top = goal_of(cast, "Fler i arbete")
    below = goal_of(cast, "Fler unga i arbete", parent=top)
    goal_of(cast, "God hälsa")
    goal_of(cast, "Ungdomsmottagning", parent=below)
    rows = placed(goals_of(cast.association, 2022))
    assert [(row.number, row.depth, row.goal.goal) for row in rows] == [
        ("1", 0, "Fler i arbete"), ("1.1", 1, "Fler unga i arbete"), ("1.1.1", 2, "Ungdomsmottagning"), ("2", 0, "God hälsa"),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="inte ligga under sig självt"):
        change_goal(top, by=cast.chief, parent=below)
    remove_goal(goal=below, by=cast.chief)
    assert Goal.objects.get(goal="Ungdomsmottagning").parent == top


def test_a_goal_of_two_years_is_the_same_goal_in_both_under_the_same_heading(cast):
    goal = goal_of(cast, until_year=2023, area="Arbete")
    assert goals_of(cast.association, 2022) == goals_of(cast.association, 2023) == [goal]
    assert [area.name for area in areas_of(cast.association, 2023)] == ["Arbete"]
    assert goal_years(cast.association) == [2023, 2022]
    with pytest.raises(DomainError, match="kan inte sluta innan"):
        change_goal(goal, by=cast.chief, until_year=2021)


def test_the_tree_and_the_lists_are_taken_along(cast):
    top = goal_of(
        cast,
        "Fler i arbete",
        strategic_area="Arbete\nHälsa",
        outer="Agenda 2030, mål 8",
        text="<p>Därför.</p>",
    )
    goal_of(cast, "Fler unga", parent=top, perspective="Individen")
    copy_goals(association=cast.association, from_year=2022, to_year=2023, by=cast.chief)
    first, second = goals_of(cast.association, 2023)
    assert (second.parent, second.perspective.year, first.text.html) == (first, 2023, "<p>Därför.</p>")
    assert [area.name for area in first.listed.all()] == ["Agenda 2030, mål 8", "Arbete", "Hälsa"]


def test_a_goal_of_any_length_with_all_it_has_is_written_by_its_form_and_read_back(cast):
    long = "Målet är " + "långt " * 200 + "slut."
    data = {
        "goal": long, "until_year": "2023", "area": "Arbete", "perspective": "Individen", "text": "Därför.",
        "text_format": "markup", "how": "Så här.", "strategic_area": "Arbete\nHälsa", "outer": "RUS 19", "status": "yellow",
        "activities": "Hyra lokal\n  och möblera den | mars | Kansliet", "owner": cast.preparer.pk, "body": cast.board.pk,
    }  # fmt: skip
    client = client_of(cast.chief)
    assert client.post(url(cast, "goal_add", 2022), data).status_code == 302
    goal = Goal.objects.get()
    assert (goal.goal, goal.until_year, goal.owner, goal.body) == (long, 2023, cast.preparer, cast.board)
    assert goal.activities.get().text == "Hyra lokal\noch möblera den"
    page = client.get(url(cast, "goal_edit", goal.pk)).content.decode().replace("\r", "")
    assert all(
        each in page for each in (long, "Hyra lokal\n  och möblera den | mars | Kansliet", "Arbete\nHälsa")
    )
    shown = client.get(url(cast, "goal_detail", goal.pk)).content.decode()
    assert all(each in shown for each in (long, "Därför.", "RUS 19", "2022–2023", "Delvis uppnått"))


def test_levels_and_words_are_the_forbunds_own(cast):
    client = client_of(cast.chief)
    data = {"area_word": "Väg", "perspective_word": "Fokus", "near_percent": "5", "silent_days": "60",
            "levels": "Övergripande mål\nEffektmål"}  # fmt: skip
    assert client.post(url(cast, "goal_habits"), data).status_code == 302
    assert list(GoalLevel.objects.values_list("name", flat=True)) == ["Övergripande mål", "Effektmål"]
    level = GoalLevel.objects.get(name="Effektmål")
    goal = goal_of(cast, level=level)
    client.post(url(cast, "goal_habits"), data | {"levels": "Övergripande mål\nDelmål"})
    goal.refresh_from_db()
    assert goal.level.name == "Delmål"
    answer = client.post(url(cast, "goal_habits"), data | {"levels": "Övergripande mål"})
    assert (answer.status_code, GoalLevel.objects.count()) == (200, 2)
    assert "Det finns mål på nivån Delmål" in answer.content.decode()
    form = client.get(url(cast, "goal_edit", goal.pk)).content.decode()
    assert ">Väg" in form
    assert ">Fokus" in form


def test_whoever_answers_for_a_goal_tells_of_it_in_a_minute(cast):
    goal = goal_of(cast, year=2021, until_year=2022, owner=cast.preparer, measures=[("Deltagare", "")],
                   activities=[("Hyra lokal", "", "")])  # fmt: skip
    [todo] = [
        each
        for each in todos.waiting(cast.association, cast.preparer, frozenset(), TODAY)
        if "mål" in each.what
    ]
    measure, activity = goal.measures.get(), goal.activities.get()
    data = {"day": "2022-04-01", f"m{measure.pk}": "40", f"a{activity.pk}": "done", f"n{activity.pk}": "Klart i mars.",
            "status": "green", "note": "Bra."}  # fmt: skip
    client = client_of(cast.preparer)
    assert client.get(todo.url).status_code == 200
    assert (
        client.post(todo.url, data | {f"m{measure.pk}": "många"}).status_code == 200
    )  # said, and nothing written
    assert not measure.series.values.exists()
    assert client.post(todo.url, data).status_code == 302
    goal.refresh_from_db()
    activity.refresh_from_db()
    assert (goal.status, activity.state, measure.series.values.get().number) == ("green", "done", Decimal(40))
    assert goal.assessments.get().note == "Bra."
    left = todos.waiting(cast.association, cast.preparer, frozenset(), TODAY)
    assert [each for each in left if "mål" in each.what] == []
    assert client_of(cast.contact).post(todo.url, data).status_code == 404


def test_nothing_new_is_told_too(cast):
    goal = goal_of(cast, year=2021, until_year=2022, owner=cast.preparer)
    client_of(cast.preparer).post(
        url(cast, "goal_follow", goal.pk), {"day": "2022-04-01", "status": "not_assessed"}
    )
    assert goal.assessments.get().note == "Inget nytt."


def test_what_is_red_late_or_silent_is_seen_on_the_page_of_all_goals(cast):
    red = goal_of(cast, "Rött mål", measures=[("Andel", "")])
    change_measure(measure=red.measures.get(), by=cast.chief, targets={2022: Value(Decimal(50))})
    add_value(measure=red.measures.get(), day=dt.date(2022, 3, 1), value=Value(Decimal(20)), by=cast.chief)
    late = goal_of(cast, "Sent mål", activities=[("Hyra lokal", "", "")])
    change_activity(activity=late.activities.get(), by=cast.chief, due_on=dt.date(2022, 4, 1))
    goal_of(cast, "Lugnt mål", status=GoalStatus.GREEN)
    rows = followed_goals(cast.association, 2022, TODAY)
    assert [(row.is_red, bool(row.late), row.is_silent) for row in rows] == [
        (True, False, False), (False, True, True), (False, False, False),
    ]  # fmt: skip
    client = client_of(cast.chair)
    page = client.get(url(cast, "goal_list", 2022) + "?visa=sena").content.decode()
    assert ("Sent mål" in page, "Lugnt mål" in page) == (True, False)
    GoalHabits.objects.create(association=cast.association, silent_days=200)
    assert not any(row.is_silent for row in followed_goals(cast.association, 2022, TODAY))


def test_an_area_has_measures_and_activities_without_a_goal(cast):
    client = client_of(cast.chief)
    data = {
        "name": "Ekonomi",
        "text": "",
        "measures": "Utfall i kronor",
        "activities": "Rapport | varje kvartal",
    }
    client.post(url(cast, "goal_area_add", 2022) + "?slag=perspective", data)
    area = GoalArea.objects.get()
    assert (area.kind, area.measures.get().text, area.activities.get().when) == (
        AreaKind.PERSPECTIVE, "Utfall i kronor", "varje kvartal",
    )  # fmt: skip
    client.post(url(cast, "goal_area_remove", area.pk))
    assert GoalArea.objects.exists()  # what it has of its own is taken away first


def test_two_hundred_goals_of_ten_years_ask_no_more(cast):
    client = client_of(cast.chief)

    def add(count: int) -> None:
        for number in range(count):
            goal = goal_of(
                cast, f"Mål {number}", measures=[("Andel", "")], activities=[("Hyra", "", "")], area="Arbete"
            )
            set_activities(holder=goal, rows=[("Köpa", "", "")], by=cast.chief)
            measure = goal.measures.get()
            for year in range(2013, 2023):
                add_value(
                    measure=measure, day=dt.date(year, 12, 31), value=Value(Decimal(number)), by=cast.chief
                )

    add(1)
    few = count_queries(client, url(cast, "goal_list", 2022))
    add(15)
    assert count_queries(client, url(cast, "goal_list", 2022)) == few
