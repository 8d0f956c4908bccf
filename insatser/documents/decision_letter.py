"""The beslutsmeddelande as it is read and printed; what has gone out is read as it was frozen then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Sum

from board.models import DecisionAmount, Paragraph
from finsam import clock, markup
from finsam.models import Appointment, Association, Person
from finsam.states import AppointmentRole
from finsam.swedish import dates, money, words
from finsam.web.asked_once import asked_once
from insatser.models import Grant
from insatser.queries.application_content import load_sections
from insatser.queries.applications import asked_by_year
from insatser.queries.decision_letters import Receiver, adjusting_protocol
from insatser.queries.own_words import Clause, filled, words_of
from insatser.states import Ask, WordsOf


@dataclass(frozen=True)
class Block:
    """A heading beside its text, clean HTML."""

    heading: str
    html: str


@dataclass(frozen=True)
class AmountRow:
    """What was asked for and granted of a year, as printed."""

    year: str
    asked: str
    granted: str
    difference: str


@dataclass(frozen=True)
class DecisionLetterDocument:
    """Everything that a beslutsmeddelande shows."""

    name: str
    receiver: str
    reference: str
    dated: dt.date
    facts: tuple[tuple[str, str], ...]
    lead: str
    clauses: tuple[str, ...]
    amounts: tuple[AmountRow, ...]
    blocks: tuple[Block, ...]
    signer: str
    signer_role: str
    signer_email: str
    template_name: str = field(default="print/decision_letter.html", init=False)

    @property
    def heading(self) -> str:
        return "Beslut om medel"

    @property
    def subtitle(self) -> str:
        return f"{self.name}, till {self.receiver}" if self.receiver else self.name

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}: {self.name}"

    @property
    def is_asked(self) -> bool:
        """Whether an ansökan asked for something: then the table shows it."""
        return any(row.asked for row in self.amounts)

    @property
    def total(self) -> AmountRow | None:
        """The last row, where it is a sum."""
        return self.amounts[-1] if len(self.amounts) > 1 else None

    @property
    def years(self) -> tuple[AmountRow, ...]:
        """The rows of years."""
        return self.amounts[:-1] if self.total else self.amounts


def build_decision_letter(
    paragraph: Paragraph, receiver: Receiver, *, reasons: str | None = None
) -> DecisionLetterDocument:
    """Build a beslutsmeddelande from the §, its money and the förbund's own words.

    `reasons` is clean HTML in place of what the protocol says before the decision. Nothing is frozen.
    """
    association = paragraph.meeting.body.association
    granted = _granted(paragraph, receiver)
    asked = asked_by_year(receiver.application) if receiver.application else {}
    to = _addressed(receiver)
    signer, email = signer_of(association)
    return DecisionLetterDocument(
        name=receiver.name,
        receiver=to,
        reference=paragraph.matter.dnr if paragraph.matter else "",
        dated=clock.today(),
        facts=tuple(_facts(paragraph, receiver, to, asked)),
        lead=f"{paragraph.meeting.body.name} beslutar",
        clauses=tuple(words.clauses(_clauses(paragraph))),
        amounts=tuple(_amounts(asked, granted)),
        blocks=tuple(_blocks(association, paragraph, receiver, granted, reasons)),
        signer=signer,
        signer_role="förbundschef" if signer else "",
        signer_email=email,
    )


def frozen_content(document: DecisionLetterDocument) -> dict[str, Any]:
    """Give the document as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def read_decision_letter(content: Mapping[str, Any]) -> DecisionLetterDocument:
    """Read what was frozen."""
    told = {name: value for name, value in content.items() if name != "template_name"}
    return DecisionLetterDocument(
        **told | {
            "dated": dt.date.fromisoformat(told["dated"]),
            "facts": tuple((label, value) for label, value in told["facts"]),
            "clauses": tuple(told["clauses"]),
            "amounts": tuple(AmountRow(**each) for each in told["amounts"]),
            "blocks": tuple(
                Block(**each) for each in told["blocks"]
            ),
        }
    )  # fmt: skip


@asked_once
def _clauses(paragraph: Paragraph) -> list[str]:
    return list(paragraph.decisions.order_by("position", "id").values_list("text", flat=True))


def _granted(paragraph: Paragraph, receiver: Receiver) -> dict[int, Decimal]:
    """Give what the § gives by year: all of it to an applicant, to another insats what it was granted."""
    if receiver.application:
        rows = DecisionAmount.objects.filter(decision__paragraph=paragraph)
        return dict(rows.order_by("year").values_list("year").annotate(total=Sum("amount")))
    return _given_by(paragraph).get(receiver.insats.pk, {}) if receiver.insats else {}


