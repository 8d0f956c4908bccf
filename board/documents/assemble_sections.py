"""Builds the §§ that a protocol or an extract prints, from what is stored."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe

from board.documents.assemble_attendance import sittings_of
from board.documents.meeting import Attachment
from board.documents.section import Clause, Section, Statement, Vote, Voting
from board.models import DecisionAmount, Meeting, Paragraph, Protocol
from board.presence import Sitting
from board.states import PresenceChange, ProtocolKind, ProtocolState, StatementKind
from board.states import Vote as Ballot
from board.voting import meaning, outcome_sentence
from finsam import fields, money
from finsam.editor import with_values


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
    figures = fields.printed(meeting.body.association, stored.values(), year=meeting.held_on.year)
    return {
        each.pk: mark_safe(_frozen_text(each) or with_values(stored[each.pk], figures))  # noqa: S308  sanitised when saved
        for each in paragraphs
    }


def _frozen_text(paragraph: Paragraph) -> str:
    """Give the text that the justerare were sent, where it names figures: they may have changed since."""
    if "<data " not in paragraph.text.html:
        return ""
    for each in paragraph.protocols.all():
        if each.content and each.state != ProtocolState.DRAFT:
            for section in each.content["sections"]:
                if section["number"] == paragraph.number:
                    return str(section["text"])
    return ""


def sections(
    paragraphs: Sequence[Paragraph], meeting: Meeting, attachments: list[tuple[int, Attachment]]
) -> tuple[Section, ...]:
    texts = printed_texts(paragraphs, meeting)
    return tuple(
        _section(each.paragraph, meeting, attachments, texts[each.paragraph.pk], each)
        for each in sittings_of(meeting, paragraphs)
    )


def _section(
    paragraph: Paragraph,
    meeting: Meeting,
    attachments: list[tuple[int, Attachment]],
    text: SafeString,
    sitting: Sitting,
) -> Section:
    statements = list(paragraph.statements.all())
    immediate = _immediate_protocol(paragraph)
    return Section(
        number=paragraph.number or 0,
        heading=paragraph.heading,
        text=text,
        reference=paragraph.matter.dnr if paragraph.matter else "",
        conflicts=tuple(_conflicts(paragraph)),
        proposals=tuple(
            f"{row.who} yrkar {row.text.strip()}" for row in statements if row.kind == StatementKind.MOTION
        ),
        order=paragraph.proposition_order,
        votings=_votings(paragraph, sitting),
        decider=_decider(paragraph, meeting),
        clauses=tuple(
            Clause(
                text=row.text,
                responsible=row.who,
                due_on=row.due_on,
                financing=tuple(_financing(each) for each in row.amounts.all()),
            )
            for row in paragraph.decisions.all()
        ),
        reservations=_statements(statements, StatementKind.RESERVATION),
        statements=_statements(statements, StatementKind.OPINION),
        attachments=tuple(attachment.number for owner, attachment in attachments if owner == paragraph.pk),
        is_adjusted_immediately=paragraph.is_immediate,
        adjusted_immediately_on=immediate.adjusted_on if immediate else None,
        is_point=meeting.keeps_notes,
    )


def _financing(row: DecisionAmount) -> str:
    """Write an amount with its year, and the budgetpost or the eget kapital that pays it where that is said."""
    amount = f"{money.kr_as_needed(row.amount)}{money.NO_BREAK}kronor {row.year}"
    source = row.financing.strip().removeprefix("ur ").rstrip(".")
    return f"{amount}, ur {source}" if source else amount


def _decider(paragraph: Paragraph, meeting: Meeting) -> str:
    return paragraph.lead.removesuffix(" beslutar").strip() or meeting.body.name


def _immediate_protocol(paragraph: Paragraph) -> Protocol | None:
    return next((each for each in paragraph.protocols.all() if each.kind == ProtocolKind.IMMEDIATE), None)


def _statements(rows: Iterable[object], kind: StatementKind) -> tuple[Statement, ...]:
    return tuple(Statement(name=row.who, text=row.text) for row in rows if row.kind == kind)  # type: ignore[attr-defined]


def _votings(paragraph: Paragraph, sitting: Sitting) -> tuple[Voting, ...]:
    """Give the vote as it was counted: of those who took part in deciding, and by the chair who led at the §."""
    deciding = {row.person_id for row in sitting.deciding}
    counted = [row for row in paragraph.votes.all() if row.person_id in deciding]
    if not counted:
        return ()
    votes = tuple(Vote(name=row.person.name, choice=row.get_vote_display()) for row in counted)
    outcome = outcome_sentence(
        {row.person_id: row.vote for row in counted},
        chair_id=sitting.chair.person_id if sitting.chair else None,
        is_election=paragraph.is_election,
        lot=paragraph.lot,
        means={Ballot.YES: paragraph.yes_means, Ballot.NO: paragraph.no_means},
    )
    proposition = meaning(paragraph) or paragraph.proposition_order
    return (Voting(proposition=proposition, votes=votes, outcome=outcome),)


def _conflicts(paragraph: Paragraph) -> Iterable[str]:
    for row in paragraph.presence_exceptions.all():
        if row.change == PresenceChange.CONFLICT:
            reason = f" ({row.note})" if row.note else ""
            yield f"{row.attendance.person.name} anmäler jäv{reason} och lämnar sammanträdet när ärendet behandlas."
        if row.change == PresenceChange.ABSTAINED:
            yield f"{row.attendance.person.name} deltar inte i beslutet."
