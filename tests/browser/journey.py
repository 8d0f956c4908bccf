"""A journey counts its clicks and its seconds, and prints both."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page


@dataclass
class Journey:
    """One person's way through the program: every click counts, keys are counted apart."""

    page: Page
    name: str
    clicks: int = 0
    keys: int = 0
    started: float = field(default_factory=time.perf_counter)

    def click(self, what: Locator) -> None:
        """Click something in sight."""
        self.clicks += 1
        what.click()

    def press(self, key: str) -> None:
        """Press a key."""
        self.keys += 1
        self.page.keyboard.press(key)

    def tab_to(self, what: Locator, *, most: int = 150) -> None:
        """Go by the Tab key until the thing has the focus."""
        for _ in range(most):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{self.name}: {what} is not reached by Tab")


@contextmanager
def journey(page: Page, name: str) -> Iterator[Journey]:
    """Travel, and print what it took."""
    travelled = Journey(page, name)
    yield travelled
    seconds = time.perf_counter() - travelled.started
    keys = f", {travelled.keys} keys" if travelled.keys else ""
    print(f"\nJourney: {name}: {travelled.clicks} clicks{keys}, {seconds:.1f} s")
