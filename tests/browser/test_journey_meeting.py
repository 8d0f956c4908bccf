"""Journey 1: last meeting's agenda is copied, the protocol is written while people talk, and it is ready when all rise."""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from board.documents.assemble_attendance import sittings_of
from board.models import Meeting
from board.states import MeetingState, ParagraphKind, ProtocolState, RsvpAnswer
from tests.cast import Cast, make_cast
from tests.factories import make_meeting, make_paragraph

pytestmark = pytest.mark.browser

AGENDA = [
    ("Sammanträdet öppnas", ParagraphKind.OPENING, ""),
    ("Val av justerare", ParagraphKind.ADJUSTERS, ""),
    ("Föregående protokoll", ParagraphKind.PREVIOUS, "lägga protokollet till handlingarna"),
    ("Ekonomisk rapport", ParagraphKind.INFORMATION, "notera informationen"),
    ("Medverkan vid årsmötet", ParagraphKind.MATTER, ""),
    ("Sammanträdet avslutas", ParagraphKind.CLOSING, ""),
]
OPENING = "Ordföranden hälsade alla välkomna och öppnade sammanträdet."
REPORT = "Förbundschefen redogjorde för utfallet till och med februari."


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A förbund whose board has met once, with standing ärenden on the agenda."""
    cast = make_cast()
    last = make_meeting(
        body=cast.board, held_on=dt.date(2022, 2, 25), state=MeetingState.CLOSED, chair=cast.chair, secretary=cast.chief,
        closed_at=dt.datetime(2022, 2, 25, 10, tzinfo=dt.UTC),
    )  # fmt: skip
    for place, (heading, kind, proposal) in enumerate(AGENDA, start=1):
        make_paragraph(
            meeting=last, heading=heading, kind=kind, proposal=proposal, position=place, number=place
        )
    return cast


class Hand:
    """Does what a hand does, and counts it; typing running text is counted in its own right."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys, self.started = page, 0, 0, time.monotonic()

    def click(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name).first.click(timeout=60_000)  # a kallelse is typeset on the way
        self.clicks += 1

    def tick(self, name: str, within: str = "main") -> None:
        self.page.locator(within).get_by_label(name, exact=True).first.check()
        self.clicks += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def tab_to(self, name: str, most: int = 90) -> None:
        """Go by Tab until the named control has the focus."""
        for _ in range(most):
            self.press("Tab")
            found = self.page.evaluate(
                "() => { const e = document.activeElement; return (e.getAttribute('aria-label') || e.labels?.[0]?.textContent"
                " || e.textContent || '').trim() }"
            )
            if found.startswith(name):
                return
        raise AssertionError(f"No way by Tab to {name!r}.")

    def report(self, manner: str) -> None:
        seconds = time.monotonic() - self.started
        print(
            f"\nResa 1, {manner}: {self.clicks} klick, {self.keys} tangenttryck utöver texten, {seconds:.1f} sekunder."
        )


def _came_out_right(cast: Cast) -> None:
    meeting = Meeting.objects.get(body=cast.board, held_on__gt=dt.date(2022, 2, 25))
    rows = meeting.paragraphs.select_related("text").prefetch_related("decisions").order_by("position")
    written = [(row.number, [each.text for each in row.decisions.all()]) for row in rows]
    first = rows[0].number
    assert (meeting.state, meeting.protocols.get().state) == (MeetingState.CLOSED, ProtocolState.DRAFT)
    assert written == [
        (first, []),
        (first + 1, ["välja Solveig Åström att jämte ordföranden justera protokollet"]),
        (first + 2, ["lägga protokollet till handlingarna"]),
        (first + 3, ["notera informationen"]),
        (first + 4, ["uppdra till förbundschefen att ta fram informationsmaterial"]),
        (first + 5, []),
    ]
    assert (rows[0].text.html, rows[3].text.html) == (f"<p>{OPENING}</p>", f"<p>{REPORT}</p>")
    decision = rows[4].decisions.get()
    assert (list(decision.assignees.all()), decision.due_on) == ([cast.chief], dt.date(2022, 5, 27))
    assert [each.person for each in meeting.adjusters.all()] == [cast.adjuster]
    assert meeting.attendances.filter(is_present=True).count() == 5


def _the_day_comes(page: Page, settings) -> None:
    expect(page.get_by_role("link", name="Öppna mötet")).to_be_visible(timeout=60_000)
    settings.FINSAM_TODAY = Meeting.objects.latest("held_on").held_on.isoformat()
    page.reload()


