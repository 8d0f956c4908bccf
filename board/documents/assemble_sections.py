"""Builds the §§ that a protocol or an extract prints, from what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from board.counting.presence import Sitting
from board.counting.voting import ballot_sentence, meaning, outcome_sentence
from board.documents.assemble_attendance import sittings_of
from board.documents.meeting import Attachment
from board.documents.section import Clause, Section, Statement, Subsection, Vote, Voting
from board.models import DecisionAmount, Meeting, Paragraph, Point, Protocol
from board.queries.phrases import lead_words
from board.states import ParagraphKind, PresenceChange, ProtocolKind, ProtocolState, StatementKind
from board.states import Vote as Ballot
from board.wording.lead_words import Lead, Words, lead_of
from board.wording.statements import motion
from finsam.registries import fields
from finsam.swedish import dates, money
from finsam.texts.editor import with_values

_NO_KIND = {ParagraphKind.OPENING, ParagraphKind.CLOSING}


def numbered_attachments(paragraphs: Iterable[Paragraph]) -> list[tuple[int, Attachment]]:
    """Give each bilaga its number through the whole protocol, with the paragraph's key beside it."""
    appendices = [(each, row) for each in paragraphs for row in each.attachments.all() if row.is_appendix]
    return [
        (
            paragraph.pk,
            Attachment(number=number, title=row.title, section=paragraph.number_text),
        )
        for number, (paragraph, row) in enumerate(appendices, start=1)
    ]


def printed_texts(paragraphs: Sequence[Paragraph], meeting: Meeting) -> dict[int, SafeString]:
    """Give the text of each § (by key) with its figures as print shows them: as frozen, else as they are today."""
    stored = {each.pk: each.text.html for each in paragraphs}
    figures = printed_figures(paragraphs, meeting)
    return {
        each.pk: mark_safe(_frozen_text(each) or with_values(stored[each.pk], figures))  # noqa: S308  sanitised when saved
        for each in paragraphs
    }


def printed_figures(paragraphs: Sequence[Paragraph], meeting: Meeting) -> dict[str, str]:
    """Give the values, by key, of the figures that the §§ and their underpunkter name."""
    texts = [each.text.html for each in paragraphs]
    texts += [point.html for each in paragraphs for point in each.points.all()]
    return fields.printed(meeting.body.association, texts, year=meeting.held_on.year)


def _frozen_text(paragraph: Paragraph) -> str:
    """Give the text that the justerare were sent, where it names figures: they may have changed since."""
    frozen = _frozen(paragraph) if "<data " in paragraph.text.html else None
    return str(frozen["text"]) if frozen else ""


def _frozen(paragraph: Paragraph) -> dict[str, Any] | None:
    """Give the § as the justerare were sent it; nothing while it is a draft."""
    for each in paragraph.protocols.all():
        if each.content and each.state != ProtocolState.DRAFT:
            for section in each.content["sections"]:
                if section["number"] == paragraph.number:
                    return dict(section)
    return None


def _lead(paragraph: Paragraph, house: Mapping[str, Words]) -> Lead:
    """Give the words before the att-satser: as they were sent, for the body's may have changed since, else as they are."""
    frozen = _frozen(paragraph)
    if frozen is None:
        return lead_of(paragraph.lead, paragraph.kind, house)
    said, alone = str(frozen.get("lead", "")), frozen.get("alone")
    return Lead(said, said if alone is None else str(alone))


def sections(
    paragraphs: Sequence[Paragraph], meeting: Meeting, attachments: list[tuple[int, Attachment]]
) -> tuple[Section, ...]:
    texts = printed_texts(paragraphs, meeting)
    figures = printed_figures(paragraphs, meeting)
    house = {} if meeting.keeps_notes else lead_words(meeting.body)
    return tuple(
        _section(
            each,
            meeting,
            attachments,
            text=texts[each.paragraph.pk],
            figures=figures,
            lead=_lead(each.paragraph, house),
        )
        for each in sittings_of(meeting, paragraphs)
    )


def _section(
    sitting: Sitting,
    meeting: Meeting,
    attachments: list[tuple[int, Attachment]],
    *,
    text: SafeString,
    figures: Mapping[str, str],
    lead: Lead,
) -> Section:
    paragraph = sitting.paragraph
    statements = list(paragraph.statements.all())
    immediate = _immediate_protocol(paragraph)
    return Section(
        number=paragraph.number or 0,
        heading=paragraph.heading,
        text=text,
        reference=paragraph.matter.dnr if paragraph.matter else "",
        conflicts=tuple(_conflicts(paragraph)),
        proposals=tuple(motion(row.who, row.text) for row in statements if row.kind == StatementKind.MOTION),
        order=paragraph.proposition_order,
        votings=_votings(paragraph, sitting),
        decider=meeting.body.name,
        lead=lead.words,
        alone=lead.alone,
        kind=_kind(paragraph, meeting),
        refers=_refers(paragraph),
        clauses=_clauses(paragraph, None),
        points=tuple(
            _subsection(paragraph, each, attachments, figures, label=_label(paragraph, place, meeting))
            for place, each in enumerate(paragraph.points.all())
        ),
        notes=_statements(statements, StatementKind.NOTE),
        papers=_papers(paragraph, None),
        reservations=_statements(statements, StatementKind.RESERVATION),
        statements=_statements(statements, StatementKind.OPINION),
        attachments=_own_numbers(paragraph, None, attachments),
        is_adjusted_immediately=paragraph.is_immediate,
        adjusted_immediately_on=immediate.adjusted_on if immediate else None,
        is_point=meeting.keeps_notes,
    )


