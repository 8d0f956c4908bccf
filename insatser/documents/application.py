"""An ansökan as it is read and printed; what has come in is read as it was frozen then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import mark_safe

from finsam import clock
from finsam.models import Member
from finsam.swedish import dates, money
from insatser.models import Application, ApplicationSection
from insatser.queries.application_content import (
    DAYS,
    ROWS,
    amount_in,
    categories_of,
    day_in,
    load_sections,
    questions_of,
    rows_in,
    sums_by_year,
    years_of,
)
from insatser.states import Ask, InsatsKind

_ROW_HEADS = {
    "goal": ("Mål", ("Mål", "Mått", "Ska bli")),
    "activity": ("Aktiviteter", ("Aktivitet", "När")),
    "party": ("Parter", ("Organisation", "Kontaktperson", "E-post", "Bidrar med")),
}


@dataclass(frozen=True)
class ReadAnswer:
    """A question as it was asked, and the answer as clean HTML."""

    key: str
    question: str
    html: str


@dataclass(frozen=True)
class ReadTable:
    """A table of what was written; with `is_figures` all columns but the first are figures."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    is_figures: bool = False

    @property
    def title(self) -> str:
        """The caption without its unit."""
        return self.caption.partition(", ")[0]

    @property
    def unit(self) -> str:
        """What figures are counted in."""
        return self.caption.partition(", ")[2].capitalize()


@dataclass(frozen=True)
class ReadSection:
    """A section of the ansökan; only the parts that it has are filled."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    answers: tuple[ReadAnswer, ...] = ()
    tables: tuple[ReadTable, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.answers or self.tables or self.files)


@dataclass(frozen=True)
class ReadApplication:
    """Everything that an ansökan shows."""

    name: str
    round: str
    sections: tuple[ReadSection, ...]
    reference: str = ""
    submitted_on: dt.date | None = None
    submitted_by: str = ""
    version: int = 0
    is_change: bool = False
    template_name: str = field(default="print/application.html", init=False)

    @property
    def heading(self) -> str:
        return "Begäran om ändring" if self.is_change else "Ansökan om medel"

    @property
    def subtitle(self) -> str:
        return self.name or "Utan namn"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}: {self.subtitle}"

    @property
    def last_number(self) -> int:
        """The number of the section that says who handed it in."""
        return max((section.number for section in self.sections), default=0) + 1

    @property
    def is_draft(self) -> bool:
        return self.submitted_on is None


def build_application(application: Application) -> ReadApplication:
    """Build an ansökan from what is written in it now: three queries."""
    sections = load_sections(application)
    return ReadApplication(
        name=application.name,
        round=application.round.name,
        is_change=application.is_change,
        sections=tuple(_section(application, section) for section in sections),
    )


def as_json(document: ReadApplication) -> dict[str, Any]:
    """Give it as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def read_application(application: Application) -> ReadApplication:
    """Give what came in last, as it was frozen; what has never come in as it stands."""
    version = application.versions.first()
    if version is None:
        return build_application(application)
    content = version.content
    return ReadApplication(
        name=content["name"],
        round=content["round"],
        sections=tuple(_read_section(each) for each in content["sections"]),
        reference=application.matter.dnr if application.matter else "",
        submitted_on=clock.day_of(version.submitted_at),
        submitted_by=version.submitted_by.name if version.submitted_by else "",
        version=version.number,
        is_change=application.is_change,
    )


def _section(application: Application, section: ApplicationSection) -> ReadSection:
    part = Ask(section.part)
    return ReadSection(
        number=section.number,
        title=section.title,
        facts=_facts(application, section) if part in {Ask.FACTS, Ask.PARTIES} else (),
        answers=tuple(
            ReadAnswer(each["key"], each["label"], str(section.content.get(f"answer-{each['key']}") or ""))
            for each in questions_of(section)
            if section.content.get(f"answer-{each['key']}") or not each["is_optional"]
        ),
        tables=tuple(_tables(section)),
        files=tuple(str(each) for each in application.files.all()) if part == Ask.FILES else (),
    )


