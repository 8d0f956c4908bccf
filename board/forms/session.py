"""What the meeting's page posts, read into flat fields; nothing typed is refused here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from board.actions.presence_sheet import Correction
from board.counting.presence import VACANT
from board.forms.points import read_points
from board.models import Meeting, Paragraph
from board.models.paragraph import LOT_CHOICES
from board.queries import writing
from board.states import AtParagraph, StatementKind, Vote
from finsam.swedish import dates, words
from finsam.texts.editor import RunningTextField, RunningTextWidget
from finsam.web import asked
from finsam.web.asked import number as number_of

_TEXTS = ("presenter", "yes_means", "no_means", "proposition_order", "lead")
_MOST_PROPOSALS = 12
_MOST_ROWS = 200
_MOST_AMOUNTS = 20


class TextForm(forms.Form):
    """The running text of a §."""

    text = RunningTextField(label="Redogörelse")


class HeadingForm(forms.Form):
    """A heading for an ärende that came up."""

    heading = forms.CharField(
        label="Ärendets rubrik", max_length=200, error_messages={"required": "Skriv ärendets rubrik."}
    )


class AttendeeForm(forms.Form):
    """Someone who was not expected, and from when she is there."""

    name = forms.CharField(label="Namn", max_length=120, error_messages={"required": "Skriv vem som är med."})
    title = forms.CharField(label="Titel", max_length=120, required=False)
    when = forms.ChoiceField(label="Är med", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, paragraph: Paragraph | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if paragraph is None:
            del self.fields["when"]
            return
        name = paragraph.short_text
        self.fields["when"].choices = [
            ("from", f"från {name}"), ("only", f"bara vid {name}"), ("start", "från mötets början"),
        ]  # fmt: skip
        self.initial.setdefault("when", "from")

    def moment(self, paragraph: Paragraph | None) -> dict[str, Any]:
        """Give from which § she is there, and whether at that one alone."""
        when = self.cleaned_data.get("when") or "from"
        return {"at": None if when == "start" else paragraph, "only": when == "only"}


def read_paragraph(data: QueryDict, *, meeting: Meeting) -> tuple[dict[str, Any], list[str]]:
    """Give the posted fields of a § in their stored form, and the keys of its att-satser as they stand."""
    year = meeting.held_on.year
    fields: dict[str, Any] = {}
    fields |= {name: data[name].strip() for name in _TEXTS if name in data}
    if "heading" in data:
        fields["heading"] = " ".join(data["heading"].split())
    if "refers_to_id" in data:
        fields["refers_to_id"] = number_of(data["refers_to_id"])
    if "ballot-0-what" in data:
        fields["ballot"] = _ballot(data)
    fields |= {
        f"point:{key}:{part}": value
        for key, typed in read_points(data).items()
        for part, value in typed.items()
        if part in writing.POINT_PARTS
    }
    if "ballot_winner" in data:
        fields["ballot_winner"] = " ".join(data["ballot_winner"].split())
    if "lot" in data:
        fields["lot"] = data["lot"] if data["lot"] in dict(LOT_CHOICES) else ""
    text = RunningTextWidget().value_from_datadict(data, None, "text")
    if text is not None:
        fields["text"] = text
    order = []
    for prefix in _rows(data, "decisions"):
        key = asked.key(data.get(f"{prefix}-key"))
        if key:
            order.append(key)
            fields |= {
                f"decision:{key}:{part}": value for part, value in _decision(data, prefix, year).items()
            }
    return fields | _statements(data) | _votes(data) | read_marks(data), order


def read_attendance(data: QueryDict) -> dict[str, Any]:
    """Give the posted marks of närvaro, sent by themselves or along with a §."""
    fields: dict[str, Any] = read_marks(data, listed="att_marks" if "att_marks" in data else "marks")
    for name, value in data.items():
        head, _, rest = name.partition(":")
        if head in {"chair", "secretary"} or (
            head in {"serves", "leads"} and all(part.isdecimal() for part in rest.split(":"))
        ):
            fields[name] = VACANT if head == "serves" and value == VACANT else number_of(value)
        elif _is_time_of_move(name) and not _fault_of_time(data, name):
            fields[name] = value.strip()
    return fields


def read_corrections(data: QueryDict) -> tuple[dict[int, Correction], int | None]:
    """Give how everyone was at a § (by the key of her attendance), and who led."""
    corrections = {}
    for name, value in data.items():
        head, _, rest = name.partition(":")
        if head == "how" and rest.isdecimal() and value in AtParagraph.values:
            serves = data.get(f"serves:{rest}", "")
            whom = VACANT if serves == VACANT else number_of(serves)
            corrections[int(rest)] = Correction(value, whom)
    return corrections, number_of(data.get("leads"))


def faults_of_times(data: QueryDict) -> list[str]:
    """Give what is wrong with the clock times that cannot be saved, as Swedish sentences; the rest of the form can."""
    faults = (_fault_of_time(data, name) for name in data if _is_time_of_move(name))
    return [fault for fault in faults if fault]


def _is_time_of_move(name: str) -> bool:
    head, _, rest = name.partition(":")
    return head in {"came_at", "left_at"} and all(part.isdecimal() for part in rest.split(":"))


def _fault_of_time(data: QueryDict, name: str) -> str:
    """Say why a typed time cannot be saved; nothing when it can, or when none is typed."""
    typed = data[name].strip()
    if not typed:
        return ""
    try:
        dates.parse_time(typed)
    except ValueError as error:
        return str(error)
    move = name.replace("_at:", ":", 1)
    if move in data:
        return ""
    box = "Kom" if move.startswith("came") else "Gick"
    return f"Klockslaget {typed} hör till rutan {box}. Kryssa för den, eller ta bort klockslaget."


def read_marks(data: QueryDict, *, listed: str = "marks") -> dict[str, bool]:
    """Give every checkbox that stood on the page, ticked or not."""
    names = [name for name in data.get(listed, "").split(",") if name]
    return {name: name in data for name in names if _is_mark(name)}


def _is_mark(name: str) -> bool:
    head, *rest = name.split(":")
    known = {
        "is_election",
        "is_secret",
        "corrects_it",
        "present",
        "here",
        "remote",
        "came",
        "left",
        "conflict",
        "abstained",
        "adjuster",
    }
    return head in known and all(part.isdecimal() for part in rest)


def _rows(data: QueryDict, prefix: str) -> list[str]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    return [f"{prefix}-{number}" for number in range(min(number_of(total) or 0, _MOST_ROWS))]


def _decision(data: QueryDict, prefix: str, year: int) -> dict[str, Any]:
    due = data.get(f"{prefix}-due", "").strip()
    point = asked.key(data.get(f"{prefix}-point"))
    under = {"point": point} if point else {}
    return under | {
        "text": bare_clause(data.get(f"{prefix}-text", "")),
        "who": " ".join(data.get(f"{prefix}-who", "").split()),
        "due": writing.day_as_stored(due, year=year) if due else "",
        "amounts": _amounts(data, prefix, year),
    }


def _ballot(data: QueryDict) -> list[list[str]]:
    """Give each proposal with its votes, as typed; a row without a proposal is left out."""
    lines = []
    for number in range(_MOST_PROPOSALS):
        what = " ".join(data.get(f"ballot-{number}-what", "").split())
        if what:
            lines.append([what, data.get(f"ballot-{number}-votes", "").strip()])
    return lines


def _amounts(data: QueryDict, prefix: str, year: int) -> list[list[str]]:
    lines = []
    for number in range(_MOST_AMOUNTS):
        kronor = data.get(f"{prefix}-kr-{number}")
        if kronor is None:
            break
        kronor = kronor.strip()
        financing = " ".join(data.get(f"{prefix}-src-{number}", "").split())
        written_year = data.get(f"{prefix}-year-{number}", "").strip()
        if kronor or financing:
            stored = writing.amount_as_stored(kronor) if kronor else ""
            lines.append([stored, written_year or str(year), financing])
    return lines


def _statements(data: QueryDict) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for group, default in (("motions", StatementKind.MOTION), ("reservations", StatementKind.RESERVATION)):
        for prefix in _rows(data, group):
            if key := asked.key(data.get(f"{prefix}-key")):
                parts = _statement(data, prefix, default)
                fields |= {f"statement:{key}:{part}": value for part, value in parts.items()}
    return fields


def _votes(data: QueryDict) -> dict[str, str]:
    voters = [name[5:] for name in data if name.startswith("vote-") and name[5:].isdecimal()]
    return {
        f"vote:{person}": vote if (vote := data[f"vote-{person}"]) in Vote.values else "" for person in voters
    }


def _statement(data: QueryDict, prefix: str, default: str) -> dict[str, Any]:
    who, text = " ".join(data.get(f"{prefix}-who", "").split()), data.get(f"{prefix}-text", "").strip()
    kind = data.get(f"{prefix}-kind", default)
    kind = kind if kind in StatementKind.values else default
    return {"kind": kind if who or text else "", "who": who, "text": text}


def bare_clause(text: str) -> str:
    """Give an att-sats without its att and its ending, as it is stored."""
    return words.clause(text).removeprefix("att ") if text.strip() else ""
