"""The suite's own tools keep what they promise."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

SAYS = {"sqlite": ("PRAGMA journal_mode", "wal"), "postgresql": ("SHOW fsync", "off")}


def test_files_are_stored_in_a_folder_of_the_run():
    assert settings.STORAGES["default"]["OPTIONS"]["location"] == str(
        Path(os.environ["FINSAM_TEST_FOLDER"]) / "files"
    )


@pytest.mark.django_db
def test_the_database_is_the_one_the_suite_prepared():
    question, answer = SAYS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone() == (answer,)
