"""Goals and indicators of a year."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from finsam.errors import DomainError
from reporting.actions.activities import set_activities
from reporting.actions.goal_areas import add_area, change_area
from reporting.actions.goals import add_goal, change_goal, copy_goals, move_goal, remove_goal
from reporting.actions.indicators import save_indicators
from reporting.models import Goal, GoalArea, IndicatorResult
from reporting.states import GoalStatus
from tests.cast import Cast, client_of, make_cast
from tests.queries import count_queries

ROWS = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[cast.association.slug, *args])


def goal_of(cast: Cast, wording: str = "Öppna ett jobbtorg", year: int = 2021, **facts: object) -> Goal:
    return add_goal(association=cast.association, year=year, goal=wording, by=cast.chief, **facts)


def test_goals_are_taken_along_without_their_assessment(cast):
    goal = goal_of(cast, status=GoalStatus.GREEN, how="Vi driver på.", result="<p>Klart.</p>")
    set_activities(holder=goal, rows=[("Hyra lokal", "mars", "Kansliet")], by=cast.chief)
    copy_goals(association=cast.association, from_year=2021, to_year=2022, by=cast.chief)
    new = Goal.objects.get(year=2022)
    assert (new.how, new.status, new.result.html) == ("Vi driver på.", GoalStatus.NOT_ASSESSED, "")
    assert list(new.activities.values_list("text", "when", "who")) == [("Hyra lokal", "mars", "Kansliet")]


def test_goals_are_taken_along_once(cast):
    goal_of(cast)
    copy_goals(association=cast.association, from_year=2021, to_year=2022, by=cast.chief)
    with pytest.raises(DomainError, match="redan mål för 2022"):
        copy_goals(association=cast.association, from_year=2021, to_year=2022, by=cast.chief)


def test_a_goal_is_moved_up(cast):
    goal_of(cast, "Första")
    move_goal(goal=goal_of(cast, "Andra"), up=True, by=cast.chief)
    assert list(cast.association.goals.order_by("position").values_list("goal", flat=True)) == [
        "Andra",
        "Första",
    ]


def test_a_goal_is_removed(cast):
    remove_goal(goal=goal_of(cast), by=cast.chief)
    assert not cast.association.goals.exists()


def test_a_mean_is_on_the_scale(cast):
    with pytest.raises(DomainError, match="utanför skalan"):
        save_indicators(
            association=cast.association,
            year=2021,
            rows=[{"group": "A", "mean": Decimal("6.5")}],
            by=cast.chief,
        )


def test_a_goal_is_set_by_its_form(cast):
    data = {"goal": "Öppna ett jobbtorg", "status": "yellow", "budget": "250 000", "result": "Delvis.", "result_format": "markup",
            "activities": "Hyra lokal | mars | Kansliet\nAnställa"}  # fmt: skip
    client_of(cast.chief).post(url(cast, "goal_add", 2021), data)
    goal = Goal.objects.get()
    assert (goal.status, goal.budget, goal.result.html) == ("yellow", Decimal(250000), "<p>Delvis.</p>")
    assert list(goal.activities.values_list("text", flat=True)) == ["Hyra lokal", "Anställa"]


def test_a_goal_without_wording_is_refused_and_the_rest_is_kept(cast):
    answer = client_of(cast.chief).post(
        url(cast, "goal_add", 2021), {"goal": "", "how": "Vi driver på.", "status": "red"}
    )
    page = answer.content.decode()
    assert (answer.status_code, "Skriv målet." in page, "Vi driver på." in page) == (422, True, True)


def test_an_amount_that_cannot_be_read_is_said(cast):
    answer = client_of(cast.chief).post(
        url(cast, "goal_add", 2021), {"goal": "Mål", "status": "red", "budget": "mycket"}
    )
    assert (answer.status_code, "är inget belopp" in answer.content.decode()) == (422, True)


def test_assessments_are_set_in_the_table(cast):
    goal = goal_of(cast)
    client_of(cast.chief).post(url(cast, "goal_list", 2021), {f"goal-{goal.pk}-status": "green"})
    goal.refresh_from_db()
    assert goal.status == GoalStatus.GREEN


def test_a_reader_sets_no_assessment(cast):
    goal = goal_of(cast)
    answer = client_of(cast.chair).post(url(cast, "goal_list", 2021), {f"goal-{goal.pk}-status": "green"})
    goal.refresh_from_db()
    assert (answer.status_code, goal.status) == (404, GoalStatus.NOT_ASSESSED)


def test_a_goal_is_changed_on_its_page_with_all_that_its_activities_say(cast):
    goal = goal_of(cast)
    rows = "Hyra lokal | mars | Kansliet | och en till\n | april\nBara vad"
    data = {"goal": "Öppna två jobbtorg", "status": "green", "activities": rows}
    answer = client_of(cast.chief).post(url(cast, "goal_edit", goal.pk), data)
    assert answer.status_code == 302
    goal.refresh_from_db()
    assert goal.goal == "Öppna två jobbtorg"
    assert list(goal.activities.values_list("text", "when", "who")) == [
        ("Hyra lokal", "mars", "Kansliet | och en till"),
        ("", "april", ""),
        ("Bara vad", "", ""),
    ]
    page = client_of(cast.chief).get(url(cast, "goal_edit", goal.pk)).content.decode()
    assert rows in page.replace("\r", "")


def test_a_goal_of_the_neighbour_is_not_found(cast):
    goal, other = goal_of(cast), make_cast("annan")
    for name in ("goal_edit", "goal_remove", "goal_move"):
        assert client_of(other.chief).post(reverse(name, args=["annan", goal.pk])).status_code == 404


def test_many_goals_ask_no_more(cast):
    goal_of(cast)
    client = client_of(cast.chief)
    few = count_queries(client, url(cast, "goal_list", 2021))
    for number in range(30):
        goal_of(cast, f"Mål {number}")
    assert count_queries(client, url(cast, "goal_list", 2021)) == few


def test_results_are_written_in_a_table(cast):
    data = ROWS | {
        "form-0-group": "Styrelsen",
        "form-0-mean": "4,71",
        "form-0-respondents": "8",
        "form-0-answers": "0 0 4 11 11 9",
    }
    client_of(cast.chief).post(url(cast, "indicator_edit", 2021), data)
    row = IndicatorResult.objects.get()
    assert (row.mean, row.respondents, row.answers) == (Decimal("4.71"), 8, [0, 0, 4, 11, 11, 9])


@pytest.mark.parametrize(
    ("typed", "told"),
    [("fyra", "Skriv ett tal"), ("7,2", "utanför skalan"), ("", "medelvärde")],
)
def test_a_bad_mean_is_said_and_kept(cast, typed, told):
    data = ROWS | {"form-0-group": "Styrelsen", "form-0-mean": typed}
    answer = client_of(cast.chief).post(url(cast, "indicator_edit", 2021), data)
    page = answer.content.decode()
    assert (answer.status_code, told in page, 'value="Styrelsen"' in page) == (422, True, True)


def test_a_small_group_is_not_told_on_the_page_or_in_excel(cast):
    row = {"group": "Insats A", "mean": Decimal("4.93"), "respondents": 2}
    save_indicators(association=cast.association, year=2021, rows=[row], by=cast.chief)
    page = client_of(cast.chair).get(url(cast, "indicator_list", 2021)).content.decode()
    assert ("4,93" in page, "färre än 5" in page) == (False, True)


def test_several_measures_are_written_a_line_each_with_what_they_came_to(cast):
    data = {
        "goal": "Öppna ett jobbtorg",
        "status": "green",
        "measures": "Öppet i oktober | Öppnade i november\n\nMinst 40 deltagare",
    }
    client = client_of(cast.chief)
    client.post(url(cast, "goal_add", 2021), data)
    goal = Goal.objects.get()
    assert list(goal.measures.values_list("text", "outcome")) == [
        ("Öppet i oktober", "Öppnade i november"),
        ("Minst 40 deltagare", ""),
    ]
    page = client.get(url(cast, "goal_edit", goal.pk)).content.decode()
    assert "Öppet i oktober | Öppnade i november\nMinst 40 deltagare" in page.replace("\r", "")
    page = client.get(url(cast, "goal_list", 2021)).content.decode()
    assert "Öppet i oktober <strong>Öppnade i november</strong>" in page
    answer = client.get(url(cast, "goal_list_excel", 2021))
    [_, row] = load_workbook(BytesIO(answer.content)).active.values
    assert "1. Öppet i oktober Utfall: Öppnade i november\n2. Minst 40 deltagare" in row


def test_measures_and_areas_with_their_text_are_taken_along_without_outcome(cast):
    goal_of(cast, area="Arbete", measures=[("Minst 40 deltagare", "52")])
    area = GoalArea.objects.get()
    change_area(area=area, name="Arbete och hälsa", html="<p>Vägen dit.</p>", base_version=0, by=cast.chief)
    copy_goals(association=cast.association, from_year=2021, to_year=2022, by=cast.chief)
    new = Goal.objects.get(year=2022)
    assert (new.area.name, new.area.year, new.area.text.html) == (
        "Arbete och hälsa",
        2022,
        "<p>Vägen dit.</p>",
    )
    assert list(new.measures.values_list("text", "outcome")) == [("Minst 40 deltagare", "")]


def test_an_area_that_no_goal_bears_any_more_goes_away_unless_something_is_said_of_it(cast):
    first, second = goal_of(cast, area="Arbete"), goal_of(cast, "Andra", area="Hälsa")
    change_area(area=second.area, name="Hälsa", html="<p>Text.</p>", base_version=0, by=cast.chief)
    for goal in (first, second):
        change_goal(goal, by=cast.chief, area="")
    assert list(GoalArea.objects.values_list("name", flat=True)) == ["Hälsa"]


def test_an_area_is_written_on_its_page_and_found_by_search(cast):
    client = client_of(cast.chief)
    client.post(
        url(cast, "goal_area_add", 2021),
        {"name": "Arbete", "text": "Vägen till sysselsättning.", "text_format": "markup"},
    )
    area = GoalArea.objects.get()
    assert area.text.html == "<p>Vägen till sysselsättning.</p>"
    assert "Vägen till sysselsättning." in client.get(url(cast, "goal_list", 2021)).content.decode()
    assert (
        "Arbete"
        in client.get(
            reverse("search", args=[cast.association.slug]), {"q": "sysselsättning"}
        ).content.decode()
    )


def test_two_who_write_an_area_do_not_write_over_each_other(cast):
    area = add_area(association=cast.association, year=2021, name="Arbete", html="<p>Ett.</p>", by=cast.chief)
    change_area(area=area, name="Arbete", html="<p>Två.</p>", base_version=1, by=cast.chief)
    data = {"name": "Arbete", "text": "Tre.", "text_format": "markup", "base_version": "1"}
    answer = client_of(cast.chief).post(url(cast, "goal_area_edit", area.pk), data)
    page = answer.content.decode()
    assert (answer.status_code, "Någon annan har sparat" in page, "Tre." in page) == (422, True, True)
    area.text.refresh_from_db()
    assert area.text.html == "<p>Två.</p>"
    assert (
        client_of(cast.chief)
        .post(url(cast, "goal_area_edit", area.pk), data | {"base_version": "2"})
        .status_code
        == 302
    )


def test_an_area_without_name_or_of_a_name_that_is_taken_is_refused(cast):
    goal_of(cast, area="Arbete")
    client = client_of(cast.chief)
    for name, told in ((" ", "Skriv vad målområdet heter."), ("Arbete", "Arbete finns redan 2021.")):
        answer = client.post(url(cast, "goal_area_add", 2021), {"name": name, "text": "Text kvar"})
        page = answer.content.decode()
        assert (answer.status_code, told in page, "Text kvar" in page) == (422, True, True)


def test_a_removed_area_leaves_its_goals(cast):
    goal = goal_of(cast, area="Arbete")
    client_of(cast.chief).post(url(cast, "goal_area_remove", goal.area_id))
    goal.refresh_from_db()
    assert (goal.area, GoalArea.objects.count()) == (None, 0)
