"""The field for running text: whichever way it was written, the form gets clean HTML."""

from html import unescape

import pytest
from django import forms

from finsam.texts.editor import RunningTextField, with_values


class TextForm(forms.Form):
    """A form with one running text."""

    text = RunningTextField(label="Redogörelse")


def posted(text: str, written_as: str | None = "html", initial: str = "") -> TextForm:
    data = {"text": text} | ({"text_format": written_as} if written_as else {})
    form = TextForm(data, initial={"text": initial})
    assert form.is_valid()
    return form


def test_text_from_the_editor_is_kept():
    assert (
        posted("<p>Styrelsen <strong>beslutar</strong>.</p>").cleaned_data["text"]
        == "<p>Styrelsen <strong>beslutar</strong>.</p>"
    )


def test_markup_from_the_plain_textarea_becomes_html():
    assert (
        posted("Styrelsen **beslutar**.", "markup").cleaned_data["text"]
        == "<p>Styrelsen <strong>beslutar</strong>.</p>"
    )


def test_text_without_a_format_is_read_as_markup():
    assert posted("<script>x</script>", None).cleaned_data["text"] == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>alert(1)</script>",
        '<p onclick="x()">a</p>',
        '<p style="position:fixed">a</p>',
        "<p>a</p><iframe src='//example.se'></iframe>",
    ],
)
def test_what_could_do_harm_does_not_come_through(html):
    assert posted(html).cleaned_data["text"] == "<p>a</p>"


def test_an_editor_left_empty_is_an_empty_text():
    assert posted("<p></p>").cleaned_data["text"] == ""


def test_a_figure_is_stored_by_its_key_and_not_by_its_value():
    form = posted('<p>Resultat <data value="economy.result">367 609 kr</data>.</p>')
    assert form.cleaned_data["text"] == '<p>Resultat <data value="economy.result"></data>.</p>'


def test_an_untouched_text_is_not_a_change():
    assert posted("<p>Lika.</p>", initial="<p>Lika.</p>").has_changed() is False


def test_a_changed_text_is_a_change():
    assert posted("<p>Nytt.</p>", initial="<p>Lika.</p>").has_changed() is True


def test_the_plain_textarea_shows_markup():
    shown = unescape(str(TextForm(initial={"text": "<p>Ett <em>ord</em>.</p>"})["text"]))
    assert "\nEtt *ord*.</textarea>" in shown


def test_the_format_is_markup_until_the_editor_takes_over():
    assert '<input type="hidden" name="text_format" value="markup"' in str(TextForm()["text"])


def test_the_editor_is_handed_figures_with_their_values():
    form = TextForm(initial={"text": '<p><data value="economy.result"></data></p>'})
    form.fields["text"].widget.figures = {"economy.result": "367 609"}
    assert '<template><p><data value="economy.result">367 609</data></p></template>' in str(form["text"])


def test_a_refused_form_shows_what_was_typed():
    form = TextForm({"text": "<p>Kvar &amp; helt.</p>", "text_format": "html"})
    assert "<template><p>Kvar &amp; helt.</p></template>" in str(form["text"])


def test_an_unknown_figure_shows_its_key():
    assert with_values('<data value="x.y"></data>', {}) == '<data value="x.y">{x.y}</data>'


def test_the_value_of_a_figure_is_escaped():
    assert with_values('<data value="x"></data>', {"x": "<b>"}) == '<data value="x">&lt;b&gt;</data>'
