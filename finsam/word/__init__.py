"""Word files of the same documents that are typeset: the same template, read into real styles, tables and fields."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from finsam.pdf.look import Look

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(
    template_name: str, context: Mapping[str, Any], *, look: Look, files: Mapping[str, bytes] | None = None
) -> bytes:
    """Give a template as a Word file; takes what `finsam.pdf.render` takes, so that the two cannot tell different things.

    Takes up to some seconds: call it in a worker, not in a request that someone waits for.
    """
    return from_html(render_to_string(template_name, {**context, "look": look}), look=look, files=files or {})


def from_html(html: str, *, look: Look, files: Mapping[str, bytes]) -> bytes:
    """Give finished HTML of the print templates as a Word file."""
    from finsam.word.writer import word_from_html  # slow to import

    return word_from_html(html, look=look, files=files)
