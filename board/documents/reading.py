"""What the page of a justerare shows: the frozen text with her comments, and who has signed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from board.documents.assemble import build_paper
from board.documents.changes import Change, changed_facts, changed_sections, gone_sections
from board.documents.meeting import AttendanceGroup, Attendee, TimeAndPlace
from board.documents.section import Clause, Section, Statement, Subsection, Vote, Voting
from board.models import Paragraph, Protocol, Signing, SigningComment
from board.states import ADJUSTING_ROLES, ProtocolKind, ProtocolState
from finsam.models import Person
from finsam.swedish import words

WORDS_A_MINUTE = 140  # a careful reader of official prose


@dataclass(frozen=True)
class ReadSection:
    """A § as the signer reads it, with her own comment."""

    section: Section
    paragraph: Paragraph | None
    comment: SigningComment | None
    change: Change | None = None


@dataclass(frozen=True)
class Facts:
    """What stands above the §§ in the frozen version: when, where, who was there."""

    when: str
    attendance: tuple[AttendanceGroup, ...]
    absent: tuple[str, ...]
    distance_note: str


@dataclass(frozen=True)
class SigningPage:
    """Everything that the page of a justerare shows."""

    protocol: Protocol
    places: list[Signing]
    mine: Signing | None
    sections: list[ReadSection]
    comments: list[SigningComment]
    summary: str
    waits_for_others: str
    facts: Facts
    changed_facts: str = ""
    gone: tuple[str, ...] = ()

    @property
    def changed(self) -> list[ReadSection]:
        """The §§ that are not as they were in the version before."""
        return [each for each in self.sections if each.change]

    @property
    def is_new_version(self) -> bool:
        """Whether a version before this one is known, so that the page can say what is changed."""
        return self.protocol.version > 1 and self.protocol.earlier_content is not None

    @property
    def numbers(self) -> str:
        """The §§ that signing this justerar; those justerade at once have a protocol of their own."""
        is_main = self.protocol.kind == ProtocolKind.MAIN
        return self.protocol.meeting.numbered(
            each.section.number
            for each in self.sections
            if not (is_main and each.section.is_adjusted_immediately)
        )


def signing_page(protocol: Protocol, person: Person) -> SigningPage:
    """Gather the frozen version for the person who is to read and sign it."""
    places = list(protocol.signings.all())
    mine = next((place for place in places if place.person_id == person.pk and not place.signed_at), None)
    own_comments = {
        comment.paragraph_id: comment
        for comment in protocol.comments.filter(version=protocol.version, person=person).select_related(
            "paragraph"
        )
    }
    by_number = {paragraph.number: paragraph for paragraph in protocol.meeting.paragraphs.all()}
    before, now = protocol.earlier_content, protocol.content
    changes = changed_sections(before, now) if before and now else {}
    sections = []
    for section in frozen_sections(protocol):
        paragraph = by_number.get(section.number)
        comment = own_comments.get(paragraph.pk) if paragraph else None
        sections.append(ReadSection(section, paragraph, comment, changes.get(section.number)))
    return SigningPage(
        protocol=protocol,
        places=places,
        mine=mine,
        sections=sections,
        comments=list(own_comments.values()),
        summary=_reading_time(sections),
        waits_for_others=_waits(places, mine),
        facts=_facts(protocol),
        changed_facts=changed_facts(before, now) if before and now else "",
        gone=tuple(gone_sections(before, now)) if before and now else (),
    )


def _facts(protocol: Protocol) -> Facts:
    """Give when, where and who as they were frozen; a draft's as they stand."""
    if protocol.content is None or protocol.state == ProtocolState.DRAFT:
        paper = build_paper(protocol)
        absent = getattr(paper, "absent", ())
        return Facts(str(paper.when), paper.attendance, absent, paper.distance_note)
    data = protocol.content
    groups = (
        AttendanceGroup(each["heading"], tuple(Attendee(**row) for row in each["attendees"]))
        for each in data["attendance"]
    )
    return Facts(
        str(_when(data["when"])), tuple(groups), tuple(data.get("absent", ())), data.get("distance_note", "")
    )


def _when(data: dict[str, Any]) -> TimeAndPlace:
    times = {
        name: dt.time.fromisoformat(value) if value else None
        for name, value in data.items()
        if name.endswith("_at")
    }
    return TimeAndPlace(**data | times | {"on": dt.date.fromisoformat(data["on"])})


def frozen_sections(protocol: Protocol) -> list[Section]:
    """Give the §§ as they were frozen; a draft's as they stand."""
    if protocol.content is None or protocol.state == ProtocolState.DRAFT:
        return list(build_paper(protocol).sections)
    return stored_sections(protocol.content)


def stored_sections(content: dict[str, Any]) -> list[Section]:
    """Give the §§ of a stored document."""
    return [_section(data) for data in content["sections"]]


def _section(data: dict[str, Any]) -> Section:
    adjusted_on = data["adjusted_immediately_on"]
    return Section(
        **data
        | {
            "text": mark_safe(data["text"]),  # noqa: S308  sanitised before it was frozen
            "conflicts": tuple(data["conflicts"]),
            "proposals": tuple(data["proposals"]),
            "votings": tuple(_voting(each) for each in data["votings"]),
            "clauses": tuple(_clause(each) for each in data["clauses"]),
            "reservations": tuple(Statement(**each) for each in data["reservations"]),
            "statements": tuple(Statement(**each) for each in data["statements"]),
            "attachments": tuple(data["attachments"]),
            "points": tuple(
                _subsection(each) for each in data.get("points", ())
            ),  # frozen before there were any
            "papers": tuple(data.get("papers", ())),
            "notes": tuple(Statement(**each) for each in data.get("notes", ())),
            "adjusted_immediately_on": dt.date.fromisoformat(adjusted_on) if adjusted_on else None,
        }
    )


def _subsection(data: dict[str, Any]) -> Subsection:
    return Subsection(
        **data
        | {
            "text": mark_safe(data["text"]),  # noqa: S308  sanitised before it was frozen
            "clauses": tuple(_clause(each) for each in data["clauses"]),
            "attachments": tuple(data["attachments"]),
            "papers": tuple(data["papers"]),
        }
    )


def _voting(data: dict[str, Any]) -> Voting:
    votes = tuple(Vote(**each) for each in data["votes"])
    return Voting(**data | {"votes": votes, "counts": tuple(map(tuple, data.get("counts", ())))})


def _clause(data: dict[str, Any]) -> Clause:
    due_on = data["due_on"]
    return Clause(
        **data
        | {
            "due_on": dt.date.fromisoformat(due_on) if due_on else None,
            "financing": tuple(data.get("financing", ())),  # frozen before it was printed
        }
    )


def _reading_time(sections: list[ReadSection]) -> str:
    written = sum(
        len(str(each.section.text).split()) + sum(len(c.text.split()) for c in each.section.clauses)
        for each in sections
    )
    minutes = max(1, round(written / WORDS_A_MINUTE))
    is_notes = any(each.section.is_point for each in sections)
    count = words.capitalised(
        words.plural(len(sections), *(("punkt", "punkter") if is_notes else ("paragraf", "paragrafer")))
    )
    return f"{count}, ungefär {words.plural(minutes, 'minuts', 'minuters')} läsning."


def _waits(places: list[Signing], mine: Signing | None) -> str:
    others = [
        place for place in places if place.role in ADJUSTING_ROLES and not place.signed_at and place != mine
    ]
    return words.join_och(place.person.name for place in others)
