"""Reports and goals in the search: what is found, by whom, and that nothing old is found."""

import pytest
from django.urls import reverse

from finsam import search
from reporting.actions import goals, reports, sections
from reporting.models import Report, Section
from reporting.states import ReportKind
from tests.cast import Cast, client_of
from tests.reporting.test_report_pages import adopted

WORD = "jobbtorget"


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan with a word in its first section."""
    plan = reports.begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    write(cast, first(plan), f"<p>Vi öppnar {WORD} i höst.</p>")
    return plan


def first(report: Report) -> Section:
    return report.sections.select_related("text").filter(parent=None).order_by("position")[0]


def write(cast: Cast, section: Section, html: str) -> None:
    sections.write_section(section=section, html=html, base_version=str(section.text.version), by=cast.chief)


def finds(cast: Cast, role: str, word: str = WORD) -> str:
    """The search page's answer, and nothing where it found nothing."""
    page = client_of(cast.by_role()[role]).get(reverse("search", args=[cast.association.slug]), {"q": word})
    hits = page.content.decode().partition('<ol class="hits">')[2].partition("</ol>")[0]
    return " ".join(hits.split())


def finders(cast: Cast) -> list[str]:
    return [role for role in ("chief", "chair", "auditor") if finds(cast, role)]


def test_a_draft_is_found_by_the_office_alone(cast, plan):
    assert finders(cast) == ["chief"]
    found = finds(cast, "chief")
    assert f"<mark>{WORD}</mark>" in found
    assert "Avsnitt, utkast, verksamhetsplan 2022" in found
    assert reverse("section_write", args=[cast.association.slug, plan.pk, first(plan).pk]) in found


def test_what_lies_before_the_board_is_found_by_the_board(cast, plan):
    reports.put_before_board(report=plan, by=cast.chief)
    assert finders(cast) == ["chief", "chair"]
    reports.take_back(report=plan, by=cast.chief)
    assert finders(cast) == ["chief"]


def test_what_is_adopted_is_found_by_all_where_it_is_read(cast, plan):
    row = adopted(cast, plan)
    assert finders(cast) == ["chief", "chair", "auditor"]
    place = f"{reverse('report_read', args=[cast.association.slug, row.pk])}#a-{first(plan).pk}"
    assert place in finds(cast, "auditor")
    assert f'id="a-{first(plan).pk}"' in client_of(cast.auditor).get(place).content.decode()


def test_a_section_that_is_rewritten_or_removed_is_not_found_by_its_old_words(cast, plan):
    section = first(plan)
    part = sections.add_section(report=plan, heading="Färjeläget", parent=section, by=cast.chief)
    write(cast, first(plan), "<p>Något annat.</p>")
    assert (finders(cast), bool(finds(cast, "chief", "färjeläget"))) == ([], True)
    sections.change_section(section=part, by=cast.chief, heading="Kajen")
    assert not finds(cast, "chief", "färjeläget")
    sections.remove_section(section=first(plan), by=cast.chief)
    assert not finds(cast, "chief", "kajen")


def test_a_correction_that_is_adopted_takes_the_place_of_the_old(cast, plan):
    old = adopted(cast, plan)
    new = reports.correct(report=old, note="Ett ord.", by=cast.chief)
    write(cast, first(new), "<p>Vi öppnar mötesplatsen.</p>")
    assert finders(cast) == ["chief", "chair", "auditor"]
    adopted(cast, new)
    assert (finders(cast), bool(finds(cast, "auditor", "mötesplatsen"))) == ([], True)


def test_a_goal_is_found_until_it_is_taken_away(cast):
    goal = goals.add_goal(association=cast.association, year=2022, goal=f"Öppna {WORD}", by=cast.chief)
    assert "Mål, 2022" in finds(cast, "auditor")
    goals.remove_goal(goal=goal, by=cast.chief)
    assert not finds(cast, "auditor")


def test_a_search_that_is_built_anew_finds_the_same(cast, plan):
    before = finds(cast, "chief")
    search.rebuild(cast.association)
    assert finds(cast, "chief") == before != ""


def test_one_may_look_among_reports_alone(cast, plan):
    goals.add_goal(association=cast.association, year=2022, goal=f"Öppna {WORD}", by=cast.chief)
    page = reverse("search", args=[cast.association.slug])
    counts = {
        choice: client_of(cast.chief).get(page, {"q": WORD, "slag": choice}).content.decode().count("<mark>")
        for choice in ("rapporter", "insatser")
    }
    assert (counts["rapporter"] > 0, counts["insatser"]) == (True, 0)


def test_a_figure_in_a_draft_is_not_told_by_its_key(cast, plan):
    write(cast, first(plan), f'<p>{WORD} kostar <data value="economy.insatser"></data> kronor.</p>')
    found = finds(cast, "chief")
    assert ("kostar … kronor" in found, "economy" in found) == (True, False)
