"""What a report lacks is said before and when the board gets it, and columns that nobody has filled are not printed."""

import pytest

from finsam.actions import start_text
from reporting.actions.goal_areas import add_area
from reporting.documents.report import build_section
from reporting.models import Activity, Goal, Report, Section
from reporting.registries import blocks
from tests.cast import client_of


@pytest.fixture
def report(cast):
    found = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2023, title="Plan 2023"
    )
    for position, (heading, html) in enumerate([("Inledning", "<p>Text.</p>"), ("Tomt", "")]):
        text = start_text(association=cast.association, by=cast.chief, html=html)
        Section.objects.create(report=found, heading=heading, text=text, position=position)
    return found


def test_what_lacks_is_said_with_the_way_there(cast, report):
    page = client_of(cast.chief).get(report.get_absolute_url()).content.decode()
    lacks = page[page.index("Saknas innan styrelsen får den") : page.index("Det hindrar inte att den lämnas")]
    assert "2 av 2 avsnitt är inte klara." in lacks.replace("\u00a0", " ")
    empty = report.sections.get(heading="Tomt")
    assert lacks.count(f"/rapporter/{report.pk}/skriv/{empty.pk}/") == 2


def test_handing_it_to_the_board_says_it_too_and_is_not_stopped(cast, report):
    path = f"/{cast.association.slug}/rapporter/{report.pk}/till-styrelsen/"
    page = client_of(cast.chief).post(path, follow=True).content.decode()
    assert "med 0 av 2 avsnitt klara" in page
    report.refresh_from_db()
    assert report.state == "before_board"


def test_a_report_that_is_done_lacks_nothing(cast, report):
    report.sections.filter(heading="Tomt").delete()
    report.sections.update(state="done")
    assert (
        "Saknas innan styrelsen" not in client_of(cast.chief).get(report.get_absolute_url()).content.decode()
    )


def test_those_who_only_read_are_not_told_what_lacks(cast, report):
    report.state = "before_board"
    report.save()
    assert (
        "Saknas innan styrelsen" not in client_of(cast.chair).get(report.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize(
    ("when", "who", "heads"),
    [("", "", ["Aktivitet"]), ("Maj", "", ["Aktivitet", "När"]), ("", "Kansliet", ["Aktivitet", "Ansvarig"])],
)
def test_empty_columns_of_activities_are_not_printed(cast, report, when, who, heads):
    goal = Goal.objects.create(
        association=cast.association, year=2023, until_year=2023, goal="Ett mål",
        area=add_area(association=cast.association, year=2023, name="Område", html="", by=cast.chief),
        result=start_text(association=cast.association, by=cast.chief),
    )  # fmt: skip
    Activity.objects.create(goal=goal, text="Göra något", when=when, who=who)
    section = Section.objects.create(report=report, heading="Mål", block="goal_areas")
    html = build_section(report, section).html
    assert blocks.get("goal_areas")
    assert [head for head in ("Aktivitet", "När", "Ansvarig") if f">{head}</th>" in html] == heads
    assert html.count("<td>") == len(heads) - 1
