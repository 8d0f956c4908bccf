"""What is worth a look before a protocol is sent: marked in words, and never in the way."""

from dataclasses import dataclass

from board import rules
from board.counting.presence import Sitting, sitting
from board.models import Meeting, Paragraph
from board.queries.seats import seats_of
from board.queries.untaken import untaken
from board.states import Outcome, ParagraphKind
from finsam.markup import text_of
from finsam.models import Person
from finsam.pdf.letters import lost_in_print
from finsam.swedish import words


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
        .select_related("text", "meeting__body")
        .prefetch_related("decisions", "votes__person")
        .order_by("number")
    )
    attendances = list(
        meeting.attendances.select_related("person", "serves_for").prefetch_related("exceptions__paragraph")
    )
    remarks = []
    if meeting.called_at is None and not meeting.is_imported:
        remarks.append(
            Remark(
                "Ingen kallelse har skickats.",
                f"Skriv i {meeting.paper} hur {meeting.called_ones} fick veta tid och plats.",
            )
        )
    remarks += _about_unnumbered(meeting)
    vacant, seats = seats_of(meeting, attendances)
    adjusters = [each.person for each in meeting.adjusters.select_related("person")]
    for paragraph in paragraphs:
        remarks += _about_text(paragraph) + _about_letters(paragraph)
        sat = sitting(attendances, paragraph, chair_id=meeting.chair_id, vacant=vacant)
        remarks += _about_adjusters(sat, adjusters) + _about_votes(sat)
        present = len(sat.deciding)
        if meeting.body.is_board and paragraph.decisions.all() and not rules.quorum(seats, present):
            remarks.append(
                Remark(
                    f"{paragraph.number_text}: {present} av {seats} beslutande närvarande, {rules.quorum_minimum(seats)} krävs.",
                    "Kontrollera närvaron. Utan beslutsförhet gäller inte beslutet (6 kap. 27 § kommunallagen).",
                    paragraph.pk,
                )
            )
    return remarks


def _about_unnumbered(meeting: Meeting) -> list[Remark]:
    """Say what has been written where no number is: it is not in the paper."""
    written = set(meeting.paragraphs.filter(number__isnull=True)) - set(untaken(meeting))
    return [
        Remark(
            f"{each.heading} har text men inget nummer.",
            f"Ge det ett nummer om det togs upp. Annars kommer det inte med i {meeting.paper}.",
            each.pk,
        )
        for each in sorted(written, key=lambda each: each.position)
    ]


def _about_adjusters(sat: Sitting, adjusters: list[Person]) -> list[Remark]:
    """Say which justerare was kept out of the §, and whether anyone but its chair can adjust it."""
    number, conflicted = sat.paragraph.number, {row.person_id for row in sat.conflicted}
    chair_id = sat.chair.person_id if sat.chair else None
    out = [person for person in adjusters if person.pk in conflicted or person.pk == chair_id]
    if not out:
        return []
    names = words.join_och(person.name for person in out)
    why = "är jävig där" if out[0].pk in conflicted else "ledde den"
    remedy = (
        "De andra justerarna justerar den."
        if len(out) < len(adjusters)
        else "Ordföranden justerar den ensam. Välj en justerare till om styrelsen har utsett någon."
    )
    return [
        Remark(f"§ {number}: {names} justerar inte, eftersom hon eller han {why}.", remedy, sat.paragraph.pk)
    ]


def _about_votes(sat: Sitting) -> list[Remark]:
    """Say whose vote is stored though she took no part in deciding; it is not counted."""
    deciding = {row.person_id for row in sat.deciding}
    stray = [vote.person.name for vote in sat.paragraph.votes.all() if vote.person_id not in deciding]
    if not stray:
        return []
    what = f"§ {sat.paragraph.number}: {words.join_och(stray)} har en röst men deltog inte i beslutet."
    return [Remark(what, "Rösten räknas inte. Rätta närvaron eller ta bort rösten.", sat.paragraph.pk)]


def _about_letters(paragraph: Paragraph) -> list[Remark]:
    """Say which signs print can only show as a question mark."""
    texts = [
        paragraph.heading,
        text_of(paragraph.text.html),
        *(each.text for each in paragraph.decisions.all()),
    ]
    lost = lost_in_print("\n".join(texts))
    if not lost:
        return []
    what = f"§ {paragraph.number}: {words.join_och(f'”{sign}”' for sign in lost)} kan inte skrivas ut."
    return [
        Remark(what, "I PDF:en blir det frågetecken. Skriv med andra tecken eller med ord.", paragraph.pk)
    ]


def _about_text(paragraph: Paragraph) -> list[Remark]:
    expects_decision = paragraph.kind not in {
        ParagraphKind.OPENING,
        ParagraphKind.CLOSING,
        ParagraphKind.OTHER,
    }
    if paragraph.meeting.keeps_notes:
        expects_decision = False
    if paragraph.outcome == Outcome.DECIDED and expects_decision and not paragraph.decisions.all():
        return [
            Remark(
                f"{paragraph.number_text} {paragraph.heading} har inget beslut.",
                "Skriv en att-sats, eller låt det stå.",
                paragraph.pk,
            )
        ]
    if not paragraph.text.html and not paragraph.decisions.all():
        return [
            Remark(
                f"{paragraph.number_text} {paragraph.heading} är tom.",
                "Skriv en mening om vad som hände.",
                paragraph.pk,
            )
        ]
    return []
