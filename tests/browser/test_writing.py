"""Writing running text in a browser: nothing typed is lost, and "Sparat" means that the server has it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import writing_pages
from tests.browser.writing_pages import Kept

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.writing_pages"),
]

NO_CONTACT = "Inte sparat, ingen kontakt. Texten ligger kvar här."
WORD = """<html><head><style>p{color:red}</style></head><body><h1>Rubrik<o:p></o:p></h1>
<p class=MsoNormal style='margin:0'><b style='mso-bidi-font-weight:normal'>Fet</b> <a href="javascript:alert(1)">länk</a></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1'><span style='mso-list:Ignore'>·</span>Ett</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1'><span style='mso-list:Ignore'>·</span>Två</p>
<p class=MsoNormal>&nbsp;</p><script>alert(1)</script></body></html>"""


@pytest.fixture(autouse=True)
def kept(monkeypatch) -> Kept:
    fresh = Kept()
    monkeypatch.setattr(writing_pages, "kept", fresh)
    return fresh


def open_text(page: Page) -> None:
    page.goto("/skriv/")
    page.locator(".running[data-ready]").wait_for()


def type_at_end(page: Page, words: str) -> None:
    page.evaluate("document.querySelector('.running').editor.commands.focus('end')")
    page.keyboard.type(words)


def saved(page: Page):
    return page.locator("#saved")


def test_what_is_typed_is_saved_by_itself(new_page, kept):
    page = new_page()
    open_text(page)
    type_at_end(page, " Sedan.")
    expect(saved(page)).to_have_text("Sparat 10:42")
    assert kept.html == "<p>Först. Sedan.</p>"


def test_a_text_begun_before_the_editor_has_come_stays_in_the_plain_field(new_page, kept):
    page = new_page()
    held: list = []
    page.route("**/django_prose_editor/editor.js*", lambda route: held.append(route))  # noqa: PLW0108  Playwright counts a handler's parameters
    with page.expect_request("**/django_prose_editor/editor.js*"):
        page.goto("/skriv/")
    page.locator("textarea").press_sequentially("Nu. ")
    for route in held:
        route.continue_()
    page.locator(".running[data-ready]").wait_for()
    page.locator("textarea").press_sequentially("Sedan.")
    expect(saved(page)).to_have_text("Sparat 10:42")
    assert "Nu. Sedan." in kept.html


def test_the_caret_stands_in_the_text_when_the_page_opens(new_page):
    page = new_page()
    open_text(page)
    expect(page.locator(".ed-text")).to_be_focused()


def test_a_save_whose_answer_is_lost_is_one_change(new_page, kept, faults):
    page = new_page()
    open_text(page)
    kept.answer = "answer lost"
    type_at_end(page, " Sedan.")
    expect(saved(page)).to_have_text(NO_CONTACT)
    expect(saved(page)).to_have_text("Sparat 10:42")
    faults.clear()
    assert (kept.version, len(kept.keys)) == (2, 1)


def test_text_typed_without_network_is_saved_when_it_is_back(new_page, kept, faults):
    page = new_page()
    open_text(page)
    page.context.set_offline(True)
    type_at_end(page, " Utan nät.")
    expect(saved(page)).to_have_text(NO_CONTACT)
    page.context.set_offline(False)
    expect(saved(page)).to_have_text("Sparat 10:42")
    faults.clear()
    assert kept.html == "<p>Först. Utan nät.</p>"


def test_text_typed_after_the_session_ended_is_offered_again(new_page, kept):
    page = new_page()
    open_text(page)
    kept.answer = "logged out"
    type_at_end(page, " Utloggad.")
    expect(saved(page)).to_have_text("Inte sparat, du är utloggad. Texten ligger kvar här.")
    again = page.context.new_page()
    page.close()
    open_text(again)
    # Only now: a page that closes tries to save once more, and would otherwise get its text through.
    expect(again.get_by_role("button", name="Hämta tillbaka texten")).to_be_visible()
    kept.answer = "well"
    again.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(saved(again)).to_have_text("Sparat 10:42")
    assert kept.html == "<p>Först. Utloggad.</p>"


def test_text_that_was_offered_and_thrown_is_not_offered_again(new_page, kept):
    page = new_page()
    open_text(page)
    kept.answer = "logged out"
    type_at_end(page, " Utloggad.")
    expect(saved(page)).to_have_attribute("data-state", "lost")
    again = page.context.new_page()
    page.close()
    open_text(again)
    again.get_by_role("button", name="Släng den").click()
    open_text(again)
    expect(again.locator(".kept")).to_have_count(0)


def test_leaving_the_page_at_once_loses_nothing(new_page, kept):
    page = new_page()
    open_text(page)
    type_at_end(page, " Sist.")
    page.goto("/bada/")
    page.wait_for_timeout(500)
    assert kept.html == "<p>Först. Sist.</p>"


def test_a_stale_version_leads_to_the_page_with_both_texts(new_page, kept, faults):
    page = new_page()
    open_text(page)
    kept.version += 1
    type_at_end(page, " Min.")
    page.wait_for_url("**/bada/")
    faults.clear()
    assert kept.html == "<p>Först.</p>"


def test_a_button_takes_the_text_along(new_page, kept):
    page = new_page()
    open_text(page)
    type_at_end(page, " Genast.")
    page.get_by_role("button", name="Avsluta mötet").click()
    page.locator(".running[data-ready]").wait_for()
    assert kept.html == "<p>Först. Genast.</p>"


def paste(page, html):
    page.evaluate(
        """(html) => {
          const editor = document.querySelector(".running").editor;
          editor.commands.selectAll();
          const data = new DataTransfer();
          data.setData("text/html", html);
          editor.view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_what_is_taken_away_hidden_or_struck_is_not_pasted_and_is_told(new_page):
    page = new_page()
    open_text(page)
    item = '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">{}. </span>{}</p>'
    paste(
        page,
        "<p>Belopp <del>100</del><ins>200</ins> tkr<s> struket</s><span style='mso-hide:all'>dolt</span></p>"
        + item.format(5, "Fem")
        + item.format(6, "Sex"),
    )
    expect(page.locator(".running textarea")).to_have_value(
        '<p>Belopp 200 tkr</p><ol data-type="decimal" start="5"><li><p>Fem</p></li><li><p>Sex</p></li></ol>'
    )
    expect(page.get_by_role("status").filter(has_text="följde inte med")).to_have_text(
        "Borttagen, dold eller överstruken text följde inte med: ”100”, ”struket”, ”dolt”."
    )
    paste(page, "<p>Nytt</p>")
    expect(page.locator(".ed-note")).to_have_count(0)


def test_paste_from_word_keeps_the_text_and_drops_the_rest(new_page):
    page = new_page()
    open_text(page)
    paste(page, WORD)
    expect(page.locator(".running textarea")).to_have_value(
        "<h3>Rubrik</h3><p><strong>Fet</strong> länk</p><ul><li><p>Ett</p></li><li><p>Två</p></li></ul>"
    )


def test_a_figure_is_found_and_inserted_by_keyboard(new_page, kept):
    page = new_page()
    open_text(page)
    type_at_end(page, " Resultat ")
    page.get_by_role("button", name="Infoga uppgift").click()
    page.locator(".ed-figs button").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".ed-text data")).to_have_text("367 609")
    expect(saved(page)).to_have_text("Sparat 10:42")
    assert kept.html.endswith('Resultat <data value="economy.result"></data></p>')


def test_an_agenda_is_ordered_by_keyboard(new_page, kept):
    page = new_page()
    open_text(page)
    page.locator("[data-id=c] a").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("c är nu nummer 2 av 3.")).to_have_count(1)
    page.wait_for_timeout(300)
    assert kept.order == ["a", "c", "b"]


def test_without_javascript_the_text_is_light_markup(new_page, kept):
    page = new_page(javascript=False)
    page.goto("/skriv/")
    page.get_by_label("Redogörelse").fill("Styrelsen **beslutar**.")
    page.get_by_role("button", name="Avsluta mötet").click()
    assert kept.html == "<p>Styrelsen <strong>beslutar</strong>.</p>"
