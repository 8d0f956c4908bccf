"""A report as slides: what it computes, each on a page of 16:9, without its running text; an adopted one as it was."""

import pikepdf
import pytest
from django.test import TestCase
from django.urls import reverse

from finsam.actions import start_text
from finsam.files import store
from finsam.models import Job
from finsam.queue import duties
from reporting.actions.goals import add_goal
from reporting.documents.report import build_report
from reporting.documents.slides import slides_of
from reporting.models import Report, Section
from tests.cast import Cast, client_of
from tests.tools.verapdf import findings


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan of a text and of goals with a text before them."""
    found = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2022, title="Verksamhetsplan 2022"
    )
    for position, (heading, block) in enumerate([("Inledning", ""), ("Mål 2022", "goals_plan")]):
        text = start_text(association=cast.association, by=cast.chief, html="<p>Löpande ord.</p>")
        Section.objects.create(report=found, heading=heading, text=text, position=position, block=block)
    add_goal(
        association=cast.association, year=2022, goal="Öppna ett jobbtorg", how="Hyr lokal.", by=cast.chief
    )
    return found


def test_what_is_computed_becomes_a_slide_and_the_running_text_does_not(plan):
    (slide,) = slides_of(build_report(plan))
    assert slide.heading == "Mål 2022"
    assert "Öppna ett jobbtorg" in slide.html
    assert "Löpande ord" not in slide.html
    assert "<h3" in slide.html
    assert "<h5" not in slide.html


def test_the_chosen_slides_are_made_in_16_to_9_without_a_fault(cast, plan, tmp_path):
    url = reverse("report_slides", args=["exempel", plan.pk])
    chief = client_of(cast.chief)
    assert "checked" in chief.get(url).content.decode()
    data = {"title": "Medlemssamråd", "slides": [str(plan.sections.get(block="goals_plan").pk)]}
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        chief.post(url, data)
    path = tmp_path / "bilder.pdf"
    path.write_bytes(store.read(Job.objects.get().result))
    assert findings(path) == {"bilder.pdf": []}
    with pikepdf.open(path) as pdf:
        width, height = map(float, pdf.pages[0].mediabox[2:])
        assert (len(pdf.pages), round(width / height, 2)) == (2, 1.78)


def test_a_report_of_words_alone_has_no_slides(cast, plan):
    plan.sections.exclude(block="").delete()
    page = client_of(cast.chief).get(reverse("report_slides", args=["exempel", plan.pk]))
    assert "inget att göra bilder av" in page.content.decode()
