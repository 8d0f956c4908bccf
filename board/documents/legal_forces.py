"""Builds the laga kraft-bevis of a § from what is stored."""

from __future__ import annotations

from collections.abc import Iterator

from board.documents.assemble import look_of, title_of, verify_address
from board.documents.legal_force import LegalForce, ProvenDecision
from board.documents.printable import adjusted_paragraphs
from board.models import Appeal, Paragraph
from board.queries.appeals import Standing, about
from board.queries.force import force_of, standings_in
from board.queries.notice import NoticePage, notice_page, notices_of
from board.states import AppealStage
from finsam import clock, pdf
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.registries.printing import DocumentKind
from finsam.swedish import words
from finsam.swedish.dates import long_date


def build_legal_force(paragraph: Paragraph, *, by: Person) -> LegalForce:
    """Build the bevis. Raises DomainError with a sentence when no decision of the § has laga kraft yet."""
    association = paragraph.meeting.body.association
    force = force_of(paragraph, association, clock.today())
    if force is None:
        raise DomainError("Paragrafen är inte justerad och anslagen, så den har inte laga kraft.")
    page, own = force.page, force.decisions
    posted = [each.posted_on for each in page.postings if each.posted_on]
    if not force.has_any or not posted or page.last_day is None:
        raise DomainError(_why_not(own))
    appeals = {appeal for each in own for appeal in each.appeals}
    return LegalForce(
        association=association.name,
        body=paragraph.meeting.body.name,
        meeting_on=paragraph.meeting.began_on,
        section=paragraph.number_text,
        section_heading=paragraph.heading,
        decisions=tuple(
            ProvenDecision(words.clause(each.decision.text), each.sentence, each.is_final) for each in own
        ),
        adjusted_on=page.protocol.adjusted_on,  # type: ignore[arg-type]  # notices_of gives no others
        posted_on=max(posted),
        last_appeal_on=page.last_day,
        appeals=tuple(map(_told, sorted(appeals, key=lambda each: (each.received_on, each.pk)))),
        made_on=clock.today(),
        issued_by=by.name,
        issued_as=title_of(by),
        kept_at=association.archive_place,
        verify_address=verify_address(),
        reference=paragraph.matter.dnr if paragraph.matter else "",
    )


def _why_not(own: list[Standing]) -> str:
    if not own:
        return "Paragrafen har inget beslut som kan få laga kraft."
    return f"Beslutet har inte laga kraft. {' '.join(dict.fromkeys(each.sentence for each in own))}"


def _told(appeal: Appeal) -> str:
    parts = [f"Ett överklagande av {about(appeal)} kom in den {long_date(appeal.received_on)}"]
    if appeal.forwarded_on:
        parts.append(f"och lämnades till förvaltningsrätten den {long_date(appeal.forwarded_on)}")
    text = " ".join(parts) + "."
    if appeal.state == AppealStage.CLOSED and appeal.closed_on:
        ends = words.join_och(
            dict.fromkeys(each.get_outcome_display().lower() for each in appeal.decisions.all())
        )
        text += f" Det avgjordes den {long_date(appeal.closed_on)}: {ends}."
    return text


def _proven(association: Association) -> Iterator[tuple[str, Paragraph]]:
    """Give every § that has a decision with laga kraft, by the name it is printed under."""
    pages: dict[int, NoticePage] = {}
    known = {each.pk: each for each in notices_of(association)}
    for name, protocol, paragraph in adjusted_paragraphs(association):
        if protocol.pk not in known:
            continue
        page = pages.setdefault(protocol.pk, notice_page(known[protocol.pk], clock.today()))
        if any(each.is_final for each in standings_in(paragraph, page, clock.today())):
            yield name, paragraph


def _names(association: Association) -> list[str]:
    return [name for name, _ in _proven(association)]


def _print(association: Association, which: str) -> bytes:
    """Make the bevis as it would be today, issued by the meeting's secretary."""
    paragraph = next(each for name, each in _proven(association) if name == which)
    secretary = paragraph.meeting.secretary
    if secretary is None:
        raise DomainError("Sammanträdet har ingen sekreterare som kan stå för handlingen.")
    document = build_legal_force(paragraph, by=secretary)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


KIND = DocumentKind("laga-kraft", "Bevis om laga kraft", _names, _print)
