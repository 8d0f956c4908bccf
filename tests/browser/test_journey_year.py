"""Journey 4: from the bookkeeper's file to an adopted årsredovisning, and no stored figure is typed."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from economy.models import Figure
from finsam.models import Job
from reporting.actions.reports import begin_report
from reporting.demo import books, economy, reports
from reporting.models import Report, Section
from reporting.states import ReportKind, ReportState, SectionState
from tests.board.meetings import make_held_meeting
from tests.browser.journey import Journey, journey
from tests.cast import Cast, make_cast
from tests.reporting.figures import load_year
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
MOST_CLICKS = 26  # half of them read the books in


@pytest.fixture
def cast(transactional_db: None, settings: object) -> Cast:
    """A förbund with the year's figures, goals and meeting, and no report."""
    settings.TASKS = AT_ONCE
    cast = make_cast()
    economy.load(association=cast.association, by=cast.chief)
    reports.load_goals(cast.association, cast.chief)
    make_held_meeting(cast)
    return cast


@pytest.fixture
def unbooked(transactional_db: None, settings: object) -> Cast:
    """A förbund with 2020 adopted and a budget of 2021, whose bookkeeper's file has not been read in."""
    settings.TASKS = AT_ONCE
    cast = make_cast()
    cast.association.organisation_number = books.NUMBER
    cast.association.save(update_fields=["organisation_number"])
    economy.load(
        association=cast.association,
        by=cast.chief,
        without=frozenset({(2021, "utfall"), (2021, "utfall-0630")}),
    )
    reports.load_goals(cast.association, cast.chief)
    make_held_meeting(cast)
    return cast


def read_the_books_in(trip: Journey, page: Page, path: Path) -> None:
    """From the start page to the year's books stored: the file, its accounts on lines, all of it or nothing."""
    trip.click(page.get_by_role("link", name="Ekonomi"))
    trip.click(page.get_by_role("link", name="Bokföring"))
    trip.click(page.get_by_role("link", name="Läs in en fil").first)
    page.get_by_label("Fil", exact=True).set_input_files(path)
    trip.clicks += 2  # the browser's own window for files
    trip.click(page.get_by_role("button", name="Granska filen"))
    trip.click(page.get_by_role("link", name="Lägg konton på rader"))
    trip.click(page.get_by_role("link", name="Kommun-Bas"))
    trip.click(page.get_by_role("button", name="Spara kontona"))
    expect(page.get_by_role("row", name="Summa kostnader")).to_contain_text("−4\u00a0666\u00a0391")
    trip.click(page.get_by_role("button", name="Läs in 2021"))
    trip.click(page.get_by_role("link", name="Tillbaka"))
    trip.click(page.get_by_role("link", name="Se bokföringen"))
    expect(page.get_by_text("inläst bokföring")).to_be_visible()


def type_in(page: Page, words: str) -> None:
    page.locator(".ed-text").click()
    page.keyboard.type(words)


def insert_figure(page: Page, words: str, value: str) -> None:
    page.get_by_role("button", name="Infoga uppgift").click()
    page.get_by_label("Sök uppgift").fill(words)
    page.get_by_role("button", name=value).first.click()


