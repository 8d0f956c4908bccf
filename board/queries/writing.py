"""A § and a meeting's närvaro as flat fields: what is compared when two write at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from board.counting.presence import is_there, leader, serves_at
from board.models import Attendance, Meeting, Paragraph, PresenceException, Statement
from board.states import PresenceChange
from finsam.swedish import dates, money

OWN = (
    "heading", "presenter", "proposition_order", "yes_means", "no_means", "is_election", "lot", "lead", "ballot",
    "ballot_winner", "is_secret", "refers_to_id", "corrects_it",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "is_election": False,
    "is_secret": False,
    "ballot": [],
    "refers_to_id": None,
    "corrects_it": False,
}  # the others are texts
DECISION_PARTS = ("text", "who", "due", "amounts")
STATEMENT_PARTS = ("kind", "who", "text")
POINT_PARTS = ("heading", "presenter", "text")


def is_text(name: str) -> bool:
    """Whether a field of a § is running text: its own, or that of an underpunkt."""
    return name == "text" or (name.startswith("point:") and name.endswith(":text"))


ORDER = "order"  # of the att-satser, in what a saving keeps


def paragraph_content(paragraph: Paragraph, *, rows: Iterable[Attendance] | None = None) -> dict[str, Any]:
    """Give everything that is written in a § as it is stored now; `rows` are the meeting's, where they are at hand."""
    content: dict[str, Any] = {name: getattr(paragraph, name) for name in OWN}
    content["text"] = paragraph.text.html
    keys = {}
    for point in paragraph.points.all():
        keys[point.pk] = point.row_key
        parts = {"heading": point.heading, "presenter": point.presenter, "text": point.html}
        content |= _named("point", point.row_key, parts)
    for row in paragraph.decisions.all():
        amounts = [[_plain(each.amount), str(each.year), each.financing] for each in row.amounts.all()]
        amounts += row.unread.get("amounts", [])
        due = row.due_on.isoformat() if row.due_on else row.unread.get("due", "")
        under = {"point": keys[row.point_id]} if row.point_id else {}
        said = {"text": row.text, "who": row.who, "due": due, "amounts": amounts}
        content |= _named("decision", row.row_key, said | under)
    for statement in paragraph.statements.all():
        content |= _named("statement", statement.row_key, _statement_parts(statement))
    content |= {f"vote:{vote.person_id}": vote.vote for vote in paragraph.votes.all()}
    for exception in _exceptions(paragraph, rows):
        if exception.change in {PresenceChange.CONFLICT, PresenceChange.ABSTAINED}:
            content[f"{exception.change}:{exception.attendance_id}"] = True
    content |= {f"adjuster:{each.person_id}": True for each in paragraph.meeting.adjusters.all()}
    return content


def _exceptions(paragraph: Paragraph, rows: Iterable[Attendance] | None) -> Iterable[PresenceException]:
    if rows is None:
        return paragraph.presence_exceptions.all()
    return [each for row in rows for each in row.exceptions.all() if each.paragraph_id == paragraph.pk]


def attendance_content(meeting: Meeting) -> dict[str, Any]:
    """Give who is marked as present, how, for whom, and who came or went at which §."""
    content: dict[str, Any] = {"chair": meeting.chair_id, "secretary": meeting.secretary_id}
    for row in meeting.attendances.all():
        content |= attendance_fields(row)
        for exception in row.exceptions.all():
            if exception.change in {PresenceChange.CAME, PresenceChange.LEFT}:
                at = dates.clock_time(exception.at_time) if exception.at_time else ""
                content[f"{exception.change}:{row.pk}:{exception.paragraph_id}"] = True
                content[f"{exception.change}_at:{row.pk}:{exception.paragraph_id}"] = at
    return content | _at_each_paragraph(meeting)


def _at_each_paragraph(meeting: Meeting) -> dict[str, Any]:
    """Give who is there and who leads at each §, and whom an ersättare has gone in for: what follows from the marks before it."""
    rows = list(meeting.attendances.prefetch_related("exceptions__paragraph").order_by("position", "id"))
    content: dict[str, Any] = {}
    for paragraph in meeting.paragraphs.all():
        chair = leader(rows, paragraph, chair_id=meeting.chair_id)
        content[f"leads:{paragraph.pk}"] = chair.person_id if chair else None
        for row in rows:
            content[f"here:{row.pk}:{paragraph.pk}"] = is_there(row, paragraph, row.exceptions.all())
            if row.is_deputy:
                content[f"serves:{row.pk}:{paragraph.pk}"] = serves_at(row, paragraph)[0]
    return content


def attendance_fields(row: Attendance) -> dict[str, Any]:
    """Give one person's own marks."""
    return {
        f"present:{row.pk}": row.is_present,
        f"remote:{row.pk}": row.is_remote,
        f"serves:{row.pk}": row.serves_for_id,
    }


def kept_as(content: dict[str, Any], paragraph: Paragraph) -> dict[str, Any]:
    """Make the fields ready for a numbered saving: the text's versions hold the text itself.

    The order of the att-satser is kept beside, for PostgreSQL keeps none of a JSON object's names.
    """
    order = list(paragraph.decisions.order_by("position", "id").values_list("row_key", flat=True))
    return content | {"text": "", "text_version": paragraph.text.version, ORDER: order}


def read_back(content: dict[str, Any], paragraph: Paragraph) -> dict[str, Any]:
    """The other way round of `kept_as`."""
    if "text_version" not in content:
        return content
    version = paragraph.text.versions.filter(number=content["text_version"]).first()
    return {name: value for name, value in content.items() if name not in {"text_version", ORDER}} | {
        "text": version.html if version else ""
    }


def rows_of(content: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Gather the rows of a kind ("decision", "statement") from flat fields, by key and in their order."""
    rows: dict[str, dict[str, Any]] = {}
    for name, value in content.items():
        head, _, rest = name.partition(":")
        if head == kind:
            key, _, part = rest.rpartition(":")
            rows.setdefault(key, {})[part] = value
    return rows


def day_as_stored(written: str, *, year: int) -> str:
    """Give a day as 2022-06-03, or what was written where it is no day."""
    try:
        return dates.parse_date(written, year=year).isoformat()
    except ValueError:
        return written.strip()


def amount_as_stored(written: str) -> str:
    """Give kronor as 10000 or 404315.57, or what was written where it is no amount."""
    try:
        return _plain(money.parse_amount(written))
    except ValueError:
        return written.strip()


def read_day(value: str) -> dt.date | None:
    """Give the day that a stored field says, or None."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _plain(amount: Decimal) -> str:
    whole = amount.quantize(Decimal(1))
    return f"{whole:f}" if whole == amount else f"{amount:.2f}"


def _named(kind: str, key: str, parts: dict[str, Any]) -> dict[str, Any]:
    return {f"{kind}:{key}:{part}": value for part, value in parts.items()}


def _statement_parts(statement: Statement) -> dict[str, Any]:
    return {part: getattr(statement, part) for part in STATEMENT_PARTS}
