"""The README's house and its words say what the folders and the code say."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("finsam", "board", "insatser", "economy", "reporting")


def _part(heading: str) -> str:
    text = (ROOT / "README.md").read_text()
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _rooms(app: str) -> set[str]:
    """The modules and packages at an app's root."""
    found = {each.stem for each in (ROOT / app).glob("*.py")}
    return found | {each.parent.name for each in (ROOT / app).glob("*/__init__.py")} - {"__init__"}


def _named(text: str) -> set[str]:
    """Every word that stands as code, each by itself."""
    return {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", code)}


@pytest.mark.parametrize("app", APPS)
def test_every_room_is_told_of(app: str) -> None:
    assert _rooms(app) - _named(_part("The house")) - {"__init__"} == set()


@pytest.mark.parametrize("app", APPS)
def test_no_room_is_told_of_that_is_not_there(app: str) -> None:
    table = _part("The house").partition("| floor | its own rooms |")[2]
    row = next(line for line in table.splitlines() if line.startswith(f"| `{app}` |"))
    assert _named(row) - {app} - _rooms(app) == set()


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert [each for each in links if not (ROOT / each).exists()] == []


@cache
def _classes() -> frozenset[str]:
    trees = [ast.parse(path.read_text()) for app in APPS for path in (ROOT / app / "models").glob("*.py")]
    return frozenset(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def test_the_words_of_the_code_are_its_models() -> None:
    first = [line.split("|")[1] for line in _part("Words").splitlines() if line.startswith("| ")]
    words = {word for cell in first for word in re.findall(r"\b[A-Z]\w+", re.sub(r"`[^`]*`", "", cell))}
    assert words - _classes() == set()
