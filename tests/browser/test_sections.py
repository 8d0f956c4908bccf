"""Writing a section of a report: a session that ends, two who write at once, and the pages after adopting."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from reporting.actions import reports, sections
from reporting.models import Report, Section
from reporting.states import ReportKind
from tests.cast import Cast, make_cast
from tests.reporting.test_report_pages import adopted
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> Report:
    return reports.begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)


def first(plan: Report) -> Section:
    return plan.sections.select_related("text").filter(parent=None).order_by("position")[0]


def open_first(page: Page, plan: Report) -> None:
    page.goto(reverse("section_write", args=[plan.association.slug, plan.pk, first(plan).pk]))
    page.locator(".running[data-ready]").wait_for()


def type_in(page: Page, words: str) -> None:
    page.locator(".ed-text").click()
    page.keyboard.type(words)


def log_in_by_code(page: Page, email: str) -> None:
    page.get_by_label("E-post").fill(email)
    page.get_by_role("button", name="Skicka kod").click()
    found = re.search(r"\b\d{6}\b", f"{mail.outbox[-1].subject} {mail.outbox[-1].body}")
    assert found
    page.get_by_label("Kod").fill(found.group())
    page.get_by_role("button", name="Logga in").click()


def test_a_session_that_ends_in_the_middle_of_a_section_loses_nothing(
    cast, plan, new_page: Callable[..., Page]
):
    page = new_page(user=cast.chief.user)
    open_first(page, plan)
    page.context.clear_cookies(name="sessionid")
    type_in(page, "Skrivet utloggad.")
    expect(page.locator("#saved")).to_contain_text("utloggad")
    page.get_by_role("button", name="Avsnittet är klart").click()
    log_in_by_code(page, cast.chief.email)
    expect(page.locator(".write-title")).to_have_text(first(plan).heading)
    page.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(page.locator("#saved")).to_contain_text("Sparat")
    assert first(plan).text.html == "<p>Skrivet utloggad.</p>"


def test_two_who_write_in_a_section_keep_both_texts(cast, plan, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    open_first(page, plan)
    sections.write_section(section=first(plan), html="<p>Det första.</p>", base_version="0", by=cast.officer)
    type_in(page, "Det andra.")
    expect(page.get_by_role("heading", name=re.compile("skrev"))).to_be_visible()
    assert look(page, "section-conflict") == {}
    page.get_by_role("button", name="Spara det valda").click()
    expect(page.get_by_text("Det du valde är sparat.")).to_be_visible()
    assert first(plan).text.html == "<p>Det första.</p><p>Det andra.</p>"


def test_the_pages_after_adopting_have_no_fault_at_any_width(cast, plan, new_page: Callable[..., Page]):
    sections.add_section(report=plan, heading="Underskrifter", block="signatures", by=cast.chief)
    row = reports.publish(report=adopted(cast, plan), by=cast.chief)
    page = new_page(user=cast.chair.user)
    page.goto(reverse("report_sign", args=[cast.association.slug, row.pk]))
    faults = {"sign": look(page, "report-sign")}
    page.get_by_role("button", name="Signera").click()
    faults["code"] = look(page, "report-sign-code")
    page.goto(reverse("public_report", args=[cast.association.slug, row.pk]))
    faults["public"] = look(page, "report-public")
    assert faults == {"sign": {}, "code": {}, "public": {}}
