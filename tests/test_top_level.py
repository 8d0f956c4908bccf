"""The project's first folder holds the rooms that the README tells of, and nothing else."""

import subprocess

import pytest
from django.conf import settings

ROOMS = {
    "board", "economy", "finsam", "insatser", "reporting", "requirements", "static", "templates", "tests",
    "Makefile", "README.md", "manage.py", "pyproject.toml",
}  # fmt: skip


def test_nothing_lies_beside_the_rooms():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    names = {path.partition("/")[0] for path in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= ROOMS
