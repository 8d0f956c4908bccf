"""Builds the kallelse and the tilläggslista from what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby

from board.documents.agenda import Agenda, AgendaGroup, AgendaItem, Contact
from board.documents.assemble import look_of
from board.documents.meeting import TimeAndPlace
from board.models import Meeting, Point
from board.queries.agenda import AgendaRow, NumberedAttachment, agenda
from board.states import ParagraphKind
from finsam import pdf
from finsam.models import Appointment, Person
from finsam.states import AppointmentRole, BodyKind
from finsam.swedish import dates, words

HINDRANCE_DAYS = 3  # so that an ersättare can be called in (10 § lag 2003:1210, 6 kap. 17 § kommunallagen)

_GROUPS = {
    ParagraphKind.OPENING: "Öppnande",
    ParagraphKind.ADJUSTERS: "Öppnande",
    ParagraphKind.PREVIOUS: "Öppnande",
    ParagraphKind.INFORMATION: "Information",
    ParagraphKind.FOLLOW_UP: "Information",
    ParagraphKind.DELEGATED: "Information",
    ParagraphKind.MATTER: "Ärenden för beslut",
    ParagraphKind.OTHER: "Avslutning",
    ParagraphKind.CLOSING: "Avslutning",
}


class CallKind(StrEnum):
    """What goes out: the first kallelse, one that replaces it, or what has come to it."""

    FIRST = "kallelse"
    CHANGED = "andrad"
    ADDITION = "tillagg"


def build_call(
    meeting: Meeting,
    *,
    called_on: dt.date,
    kind: CallKind = CallKind.FIRST,
    guests: Sequence[Person] = (),
    message: str = "",
) -> Agenda:
    """Build a kallelse as it stands now; an addition shows the ärenden that came after the first call alone."""
    rows = agenda(meeting)
    shown = [row for row in rows if row.paragraph.is_late] if kind == CallKind.ADDITION else rows
    return Agenda(
        body=meeting.body.name,
        when=TimeAndPlace(meeting.held_on, place_of(meeting), meeting.starts_at, meeting.ends_at),
        called_on=called_on,
        called=_called(meeting, guests),
        hindrance=_hindrance(meeting),
        groups=_groups(shown),
        contacts=_contacts(meeting),
        is_public=meeting.is_public,
        is_addition=kind == CallKind.ADDITION,
        is_changed=kind == CallKind.CHANGED,
        message=message,
    )


def render_call(document: Agenda, meeting: Meeting) -> bytes:
    """Typeset a kallelse; takes up to a second."""
    return pdf.render(document.template_name, {"document": document}, look=look_of(meeting.body.association))


def place_of(meeting: Meeting) -> str:
    """Say where: the place, the video meeting, or both."""
    if meeting.place and meeting.video_url:
        return f"{meeting.place}, eller på distans. Länken finns i mejlet och på sammanträdets sida."
    if meeting.video_url:
        return "Videomöte. Länken finns i mejlet och på sammanträdets sida."
    return meeting.place or "Meddelas senare."


def _called(meeting: Meeting, guests: Sequence[Person]) -> str:
    called = "Ledamöter och ersättare." if meeting.body.is_board else f"{meeting.body.name}."
    if guests:
        verb = "är inbjudna" if len(guests) > 1 else "är inbjuden"
        return f"{called} {words.join_och(guest.name for guest in guests)} {verb}."
    return called


def _hindrance(meeting: Meeting) -> str:
    latest = meeting.held_on - dt.timedelta(days=HINDRANCE_DAYS)
    why = ", så att en ersättare hinner kallas" if meeting.body.is_board else ""
    return f"Svara med länken i mejlet senast den {dates.near_date(latest, meeting.held_on)}{why}."


def _groups(rows: Iterable[AgendaRow]) -> tuple[AgendaGroup, ...]:
    """Put neighbours of one sort under one heading; the agenda's own order is kept."""

    def heading(row: AgendaRow) -> str:
        return _GROUPS[ParagraphKind(row.paragraph.kind)]

    def merged(pair: tuple[str, list[AgendaRow]]) -> AgendaGroup:
        return AgendaGroup(pair[0], tuple(map(_item, pair[1])))

    runs = [(name, list(run)) for name, run in groupby(rows, heading)]
    return tuple(map(merged, _without_short_runs(runs)))


def _without_short_runs(runs: list[tuple[str, list[AgendaRow]]]) -> list[tuple[str, list[AgendaRow]]]:
    """Let a decision between opening formalities stay under Öppnande, as a dagordning reads."""
    for at in range(1, len(runs) - 1):
        if runs[at - 1][0] == runs[at + 1][0] == "Öppnande":
            joined_rows = runs[at - 1][1] + runs[at][1] + runs[at + 1][1]
            return _without_short_runs([*runs[: at - 1], ("Öppnande", joined_rows), *runs[at + 2 :]])
    return runs


def _item(row: AgendaRow) -> AgendaItem:
    paragraph = row.paragraph
    remarks = [f"Dnr {paragraph.matter.dnr}"] if paragraph.matter else []
    if paragraph.is_immediate:
        remarks.append("paragrafen föreslås bli omedelbart justerad")
    return AgendaItem(
        number=row.number,
        heading=paragraph.heading,
        kind=_sort(row),
        presenter=paragraph.presenter,
        attachment=row.appendix_text,
        remark=", ".join(remarks),
        points=tuple(_point(point, attachments) for point, attachments in row.points),
    )


def _point(point: Point, attachments: Sequence[NumberedAttachment]) -> str:
    """Such as "Nya lokaler (Jonas Ekwall), bilaga 3 och 4"."""
    presenter = f" ({point.presenter})" if point.presenter else ""
    numbers = words.join_och(str(each.number) for each in attachments)
    return f"{point.heading}{presenter}{f', bilaga {numbers}' if numbers else ''}"


def _sort(row: AgendaRow) -> str:
    if row.paragraph.kind == ParagraphKind.ADJUSTERS or row.paragraph.heading.startswith("Val av "):
        return "Val"
    if row.paragraph.kind in {ParagraphKind.INFORMATION, ParagraphKind.DELEGATED, ParagraphKind.FOLLOW_UP}:
        return "Information"
    return "Beslut" if row.paragraph.kind == ParagraphKind.MATTER or row.paragraph.proposal else ""


def _contacts(meeting: Meeting) -> tuple[Contact, ...]:
    """Give the body's chair, and the förbundschef whom one turns to."""
    appointments = Appointment.objects.in_force(meeting.held_on).select_related("person")
    chair = appointments.filter(body=meeting.body, role=AppointmentRole.CHAIR).first()
    office = appointments.filter(
        body__association=meeting.body.association_id, body__kind=BodyKind.OFFICE
    ).in_order()
    chief = office.first()
    contacts = [Contact(chair.person.name, chair.get_role_display())] if chair else []
    if chief:
        person = chief.person
        contacts.append(Contact(person.name, chief.get_role_display(), person.phone, person.email))
    return tuple(contacts)
