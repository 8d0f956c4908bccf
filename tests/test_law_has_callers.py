"""Law that is written is law that is used: every public name of a rules.py is called by the program."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("finsam", "board", "insatser", "economy", "reporting")
RULES = sorted(ROOT.glob("*/rules.py"))


def _public(path: Path) -> list[str]:
    """The names of law that a module gives: functions, classes and constants without an underscore."""
    names = []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [target.id for target in targets if isinstance(target, ast.Name)]
    return [name for name in names if not name.startswith("_")]


@cache
def _used(path: Path) -> frozenset[str]:
    """The names that a module reads; those it imports without reading do not count."""
    tree = ast.parse(path.read_text())
    read = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return frozenset(read | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)})


@cache
def _used_by_the_program(rules: Path) -> frozenset[str]:
    modules = [path for app in APPS for path in (ROOT / app).rglob("*.py") if path != rules]
    return frozenset().union(*map(_used, modules))


@pytest.mark.parametrize("rules", RULES, ids=lambda path: path.parent.name)
def test_every_rule_is_called_by_the_program(rules):
    own = _used(rules)
    idle = [
        name
        for name in _public(rules)
        if name not in _used_by_the_program(rules) and not (name in own and not name.islower())
    ]
    assert not idle, f"Nothing but tests calls {', '.join(idle)} in {rules.parent.name}/rules.py."


NO_LAW = {"ends_after", "faults_of_pauses"}  # what the clock says


@pytest.mark.parametrize("app", ["finsam", "board"])
def test_every_rule_of_law_names_its_section(app):
    functions = [
        node
        for node in ast.parse((ROOT / app / "rules.py").read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    silent = [node.name for node in functions if not re.search(r"§|\d+ kap\.", ast.get_docstring(node) or "")]
    assert set(silent) <= NO_LAW


@pytest.mark.parametrize("name", ["quorum", "quorum_minimum", "budget_latest", "mandate_start_after"])
def test_a_rule_of_law_is_written_once(name):
    written = [
        f"{path.relative_to(ROOT)}"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == name and not _is_shown(node)
    ]
    assert len(written) == 1, written


def _is_shown(node: ast.FunctionDef) -> bool:
    """Whether the function is a property of a page, which asks the rule."""
    return any(isinstance(each, ast.Name) and "property" in each.id for each in node.decorator_list)


@pytest.mark.parametrize(
    "page", ["board/queries/session/attendance.py", "board/queries/session/strip.py", "board/queries/warnings.py", "board/queries/invited.py"]
)  # fmt: skip
def test_whether_the_board_is_quorate_is_asked_of_one_rule(page):
    assert "quorum" in _used(ROOT / page)
