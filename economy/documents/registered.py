"""The kinds of documents that the economy prints, for the command and the pages that ask for it."""

from __future__ import annotations

from board.documents.assemble import look_of
from economy.documents.requisition import shown_requisition
from economy.models import Requisition
from finsam import pdf
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind


def _names(association: Association) -> list[str]:
    return [row.name for row in Requisition.objects.of(association)]


def _print(association: Association, which: str) -> bytes:
    """Give the PDF that went out, or the same typeset anew while the worker has not made it."""
    year, number = which.split("-")
    row = Requisition.objects.of(association).get(fiscal_year__year=int(year), number=int(number))
    if row.document:
        return store.read(row.document)
    document = shown_requisition(row)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


BIDRAGSREKVISITION = DocumentKind(
    name="bidragsrekvisition", label="Bidragsrekvisition", whiches=_names, render=_print
)