def _at(page: Page, heading: str) -> None:
    expect(page.get_by_label("Rubrik för")).to_have_value(heading)


def test_by_mouse(cast, settings, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    page.goto("/exempel/sammantraden/")
    hand = Hand(page)
    hand.click("Kopiera förra sammanträdet")
    hand.click("Skicka kallelsen", "link")
    hand.click("Skicka kallelsen")
    _the_day_comes(page, settings)
    hand.click("Öppna mötet")
    _at(page, "Sammanträdet öppnas")
    hand.click("Alla ledamöter är här")
    expect(page.get_by_text("Beslutsför.")).to_be_visible()
    expect(page.locator(".ed-text")).to_be_focused()
    page.keyboard.type(OPENING)
    hand.click("Nästa:")
    _at(page, "Val av justerare")
    hand.tick("Solveig Åström", ".adjusters")
    hand.click("Nästa:")
    _at(page, "Föregående protokoll")
    hand.click("Besluta enligt förslaget")
    hand.click("Nästa:")
    _at(page, "Ekonomisk rapport")
    hand.click("Besluta enligt förslaget")
    expect(page.locator(".ed-text")).to_be_focused()
    page.keyboard.type(REPORT)
    hand.click("Nästa:")
    _at(page, "Medverkan vid årsmötet")
    page.get_by_label("Ny att-sats", exact=True).click()
    hand.clicks += 1
    page.keyboard.type("uppdra till förbundschefen att ta fram informationsmaterial")
    page.keyboard.press("Tab")
    page.keyboard.type("förbundschefen")
    page.keyboard.press("Tab")
    page.keyboard.type("27 maj")
    hand.click("Nästa:")
    _at(page, "Sammanträdet avslutas")
    hand.click("Avsluta mötet")
    expect(page.get_by_role("heading", name="Mötet är avslutat")).to_be_visible()
    expect(page.get_by_role("link", name="Skicka för justering")).to_be_visible()
    hand.report("mus")
    _came_out_right(cast)
    assert hand.clicks <= 16


def test_by_keyboard_alone(cast, settings, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    page.goto("/exempel/sammantraden/")
    hand = Hand(page)
    hand.tab_to("Kopiera förra sammanträdet")
    hand.press("Enter")
    page.wait_for_url("**/sammantraden/*/")
    hand.tab_to("Skicka kallelsen")
    hand.press("Enter")
    page.wait_for_url("**/kallelse/", timeout=60_000)
    hand.tab_to("Skicka kallelsen")
    hand.press("Enter")
    _the_day_comes(page, settings)
    hand.tab_to("Öppna mötet")
    hand.press("Enter")
    page.wait_for_url("**/protokoll/*/")
    _at(page, "Sammanträdet öppnas")
    expect(page.locator(".ed-text")).to_be_focused()
    for _ in range(60):  # back to the list of those who are there
        hand.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.textContent.trim()") == "Alla ledamöter är här":
            break
    hand.press("Enter")
    expect(page.get_by_text("Beslutsför.")).to_be_visible()
    expect(page.locator(".ed-text")).to_be_focused()
    page.keyboard.type(OPENING)
    hand.press("Alt+ArrowDown")
    _at(page, "Val av justerare")
    expect(page.locator(".ed-text")).to_be_focused()
    hand.tab_to("Solveig Åström")
    hand.press("Space")
    hand.press("Alt+ArrowDown")
    _at(page, "Föregående protokoll")
    expect(page.locator(".ed-text")).to_be_focused()
    hand.press("Alt+KeyF")
    hand.press("Enter")
    hand.press("Alt+ArrowDown")
    _at(page, "Ekonomisk rapport")
    expect(page.locator(".ed-text")).to_be_focused()
    page.keyboard.type(REPORT)
    hand.press("Alt+KeyB")
    page.keyboard.type("notera informationen")
    hand.press("Alt+ArrowDown")
    _at(page, "Medverkan vid årsmötet")
    expect(page.locator(".ed-text")).to_be_focused()
    hand.press("Alt+KeyB")
    page.keyboard.type("uppdra till förbundschefen att ta fram informationsmaterial")
    hand.press("Enter")
    page.keyboard.type("förbundschefen")
    hand.press("Enter")
    page.keyboard.type("2022-05-27")
    hand.press("Alt+ArrowDown")
    _at(page, "Sammanträdet avslutas")
    expect(page.locator(".ed-text")).to_be_focused()
    hand.press("Alt+ArrowDown")
    expect(page.get_by_role("heading", name="Mötet är avslutat")).to_be_visible()
    hand.report("tangentbord")
    _came_out_right(cast)
    assert hand.clicks == 0


def test_with_javascript_off(cast, settings, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user, javascript=False)
    page.goto("/exempel/sammantraden/")
    hand = Hand(page)
    hand.click("Kopiera förra sammanträdet")
    hand.click("Skicka kallelsen", "link")
    hand.click("Skicka kallelsen")
    _the_day_comes(page, settings)
    hand.click("Öppna mötet")
    hand.click("Alla ledamöter är här")
    page.get_by_label("Redogörelse").fill(OPENING)
    hand.click("Nästa:")
    hand.tick("Solveig Åström", ".adjusters")
    hand.click("Nästa:")
    hand.click("Besluta enligt förslaget")
    hand.click("Nästa:")
    page.get_by_label("Redogörelse").fill(REPORT)
    hand.click("Besluta enligt förslaget")
    hand.click("Nästa:")
    page.get_by_label("Ny att-sats", exact=True).fill(
        "uppdra till förbundschefen att ta fram informationsmaterial"
    )
    page.get_by_label("Vem, ny att-sats").fill("Förbundschefen")
    page.get_by_label("Senast, ny att-sats").fill("27/5 2022")
    hand.click("Nästa:")
    hand.click("Avsluta mötet")
    expect(page.get_by_role("heading", name="Mötet är avslutat")).to_be_visible()
    hand.report("utan JavaScript")
    _came_out_right(cast)
    assert hand.clicks <= 16


# ---- One comes late, one is jävig, one is replaced


def _all_have_answered(cast: Cast) -> None:
    """The answers to the kallelse: the vice chair cannot come and her ersättare does, the last ledamot comes later."""
    meeting = Meeting.objects.latest("held_on")
    answers = {
        cast.chair: RsvpAnswer.COMING, cast.member: RsvpAnswer.COMING, cast.adjuster: RsvpAnswer.WAITING,
        cast.vice: RsvpAnswer.ABSENT, cast.deputy: RsvpAnswer.COMING,
    }  # fmt: skip
    for person, answer in answers.items():
        meeting.invitations.filter(person=person).update(answer=answer)


def test_with_one_who_comes_late_one_who_is_javig_and_one_ersattare(
    cast, settings, new_page: Callable[..., Page]
):
    page = new_page(user=cast.chief.user)
    page.goto("/exempel/sammantraden/")
    hand = Hand(page)
    hand.click("Kopiera förra sammanträdet")
    hand.click("Skicka kallelsen", "link")
    hand.click("Skicka kallelsen")
    _the_day_comes(page, settings)
    _all_have_answered(cast)
    hand.click("Öppna mötet")
    _at(page, "Sammanträdet öppnas")
    expect(page.get_by_text("Beslutsför.")).to_be_visible()
    expect(page.locator(".ed-text")).to_be_focused()
    page.keyboard.type(OPENING)
    hand.click("Nästa:")
    _at(page, "Val av justerare")
    hand.tick("Solveig Åström", "#narvaro")  # she comes now
    hand.tick("Solveig Åström", ".adjusters")
    hand.click("Nästa:")
    _at(page, "Föregående protokoll")
    hand.click("Besluta enligt förslaget")
    hand.click("Nästa:")
    _at(page, "Ekonomisk rapport")
    hand.click("Besluta enligt förslaget")
    hand.click("Nästa:")
    _at(page, "Medverkan vid årsmötet")
    hand.click(f"Jäv här, {cast.member.name}")
    expect(page.get_by_role("button", name=f"Ångra jäv för {cast.member.name}")).to_be_visible()
    hand.press("Alt+KeyB")
    page.keyboard.type("uppdra till förbundschefen att ta fram informationsmaterial")
    hand.click("Nästa:")
    _at(page, "Sammanträdet avslutas")
    hand.click("Avsluta mötet")
    expect(page.get_by_role("heading", name="Mötet är avslutat")).to_be_visible()
    hand.report("med sen, jävig och ersättare")
    _sat_right(cast)
    assert hand.clicks <= 15


def _sat_right(cast: Cast) -> None:
    meeting = Meeting.objects.latest("held_on")
    sittings = sittings_of(meeting, list(meeting.paragraphs.order_by("position")))
    decided = [{row.person for row in each.deciding} for each in sittings]
    everyone = {cast.chair, cast.deputy, cast.member}
    late = everyone | {cast.adjuster}
    assert decided == [everyone, late, late, late, late - {cast.member}, late]
    assert [each.chair.person for each in sittings] == [cast.chair] * 6
