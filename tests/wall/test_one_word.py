"""One word for one thing, on every page and in every document: what README's list of words says of four that are easily mixed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
PAGES = sorted((ROOT / "templates").rglob("*.html"))
CODE = [
    path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))
    if not {"migrations", "demo"} & set(path.parts)
]  # fmt: skip
ROW = re.compile(r"<(?:thead|dl)\b.*?</(?:thead|dl)>", re.DOTALL)
LABELS = re.compile(r"<(?:th|dt)\b[^>]*>(.*?)</(?:th|dt)>", re.DOTALL)
LABEL_IN_CODE = re.compile(r'label=f?"(Resultat|Skillnad)[" ]')
READINGS_OF_ONE = {"Nu", "Här", "Fil", "I filen", "Efter", "Efter bytet", "Före"}


def rows_of_labels(html: str) -> list[list[str]]:
    return [
        [re.sub(r"<[^>]+>|\{%.*?%\}", " ", each).strip() for each in LABELS.findall(row)]
        for row in ROW.findall(html)
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_what_came_of_what_was_set_is_utfall_and_what_parts_them_avvikelse(path):
    for labels in rows_of_labels(path.read_text(encoding="utf-8")):
        if {"Mål", "Mått", "Budget"} & set(labels):
            assert not {"Resultat", "Skillnad"} & set(labels), labels
        if READINGS_OF_ONE & set(labels):
            assert "Avvikelse" not in labels, labels


def test_a_finding_tells_a_skillnad_for_its_two_figures_should_be_one():
    finding = (ROOT / "templates/_components/finding.html").read_text(encoding="utf-8")
    assert ("Skillnad" in finding, "Avvikelse" in finding) == (True, False)


def test_nothing_that_is_typed_is_called_resultat_or_skillnad():
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in CODE
        for hit in LABEL_IN_CODE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_list_of_words_says_what_each_is():
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    for each in ("utfall, resultat", "avvikelse, skillnad"):
        assert f"| {each} |" in words
