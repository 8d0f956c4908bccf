"""What is worth a look before a protocol is sent: marked in words, and never in the way."""

from dataclasses import dataclass

from board import rules
from board.models import Meeting, Paragraph
from board.presence import deciding
from board.queries.seats import seats_to_count
from board.states import Outcome, ParagraphKind


@dataclass(frozen=True)
class Remark:
    """A thing to look at: what it is, and what one may do."""

    what: str
    remedy: str
    paragraph_id: int | None = None  # the § where it is mended


def before_sending(meeting: Meeting) -> list[Remark]:
    """Give everything worth a look in the meeting's protocol, in the order of its §§."""
    paragraphs = list(
        meeting.paragraphs.filter(number__isnull=False)
        .select_related("text")
        .prefetch_related("decisions")
        .order_by("number")
    )
    attendances = list(
        meeting.attendances.select_related("person", "serves_for").prefetch_related("exceptions__paragraph")
    )
    remarks = []
    if meeting.called_at is None and not meeting.is_imported:
        remarks.append(
            Remark(
                "Ingen kallelse har skickats.", "Skriv i protokollet hur ledamöterna fick veta tid och plats."
            )
        )
    seats = seats_to_count(meeting.body, on=meeting.held_on, filled=sum(row.has_seat for row in attendances))
    for paragraph in paragraphs:
        remarks += _about_text(paragraph)
        present = len(deciding(attendances, paragraph))
        if meeting.body.is_board and paragraph.decisions.all() and not rules.quorum(seats, present):
            remarks.append(
                Remark(
                    f"§ {paragraph.number}: {present} av {seats} beslutande närvarande, {rules.quorum_minimum(seats)} krävs.",
                    "Kontrollera närvaron. Utan beslutsförhet gäller inte beslutet (6 kap. 27 § kommunallagen).",
                    paragraph.pk,
                )
            )
    return remarks


def _about_text(paragraph: Paragraph) -> list[Remark]:
    expects_decision = paragraph.kind not in {
        ParagraphKind.OPENING,
        ParagraphKind.CLOSING,
        ParagraphKind.OTHER,
    }
    if paragraph.outcome == Outcome.DECIDED and expects_decision and not paragraph.decisions.all():
        return [
            Remark(
                f"§ {paragraph.number} {paragraph.heading} har inget beslut.",
                "Skriv en att-sats, eller låt det stå.",
                paragraph.pk,
            )
        ]
    if not paragraph.text.html and not paragraph.decisions.all():
        return [
            Remark(
                f"§ {paragraph.number} {paragraph.heading} är tom.",
                "Skriv en mening om vad som hände.",
                paragraph.pk,
            )
        ]
    return []
