"""A förbund's mark as SVG: what draws is kept, everything else is dropped."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from finsam.errors import DomainError

MAX_LENGTH = 60_000
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    """
    svg g defs title desc path rect circle ellipse line polyline polygon
    linearGradient radialGradient stop clipPath mask
    """.split()  # noqa: SIM905  words in a row read better than fifty in quotes
)
_ATTRIBUTES = frozenset(
    """
    id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform role preserveAspectRatio
    fill fill-rule fill-opacity clip-path clip-rule clipPathUnits mask opacity
    stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
    stroke-opacity offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod
    """.split()  # noqa: SIM905  words in a row read better than fifty in quotes
)
_OUTSIDE = re.compile(r"url\s*\((?!\s*['\"]?#)|javascript:|data:|expression", re.IGNORECASE)


def clean(text: str) -> str:
    """Take an SVG file as text and return it with drawing alone: no scripts, styles, links, pictures or text.

    Raises DomainError when it is no SVG, is too large, or has no viewBox (so that it cannot be scaled).
    """
    if len(text) > MAX_LENGTH:
        raise DomainError("Märket är för stort. En svg på högst 60 kB räcker gott.")
    if "<!ENTITY" in text.upper():
        raise DomainError("Märket innehåller entiteter och kan inte användas. Spara det som vanlig svg.")
    try:
        root = ET.fromstring(text.strip())  # noqa: S314  entities are refused above
    except ET.ParseError as error:
        raise DomainError(
            "Märket går inte att läsa. Klistra in hela svg-filen, från <svg till </svg>."
        ) from error
    if root.tag not in {"svg", f"{{{_SVG}}}svg"}:
        raise DomainError("Märket ska vara en svg-fil.")
    if not root.get("viewBox"):
        raise DomainError("Märkets svg saknar viewBox, så det går inte att skala. Exportera det med viewBox.")
    return ET.tostring(_kept(root), encoding="unicode")


def _kept(element: ET.Element) -> ET.Element:
    name = _bare(element.tag)
    copy = ET.Element(name, {"xmlns": _SVG} if name == "svg" else {})
    for key, value in [*element.attrib.items(), *_declarations(element.get("style", ""))]:
        if key in _ATTRIBUTES and not _OUTSIDE.search(value):
            copy.set(key, value)
    if name in {"title", "desc"}:
        copy.text = element.text
    for child in element:
        if isinstance(child.tag, str) and _bare(child.tag) in _ELEMENTS:
            copy.append(_kept(child))
    return copy


def _declarations(style: str) -> list[tuple[str, str]]:
    """Give the declarations of a style as attributes, which the page's policy lets through."""
    pairs = [declaration.partition(":") for declaration in style.split(";")]
    return [(name.strip(), value.strip()) for name, _, value in pairs if value.strip()]


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
