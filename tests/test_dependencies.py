"""What a machine that runs the program must install is what the program imports."""

import ast
import re
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
# Named to those that import them: the driver of a database address, and the web server by its command.
BY_NAME = {"psycopg", "gunicorn"}


def imported() -> set[str]:
    """The top-level modules that the apps import or name in the settings."""
    found = set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
            elif (
                path.name == "settings.py" and isinstance(node, ast.Constant) and isinstance(node.value, str)
            ):
                found.add(node.value.split(".")[0])
    return found


def wanted() -> set[str]:
    """The names of what pyproject.toml asks for at run time."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return {re.split(r"[\[><=]", each)[0] for each in asked}


def test_nothing_is_installed_that_nothing_imports():
    known = imported()
    used = {
        name.lower()
        for module, names in packages_distributions().items()
        if module in known
        for name in names
    }
    assert sorted(wanted() - used - BY_NAME) == []


def test_the_lock_of_the_program_is_within_that_of_the_tests():
    locks = [
        set(
            re.findall(
                r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements" / f"{name}.lock").read_text(), re.MULTILINE
            )
        )
        for name in ("run", "dev")
    ]
    assert locks[0] - locks[1] == set()


def test_no_pattern_uses_what_debian_12_s_python_does_wrong():
    """Possessive repeats and atomic groups around capturing groups are a SystemError in Python 3.11.2."""
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    found = [
        f"{module.__name__}.{name}"
        for module in map(import_module, names)
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
        if {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"} & _signs(re._parser.parse(value.pattern, value.flags))  # type: ignore[attr-defined]
    ]
    assert found == []


def _signs(tree: object) -> set[str]:
    """Every kind of step that a parsed pattern takes."""
    if isinstance(tree, re._parser.SubPattern):  # type: ignore[attr-defined]
        tree = list(tree)
    if isinstance(tree, (list, tuple)):
        return {str(each) for each in tree if not isinstance(each, (list, tuple))}.union(*map(_signs, tree))
    return set()
