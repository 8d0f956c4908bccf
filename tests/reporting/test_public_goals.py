"""The goals to everyone: where the förbund has chosen it, with how far each has come, and no person's name."""

import datetime as dt
from decimal import Decimal

from reporting.actions.activities import set_activities
from reporting.actions.goals import add_goal
from reporting.actions.measures import add_value
from reporting.models import Goal, GoalHabits, MeasureTarget
from reporting.rules import Value
from tests.cast import Cast

PAGE = "/exempel/offentligt/mal/"


def goal_of(cast: Cast, wording: str, year: int) -> Goal:
    return add_goal(
        association=cast.association, year=year, goal=wording, by=cast.chief, measures=[("Deltagare", "")]
    )


def show(cast: Cast) -> None:
    GoalHabits.objects.update_or_create(association=cast.association, defaults={"is_public": True})


def test_nobody_sees_the_goals_until_the_forbund_chooses_it(cast, client):
    goal_of(cast, "Öppna ett jobbtorg", 2022)
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/exempel/offentligt/").content.decode()
    show(cast)
    assert PAGE in client.get("/exempel/offentligt/").content.decode()
    assert "1. Öppna ett jobbtorg" in client.get(PAGE).content.decode()


def test_a_goal_is_told_with_its_status_target_and_outcome_and_without_names(cast, client, settings):
    settings.FINSAM_TODAY = "2022-04-11"
    show(cast)
    goal = goal_of(cast, "Öppna ett jobbtorg", 2022)
    Goal.objects.update(status="yellow", owner=cast.preparer)
    measure = goal.measures.get()
    MeasureTarget.objects.create(measure=measure, year=2022, number=Decimal(60))
    add_value(measure=measure, day=dt.date(2022, 4, 1), value=Value(Decimal(41)), by=cast.chief)
    set_activities(holder=goal, rows=[("Hyra lokal", "mars", "Pia Nordin")], by=cast.chief)
    page = client.get(PAGE).content.decode()
    assert all(
        said in page for said in ("Delvis uppnått", "11 april 2022".replace(" ", "\u00a0", 1), "60", "41")
    )
    assert not any(said in page for said in ("Pia Nordin", "Hyra lokal"))


def test_the_years_are_those_that_have_begun(cast, client, settings):
    settings.FINSAM_TODAY = "2022-04-11"
    show(cast)
    for year in (2021, 2022, 2023):
        goal_of(cast, f"Mål av {year}", year)
    assert "Mål av 2022" in client.get(PAGE).content.decode()
    assert "Mål av 2021" in client.get(f"{PAGE}?ar=2021").content.decode()
    assert "Mål av 2023" not in client.get(f"{PAGE}?ar=2023").content.decode()
