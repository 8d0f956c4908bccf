"""A passkey in a browser that has one: added by kansliet, used to log in, and as the second step after a mailed code."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def office_page(cast, new_page) -> Page:
    """The förbundschef's browser, with a finger always on the reader."""
    cache.clear()
    page = new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    log_in_by_code(page, cast.chief.email, to="/konto/2fa/")
    return page


def log_in_by_code(page: Page, email: str, *, to: str) -> None:
    page.goto(f"/konto/login/code/?next={to}")
    page.get_by_label("E-postadress").fill(email)
    page.get_by_role("button", name="Skicka koden").click()
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert found
    page.get_by_label("Kod").fill(found.group())
    page.get_by_role("button", name="Logga in").click()


def add_passkey(page: Page) -> None:
    page.get_by_role("link", name="Lägg till en passnyckel").click()
    page.get_by_label("Namn").fill("Kansliets dator")
    page.get_by_role("button", name="Lägg till passnyckeln").click()
    expect(page.get_by_text("Passnyckeln är tillagd.")).to_be_visible()


def log_out(page: Page) -> None:
    page.goto("/konto/logout/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page).to_have_url(re.compile(r"/$"))


def test_kansliet_adds_a_passkey_and_logs_in_by_it_alone(cast, office_page):
    add_passkey(office_page)
    expect(office_page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    log_out(office_page)
    office_page.goto(f"/konto/login/code/?next=/{cast.association.slug}/forbundet/")
    office_page.get_by_role("button", name="Logga in med passnyckel").click()
    expect(office_page.get_by_role("heading", level=1)).to_have_text("Förbundet")


def test_after_the_mailed_code_the_passkey_is_asked_for(cast, office_page):
    add_passkey(office_page)
    log_out(office_page)
    log_in_by_code(office_page, cast.chief.email, to=f"/{cast.association.slug}/forbundet/")
    expect(office_page.get_by_role("heading", level=1)).to_have_text("Visa att det är du")
    assert look(office_page, "second_step") == {}
    office_page.get_by_role("button", name="Använd passnyckeln").click()
    expect(office_page.get_by_role("heading", level=1)).to_have_text("Förbundet")


def test_an_address_of_numbers_says_where_passkeys_work(page, live_server):
    page.goto(f"{live_server.url.replace('localhost', '127.0.0.1')}/konto/login/code/")
    expect(page.get_by_text("Passnycklar fungerar inte på 127.0.0.1.")).to_be_visible()
