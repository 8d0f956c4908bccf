"""Builds the reading pack: the kallelse, then each ärende with its text and, right after it, its handlingar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from board.documents.assemble import look_of
from board.documents.assemble_sections import printed_figures, printed_texts
from board.documents.call import build_call, render_call
from board.models import Meeting, Point
from board.queries.agenda import AgendaRow, NumberedAttachment, agenda
from board.queries.invited import call_documents
from finsam import clock, pdf
from finsam.files import store
from finsam.models import Document
from finsam.pdf import Mark, PackFront, Part
from finsam.swedish import dates
from finsam.texts.editor import with_values


@dataclass(frozen=True)
class PackPoint:
    """An underpunkt of an ärende as a reading pack shows it."""

    heading: str
    presenter: str
    html: str
    clauses: tuple[str, ...]
    attachments: tuple[str, ...]


@dataclass(frozen=True)
class PackText:
    """One ärende as a reading pack shows it."""

    number: int
    heading: str
    reference: str
    presenter: str
    html: str
    clauses: tuple[str, ...]
    attachments: tuple[str, ...]
    points: tuple[PackPoint, ...]
    is_first: bool  # of those that share pages: on a new page, for handlingar stand before it

    @property
    def title(self) -> str:
        """As the contents and the bookmarks name it."""
        return f"{self.number} {self.heading}"


@dataclass(frozen=True)
class PackTexts:
    """The texts and proposals of a whole agenda, which the handlingar part."""

    subtitle: str
    dated: dt.date
    items: tuple[PackText, ...]
    reference: str = ""
    template_name: str = field(default="print/pack_texts.html", init=False)

    heading = "Ärenden och förslag"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}: {self.subtitle}"


def build_pack_texts(meeting: Meeting, rows: Sequence[AgendaRow], *, dated: dt.date) -> PackTexts:
    """Build the texts of a reading pack: every ärende with its text and proposed att-satser."""
    paragraphs = [row.paragraph for row in rows]
    texts, figures = printed_texts(paragraphs, meeting), printed_figures(paragraphs, meeting)
    earlier = [None, *rows]
    return PackTexts(
        subtitle=pack_subtitle(meeting),
        dated=dated,
        items=tuple(
            PackText(
                number=row.number,
                heading=row.paragraph.heading,
                reference=row.paragraph.matter.dnr if row.paragraph.matter else "",
                presenter=row.paragraph.presenter,
                html=texts[row.paragraph.pk],
                clauses=tuple(row.clauses),
                attachments=_named(row.own_attachments),
                points=tuple(_point(point, attachments, figures) for point, attachments in row.points),
                is_first=bool(before and before.attachments),
            )
            for before, row in zip(earlier, rows, strict=False)
        ),
    )


def _point(point: Point, attachments: Sequence[NumberedAttachment], figures: Mapping[str, str]) -> PackPoint:
    return PackPoint(
        heading=point.heading,
        presenter=point.presenter,
        html=with_values(point.html, figures),
        clauses=tuple(point.clauses),
        attachments=_named(attachments),
    )


def _named(attachments: Sequence[NumberedAttachment]) -> tuple[str, ...]:
    return tuple(f"{each.label}: {each.row.title}" for each in attachments)


def pack_subtitle(meeting: Meeting) -> str:
    """Such as "Styrelsens sammanträde den 25 mars 2022"."""
    return f"{meeting.body.name}s sammanträde den {dates.long_date(meeting.held_on)}"


def pack_parts(meeting: Meeting) -> list[Part]:
    """Give the parts of the meeting's pack in order: kallelse, then each ärende with its handlingar after it."""
    rows = agenda(meeting)
    today = clock.today()
    calls = [Part(_name(document), store.read(document)) for document in call_documents(meeting)]
    if not calls:
        calls = [Part("Kallelse", render_call(build_call(meeting, called_on=today), meeting))]
    return [*calls, *_matters(build_pack_texts(meeting, rows, dated=today), rows, meeting)]


def bind_pack(meeting: Meeting, parts: Sequence[Part]) -> bytes:
    """Bind the parts under the meeting's name."""
    front = PackFront(subtitle=pack_subtitle(meeting), dated=clock.today())
    return pdf.merge_pack(parts, front=front, look=look_of(meeting.body.association))


def _matters(texts: PackTexts, rows: Sequence[AgendaRow], meeting: Meeting) -> Iterator[Part]:
    """Typeset all texts at once, which is quick, and lay each ärende's handlingar in between."""
    look = look_of(meeting.body.association)
    html = render_to_string(texts.template_name, {"document": texts, "look": look})
    sheets = pdf.plain(html, look=look)
    runs = _runs(list(zip(texts.items, rows, strict=True)))
    starts = [sheets.places[_id(run[0][0])].page for run in runs] + [sheets.count]
    for number, run in enumerate(runs):
        first = 0 if number == 0 else starts[number]
        yield _texts(sheets, run, range(first, starts[number + 1]))
        yield from _handlingar(run[-1][1])


def _runs(pairs: list[tuple[PackText, AgendaRow]]) -> list[list[tuple[PackText, AgendaRow]]]:
    """Part the agenda after every ärende that has handlingar."""
    runs: list[list[tuple[PackText, AgendaRow]]] = []
    for item, row in pairs:
        if item.is_first or not runs:
            runs.append([])
        runs[-1].append((item, row))
    return runs


def _texts(sheets: pdf.Sheets, run: list[tuple[PackText, AgendaRow]], pages: range) -> Part:
    items = [item for item, _ in run]
    numbers = f"{items[0].number}–{items[-1].number}" if len(items) > 1 else f"{items[0].number}"
    marks = tuple(Mark(item.title, sheets.places[_id(item)].page - pages.start) for item in items)
    return Part(f"Ärende {numbers}", sheets.data, pages=pages, marks=marks)


def _id(item: PackText) -> str:
    return f"arende-{item.number}"


def _handlingar(row: AgendaRow) -> list[Part]:
    return [
        Part(
            f"{each.label}: {each.row.title}",
            store.read(each.row.document),
            each.row.document.name,
            belongs=True,
        )
        for each in row.attachments
    ]


def _name(document: Document) -> str:
    """Such as "Tilläggslista", from the file's name."""
    return document.name.rpartition(" ")[0] or document.name
