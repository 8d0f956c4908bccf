"""The look of a filled signature field. Imports pyHanko, which is slow: this module is itself imported late."""

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from pyhanko.pdf_utils.font.api import FontEngineFactory  # noqa: TID253
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator  # noqa: TID253
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule  # noqa: TID253
from pyhanko.pdf_utils.text import TextBoxStyle  # noqa: TID253
from pyhanko.stamp import TextStampStyle  # noqa: TID253

from finsam.pdf.letters import MISSING, hold_together, legible_text
from finsam.pdf.look import PRINT_DIR

FONT = PRINT_DIR / "fonts" / "finsam-stamp-400-normal.ttf"
POINTS, LEADING = 9, 13


class StampFont(FontEngineFactory):
    """Our own typeface, read into memory; pyHanko's factory leaves the file open."""

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
        if obj_stream is None and writer.stream_xrefs:
            obj_stream = writer.prepare_object_stream()
        return GlyphAccumulator(
            writer=writer, font_handle=io.BytesIO(FONT.read_bytes()), font_size=POINTS, obj_stream=obj_stream
        )


def printable_line(line: str) -> str:
    """Give a stamp's line as print wants it; a sign that is no letter may be none of the stamp's own."""
    letters = _letters()
    return "".join(each if each in letters else MISSING for each in hold_together(legible_text(line)))


@cache
def _letters() -> frozenset[str]:
    from fontTools.ttLib import TTFont  # slow to import

    return frozenset(map(chr, TTFont(FONT).getBestCmap()))


def stamp_style(lines: Sequence[str]) -> TextStampStyle:
    """Give the stamp: the lines to the left, with neither frame nor picture."""
    left = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, margins=Margins(left=POINTS, right=POINTS)
    )
    text = TextBoxStyle(font=StampFont(), font_size=POINTS, leading=LEADING)
    return TextStampStyle(
        stamp_text="\n".join(lines).replace("%", "%%"),
        border_width=0,
        text_box_style=text,
        inner_content_layout=left,
        background=None,
    )
