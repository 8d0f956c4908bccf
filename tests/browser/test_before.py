"""The pages before a meeting in a browser: looked at, ordered by keyboard and drag, answered from the mail."""

import datetime as dt
import re

import pytest
from django.conf import settings

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.actions.call import answer_call, call
from board.actions.meetings import MeetingPlan, plan_meeting
from board.mail.call import answer_token
from board.models import Meeting
from board.queries.agenda import agenda
from tests.board.test_attachments import GOOD
from tests.browser.conftest import session_cookie
from tests.cast import Cast, make_cast
from tests.tools.chromium import look

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The förbund, where the server's thread sees it too."""
    return make_cast()


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A planned meeting with matters, texts and handlingar."""
    plan = MeetingPlan(
        held_on=dt.date(2022, 5, 13),
        starts_at=dt.time(8, 30),
        ends_at=dt.time(11, 30),
        place="Stadshuset, rum Älven",
        video_url="https://video.example.se/styrelsen",
    )
    meeting = plan_meeting(body=cast.board, plan=plan, by=cast.chief)
    budget = add_paragraph(
        meeting=meeting,
        draft=ParagraphDraft(
            heading="Delårsrapport till och med april",
            presenter="Anna Berglund",
            html="<p>Kostnaderna följer budgeten. Två insatser har ännu inte rekvirerat medel för årets första månader.</p>",
            proposal="godkänna rapporten\növerlämna den till medlemmarna",
            opens_matter=True,
        ),
        by=cast.chief,
    )
    attach(paragraph=budget, name="Delårsrapport.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    attach(paragraph=budget, name="Underlag.xlsx", content=GOOD["kalkyl.xlsx"], by=cast.chief)
    return meeting


@pytest.fixture
def called(cast: Cast, meeting: Meeting) -> Meeting:
    """The same, called, with three answers."""
    meeting = call(
        meeting=meeting, by=cast.chief, guests=[cast.auditor], message="Välkomna. Fika från klockan 8."
    )
    for person, answer in ((cast.chair, "coming"), (cast.vice, "absent"), (cast.deputy, "remote")):
        answer_call(
            invitation=meeting.invitations.get(person=person),
            answer=answer,
            note="Semester" * (answer == "absent"),
        )
    return meeting


def names(meeting: Meeting) -> list[str]:
    return [row.paragraph.heading for row in agenda(meeting)]


@pytest.mark.parametrize(
    "place",
    [
        "sammantraden/",
        "sammantraden/planera/",
        "sammantraden/{m}/",
        "sammantraden/{m}/andra/",
        "sammantraden/{m}/stall-in/",
        "sammantraden/{m}/arende/",
        "sammantraden/{m}/kallelse/",
        "dagordning/{p}/",
        "dagordning/{p}/handlingar/",
        "organ/{b}/staende/",
        "arenden/",
        "arenden/{a}/",
    ],
)
def test_the_offices_pages_are_sound_at_every_width(cast, meeting, new_page, place):
    paragraph = meeting.paragraphs.get(heading__startswith="Delårs")
    page = new_page(user=cast.chief.user)
    keys = {"m": meeting.pk, "p": paragraph.pk, "b": cast.board.pk, "a": paragraph.matter_id}
    page.goto(f"/exempel/{place.format(**keys)}")
    name = "before-" + place.format(m="m", p="p", b="b", a="a").strip("/").replace("/", "-")
    assert look(page, name) == {}


@pytest.mark.parametrize("who", ["chief", "member"])
def test_a_called_meeting_is_sound_at_every_width(cast, called, new_page, who):
    page = new_page(user=getattr(cast, who).user)
    page.goto(called.get_absolute_url())
    assert look(page, f"before-called-{who}") == {}


def test_the_answer_page_is_sound_and_answers_without_javascript(cast, called, new_page):
    page = new_page(javascript=False)
    invitation = called.invitations.get(person=cast.member)
    page.goto(f"/kallelse/{answer_token(invitation)}/?svar=remote")
    page.get_by_role("button", name="Jag kommer på distans").click()
    invitation.refresh_from_db()
    assert invitation.answer == "remote"


def test_the_answer_page_is_sound_at_every_width(cast, called, new_page):
    page = new_page()
    page.goto(f"/kallelse/{answer_token(called.invitations.get(person=cast.member))}/?svar=coming")
    assert look(page, "before-answer") == {}


def test_the_agenda_is_ordered_by_keyboard(cast, meeting, new_page):
    page = new_page(user=cast.chief.user)
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Val av justerare").focus()
    with page.expect_response("**/ordning/"):
        page.keyboard.press("Alt+ArrowUp")
    assert names(meeting)[:2] == ["Val av justerare", "Sammanträdet öppnas"]


def test_the_agenda_is_ordered_by_drag(cast, meeting, new_page):
    page = new_page(user=cast.chief.user)
    page.goto(meeting.get_absolute_url())
    rows = page.locator(".agenda > li")
    with page.expect_response("**/ordning/"):
        rows.nth(4).drag_to(
            rows.nth(1), target_position={"x": 200, "y": 4}, source_position={"x": 500, "y": 20}
        )
    assert names(meeting)[1] == "Information"


def test_the_agenda_is_ordered_without_javascript(cast, meeting, new_page):
    page = new_page(user=cast.chief.user, javascript=False)
    page.goto(meeting.get_absolute_url())
    page.get_by_role("button", name="Flytta upp Val av justerare").click()
    assert names(meeting)[:2] == ["Val av justerare", "Sammanträdet öppnas"]


def test_a_matter_with_a_handling_is_added_without_javascript(cast, meeting, new_page, tmp_path):
    (tmp_path / "Kalkyl.pdf").write_bytes(GOOD["beslut.pdf"])
    page = new_page(user=cast.chief.user, javascript=False)
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Lägg till ärende").click()
    page.get_by_label("Rubrik").fill("Ny insats")
    page.get_by_role("button", name="Lägg till och bifoga handlingar").click()
    page.get_by_label("Filer").set_input_files(tmp_path / "Kalkyl.pdf")
    page.get_by_role("button", name="Bifoga handlingarna").click()
    assert meeting.paragraphs.get(heading="Ny insats").attachments.get().title == "Kalkyl"


def test_a_text_on_the_agenda_saves_itself(cast, meeting, new_page):
    paragraph = meeting.paragraphs.get(heading__startswith="Delårs")
    page = new_page(user=cast.chief.user)
    page.goto(f"/exempel/dagordning/{paragraph.pk}/")
    with page.expect_response("**/spara/"):
        page.get_by_label("Föredragande").fill("Sara Holm")
    page.get_by_text("Sparat").wait_for()
    paragraph.refresh_from_db()
    assert paragraph.presenter == "Sara Holm"


def test_what_is_typed_before_the_editors_have_come_saves_itself(cast, meeting, new_page):
    paragraph = meeting.paragraphs.get(heading__startswith="Delårs")
    page = new_page(user=cast.chief.user)
    held: list = []
    page.route("**/django_prose_editor/editor.js*", lambda route: held.append(route))  # noqa: PLW0108  Playwright counts a handler's parameters
    with page.expect_request("**/django_prose_editor/editor.js*"):
        page.goto(f"/exempel/dagordning/{paragraph.pk}/")
    page.get_by_label("Föredragande").fill("Sara Holm")
    page.wait_for_function("() => document.querySelector('.saved')?.dataset.state")
    for route in held:
        route.continue_()
    page.get_by_text(re.compile("^Sparat")).wait_for()
    paragraph.refresh_from_db()
    assert paragraph.presenter == "Sara Holm"


def test_a_new_matter_outlives_a_login_that_ran_out(new_page, live_server, cast, meeting):
    page = new_page(user=cast.chief.user)
    page.goto(f"{meeting.get_absolute_url()}arende/")
    page.get_by_label("Rubrik").fill("Arvoden 2023")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Lägg till ärendet").click()
    page.wait_for_url("**/konto/**")
    page.context.add_cookies([session_cookie(cast.chief.user, url=live_server.url)])
    page.goto(f"{meeting.get_absolute_url()}arende/")
    page.get_by_role("button", name="Hämta tillbaka texten").click()
    page.get_by_role("button", name="Lägg till ärendet").click()
    page.get_by_role("status").filter(has_text="Arvoden 2023 ligger på dagordningen.").wait_for()
    page.goto(f"{meeting.get_absolute_url()}arende/")
    page.wait_for_timeout(300)
    assert page.get_by_role("button", name="Hämta tillbaka texten").count() == 0
