"""The browser's helpers find planted faults and pass what is sound."""

from importlib import import_module

import pytest
from django.conf import settings

from finsam.models import User
from tests.tools import chromium
from tests.tools.chromium import axe, look, screenshot

pytestmark = pytest.mark.browser

SOUND = "<!doctype html><html lang='sv'><title>Anslag</title><main><h1>Anslag</h1><p>Inget anslaget.</p></main></html>"


def test_a_sound_page_has_no_violation_at_any_width(page, tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "SCREENS", tmp_path)
    page.set_content(SOUND)
    assert look(page, "anslag") == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "anslag-1280.png",
        "anslag-390.png",
        "anslag-820.png",
    ]


def test_a_picture_without_words_is_found(page):
    page.set_content(SOUND.replace("<p>", "<img src='data:,'><p>"))
    assert [violation.rule for violation in axe(page)] == ["image-alt"]


def test_a_page_wider_than_a_telephone_is_found(page, tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "SCREENS", tmp_path)
    page.set_content(SOUND.replace("<p>", "<p style='width: 700px'>"))
    assert {
        width: [found.rule for found in violations] for width, violations in look(page, "bred").items()
    } == {390: ["sideways"]}


def test_a_word_of_a_menu_that_is_broken_is_found(page):
    menu = "<nav style='width: 30px; overflow-wrap: anywhere'><a href='/'>Sammanträden</a></nav><p>"
    page.set_content(SOUND.replace("<p>", menu))
    assert chromium.broken_words(page)[0].places == ("Sammanträden",)


def test_a_screenshot_is_named_by_its_width(new_page, tmp_path, monkeypatch):
    monkeypatch.setattr(chromium, "SCREENS", tmp_path)
    page = new_page(width=390)
    page.set_content(SOUND)
    assert screenshot(page, "anslag").name == "anslag-390.png"


def test_a_script_error_is_heard(page, faults):
    page.set_content("<script>throw new Error('trasig')</script>")
    assert faults == ["script: trasig"]
    faults.clear()


def test_a_page_without_javascript_runs_none(page_without_javascript):
    page_without_javascript.set_content("<title>före</title><script>document.title = 'efter'</script>")
    assert page_without_javascript.title() == "före"


def test_a_page_may_open_logged_in(new_page):
    reader = User.objects.create_user(email="last@example.se")
    page = new_page(user=reader)
    [cookie] = page.context.cookies()
    stored = import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"])
    assert stored["_auth_user_id"] == str(reader.pk)
