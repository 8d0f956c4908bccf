"""Opens a PDF from outside for binding: what is written in its forms is seen, and nothing in it can act."""

from __future__ import annotations

import io
from typing import Any

HEAD = b"%PDF-"
_HEAD_WITHIN = 1024  # bytes; a mark of encoding, or what a mail gateway put there, may stand before
_LEADS = (
    "/GoTo",
    "/URI",
)  # what a link may do; the rest starts programs, runs scripts or sends what is filled in


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, also with something before its head."""
    return HEAD in data[:_HEAD_WITHIN]


def open_for_binding(data: bytes) -> Any:
    """Open the PDF with its forms drawn on its pages; raises pikepdf's errors."""
    import pikepdf  # slow to import

    pdf = pikepdf.open(io.BytesIO(data))
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
    for key in ("/OpenAction", "/AA"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        _quieten(page.obj)
    return pdf


def _quieten(page: Any) -> None:
    """Take the page's scripts and launches away, and the keys to a structure tree that does not come along."""
    for key in ("/AA", "/StructParents", "/Tabs"):
        if key in page:
            del page[key]
    for annotation in page.get("/Annots", []):
        if "/AA" in annotation:
            del annotation["/AA"]
        action = annotation.get("/A")
        if action is None:
            continue
        if str(action.get("/S", "")) not in _LEADS:
            del annotation["/A"]
        elif "/Next" in action:
            del action["/Next"]
