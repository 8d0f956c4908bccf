"""A Django template, WeasyPrint and a last pass: one call from stored values to a finished PDF."""

import atexit
import gc
import io
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.template.loader import render_to_string

from finsam.monitoring.tracing import refuse_while_someone_waits
from finsam.pdf.finish import UA_METADATA, finish_pdf
from finsam.pdf.fitting import fit_tables
from finsam.pdf.letters import make_legible
from finsam.pdf.look import PRINT_DIR, Look
from finsam.pdf.structure import mend_structure

VARIANT = "pdf/a-3a"
POINTS_A_PIXEL = 0.75
_typesetting = (
    threading.Lock()
)  # the font configuration is shared, and the collector is switched off for the whole process


@dataclass(frozen=True)
class Attachment:
    """A file carried inside the PDF, as PDF/A-3 allows: the figures behind a table, a source in Excel."""

    name: str
    data: bytes
    description: str
    relationship: str = "Supplement"


def render(
    template_name: str,
    context: Mapping[str, Any],
    *,
    look: Look,
    files: Mapping[str, bytes] | None = None,
    attachments: Sequence[Attachment] = (),
    created_at: datetime | None = None,
) -> bytes:
    """Typeset a template as PDF/A-3a and PDF/UA-1 at once: tagged, in Swedish, with bookmarks and embedded fonts.

    `context` reaches the template together with `look`. `files` are pictures that the template names `doc:NAME`.
    The same input gives the same bytes. `created_at` is what the file says about its own making; without it, nothing.
    Takes 0.3-5 s: call it in a worker, not in a request that someone waits for.
    """
    html = render_to_string(template_name, {**context, "look": look})
    return typeset(html, look=look, files=files or {}, attachments=attachments, created_at=created_at)


def typeset(
    html: str,
    *,
    look: Look,
    files: Mapping[str, bytes],
    attachments: Sequence[Attachment] = (),
    created_at: datetime | None = None,
) -> bytes:
    """Typeset finished HTML in the house's stylesheet; see `render`."""
    with _typesetting, _uncollected():
        document = lay_out(html, look=look, files=files)
        generate = document.metadata.generate_rdf_metadata
        document.metadata.generate_rdf_metadata = lambda *a, **k: generate(*a, **k).replace(
            b"</rdf:RDF>", UA_METADATA + b"</rdf:RDF>"
        )
        document.metadata.attachments = [_attached(attachment, created_at) for attachment in attachments]
        if created_at:
            document.metadata.created = document.metadata.modified = created_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return finish_pdf(document.write_pdf(pdf_variant=VARIANT))


@dataclass(frozen=True)
class Place:
    """Where an element stands: its page, from 0, and its corners in points from the page's lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Sheets:
    """Pages for a pack: the PDF, how many pages, and where each element with an id stands."""

    data: bytes
    count: int
    places: Mapping[str, Place]


def plain(html: str, *, look: Look) -> Sheets:
    """Typeset HTML for a pack: no archive file and no tags, a third faster."""
    with _typesetting, _uncollected():
        document = lay_out(html, look=look, files={}, variant=None)
        places = {
            name: _place(number, page.height, box)
            for number, page in enumerate(document.pages)
            for name, box in page.anchors.items()
        }
        return Sheets(document.write_pdf(), len(document.pages), places)


def _place(number: int, height: float, box: tuple[float, float, float, float]) -> Place:
    left, top, right, bottom = (edge * POINTS_A_PIXEL for edge in box)
    height *= POINTS_A_PIXEL
    return Place(number, left, height - bottom, right, height - top)


def lay_out(html: str, *, look: Look, files: Mapping[str, bytes], variant: str | None = VARIANT) -> Any:
    """Give WeasyPrint's laid-out document; the caller holds the lock."""
    from weasyprint import CSS, HTML  # slow to import

    from finsam.pdf.sources import Sources

    refuse_while_someone_waits("Typesetting")
    fonts, house = _house_style()
    sources = Sources({"mark": look.mark_bytes, "cover": look.cover_bytes, **files})
    page = HTML(string=html, base_url=PRINT_DIR.as_uri() + "/", url_fetcher=sources)
    mend_structure(page.etree_element)
    make_legible(page.etree_element)
    fit_tables(page.etree_element)
    own = CSS(string=look.css, url_fetcher=sources)
    return page.render(font_config=fonts, stylesheets=[house, own], pdf_variant=variant)


@cache
def _house_style() -> tuple[Any, Any]:
    """Give the fonts and the parsed stylesheet, read once a process: a fifth of a second."""
    from weasyprint import CSS  # slow to import
    from weasyprint.text.fonts import FontConfiguration

    from finsam.pdf.sources import Sources

    with _only_our_typefaces():
        fonts = FontConfiguration()
    atexit.register(_house_style.cache_clear)  # its folder is removed while Python can still do so
    return fonts, CSS(filename=PRINT_DIR / "print.css", font_config=fonts, url_fetcher=Sources({}))


@contextmanager
def _only_our_typefaces() -> Iterator[None]:
    """Hide the machine's typefaces from the font configuration made inside; an unknown family would otherwise borrow one of them."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(PRINT_DIR / "fonts" / "fonts.conf")
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


def _attached(attachment: Attachment, created_at: datetime | None) -> Any:
    from weasyprint import Attachment as PdfAttachment  # slow to import

    return PdfAttachment(
        file_obj=io.BytesIO(attachment.data),
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=created_at,
        modified=created_at,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Switch the garbage collector off: WeasyPrint makes millions of living objects, and looking through them is a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def warm_up() -> None:
    """Read the typefaces and the stylesheet, so that the first document does not wait for it, nor any process forked later."""
    _house_style()
