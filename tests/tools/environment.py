"""Prepare the environment before Django reads its settings: no file, mail or database of one's own is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.tools.postgresql import TemporaryPostgreSQL

ASKED_FOR = "FINSAM_TEST_DATABASE"
_undo: list[Any] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose its database."""
    group = parser.getgroup("finsam")
    group.addoption(
        "--postgresql",
        action="store_true",
        help=f"run on a PostgreSQL of the suite's own (as {ASKED_FOR}=postgresql)",
    )
    group.addoption(
        "--only-database",
        action="store_true",
        help="leave out what another database cannot change: rules, looks and the soundness of PDF files",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    """Set the environment first of all: pytest-django reads the settings right after."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker inherits what its controller has prepared
        _prepare(
            postgresql=early_config.known_args_namespace.postgresql
            or os.environ.get(ASKED_FOR) == "postgresql"
        )
    return (yield)


def pytest_unconfigure() -> None:
    """Stop what was started and remove what was written, also after a failure."""
    while _undo:
        _undo.pop()()


def _prepare(*, postgresql: bool) -> None:
    folder = Path(
        tempfile.mkdtemp(prefix="finsam-test-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    )
    _undo.append(lambda: shutil.rmtree(folder, ignore_errors=True))
    database_url = f"sqlite:///{folder}/unused.sqlite3"
    if postgresql:
        server = TemporaryPostgreSQL()
        _undo.append(server.stop)
        database_url = server.start()
    os.environ |= {
        "ADMINS": "",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "CONN_MAX_AGE": "0",  # a connection that a server thread keeps would hinder the test database's removal
        "CACHE_URL": "locmemcache://",
        "DATABASE_URL": database_url,
        "DEBUG": "false",
        "EMAIL_URL": "",
        "ENCRYPTION_KEYS": "for-tests-only-and-as-long-as-a-key-should-be",
        "FILES_DIR": str(folder / "files"),
        "FINSAM_DEMO": "false",
        "FINSAM_TEST_FOLDER": str(folder),
        "FINSAM_TODAY": "",
        "S3_BUCKET": "",
        "SECRET_KEY": "for tests only, for tests only, for tests only, for tests only",
        "SECURE": "false",
        "SITE_URL": "http://127.0.0.1:8000",
        "TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
    }
