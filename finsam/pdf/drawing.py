"""Drawings as pictures of points, lettered in the typeface that prints; also the measure by which charts are drawn."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from finsam.pdf.look import PRINT_DIR

_WEIGHTS = {400: "Regular", 600: "SemiBold"}


def points(svg: str, *, scale: float = 2) -> bytes:
    """Give a drawing as PNG."""
    import vl_convert  # slow to import: it carries a script engine

    register_typeface()
    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn


@cache
def register_typeface() -> None:
    """Let text be measured by the typeface that prints it; the converter reads TTF, and by the family's own name."""
    import vl_convert  # slow to import
    from fontTools.ttLib import TTFont  # slow to import

    folder = Path(tempfile.mkdtemp(prefix="finsam-chart-fonts-"))
    for weight, style in _WEIGHTS.items():
        font = TTFont(PRINT_DIR / "fonts" / f"source-sans-3-latin-{weight}-normal.woff2")
        font.flavor = None
        names = font["name"]
        for number in (1, 2, 4, 6, 16, 17, 21, 22, 25):
            names.removeNames(nameID=number)
        for number, text in (
            (1, "Source Sans 3"), (2, style), (4, f"Source Sans 3 {style}"), (6, f"SourceSans3-{style}"),
            (16, "Source Sans 3"), (17, style),
        ):  # fmt: skip
            names.setName(text, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        font.save(folder / f"{style}.ttf")
    vl_convert.register_font_directory(str(folder))