def test_from_books_to_an_adopted_report(unbooked, new_page: Callable[..., Page], tmp_path: Path):
    cast, file = unbooked, tmp_path / books.file_name(2021)
    file.write_bytes(books.sie_file(2021))
    page = new_page(user=cast.chief.user)
    page.goto(f"/{cast.association.slug}/")
    with journey(page, "from the bookkeeper's file to an adopted årsredovisning") as trip:
        read_the_books_in(trip, page, file)
        trip.click(page.get_by_role("link", name="Rapporter"))
        trip.click(page.get_by_role("link", name="Ny rapport"))
        trip.click(page.get_by_role("button", name="Börja rapporten"))
        expect(page.get_by_role("heading", name="Ordföranden har ordet")).to_be_visible()
        trip.click(page.get_by_role("link", name=re.compile("God ekonomisk hushållning")))
        type_in(page, "Årets resultat blev ")
        trip.clicks += 2
        insert_figure(page, "årets resultat", "367")
        expect(page.locator(".ed-text data")).to_have_text("367\u00a0609")
        expect(page.locator("#saved")).to_contain_text("Sparat")
        sheet = page.frame_locator(".sheet-frame")
        expect(sheet.locator("data")).to_have_text("367\u00a0609")
        expect(sheet.get_by_role("row", name="Soliditet")).to_contain_text("96,6")
        trip.click(page.get_by_role("button", name="Avsnittet är klart"))
        expect(page.get_by_role("heading", name="Inriktningsmål utifrån förbundsordningen")).to_be_visible()
        page.set_default_timeout(90_000)  # here the worker's part is done in the request
        trip.click(page.get_by_role("button", name="Lämna till styrelsen"))
        trip.click(page.get_by_role("link", name="Fastställ rapporten"))
        page.get_by_label("Paragraf").select_option(index=1)
        trip.click(page.get_by_role("button", name="Fastställ rapporten"))
        expect(page.get_by_text("Klart")).to_be_visible(timeout=60_000)
        trip.click(page.get_by_role("link", name="Tillbaka"))
        expect(page.get_by_text("Fastställd", exact=True).first).to_be_visible()
    assert trip.clicks <= MOST_CLICKS
    assert not Figure.objects.filter(figure_set__key="utfall", figure_set__fiscal_year__year=2021).exists()
    report = Report.objects.get()
    assert report.state == ReportState.ADOPTED
    text = report.sections.get(key="hushallning").text.html
    assert text == '<p>Årets resultat blev <data value="economy.result"></data></p>'
    assert Job.objects.order_by("pk").last().result == report.pdf


def test_the_preview_comes_within_half_a_second(cast, new_page: Callable[..., Page]):
    report = reports.begin_annual(cast.association, cast.chief)
    page = new_page(user=cast.chief.user)
    section = report.sections.get(key="hushallning")
    where = reverse("section_preview", args=[cast.association.slug, section.pk])
    page.goto(where)
    before = time.perf_counter()
    page.goto(where)
    seconds = time.perf_counter() - before
    print(f"\nPreview of a section in the browser: {seconds * 1000:.0f} ms")
    assert seconds < 2  # the aim is half a second; the machine is shared


def test_a_typed_number_is_swapped_with_scripts_off(cast, new_page: Callable[..., Page]):
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    section = report.sections.get(key="handelser")
    page = new_page(user=cast.chief.user, javascript=False)
    page.goto(reverse("section_write", args=[cast.association.slug, report.pk, section.pk]))
    page.locator("textarea[name=text]").fill("Till insatser gick 3 731 400 kronor.")
    page.get_by_role("button", name="Spara avsnittet").click()
    page.get_by_role("button", name="Byt till uppgiften").first.click()
    assert "<data value=" in Section.objects.get(pk=section.pk).text.html
    page.get_by_role("button", name="Avsnittet är klart").click()
    assert Section.objects.get(pk=section.pk).state == SectionState.DONE


def test_sections_are_gone_through_and_moved_by_keyboard(cast, new_page: Callable[..., Page]):
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    first = report.sections.get(key="ordforande")
    page = new_page(user=cast.chief.user)
    page.goto(reverse("section_write", args=[cast.association.slug, report.pk, first.pk]))
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".write-title")).to_have_text("Förvaltningsberättelse")
    page.get_by_text("Ändra avsnittet", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Flytta upp").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#flytta")).to_have_attribute("open", "")
    assert report.sections.filter(parent=None).order_by("position")[0].key == "forvaltningsberattelse"


def test_no_page_has_a_fault_at_any_width(transactional_db, new_page: Callable[..., Page]):
    cast = make_cast()
    report = load_year(cast)
    section = report.sections.get(key="hushallning")
    pages = [
        ("report_detail", [report.pk]), ("report_read", [report.pk]), ("section_write", [report.pk, section.pk]),
        ("goal_list", [2021]), ("indicator_list", [2021]),
    ]  # fmt: skip
    page = new_page(user=cast.chief.user)
    found = {}
    for name, args in pages:
        page.goto(reverse(name, args=[cast.association.slug, *args]))
        page.wait_for_timeout(300)
        found[name] = look(page, name)
    assert found == {name: {} for name, _ in pages}
