"""Taking a wording that is written elsewhere into a §."""

from __future__ import annotations

from django.db import transaction

from board import indexing
from board.actions.agenda import locked_agenda
from board.models import Paragraph
from board.registries.wordings import offered_to
from finsam import audit
from finsam.actions import save_text
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def take_wording(*, paragraph: Paragraph, key: str, by: Person) -> Paragraph:
    """Add an offered text last in the § and its att-sats last in the proposal; what is there already stays as it is."""
    meeting = locked_agenda(paragraph.meeting)
    row = Paragraph.objects.select_related("text", "matter").get(pk=paragraph.pk)
    row.meeting = meeting
    wording = next((each for each in offered_to(row) if each.key == key), None)
    if wording is None:
        raise DomainError("Texten finns redan i paragrafen, eller erbjuds inte längre.")
    if row.text and wording.html not in row.text.html:
        save_text(text=row.text, html=row.text.html + wording.html, base_version=row.text.version, by=by)
    if wording.clause not in row.proposal:
        row.proposal = "\n".join(filter(None, [row.proposal.rstrip(), wording.clause]))
    row.version += 1
    row.save(update_fields=["proposal", "version"])
    indexing.index_paragraph(row)
    audit.record(
        association=meeting.body.association,
        by=by,
        verb="hämtade text till paragraf",
        target=row,
        what=wording.label,
    )
    return row
