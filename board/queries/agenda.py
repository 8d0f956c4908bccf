"""What an agenda starts from, what it must take up again, and what its § on earlier protocols says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from board.models import Attachment, Decision, Meeting, Paragraph, Point, StandingItem
from board.registries.follow_up import Told
from board.states import (
    COMES_BACK,
    UNFINISHED,
    MeetingKind,
    MeetingState,
    ParagraphKind,
    ProtocolKind,
)
from board.wording.standing import Standing, defaults
from finsam import clock
from finsam.models import Body
from finsam.swedish import dates, words
from finsam.web.asked_once import asked_once


def standing_items(body: Body, kind: MeetingKind | str) -> list[StandingItem]:
    """Give the body's standing ärenden for a kind of meeting; the house's, not stored, until it has its own."""
    kind = MeetingKind(kind)
    own = list(body.standing_items.filter(meeting_kind=kind).order_by("position", "id"))
    if own:
        return own
    return rows_of(body, kind, defaults(body, kind))


def rows_of(body: Body, kind: MeetingKind, items: Iterable[Standing]) -> list[StandingItem]:
    """Give standing ärenden as rows in their order, not yet stored."""
    return [
        StandingItem(
            body=body,
            meeting_kind=kind,
            position=position,
            kind=item.kind,
            heading=item.heading,
            proposal=item.proposal,
            opening_text=item.opening_text,
        )
        for position, item in enumerate(items, start=1)
    ]


def before(meeting: Meeting) -> QuerySet[Meeting]:
    """Give the same body's meetings that come before this one, cancelled ones aside; newest first."""
    earlier = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, starts_at__lt=meeting.starts_at)
    others = Meeting.objects.filter(earlier, body=meeting.body_id).exclude(state=MeetingState.CANCELLED)
    return others.exclude(pk=meeting.pk).order_by("-held_on", "-starts_at", "-id")


def put_off(meeting: Meeting) -> list[Paragraph]:
    """Give the §§ that earlier meetings of the body tabled or referred back, and that no agenda has taken up again."""
    return list(
        Paragraph.objects.filter(
            meeting__in=before(meeting),
            meeting__state=MeetingState.CLOSED,
            outcome__in=COMES_BACK,
            continued_in__isnull=True,
        )
        .select_related("meeting", "matter", "text")
        .prefetch_related("attachments", "points")
        .order_by("meeting__held_on", "meeting__starts_at", "position", "id")
    )


def tasks_due(meeting: Meeting) -> list[Decision]:
    """Give the unfinished tasks of the body's earlier decisions that are due by the meeting, or have no day."""
    return list(
        Decision.objects.filter(
            Q(due_on__lte=meeting.held_on) | Q(due_on__isnull=True),
            paragraph__meeting__in=before(meeting),
            paragraph__meeting__state=MeetingState.CLOSED,
            follow_up__in=UNFINISHED,
        )
        .exclude(who="", due_on__isnull=True)
        .select_related("paragraph__meeting__body")
        .order_by("due_on", "paragraph__meeting__held_on", "paragraph__position", "position")
    )


@dataclass(frozen=True)
class EarlierProtocol:
    """A protocol that the § on earlier protocols lays to the files."""

    held_on: dt.date
    numbers: tuple[int, ...]
    adjusted_on: dt.date | None
    is_notes: bool = False
    sent_on: dt.date | None = None

    @property
    def sentence(self) -> str:
        """Such as "Protokollet från den 25 februari 2022, §§ 12–21, justerat den 4 mars 2022."."""
        if self.is_notes:
            sent = (
                f"utskickade den {dates.long_date(self.sent_on)}" if self.sent_on else "ännu inte utskickade"
            )
            return f"Anteckningarna från den {dates.long_date(self.held_on)}, {sent}."
        parts = [f"Protokollet från den {dates.long_date(self.held_on)}"]
        if self.numbers:
            parts.append(dates.paragraphs(self.numbers))
        parts.append(
            f"justerat den {dates.long_date(self.adjusted_on)}" if self.adjusted_on else "ännu inte justerat"
        )
        return ", ".join(parts) + "."


def earlier_protocols(meeting: Meeting) -> list[EarlierProtocol]:
    """Give the protocols that this meeting lays to the files: those since the last meeting that did so, oldest first.

    They may be several: an extra meeting, or an ordinary and a konstituerande one on the same day.
    """
    closed = before(meeting).filter(state=MeetingState.CLOSED)
    latest = closed.filter(paragraphs__kind=ParagraphKind.PREVIOUS).first() or closed.first()
    if latest is None:
        return []
    since = Q(held_on__gt=latest.held_on) | Q(held_on=latest.held_on, starts_at__gte=latest.starts_at)
    found = (
        closed.filter(since)
        .select_related("body")
        .prefetch_related("paragraphs", "protocols")
        .order_by("held_on", "starts_at", "id")
    )
    return [_earlier(each) for each in found]


