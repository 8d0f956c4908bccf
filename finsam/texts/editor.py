"""The form field for running text: an editor with JavaScript on, a textarea with light markup with it off."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from django import forms
from django.templatetags.static import static

from finsam import markup

EDITOR_SCRIPT = (
    "django_prose_editor/editor.js"  # Tiptap and ProseMirror in one module; app/editor.js imports it
)

_FIGURE = re.compile(r'<data value="([^"]*)"></data>')


def with_values(html: str, figures: Mapping[str, str]) -> str:
    """Put the values of figures (printed, by key) into clean HTML; an unknown figure keeps its key in braces."""

    def shown(match: re.Match[str]) -> str:
        key = unescape(match[1])
        return f'<data value="{match[1]}">{escape(figures.get(key, f"{{{key}}}"))}</data>'

    return _FIGURE.sub(shown, html)


class RunningTextWidget(forms.Textarea):
    """A textarea of light markup that app/editor.js turns into an editor of HTML.

    It is posted as `<name>` and `<name>_format` ("markup" or "html"); whichever came, the form gets clean HTML.
    """

    template_name = "_components/editor.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, figures_url: str = "") -> None:
        """Take `figures_url` when figures may be inserted: it answers `?q=` as app/editor_ask.js says.

        A form that shows figures sets `figures`, their printed values by key, on the widget.
        """
        super().__init__({"rows": 8, "autocomplete": "off"} | (attrs or {}))
        self.figures_url = figures_url
        self.figures: Mapping[str, str] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Give what was posted as clean HTML, in whichever form it came; None when it was not posted."""
        posted = data.get(name)
        if posted is None:
            return None
        if data.get(f"{name}_format") == "html":
            return markup.clean(posted)
        return markup.markup_to_html(posted)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the same text as HTML (for the editor) and as markup (for the textarea)."""
        html = markup.clean(value or "")
        context: dict[str, Any] = super().get_context(name, markup.html_to_markup(html), attrs)
        context["widget"] |= {
            "html": with_values(html, self.figures),
            "format_name": f"{name}_format",
            "script": static(EDITOR_SCRIPT),
            "figures_url": self.figures_url,
        }
        return context


class RunningTextField(forms.CharField):
    """Running text in a form; `cleaned_data` holds sanitised HTML, empty when nothing is written."""

    widget = RunningTextWidget

    def __init__(self, *, figures_url: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", RunningTextWidget(figures_url=figures_url))
        super().__init__(**kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare clean HTML with clean HTML, so that an untouched text is not a change."""
        return markup.clean(initial or "") != (data or "")
