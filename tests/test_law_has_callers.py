"""Law that is written is law that is used: every public name of a rules.py is called by the program."""

import ast
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
