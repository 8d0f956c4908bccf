"""`make lint` sees what is written a second time in another app."""

import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINES = "\n".join(f"    total = total + part_{number}" for number in range(12))


@pytest.fixture
def alike(monkeypatch, tmp_path):
    loader = importlib.machinery.SourceFileLoader("alike", str(ROOT / ".ci" / "alike"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("alike", loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def written(alike, monkeypatch, tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(alike, "_paths", lambda: iter(files))
    return alike.main()


def test_twelve_lines_in_two_apps_are_seen(alike, monkeypatch, tmp_path, capsys):
    files = {
        "board/sums.py": f"import re\n\n\ndef sums():\n{LINES}\n",
        "economy/adding.py": f"from decimal import (\n    Decimal,\n)\n\n{LINES}\n",
    }
    assert written(alike, monkeypatch, tmp_path, files) == 1
    assert "12 lines are alike from board/sums.py:5 and economy/adding.py:5." in capsys.readouterr().err


@pytest.mark.parametrize(
    "files",
    [
        {"board/sums.py": LINES, "board/adding.py": LINES},
        {"board/sums.py": LINES, "economy/adding.py": LINES.partition("\n")[2]},
    ],
    ids=["the same app", "eleven lines"],
)
def test_what_is_less_is_left(alike, monkeypatch, tmp_path, files):
    assert written(alike, monkeypatch, tmp_path, files) == 0
