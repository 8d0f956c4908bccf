"""finsam/security.md has every number of the standard, and each test that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.cast import client_of

ROOT = Path(__file__).resolve().parent.parent
# Level 1 and 2 of version 5.0: how many in each section, numbered from 1.
SECTIONS = {
    "V1": (2, 9, 11, 3, 2),
    "V2": (3, 3, 4, 1),
    "V3": (0, 2, 4, 6, 5, 0, 2),
    "V4": (3, 1, 2, 4),
    "V5": (1, 3, 2, 3),
    "V6": (3, 12, 4, 4, 5, 3, 0, 4),
    "V7": (3, 4, 2, 5, 2, 2),
    "V8": (2, 3, 1, 1),
    "V9": (3, 4),
    "V10": (2, 2, 4, 11, 5, 2, 3),
    "V11": (2, 3, 3, 4, 1, 1),
    "V12": (3, 2, 4),
    "V13": (1, 5, 2, 5),
    "V14": (2, 4, 3),
    "V15": (3, 3, 7),
    "V16": (1, 5, 4, 3, 3),
    "V17": (1, 4, 2),
}
WANTED = [
    f"{chapter}.{section}.{number}"
    for chapter, counts in SECTIONS.items()
    for section, count in enumerate(counts, start=1)
    for number in range(1, count + 1)
]
SAYS_WHY = ("**No**", "**Yours**", "**Not met**")


def lines() -> list[tuple[list[str], str, str]]:
    """The table's lines: the numbers, what is said, and where it is shown."""
    written = (ROOT / "finsam" / "security.md").read_text(encoding="utf-8")
    cells = [line.strip("| ").split("|") for line in written.splitlines() if line.startswith("| V")]
    return [(numbers_of(each[0]), each[1], "".join(each[2:])) for each in cells]


def numbers_of(cell: str) -> list[str]:
    found = []
    for part in cell.split(","):
        first, _, last = part.strip().partition("–")
        section, _, start = first.rpartition(".")
        found += [f"{section}.{n}" for n in range(int(start), int((last or first).rpartition(".")[2]) + 1)]
    return found


def test_every_number_of_the_standard_has_one_line():
    written = [number for numbers, _, _ in lines() for number in numbers]
    assert sorted(written) == sorted(WANTED)


@pytest.mark.parametrize(("numbers", "what", "where"), lines(), ids=lambda value: str(value)[:20])
def test_each_line_names_a_test_that_exists_or_says_why_not(numbers, what, where):
    named = re.findall(r"`(tests/[^`]+)`", where)
    assert named or any(word in what for word in SAYS_WHY) or ".env.example" in what
    for each in named:
        path, _, name = each.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert not name or name in tests, each


@pytest.mark.django_db
def test_every_page_carries_what_browsers_need_to_know(cast, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    for page in ("/", f"/{cast.association.slug}/", "/finns-inte/"):
        headers = client_of(cast.chief).get(page, secure=True).headers
        policy = headers["Content-Security-Policy"]
        wanted = ("object-src 'none'", "base-uri 'none'", "script-src 'self'", "frame-ancestors 'self'")
        assert [each for each in wanted if each not in policy] == []
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
        assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")
        assert headers["Content-Type"] == "text/html; charset=utf-8"
