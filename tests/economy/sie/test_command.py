"""`manage.py import_sie FILE --preview`."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from economy.sie.preview import preview_of_file
from economy.sie.reader import read
from tests.economy.sie.samples import YEAR, changed, line_of


def _printed(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_sie", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_preview_prints_what_was_read_as_json() -> None:
    found = json.loads(_printed(YEAR, "--preview", "--format", "json"))
    assert found == preview_of_file(read(YEAR))
    assert (found["kind"], found["counts"]["TRANS"], found["sums"]["closing"], found["is_accepted"]) == (
        "4E", 9, "648999.50", True,
    )  # fmt: skip


def test_errors_come_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "fel.se"
    path.write_bytes(changed(("#VER B 2 20211231", "#VER B 2 20210229")))
    (error,) = json.loads(_printed(path, "--preview", "--format", "json"))["errors"]
    assert (error["line"], error["record"], error["found"], error["severity"]) == (
        line_of("#VER B 2 20211231"),
        "VER",
        "20210229",
        "error",
    )


def test_the_text_ends_with_whether_the_file_can_be_imported() -> None:
    assert _printed(YEAR, "--preview").splitlines()[-1] == "Filen kan importeras."


def test_what_is_no_sie_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "tom.se"
    path.write_bytes(b"")
    assert _printed(path, "--preview").splitlines()[-2:] == [
        "Fel: Filen är tom.",
        "Filen kan inte importeras.",
    ]


def test_a_file_that_is_not_there_is_told_in_a_sentence() -> None:
    with pytest.raises(CommandError, match=r"^Filen kan inte öppnas: "):
        _printed("finns-inte.se", "--preview")
