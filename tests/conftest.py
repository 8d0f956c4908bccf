"""What every test has: a database of its own, files in a temporary folder, and no browser unless asked for."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from tests.cast import _on_the_demo_day, cast  # noqa: F401  the cast stands ready in every test

# A busy machine is no fault: what is slow is told by --durations, not by a red test.
hypothesis.settings.register_profile("finsam", deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.register_profile(
    "large", deadline=None, print_blob=True, max_examples=2_000
)  # for make fuzz
hypothesis.settings.load_profile("finsam")

ALLOCATIONS = 20_000  # between two looks for what is no longer used; Python's 700 cost a tenth of the time
DEAREST = 10  # so many files are named with their seconds
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


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Begin from an earlier run's empty database, where the migrations are the same; `migrate` still goes through it."""
    template = _migrated_template()
    if template and template.exists() and not request.config.getvalue("create_db"):
        shutil.copy(template, settings.DATABASES["default"]["TEST"]["NAME"])
        return True
    return bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_keepdb: bool, django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the newly migrated database for the next run, before any test has written in it."""
    template = _migrated_template()
    if template and not django_db_keepdb:
        with django_db_blocker.unblock():
            _copy_database(template)


def _copy_database(template: Path) -> None:
    from django.db import connection  # noqa: PLC0415  not before Django has read its settings

    template.parent.mkdir(exist_ok=True)
    for older in template.parent.glob("test-template-*.sqlite3"):
        older.unlink(missing_ok=True)
    beside = template.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(beside)])
    beside.replace(template)


def _migrated_template() -> Path | None:
    """Where an empty database with these very migrations lies or shall lie; None where the tests run on another kind."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return None
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256((root / "requirements" / "dev.lock").read_bytes())
    for migration in sorted(root.glob("*/migrations/*.py")):
        digest.update(migration.read_bytes())
    return root / "build" / f"test-template-{digest.hexdigest()[:16]}.sqlite3"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another run has tried already."""
    if config.getoption("--only-database"):
        chosen = [item for item in items if _touches_database(item) and not _is_about_looks(item)]
        kept = set(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = chosen


def pytest_collection_finish() -> None:
    """Look no more for garbage among the program and the ten thousand tests: they live until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, 20, 50)


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def _is_about_looks(item: pytest.Item) -> bool:
    """Whether it tries what no database changes: looks, files, who gets in. The journeys go through the whole program."""
    if item.get_closest_marker("pdf") or item.get_closest_marker("any_database"):
        return True
    if "/wall/" in item.nodeid or "fault_at_any_width" in item.name:
        return True
    return bool(item.get_closest_marker("browser")) and "/test_journey" not in item.nodeid


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what the journeys printed, their clicks and seconds, though they passed, and what each part of the tests cost."""
    if terminalreporter.config.getoption("durations"):
        _show_cost(terminalreporter)
    journeys = [
        report.capstdout
        for report in terminalreporter.getreports("passed")
        if report.when == "call" and "/test_journey" in report.nodeid and report.capstdout
    ]
    if journeys:
        terminalreporter.section("journeys")
        terminalreporter.write("".join(journeys))


def _show_cost(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the seconds of each folder of tests, and of the dearest files, over all the processes that shared them."""
    folders: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                path = report.nodeid.partition("::")[0]
                files[path] += report.duration
                folders[path.rpartition("/")[0]] += report.duration
    terminalreporter.section("what each part cost")
    for name, seconds in [*folders.most_common(), *files.most_common(DEAREST)]:
        terminalreporter.write_line(f"{seconds:8.1f} s  {name}")
