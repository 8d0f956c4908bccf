"""Slides for PowerPoint of the same HTML that is typeset: its tables and charts as the program's own, to be changed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finsam.pdf.look import Look

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Shown:
    """A slide: its heading and finished HTML, a quotation with who said it, and what the speaker has noted."""

    heading: str
    html: str
    note: str = ""
    is_quote: bool = False
    said_by: str = ""


def render(title: str, under: str, slides: Sequence[Shown], *, look: Look) -> bytes:
    """Give the slides of 16:9 as a PowerPoint file; the first is the title. What has no room goes on on a slide of its own."""
    from finsam.pptx.writer import write  # noqa: PLC0415  slow to import

    return write(title, under, slides, look=look)
