"""Places for the signatures of those who decided the report."""

from __future__ import annotations

from typing import Any

from finsam.swedish import dates
from reporting.models import Report, Section
from reporting.queries.signers import signers_of
from reporting.registries.blocks import Block, register


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the sentence of the decision and a place for each who took part in it."""
    paragraph = report.adopted_by
    decided = ""
    if paragraph and paragraph.number:
        body = paragraph.meeting.body.name
        decided = f"{body} fastställde dokumentet den {dates.long_date(paragraph.meeting.began_on)}, {dates.paragraphs([paragraph.number])}."
    return {"decided": decided, "signers": signers_of(report)}


BLOCK = register(Block("signatures", "Underskrifter", "print/blocks/signatures.html", build))