def _clauses(paragraph: Paragraph, point_id: int | None) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            text=row.text,
            responsible=row.who,
            due_on=row.due_on,
            financing=tuple(_financing(each) for each in row.amounts.all()),
        )
        for row in paragraph.decisions.all()
        if row.point_id == point_id
    )


def _label(paragraph: Paragraph, place: int, meeting: Meeting) -> str:
    """Number an underpunkt of minnesanteckningar ("7a"); those of a § go by their headings alone."""
    is_numbered = meeting.keeps_notes and paragraph.number and place < len(ascii_lowercase)
    return f"{paragraph.number}{ascii_lowercase[place]}" if is_numbered else ""


def _subsection(
    paragraph: Paragraph, point: Point, attachments: list[tuple[int, Attachment]], figures: Mapping[str, str], *, label: str
) -> Subsection:  # fmt: skip
    return Subsection(
        heading=f"{label} {point.heading}".strip(),
        presenter=point.presenter,
        text=mark_safe(with_values(point.html, figures)),  # noqa: S308  sanitised when saved
        clauses=_clauses(paragraph, point.pk),
        attachments=_own_numbers(paragraph, point.pk, attachments),
        papers=_papers(paragraph, point.pk),
    )


def _own_numbers(
    paragraph: Paragraph, point_id: int | None, attachments: list[tuple[int, Attachment]]
) -> tuple[int, ...]:
    """Give the numbers of the bilagor that belong to the underpunkt, or to the § itself; in the order they stand there."""
    numbers = [attachment.number for owner, attachment in attachments if owner == paragraph.pk]
    rows = [row for row in paragraph.attachments.all() if row.is_appendix]
    return tuple(number for number, row in zip(numbers, rows, strict=True) if row.point_id == point_id)


def _papers(paragraph: Paragraph, point_id: int | None) -> tuple[str, ...]:
    rows = paragraph.attachments.all()
    return tuple(row.title for row in rows if not row.is_appendix and row.point_id == point_id)


def _kind(paragraph: Paragraph, meeting: Meeting) -> str:
    """Name the kind of ärende, where the förbund has it printed."""
    if not meeting.body.association.prints_kinds or paragraph.kind in _NO_KIND:
        return ""
    if paragraph.is_election or paragraph.kind == ParagraphKind.ADJUSTERS:
        return "Val"
    is_decision = bool(paragraph.decisions.all()) and paragraph.kind == ParagraphKind.MATTER
    return "Beslutsärende" if is_decision else "Informationsärende"


def _refers(paragraph: Paragraph) -> str:
    earlier = paragraph.refers_to
    if earlier is None or earlier.number is None:
        return ""
    verb = "Rättar" if paragraph.corrects_it else "Följer på"
    return f"{verb} {earlier.short_text} den {dates.long_date(earlier.meeting.began_on)}"


def _financing(row: DecisionAmount) -> str:
    """Write an amount with its year, and the budgetpost or the eget kapital that pays it where that is said."""
    amount = f"{money.kr_as_needed(row.amount)}{money.NO_BREAK}kronor {row.year}"
    source = row.financing.strip().removeprefix("ur ").rstrip(".")
    return f"{amount}, ur {source}" if source else amount


def _ballot(paragraph: Paragraph) -> tuple[Voting, ...]:
    """Give the votes for each proposal, where they were counted and not told one by one."""
    counts = tuple((what, votes) for what, votes in paragraph.ballot)
    if not counts:
        return ()
    outcome = ballot_sentence(counts, is_election=paragraph.is_election, winner=paragraph.ballot_winner)
    return (Voting("", (), outcome, counts=counts, is_secret=paragraph.is_secret),)


def _immediate_protocol(paragraph: Paragraph) -> Protocol | None:
    return next((each for each in paragraph.protocols.all() if each.kind == ProtocolKind.IMMEDIATE), None)


def _statements(rows: Iterable[object], kind: StatementKind) -> tuple[Statement, ...]:
    return tuple(Statement(name=row.who, text=row.text) for row in rows if row.kind == kind)  # type: ignore[attr-defined]


def _votings(paragraph: Paragraph, sitting: Sitting) -> tuple[Voting, ...]:
    """Give the vote as it was counted: of those who took part in deciding, and by the chair who led at the §."""
    deciding = {row.person_id for row in sitting.deciding}
    counted = [row for row in paragraph.votes.all() if row.person_id in deciding]
    if not counted:
        return _ballot(paragraph)
    votes = tuple(Vote(name=row.person.name, choice=row.get_vote_display()) for row in counted)
    outcome = outcome_sentence(
        {row.person_id: row.vote for row in counted},
        chair_id=sitting.chair.person_id if sitting.chair else None,
        is_election=paragraph.is_election,
        lot=paragraph.lot,
        means={Ballot.YES: paragraph.yes_means, Ballot.NO: paragraph.no_means},
    )
    proposition = meaning(paragraph) or paragraph.proposition_order
    return (Voting(proposition=proposition, votes=votes, outcome=outcome), *_ballot(paragraph))


def _conflicts(paragraph: Paragraph) -> Iterable[str]:
    for row in paragraph.presence_exceptions.all():
        if row.change == PresenceChange.CONFLICT:
            reason = f" ({row.note})" if row.note else ""
            yield f"{row.attendance.person.name} anmäler jäv{reason} och lämnar sammanträdet när ärendet behandlas."
        if row.change == PresenceChange.ABSTAINED:
            yield f"{row.attendance.person.name} deltar inte i beslutet."
