"""Charts: a specification as data and the one house theme give an SVG, kept by the hash of what it shows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from django.core.cache import cache as kept

from finsam.pdf.drawing import register_typeface
from finsam.pdf.look import Look
from finsam.pptx.chart_data import chart_data, metadata

SPECS = Path(__file__).with_name("chart_specs")
KEPT_SECONDS = 30 * 24 * 3600


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
    head = f"<title>{escape(f'{title}. {told}')}</title>{metadata(chart_data(spec['usermeta'], values))}"
    svg = look.coloured(svg)
    return Chart(title, told, re.sub(r"<svg[^>]*>", lambda found: found[0] + head, svg, count=1))


def _svg(spec: dict[str, Any], theme: dict[str, Any]) -> str:
    import vl_convert  # slow to import: it carries a script engine

    register_typeface()
    drawn: str = vl_convert.vegalite_to_svg(spec, config=theme, format_locale="sv-SE")
    return drawn
