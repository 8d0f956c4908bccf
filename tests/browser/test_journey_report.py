"""Journey 3: an insatsägare who comes twice a year writes the årsrapport in the browser, leaves it half done, finds it whole."""

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from finsam import clock
from insatser.actions.opening import open_reports
from insatser.models import InsatsReport
from insatser.states import ReportState
from tests.browser.journey import journey
from tests.cast import Cast, make_cast
from tests.insatser.reports import granted, make_insats, section_of, submitted, write_costs
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JANUARY = dt.datetime(2022, 1, 17, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def opened(transactional_db: None, settings: object) -> tuple[Cast, InsatsReport]:
    """A report that awaits its contact, who has had a mail."""
    cast = make_cast()
    insats = make_insats(cast)
    granted(cast, insats)
    with clock.standing_at(JANUARY):
        [report] = open_reports(
            association=cast.association,
            year=2021,
            tells_contacts=True,
            due_on=dt.date(2022, 4, 30),
            by=cast.chief,
        )
    return cast, report


def link_in_the_mail(cast: Cast) -> str:
    letter = next(letter for letter in mail.outbox if letter.to == [cast.contact.email])
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found
    return found.group(1)


def log_in_by_code(page: Page, cast: Cast) -> None:
    page.get_by_label("E-post").fill(cast.contact.email)
    page.get_by_role("button", name="Skicka kod").click()
    found = re.search(r"\b\d{6}\b", f"{mail.outbox[-1].subject} {mail.outbox[-1].body}")
    assert found
    page.get_by_label("Kod").fill(found.group())
    page.get_by_role("button", name="Logga in").click()


def address(report: InsatsReport, number: int) -> str:
    return f"/exempel/insatser/rapporter/{report.pk}/avsnitt/{number}/"


def saved(page: Page) -> None:
    expect(page.locator("#report-saved")).to_have_text(re.compile(r"^Sparat"))


def running_text(page: Page, label: str, *, javascript: bool = True):
    """The editor of a question when it has come, or its plain textarea with JavaScript off."""
    fields = page.get_by_role("textbox", name=re.compile(label))
    return page.locator(".ed-text").and_(fields) if javascript else fields


def answer(report: InsatsReport, key: str) -> str:
    answers = section_of(report, int(key[0])).answers.all()
    return next(each.text.html for each in answers if each.key == key)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_is_left_half_done_and_found_whole(new_page, opened, javascript):
    cast, report = opened
    how = "with" if javascript else "without"
    page = new_page(javascript=javascript)
    with journey(page, f"write half of the årsrapport, {how} scripts") as trip:
        trip.clicks += 1  # the link in the mail
        page.goto(link_in_the_mail(cast))
        log_in_by_code(page, cast)
        trip.click(page.get_by_role("link", name="Börja skriva"))
        expect(page.get_by_text("Förkorta sjukskrivningen.")).to_be_visible()  # the goals are there
        page.get_by_role("radio", name="Delvis").first.check()
        page.get_by_label("Utfall för mål 1").fill("Hälften har en plan.")
        running_text(page, "4.3", javascript=javascript).first.fill("Pandemin tog tid.")
        trip.click(page.get_by_role("button", name="Spara och stäng"))
        expect(page.get_by_text("Du kan fortsätta en annan dag.")).to_be_visible()
    page = new_page(javascript=javascript, user=cast.contact.user)
    with journey(page, f"find it whole and hand it in, {how} scripts") as trip:
        page.goto(f"/exempel/insatser/rapporter/{report.pk}/")
        trip.click(page.get_by_role("link", name="Fortsätt skriva"))
        expect(page.get_by_role("radio", name="Delvis").first).to_be_checked()
        expect(page.get_by_label("Utfall för mål 1")).to_have_value("Hälften har en plan.")
        trip.click(page.get_by_role("link", name=re.compile("6 Ekonomi")))
        page.get_by_label("Löner, budget").fill("374448")
        page.get_by_label("Löner, utfall").fill("374 448")
        trip.click(page.get_by_role("button", name=re.compile("Spara och gå till 7")))
        expect(page.get_by_text("Budgeten är 80 552 kr lägre än vad styrelsen beviljade.")).to_be_visible()
        expect(page.get_by_text("5.1 Effekter saknar svar.")).to_be_visible()
        page.get_by_label("Ort").first.fill("Exempelby")
        trip.click(page.get_by_role("button", name="Lämna rapporten"))
        expect(page.get_by_text("Rapporten är inlämnad.")).to_be_visible()
        assert trip.clicks <= 5
    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert answer(report, "4.3") == "<p>Pandemin tog tid.</p>"


def test_what_is_typed_saves_itself_and_the_sums_follow(new_page, opened):
    cast, report = opened
    page = new_page(user=cast.contact.user)
    page.goto(address(report, 6))
    page.get_by_label("Löner, budget").fill("374 448")
    saved(page)
    expect(page.locator("#cost-sum")).to_contain_text("374 448")
    expect(page.get_by_text("Beviljat 455 000, budget 374 448")).to_be_visible()
    page.get_by_label("Löner, utfall").fill("404 315,57")
    expect(page.locator("#cost-sum")).to_contain_text("404 315,57")
    page.reload()
    expect(page.get_by_label("Löner, utfall")).to_have_value("404\u00a0315,57")


def test_a_kostnadsslag_gets_a_row_more_and_nothing_typed_is_lost(new_page, opened):
    cast, report = opened
    page = new_page(user=cast.contact.user)
    page.goto(address(report, 6))
    page.get_by_label("Resor, budget").fill("10 000")
    page.get_by_role("button", name="Ny rad för resor").click()
    expect(page.get_by_label("Resor, budget")).to_have_count(2)
    expect(page.get_by_label("Resor, budget").first).to_have_value("10\u00a0000")


def test_one_writes_by_keyboard_alone(new_page, opened):
    cast, report = opened
    page = new_page(user=cast.contact.user)
    with journey(page, "write the årsrapport's goals, by keyboard") as trip:
        page.goto(f"/exempel/insatser/rapporter/{report.pk}/")
        trip.tab_to(page.get_by_role("link", name="Börja skriva"))
        trip.press("Enter")
        trip.tab_to(page.get_by_role("radio", name="Ja").first)
        trip.press("Space")
        trip.tab_to(page.get_by_label("Utfall för mål 1"))
        page.keyboard.type("Alla har en plan.")
        saved(page)
        trip.tab_to(page.get_by_role("button", name="Spara och stäng"))
        trip.press("Enter")
        expect(page.get_by_text("Du kan fortsätta en annan dag.")).to_be_visible()
    goal = section_of(report, 4).goals.first()
    assert (goal.reached, goal.outcome) == ("ja", "Alla har en plan.")


def test_a_lost_session_loses_nothing(new_page, opened):
    cast, report = opened
    page = new_page(user=cast.contact.user)
    page.goto(address(report, 5))
    page.context.clear_cookies(name="sessionid")
    running_text(page, "5.1").first.fill("Skrivet utloggad.")
    expect(page.locator("#report-saved")).to_contain_text("utloggad")
    page.goto(address(report, 5))
    log_in_by_code(page, cast)
    page.get_by_role("button", name=re.compile("Ta tillbaka|Hämta tillbaka|Lägg in|Återställ")).first.click()
    saved(page)
    assert answer(report, "5.1") == "<p>Skrivet utloggad.</p>"


def test_two_contacts_at_once_lose_nothing(new_page, opened):
    cast, report = opened
    one, two = new_page(user=cast.contact.user), new_page(user=cast.officer.user)
    one.goto(address(report, 5))
    two.goto(address(report, 5))
    running_text(one, "5.1").first.fill("Det första.")
    saved(one)
    running_text(two, "5.1").first.fill("Det andra.")
    expect(two.get_by_role("heading", name="Två skrev samtidigt")).to_be_visible()
    assert look(two, "report-conflict") == {}
    two.get_by_role("button", name="Spara det valda").click()
    expect(two.get_by_text("Det du valde är sparat.")).to_be_visible()
    assert answer(report, "5.1") == "<p>Det första.</p><p>Det andra.</p>"


def test_two_who_write_in_different_questions_do_not_notice_each_other(new_page, opened):
    cast, report = opened
    one, two = new_page(user=cast.contact.user), new_page(user=cast.officer.user)
    one.goto(address(report, 5))
    two.goto(address(report, 5))
    running_text(one, "5.1").first.fill("Det första.")
    saved(one)
    running_text(two, "5.2").first.fill("Det andra.")
    saved(two)
    assert (answer(report, "5.1"), answer(report, "5.2")) == ("<p>Det första.</p>", "<p>Det andra.</p>")


def test_the_pages_of_writing_have_no_fault_at_any_width(new_page, opened):
    cast, report = opened
    write_costs(cast, report)
    page = new_page(user=cast.contact.user)
    faults = {}
    for number in range(1, 7):
        page.goto(address(report, number))
        faults[number] = look(page, f"report-section-{number}")
    page.goto(f"/exempel/insatser/rapporter/{report.pk}/")
    faults["whole"] = look(page, "report-whole")
    page.goto(f"/exempel/insatser/rapporter/{report.pk}/lamna/")
    faults["submit"] = look(page, "report-submit")
    page.goto("/exempel/mina-insatser/")
    faults["mine"] = look(page, "report-mine")
    page.goto(f"/exempel/insatser/{report.insats_id}/")
    faults["insats"] = look(page, "report-insats-contact")
    assert faults == {name: {} for name in faults}


def test_the_pages_of_the_office_have_no_fault_at_any_width(new_page, opened):
    cast, report = opened
    write_costs(cast, report)
    submitted(cast, report)
    page = new_page(user=cast.chief.user)
    pages = {
        "list": "/exempel/insatser/?ar=2021",
        "insats": f"/exempel/insatser/{report.insats_id}/",
        "add": "/exempel/insatser/ny/",
        "grant": f"/exempel/insatser/{report.insats_id}/medel/",
        "counts": f"/exempel/insatser/{report.insats_id}/deltagare/",
        "reports": "/exempel/insatser/rapporter/?ar=2021",
        "open": "/exempel/insatser/rapporter/oppna/",
        "report": f"/exempel/insatser/rapporter/{report.pk}/",
        "return": f"/exempel/insatser/rapporter/{report.pk}/skicka-tillbaka/",
        "approve": f"/exempel/insatser/rapporter/{report.pk}/godkann/",
        "versions": f"/exempel/insatser/rapporter/{report.pk}/versioner/",
    }
    faults = {}
    for name, url in pages.items():
        page.goto(url)
        faults[name] = look(page, f"report-office-{name}")
    assert faults == {name: {} for name in pages}
