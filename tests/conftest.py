"""What every test has: a database of its own, files in a temporary folder, and no browser unless asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import _on_the_demo_day, cast  # noqa: F401  the cast stands ready in every test

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_serialized_rollback"}


def pytest_configure(config: pytest.Config) -> None:
    """Adjust what the settings take from no environment variable."""
    # A hashed name per file needs collectstatic; the tests serve the files as they lie.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    # A server's threads let go of the database with each answer, so that it can be dropped at the end.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        # A file, as in production: the in-memory database of tests knows neither WAL nor waiting for a lock.
        folder = Path(os.environ["FINSAM_TEST_FOLDER"])
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another run has tried already."""
    if config.getoption("--only-database"):
        chosen = [item for item in items if _touches_database(item) and not _is_about_looks(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def _is_about_looks(item: pytest.Item) -> bool:
    """Whether it tries what no database changes: looks, files, who gets in. The journeys go through the whole program."""
    if item.get_closest_marker("pdf") or "/wall/" in item.nodeid or "fault_at_any_width" in item.name:
        return True
    return bool(item.get_closest_marker("browser")) and "/test_journey" not in item.nodeid


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what the journeys printed, their clicks and seconds, though they passed."""
    journeys = [
        report.capstdout
        for report in terminalreporter.getreports("passed")
        if report.when == "call" and "/test_journey" in report.nodeid and report.capstdout
    ]
    if journeys:
        terminalreporter.section("journeys")
        terminalreporter.write("".join(journeys))