def _earlier(meeting: Meeting) -> EarlierProtocol:
    numbers = tuple(each.number for each in meeting.paragraphs.all() if each.number is not None)
    main = [each for each in meeting.protocols.all() if each.kind == ProtocolKind.MAIN]
    done = main[0] if main else None
    sent_at = done.signed_at or done.sent_at if done and done.is_finished else None
    return EarlierProtocol(
        meeting.began_on,
        numbers,
        done.adjusted_on if done else None,
        is_notes=meeting.keeps_notes,
        sent_on=clock.day_of(sent_at) if sent_at else None,
    )


def text_of_earlier(protocols: Iterable[EarlierProtocol]) -> SafeString:
    """Write the text of the § on earlier protocols, one paragraph each."""
    return format_html_join("", "<p>{}</p>", ((each.sentence,) for each in protocols))


def text_of_follow_up(tasks: Iterable[Decision], told: Iterable[Told]) -> SafeString:
    """Write the text of the § that follows up: the tasks as a list, then what else is told, each under its heading."""
    others = format_html_join(
        "", "<h3>{}</h3>{}", ((each.heading, _list_of(each.sentences)) for each in told)
    )
    return format_html("{}{}", _list_of(_task_sentence(task) for task in tasks), others)


def _list_of(sentences: Iterable[str]) -> SafeString:
    rows = [(sentence,) for sentence in sentences]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", rows)) if rows else SafeString("")


def day_before(meeting: Meeting) -> dt.date | None:
    """Give the day of the body's meeting before this one; None for its first."""
    return before(meeting).values_list("held_on", flat=True).first()


def _task_sentence(task: Decision) -> str:
    paragraph = task.paragraph
    number = f"{paragraph.meeting.numbered([paragraph.number])}, " if paragraph.number else ""
    parts = [
        f"{words.capitalised(words.clause(task.text))} ({number}{dates.long_date(paragraph.meeting.began_on)})."
    ]
    if task.who:
        parts.append(f"Ansvarig: {task.who}.")
    if task.due_on:
        parts.append(f"Klart senast den {dates.long_date(task.due_on)}.")
    if task.follow_up_note:
        parts.append(task.follow_up_note)
    return " ".join(parts)


@dataclass(frozen=True)
class NumberedAttachment:
    """A handling with the number it has in this meeting's kallelse."""

    number: int
    row: Attachment

    @property
    def label(self) -> str:
        return f"Bilaga {self.number}"


@dataclass(frozen=True)
class AgendaRow:
    """One ärende of an agenda with its number there and its numbered handlingar."""

    number: int
    paragraph: Paragraph
    attachments: tuple[NumberedAttachment, ...]

    @property
    def clauses(self) -> list[str]:
        """The proposed att-satser as they are printed."""
        return words.clauses(self.paragraph.proposal.splitlines())

    @property
    def points(self) -> list[tuple[Point, tuple[NumberedAttachment, ...]]]:
        """The underpunkter, each with its own handlingar."""
        return [
            (point, tuple(each for each in self.attachments if each.row.point_id == point.pk))
            for point in self.paragraph.points.all()
        ]

    @property
    def own_attachments(self) -> tuple[NumberedAttachment, ...]:
        """The handlingar that belong to no underpunkt."""
        return tuple(each for each in self.attachments if each.row.point_id is None)

    @property
    def appendix_text(self) -> str:
        """Such as "Bilaga 2–4"; nothing without handlingar. The numbers of one ärende follow upon each other."""
        if not self.attachments:
            return ""
        first, last = self.attachments[0].number, self.attachments[-1].number
        return f"Bilaga {first}" if first == last else f"Bilaga {first}–{last}"


@asked_once
def agenda(meeting: Meeting) -> list[AgendaRow]:
    """Give the meeting's agenda in order, ärenden and handlingar numbered from 1; five queries whatever its length."""
    own_first = F("point__position").asc(nulls_first=True)
    attachments = Attachment.objects.select_related("document").order_by(own_first, "position", "id")
    paragraphs = (
        meeting.paragraphs.select_related("matter", "text", "continues__meeting")
        .prefetch_related(Prefetch("attachments", attachments), "points")
        .order_by("position", "id")
    )
    numbers = count(1)
    return [
        AgendaRow(
            number,
            paragraph,
            tuple(NumberedAttachment(next(numbers), each) for each in paragraph.attachments.all()),
        )
        for number, paragraph in enumerate(paragraphs, start=1)
    ]