@asked_once
def _given_by(paragraph: Paragraph) -> dict[int, dict[int, Decimal]]:
    """Give what the § gave each insats by year, for all that a page shows at once."""
    given: dict[int, dict[int, Decimal]] = {}
    rows = Grant.objects.filter(decision__paragraph=paragraph).order_by("year", "id")
    for insats, year, amount in rows.values_list("insats", "year", "amount"):
        years = given.setdefault(insats, {})
        years[year] = years.get(year, Decimal(0)) + amount
    return given


def _facts(
    paragraph: Paragraph, receiver: Receiver, to: str, asked: Mapping[int, Decimal]
) -> list[tuple[str, str]]:
    facts = [("Till", to)] if to else []
    if receiver.application and receiver.application.submitted_at:
        came = dates.long_date(clock.day_of(receiver.application.submitted_at))
        facts.append(("Er ansökan", f"Kom in den {came}{', ' + _by_year(asked) if asked else ''}"))
    decided = f"{paragraph.meeting.body.name} den {dates.long_date(paragraph.meeting.began_on)}, {paragraph.number_text}."
    protocol = adjusting_protocol(paragraph)
    if protocol and protocol.adjusted_on:
        decided += f" Protokollet justerades den {dates.long_date(protocol.adjusted_on)}."
    return [*facts, ("Beslutat", decided)]


def _by_year(amounts: Mapping[int, Decimal]) -> str:
    return words.join_och(
        f"{money.kr_as_needed(amount)} kr för {year}" for year, amount in sorted(amounts.items())
    )


def _amounts(asked: Mapping[int, Decimal], granted: Mapping[int, Decimal]) -> list[AmountRow]:
    years = sorted({*asked, *granted}) if granted else []
    rows = [_row(str(year), asked.get(year), granted.get(year), asked) for year in years]
    if len(rows) > 1:
        rows.append(_row("Summa", sum(asked.values(), Decimal(0)), sum(granted.values(), Decimal(0)), asked))
    return rows


def _row(
    year: str, asked: Decimal | None, granted: Decimal | None, every: Mapping[int, Decimal]
) -> AmountRow:
    given, wanted = granted or Decimal(0), asked or Decimal(0)
    if not every:
        return AmountRow(year, "", money.kr_as_needed(given), "")
    return AmountRow(
        year, money.kr_as_needed(wanted), money.kr_as_needed(given), money.kr_as_needed(given - wanted)
    )


def _blocks(
    association: Association, paragraph: Paragraph, receiver: Receiver, granted: Mapping[int, Decimal],
    reasons: str | None,
) -> list[Block]:  # fmt: skip
    said = paragraph.text.html if reasons is None else reasons
    blocks = [Block("Skäl" if reasons is not None else "Ur protokollet", said)] if said.strip() else []
    kind = WordsOf.GRANTED if any(granted.values()) else WordsOf.REFUSED
    values = {
        "insats": receiver.name,
        "beslut": str(paragraph),
        "belopp": f"{money.kr_as_needed(sum(granted.values(), Decimal(0)))} kr",
        "belopp per år": _by_year(granted),
        "förbundet": association.name,
    }
    return blocks + [
        Block(clause.heading, markup.markup_to_html(clause.text))
        for clause in filled(_own_words(association, kind), values)
    ]


@asked_once
def _own_words(association: Association, kind: WordsOf) -> tuple[Clause, ...]:
    return words_of(association, kind)


LETTER_FIELDS = ("insats", "beslut", "belopp", "belopp per år", "förbundet")


def _addressed(receiver: Receiver) -> str:
    """Give who is told, as an address has it: the member and its unit."""
    if receiver.insats and receiver.insats.owner:
        return ", ".join(filter(None, (str(receiver.insats.owner), receiver.insats.unit)))
    if receiver.application is None:
        return ""
    parties = next((each for each in load_sections(receiver.application) if each.part == Ask.PARTIES), None)
    content = parties.content if parties else {}
    member = receiver.application.association.members.filter(pk=content.get("member") or 0).first()
    return ", ".join(filter(None, (str(member or ""), str(content.get("unit") or ""))))


@asked_once
def signer_of(association: Association) -> tuple[str, str]:
    """Give the förbundschef's name and address."""
    sitting = Appointment.objects.in_force(clock.today()).filter(
        body__association=association, role=AppointmentRole.CHIEF
    )
    chief: Person | None = next((row.person for row in sitting.select_related("person")), None)
    return (chief.name, chief.email) if chief else ("", "")