def _facts(application: Application, section: ApplicationSection) -> tuple[tuple[str, str], ...]:
    content = section.content
    if section.part == Ask.FACTS:
        kind, esf = content.get("kind"), content.get("esf")
        period = _period(section)
        return (
            ("Insatsens namn", str(content.get("name") or "")),
            ("Inriktning", str(InsatsKind(kind).label) if kind in InsatsKind.values else ""),
            ("Medel från ESF", {"ja": "Ja", "nej": "Nej"}.get(str(esf), "")),
            ("Preciserad inriktning", str(content.get("focus") or "")),
            ("Metod för uppföljning", str(content.get("followup") or "")),
            ("Tid", period),
        )
    member = Member.objects.filter(association=application.association, pk=content.get("member") or 0).first()
    return (
        ("Ansvarig medlem", member.name if member else ""),
        ("Enhet", str(content.get("unit") or "")),
        ("Kontaktperson", str(content.get("contact") or "")),
        ("E-post", str(content.get("email") or "")),
        ("Telefon", str(content.get("phone") or "")),
    )


def _period(section: ApplicationSection) -> str:
    """Give from when to when, or what was typed where it is no day."""
    first, last = day_in(section, "starts_on"), day_in(section, "ends_on")
    typed = [str(section.content.get(name) or "") for name in DAYS]
    if (typed[0] and not first) or (typed[1] and not last):
        return " – ".join(filter(None, typed))
    if first and last and last >= first:
        return dates.date_range(first, last)
    return f"från {dates.long_date(first)}" if first and not last else " – ".join(filter(None, typed))


def _tables(section: ApplicationSection) -> list[ReadTable]:
    part = Ask(section.part)
    if part == Ask.GOALS:
        return [_row_table(section, kind) for kind in ("goal", "activity") if rows_in(section, kind)]
    if part == Ask.PARTIES:
        return [_row_table(section, "party")] if rows_in(section, "party") else []
    if part == Ask.PLACES:
        return [_places(section)]
    return [_costs(section), *_others(section)] if part == Ask.COSTS else []


def _row_table(section: ApplicationSection, kind: str) -> ReadTable:
    """Give the rows of a kind, without the columns in which nobody has written anything."""
    caption, heads = _ROW_HEADS[kind]
    rows = rows_in(section, kind)
    names = [name for place, name in enumerate(ROWS[kind]) if not place or any(row[name] for row in rows)]
    shown = dict(zip(ROWS[kind], heads, strict=True))
    return ReadTable(
        caption,
        tuple(shown[name] for name in names),
        tuple(tuple(row[name] for name in names) for row in rows),
    )


def _places(section: ApplicationSection) -> ReadTable:
    years = years_of(section)
    rows = tuple(
        (label, *(str(section.content.get(f"{what}-{year}") or "–") for year in years))
        for what, label in (("places", "Platser"), ("people", "Deltagare under året"))
    )
    return ReadTable("Planerade platser och deltagare, antal", ("", *map(str, years)), rows, is_figures=True)


def _costs(section: ApplicationSection) -> ReadTable:
    years = years_of(section)
    rows = [
        (category, *(_kr(amount_in(section, f"cost-{place}-{year}")) for year in years))
        for place, category in enumerate(categories_of(section), start=1)
    ]
    sums = sums_by_year(section)
    return ReadTable(
        "Kostnader, kronor",
        ("Kostnadsslag", *map(str, years)),
        tuple(rows),
        ("Sökt av förbundet", *(_kr(sums[year]) for year in years)),
        is_figures=True,
    )


def _others(section: ApplicationSection) -> list[ReadTable]:
    """Give what others pay, where anything is written."""
    years = years_of(section)
    amounts = [amount_in(section, f"other-{year}") for year in years]
    who = str(section.content.get("other-who") or "")
    if not who and not any(amounts):
        return []
    row = (who or "Andra", *map(_kr, amounts))
    return [ReadTable("Annan finansiering, kronor", ("Vem", *map(str, years)), (row,), is_figures=True)]


def _kr(amount: Decimal | None) -> str:
    return "–" if amount is None else money.kr_as_needed(amount)


def _read_section(content: Mapping[str, Any]) -> ReadSection:
    return ReadSection(
        number=content["number"],
        title=content["title"],
        facts=tuple((label, value) for label, value in content.get("facts", [])),
        answers=tuple(
            ReadAnswer(each["key"], each["question"], mark_safe(each["html"]))  # noqa: S308  cleaned when it was written
            for each in content.get("answers", [])
        ),
        tables=tuple(_read_table(each) for each in content.get("tables", [])),
        files=tuple(content.get("files", [])),
    )


def _read_table(content: Mapping[str, Any]) -> ReadTable:
    return ReadTable(
        content["caption"],
        tuple(content["heads"]),
        tuple(tuple(row) for row in content["rows"]),
        tuple(content.get("foot", [])),
        bool(content.get("is_figures")),
    )
