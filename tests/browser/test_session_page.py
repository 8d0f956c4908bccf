"""The meeting's page in a browser: how it looks, and that nothing typed is lost."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from board.actions import session as acts
from board.actions.attendance import mark_all_members, save_attendance
from board.actions.writing import save_paragraph
from board.counting.presence import is_there
from board.models import Meeting
from board.states import ParagraphKind
from tests.browser.conftest import session_cookie
from tests.cast import Cast, make_cast
from tests.factories import make_meeting, make_paragraph
from tests.tools.chromium import look

pytestmark = pytest.mark.browser

TEXT = (
    "<p>Nätverket bjuder in medlemmarna till årsmöte den 3 juni. Under raster får förbund som vill visa goda exempel, "
    "vid ett ståbord eller med planscher.</p><p>Styrelsen diskuterade om förbundet ska ta tillfället att berätta om sin "
    "verksamhet.</p>"
)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()


@pytest.fixture
def meeting(cast) -> Meeting:
    """A meeting that has come to its eighth §, as the picture of the page has it."""
    meeting = make_meeting(body=cast.board, called_at=dt.datetime(2022, 3, 11, 9, tzinfo=dt.UTC))
    headings = ["Sammanträdet öppnas", "Val av justerare", "Föregående protokoll", "Informationsärenden",
                "Årsredovisning 2021", "Indikatorenkäterna", "ESF+", "Medverkan vid nätverkets årsmöte den 3 juni",
                "Studiebesök 28 april", "Övriga frågor", "Avslutning"]  # fmt: skip
    kinds = {
        0: ParagraphKind.OPENING,
        1: ParagraphKind.ADJUSTERS,
        9: ParagraphKind.OTHER,
        10: ParagraphKind.CLOSING,
    }
    for place, heading in enumerate(headings):
        make_paragraph(meeting=meeting, heading=heading, kind=kinds.get(place, ParagraphKind.MATTER))
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    rows = {row.person_id: row.pk for row in meeting.attendances.all()}
    meeting.refresh_from_db()
    marks = {f"remote:{rows[cast.member.pk]}": True, f"present:{rows[cast.deputy.pk]}": True}
    save_attendance(
        meeting=meeting, fields=marks, base_version=str(meeting.attendance_version), by=cast.chief
    )
    every = list(meeting.paragraphs.order_by("position"))
    for paragraph in every[:8]:
        acts.take_up(paragraph=paragraph, by=cast.chief)
    save_paragraph(
        paragraph=every[1], fields={f"adjuster:{cast.adjuster.pk}": True}, base_version="0", by=cast.chief
    )
    acts.adjust_at_once(paragraph=every[4], by=cast.chief)
    save_paragraph(paragraph=every[7], fields=_written(), base_version="0", by=cast.chief)
    return meeting


def _written() -> dict:
    rows = {
        "a": ("de som deltar i årsmötet presenterar samverkansstrukturen, projekt Äpplet och det våldsförebyggande arbetet",
              "Margareta Ek", "2022-06-03", []),
        "b": ("uppdra till förbundschefen att ta fram informationsmaterial", "Anna Berglund", "2022-05-27", []),
        "c": ("anslå högst 10 000 kronor för detta", "", "", [["10000", "2022", "Kurser, konferenser"]]),
    }  # fmt: skip
    fields = {"text": TEXT, "presenter": "Anna Berglund"}
    for key, (text, who, due, amounts) in rows.items():
        fields |= {f"decision:{key}:text": text, f"decision:{key}:who": who, f"decision:{key}:due": due}
        fields[f"decision:{key}:amounts"] = amounts
    return fields


def address(meeting: Meeting, place: int = 7) -> str:
    paragraph = meeting.paragraphs.order_by("position")[place]
    return f"/exempel/sammantraden/{meeting.pk}/protokoll/{paragraph.pk}/"


def test_the_page_looks_right_and_has_no_violation(cast, meeting, new_page):
    page = new_page(user=cast.chief.user)
    page.goto(address(meeting))
    page.locator(".ed-text").wait_for()
    assert look(page, "sammantrade") == {}


@pytest.mark.parametrize(
    ("name", "place"), [("sammantrade-justerare", 1), ("sammantrade-tomt", 8), ("sammantrade-avslutning", 10)]
)
def test_other_paragraphs_have_no_violation_either(cast, meeting, new_page, name, place):
    page = new_page(user=cast.chief.user)
    page.goto(address(meeting, place))
    page.locator(".ed-text").wait_for()
    for summary in page.locator(".near summary, .moves > summary").all():
        summary.click()
    assert look(page, name) == {}


@pytest.mark.parametrize("name", ["oppna", "nytt-arende", "deltagare", "avsluta"])
def test_the_small_pages_have_no_violation(cast, meeting, new_page, name):
    if name == "oppna":
        meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6))
    page = new_page(user=cast.chief.user)
    page.goto(f"/exempel/sammantraden/{meeting.pk}/{name}/")
    assert look(page, f"sammantrade-{name}") == {}


def test_the_closed_meeting_and_the_history_have_no_violation(cast, meeting, new_page):
    first = meeting.paragraphs.order_by("position")[0]
    save_paragraph(paragraph=first, fields={"text": "<p>Ett</p>"}, base_version="0", by=cast.chief)
    save_paragraph(paragraph=first, fields={"text": "<p>Ett och två</p>"}, base_version="1", by=cast.chief)
    saved = save_paragraph(
        paragraph=first, fields={"text": "<p>Ett men tre</p>"}, base_version="1", by=cast.officer
    )
    acts.close_meeting(meeting=meeting, by=cast.chief)
    page = new_page(user=cast.chief.user)
    page.goto(f"/exempel/sammantraden/{meeting.pk}/avslutat/")
    assert look(page, "sammantrade-avslutat") == {}
    page.goto(f"/exempel/texter/{first.text_id}/historik/")
    assert look(page, "text-historik") == {}
    page.goto(f"/exempel/texter/{first.text_id}/tva-skrev/?sparning={saved.collided.pk}")
    page.locator(".ed-text").wait_for()
    assert look(page, "text-tva-skrev") == {}


# ---- Nothing typed is lost


SAVED = "Sparat "


def stored(meeting: Meeting, place: int = 0) -> str:
    return meeting.paragraphs.order_by("position")[place].text.html


def writing(page, meeting, place=8):
    """Open a § with nothing in it, the caret in the text."""
    page.goto(address(meeting, place))
    expect(page.locator(".ed-text")).to_be_focused()
    return page


def test_what_is_typed_is_saved_by_itself(cast, meeting, new_page):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.keyboard.type("Det sparar sig självt.")
    expect(page.locator("#saved")).to_contain_text(SAVED)
    expect(page.locator("#session-number")).to_have_text("§\u00a09")
    assert stored(meeting, 8) == "<p>Det sparar sig självt.</p>"


def test_the_network_goes_and_comes_back(cast, meeting, new_page):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.context.set_offline(True)
    page.keyboard.type("Skrivet utan nät.")
    expect(page.locator("#saved")).to_contain_text("Inte sparat, ingen kontakt.")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(SAVED, timeout=15_000)
    assert stored(meeting, 8) == "<p>Skrivet utan nät.</p>"


def test_the_session_ends_and_one_logs_in_in_another_tab(cast, meeting, new_page, live_server):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.type("Skrivet utloggad.")
    expect(page.locator("#saved")).to_contain_text("Inte sparat, du är utloggad.")
    page.context.add_cookies([session_cookie(cast.chief.user, url=live_server.url)])
    expect(page.locator("#saved")).to_contain_text(SAVED, timeout=15_000)
    assert stored(meeting, 8) == "<p>Skrivet utloggad.</p>"


def test_the_browser_is_closed_before_anything_is_saved(cast, meeting, new_page):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.context.set_offline(True)
    page.keyboard.type("Skrivet och stängt.")
    page.keyboard.press("Alt+KeyB")
    page.keyboard.type("notera informationen")
    expect(page.locator("#saved")).to_contain_text("Inte sparat")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.context.set_offline(False)
    again.goto(address(meeting, 8))
    again.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(again.locator("#saved")).to_contain_text(SAVED)
    decisions = meeting.paragraphs.order_by("position")[8].decisions.all()
    assert (stored(meeting, 8), [each.text for each in decisions]) == (
        "<p>Skrivet och stängt.</p>",
        ["notera informationen"],
    )


def test_what_arrived_is_not_offered_again(cast, meeting, new_page):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.keyboard.type("Skrivet i sista stund.")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_label("Rubrik för")).to_have_value("Övriga frågor")
    page.goto(address(meeting, 8))
    expect(page.locator(".ed-text")).to_have_text("Skrivet i sista stund.")
    assert page.get_by_text("Det finns text som inte hann sparas.").count() == 0


def test_two_who_write_in_one_text_both_see_both(cast, meeting, new_page):
    one = writing(new_page(user=cast.chief.user), meeting)
    other = writing(new_page(user=cast.officer.user), meeting)
    one.keyboard.type("Annas text.")
    expect(one.locator("#saved")).to_contain_text(SAVED)
    other.keyboard.type("Saras text.")
    expect(other.get_by_role("heading", name="Två skrev samtidigt")).to_be_visible()
    other.get_by_role("button", name="Spara det valda").click()
    expect(other.locator(".ed-text p")).to_have_text(["Annas text.", "Saras text."])
    assert other.get_by_text("Det finns text som inte hann sparas.").count() == 0


def test_two_who_write_in_different_rows_never_meet(cast, meeting, new_page):
    one = writing(new_page(user=cast.chief.user), meeting)
    other = writing(new_page(user=cast.officer.user), meeting)
    for page, text in ((one, "åka dit"), (other, "stanna hemma")):
        page.keyboard.press("Alt+KeyB")
        page.keyboard.type(text)
        expect(page.locator("#saved")).to_contain_text(SAVED)
    decisions = meeting.paragraphs.order_by("position")[8].decisions.all()
    assert {each.text for each in decisions} == {"åka dit", "stanna hemma"}


def test_ticking_who_is_there_counts_at_once_and_from_this_paragraph_on(cast, meeting, new_page):
    page = writing(new_page(user=cast.chief.user), meeting)
    page.get_by_label("Daniel Haddad", exact=True).first.uncheck()
    expect(page.locator("#session-quorum")).to_contain_text("3 av 4 närvarande")
    row = meeting.attendances.get(person=cast.member)
    there = [is_there(row, each, row.exceptions.all()) for each in meeting.paragraphs.order_by("position")]
    assert there == [True] * 8 + [False] * 3  # the page stands at the ninth §
