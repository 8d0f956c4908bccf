"""A browser for each process, a clean page for each test, and no fault that passes unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from finsam.models import User
from tests.tools.chromium import HEIGHTS, chromium

PATIENCE = 30_000  # milliseconds; two cores do several things at once


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong unseen: script errors, breaches of the policy, answers of 500. A test that expects one clears it."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_page(browser: Browser, live_server, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a browser profile of its own: `new_page(width=390, javascript=False, user=chair)`."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, javascript: bool = True, user: User | None = None) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            has_touch=width < 1000,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        _listen(page, faults)
        if user:
            context.add_cookies([session_cookie(user, url=live_server.url)])
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page at 1280 px, logged out."""
    return new_page()


@pytest.fixture
def page_without_javascript(new_page: Callable[..., Page]) -> Page:
    """The same with JavaScript off."""
    return new_page(javascript=False)


def session_cookie(user: User, *, url: str) -> dict[str, str]:
    """A session of the user's, for tests in which logging in is not the point."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def _listen(page: Page, faults: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(f"console: {message.text}")

    def response(answer: Response) -> None:
        if answer.status >= 500:
            faults.append(f"{answer.status}: {answer.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("response", response)
