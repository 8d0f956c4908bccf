"""Slides: a set made of a report, ordered and worded, printed as PDF and for PowerPoint, and frozen when a meeting has it."""

import io

import pikepdf
import pytest
from django.test import TestCase
from django.urls import reverse
from pptx import Presentation

from board.actions.agenda import ParagraphDraft, add_paragraph
from finsam.actions import start_text
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Job
from finsam.queue import duties
from reporting.actions import slides as acts
from reporting.actions.goals import add_goal
from reporting.documents.slides import build_slides
from reporting.models import Report, Section, SlideSet
from tests.bench.packs import _blank_pdf
from tests.cast import Cast, client_of
from tests.factories import make_body, make_meeting
from tests.tools.verapdf import findings

HEADINGS = ["Mål 2022", "Samrådets ord"]


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan of a text, of goals with a text before them, and of something that is not for a wall."""
    found = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2022, title="Verksamhetsplan 2022"
    )
    for position, (heading, block) in enumerate(
        [("Inledning", ""), ("Mål 2022", "goals_plan"), ("Önskemål", "wishes")]
    ):
        text = start_text(association=cast.association, by=cast.chief, html="<p>Löpande ord.</p>")
        Section.objects.create(report=found, heading=heading, text=text, position=position, block=block)
    add_goal(
        association=cast.association, year=2022, goal="Öppna ett jobbtorg", how="Hyr lokal.", by=cast.chief
    )
    return found


@pytest.fixture
def slides(cast: Cast, plan: Report) -> SlideSet:
    """The plan's set with a quotation last."""
    made = acts.make_set(report=plan, by=cast.chief)
    acts.add_slide(
        slide_set=made, heading="Samrådets ord", html="<p>Fortsätt så.</p>", is_quote=True, said_by="En kommun",
        note="Läs långsamt.", by=cast.chief,
    )  # fmt: skip
    return made


def shown(slide_set: SlideSet) -> list[str]:
    return [each.heading for each in build_slides(slide_set).slides]


def test_what_is_computed_becomes_a_slide_and_the_running_text_does_not(slides):
    goals, quote = build_slides(slides).slides
    assert [goals.heading, quote.heading] == HEADINGS
    assert "Öppna ett jobbtorg" in goals.html
    assert "Löpande ord" not in goals.html
    assert "<h3" in goals.html
    assert "<h5" not in goals.html


def test_one_click_makes_the_set_and_the_next_opens_it(cast, plan):
    chief, url = client_of(cast.chief), reverse("report_slides", args=["exempel", plan.pk])
    first, second = (chief.post(url).headers["Location"] for _ in range(2))
    assert first == second == SlideSet.objects.get().get_absolute_url()
    assert "Öppna" not in chief.get(first).content.decode()
    assert chief.post(url, {"ny": "1"}).headers["Location"] != first


def test_slides_are_ordered_taken_out_put_back_and_worded_on_the_page(cast, slides):
    chief, (goals, wishes, quote) = client_of(cast.chief), slides.slides.all()

    def act(slide, word):
        chief.post(reverse("slide_act", args=["exempel", slide.pk]), {"act": word})

    act(quote, "upp")
    act(quote, "upp")
    assert shown(slides) == HEADINGS[::-1]
    act(goals, "ut")
    act(wishes, "in")
    assert shown(slides) == ["Samrådets ord", "Önskemål"]
    edit = reverse("slide_edit", args=["exempel", wishes.pk])
    assert f'value="s-{wishes.section_id}" selected' in chief.get(edit).content.decode()
    chief.post(edit, {"heading": "Vad ni vill", "shows": f"s-{wishes.section_id}", "html": "Tack!"})
    assert [(each.heading, each.words) for each in build_slides(slides).slides][1] == (
        "Vad ni vill",
        "<p>Tack!</p>",
    )
    page = chief.post(edit, {"heading": "Tomt", "shows": "", "html": ""})
    assert "Välj något att visa" in page.content.decode()


def test_both_files_show_every_slide_without_a_fault(cast, slides, tmp_path):
    chief, url = client_of(cast.chief), reverse("slide_set_make", args=["exempel", slides.pk])
    files = {}
    for word in ("pdf", "powerpoint"):
        with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
            chief.post(url, {"som": word})
        files[word] = store.read(Job.objects.latest("pk").result)
    path = tmp_path / "bilder.pdf"
    path.write_bytes(files["pdf"])
    assert findings(path) == {"bilder.pdf": []}
    with pikepdf.open(path) as pdf:
        width, height = map(float, pdf.pages[0].mediabox[2:])
        assert (len(pdf.pages), round(width / height, 2)) == (3, 1.78)
    deck = Presentation(io.BytesIO(files["powerpoint"]))
    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    assert [each.shapes.title.text for each in deck.slides] == ["Verksamhetsplan 2022", *HEADINGS]
    assert deck.slides[2].notes_slide.notes_text_frame.text == "Läs långsamt."


def test_a_set_used_at_a_meeting_stands_as_it_was(cast, plan, slides):
    body = make_body(association=cast.association, kind="medlemssamrad", name="Medlemssamråd")
    paragraph = add_paragraph(
        meeting=make_meeting(body=body), draft=ParagraphDraft(heading="Planen", proposal=""), by=cast.chief
    )
    document = build_slides(slides)
    acts.freeze_used(
        slide_set=slides, paragraph=paragraph, document=document, typeset=_blank_pdf(1), by=cast.chief
    )
    add_goal(association=cast.association, year=2022, goal="Ett till", how="", by=cast.chief)
    slides.refresh_from_db()
    assert build_slides(slides) == document
    assert paragraph.attachments.get().document == slides.pdf
    url = reverse("slide_set_make", args=["exempel", slides.pk])
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.chief).post(url, {"som": "pdf"})
    assert Job.objects.get().result == slides.pdf
    with pytest.raises(DomainError, match="Gör en ny uppsättning"):
        acts.name_set(slide_set=slides, title="Nytt", by=cast.chief)


def test_a_samrad_gets_its_slides_of_the_plan_in_one_click(cast, plan):
    body = make_body(association=cast.association, kind="medlemssamrad", name="Medlemssamråd")
    meeting = make_meeting(body=body, held_on=plan_day(plan))
    url = reverse("members_meeting_slides", args=["exempel", meeting.pk])
    chief = client_of(cast.chief)
    page = chief.get(chief.post(url).headers["Location"]).content.decode()
    assert "Bilderna är gjorda ur Verksamhetsplan 2022" in page
    assert SlideSet.objects.get().meeting == meeting


def plan_day(plan: Report):
    """A day of the year before the plan's."""
    return plan.begun_on.replace(year=plan.year - 1)
