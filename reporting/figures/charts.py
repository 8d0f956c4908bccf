"""Charts: a specification as data and the one house theme give an SVG, kept by the hash of what it shows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.core.cache import cache as kept

from finsam.pdf.look import PRINT_DIR, Look

SPECS = Path(__file__).with_name("chart_specs")
KEPT_SECONDS = 30 * 24 * 3600
WEIGHTS = {400: "Regular", 600: "SemiBold"}


@dataclass(frozen=True)
class Chart:
    """A finished chart: its title, what it shows in words, and the picture."""

    title: str
    told: str
    svg: str

    @property
    def source(self) -> str:
        """The picture as an address, so that print and page need no file beside them."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"


def draw(
    name: str,
    values: list[dict[str, Any]],
    *,
    title: str,
    told: str,
    look: Look,
    limit: dict[str, Any] | None = None,
) -> Chart:
    """Draw the chart called `name` (a file of chart_specs) with the values, and a line at the limit where there is one.

    `look` gives its colours. `told` says the figures in words, for those who cannot see the picture. The first drawing takes a third of a
    second, the next is read from the cache.
    """
    spec = json.loads((SPECS / f"{name}.vl.json").read_text())
    theme = json.loads((SPECS / "theme.json").read_text())
    spec["datasets"] = {"values": values, "limit": [limit] if limit else []}
    content = json.dumps([spec, theme], sort_keys=True, ensure_ascii=False)
    key = f"chart:{hashlib.sha256(content.encode()).hexdigest()}"
    svg = kept.get(key)
    if svg is None:
        svg = _svg(spec, theme)
        kept.set(key, svg, KEPT_SECONDS)
    head = f"<title>{escape(f'{title}. {told}')}</title>"
    svg = look.coloured(svg)
    return Chart(title, told, re.sub(r"<svg[^>]*>", lambda found: found[0] + head, svg, count=1))


def _svg(spec: dict[str, Any], theme: dict[str, Any]) -> str:
    import vl_convert  # slow to import: it carries a script engine

    _register_typeface()
    drawn: str = vl_convert.vegalite_to_svg(spec, config=theme, format_locale="sv-SE")
    return drawn


@cache
def _register_typeface() -> None:
    """Let text be measured by the typeface that prints it; the converter reads TTF, and by the family's own name."""
    import vl_convert  # slow to import
    from fontTools.ttLib import TTFont  # slow to import

    folder = Path(tempfile.mkdtemp(prefix="finsam-chart-fonts-"))
    for weight, style in WEIGHTS.items():
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
