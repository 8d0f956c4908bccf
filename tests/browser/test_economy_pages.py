"""The economy's pages in a browser: nothing that axe finds at three widths, and a plan built from nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from economy.models import StatementLine
from finsam.registries.checks import findings
from tests.cast import Cast
from tests.economy.figures import column, load_demo_figures
from tests.economy.plan import as_excel, read_case
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PAGES = [
    ("economy_year", "?period=utfall-0630&rad=insatser"), ("economy_statements", ""), ("note_list", ""),
    ("figure_grid", ""), ("figure_paste", ""), ("layout", ""), ("figure_checks", ""), ("contribution_list", ""),
]  # fmt: skip


def test_no_page_has_a_fault_at_any_width(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chief.user)
    found = {}
    for name, query in PAGES:
        page.goto(reverse(name, args=[cast.association.slug, 2021]) + query)
        found[name] = look(page, name)
    assert found == {name: {} for name, _ in PAGES}


def test_the_year_is_read_and_a_line_opened_without_javascript(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chair.user, javascript=False)
    page.goto(reverse("economy", args=[cast.association.slug]))
    page.get_by_role("link", name="Utfall jan–jun 2021", exact=True).click()
    page.get_by_role("link", name="Bidrag beviljade projekt", exact=True).click()
    assert page.get_by_role("row", name="Vidare Vy").inner_text().split("\t")[2] == "−227\u00a0223"


def test_a_column_is_written_by_keyboard_and_the_sums_follow(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chief.user)
    page.goto(reverse("figure_grid", args=[cast.association.slug, 2021]) + "?kolumn=utfall-0630")
    page.get_by_label("Kanslikostnader, Utfall jan–jun 2021").press("Enter")
    page.keyboard.type("-41 000,50")
    page.keyboard.press("Enter")
    page.keyboard.type("-5 000")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name").endswith("-sammantraden")
    total = page.get_by_role("row", name="Summa kostnader").get_by_role("cell")
    assert total.inner_text() == "−2\u00a0282\u00a0445,50"
    assert page.get_by_text("2 ändrade belopp, inte sparat").is_visible()
    page.get_by_role("button", name="Spara beloppen").press("Enter")
    page.get_by_text("Beloppen är sparade.").wait_for()
    assert str(column(cast, "utfall-0630").figures.get(line__key="arvoden").amount) == "-41000.50"


def test_a_copied_column_fills_downwards(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chief.user)
    page.goto(reverse("figure_grid", args=[cast.association.slug, 2021]) + "?kolumn=budget-0630")
    first = page.get_by_label("Kanslikostnader, Budget jan–jun 2021")
    first.evaluate(
        """cell => { const data = new DataTransfer(); data.setData("text/plain", "-1 000\\r\\n−2\u00a0000\\r\\n-3000\\r\\n");
        cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    page.get_by_role("button", name="Spara beloppen").click()
    page.get_by_text("Beloppen är sparade.").wait_for()
    kept = dict(column(cast, "budget-0630").figures.values_list("line__key", "amount"))
    assert [kept[key] for key in ("kansli", "arvoden", "sammantraden")] == [-1000, -2000, -3000]


def test_findings_stand_side_by_side(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chief.user)
    page.goto(reverse("economy_year", args=[cast.association.slug, 2021]))
    tops = page.locator(".find-grid > *").evaluate_all(
        "boxes => boxes.map(box => box.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1]


def test_a_plan_in_thousands_is_pasted_into_nothing_and_undone(cast: Cast, new_page):
    """Without scripts on a phone: from the year's page to stored in four clicks."""
    case = read_case()
    page = new_page(user=cast.chief.user, javascript=False, width=390)
    page.goto(reverse("economy", args=[cast.association.slug]))
    open_the_year(page)
    page.goto(reverse("economy_year", args=[cast.association.slug, 2023]))
    page.get_by_role("link", name="Klistra in en tabell").click()
    page.get_by_label("Tabellen", exact=True).fill(as_excel(case))
    page.get_by_role("button", name="Visa hur tabellen läses").click()
    assert page.get_by_text("att se efter").first.is_visible()
    page.get_by_role("button", name="Spara beloppen").click()
    page.get_by_text("belopp är sparade.").wait_for()
    assert StatementLine.objects.filter(kind="sum").count() == 5
    wrong = [row.what for row in findings(cast.association, 2023) if row.kind.value == "fel i handlingen"]
    assert wrong == [
        f"Strukturinriktade insatser, {label}" for label in ("budget 2022", "prognos 2022", "budget 2023")
    ]
    page.get_by_role("link", name="Ångra inklistringen").click()
    page.get_by_role("button", name="Ångra inklistringen").click()
    assert page.get_by_text("Inklistringen är ångrad").is_visible()
    assert not StatementLine.objects.exists()


def test_the_preview_of_a_pasted_table_has_no_fault_at_any_width(cast: Cast, new_page):
    load_demo_figures(cast)
    page = new_page(user=cast.chief.user)
    page.goto(reverse("figure_paste", args=[cast.association.slug, 2021]))
    page.get_by_label("Tabellen", exact=True).fill(
        "\tBudget 2021\tPrognos 2021\nÅtgärder\t−900 000\t−905 000\nSumma kostnader\t−900 001\t−905 000"
    )
    page.get_by_role("button", name="Visa hur tabellen läses").click()
    assert look(page, "preview") == {}


def open_the_year(page: Page) -> None:
    page.get_by_role("link", name="Öppna ett räkenskapsår").click()
    page.get_by_label("År", exact=True).fill("2023")
    page.get_by_label("Tom, jag lägger till raderna själv").check()
    page.get_by_label("Tusental kronor").check()
    page.get_by_role("button", name="Öppna räkenskapsåret").click()
