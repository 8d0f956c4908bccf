"""What a period's tables say of each other: reasons, kommuner, ages, work and what was planned, both figures in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from insatser.models import CellKey, CountingPlan
from insatser.states import Measure, Sex

_SEXES = {Sex.WOMEN: "kvinnor", Sex.MEN: "män", Sex.UNKNOWN: "uppgift saknas"}
_WIDE = 5  # planned and actual may differ by a fifth before it is asked about
_FULL_TIME = 100  # hundredths
_SAID = re.compile(
    r"(\d[\d \u00a0]*)\s+(?:(?:nya|unika)\s+)?(deltagare|avslutade|avslutades|avslutats|pågående|nya)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """What is said of a period, and whether it is impossible: else it may be right, and is asked."""

    sentence: str
    is_impossible: bool = False


class Table:
    """The numbers of one period, summed as one likes."""

    def __init__(self, cells: Mapping[CellKey, int]) -> None:
        self.cells = cells

    def sum(self, measure: str, *, by: str = "", sex: str = "") -> int | None:
        """Sum a measure undivided, or over one dimension (`by`); None where nobody has written it."""
        told = [
            number
            for key, number in self.cells.items()
            if key.measure == measure
            and sex in ("", key.sex)
            and (bool(getattr(key, by)) if by else not key.detail)
        ]
        return sum(told) if told else None

    def took_part(self, sex: str = "") -> int | None:
        """Give who took part: as typed, or those there at the beginning and the new, or those who ended and go on."""
        for measures in (
            (Measure.TOOK_PART,),
            (Measure.OPENING, Measure.NEW),
            (Measure.ENDED, Measure.GOING),
        ):
            told = [self.sum(measure, sex=sex) for measure in measures]
            if all(each is not None for each in told):
                return sum(each or 0 for each in told)
        return None


def sums_said(cells: Mapping[CellKey, int], plan: CountingPlan, *, is_year: bool) -> Iterator[Said]:
    """Say what does not add up between the tables of one period."""
    table = Table(cells)
    yield from _took_part(table)
    yield from _reasons(table)
    yield from _parts(table)
    yield from _occupations(table, cells)
    took_part = table.took_part()
    if (
        is_year
        and plan.planned
        and took_part is not None
        and abs(took_part - plan.planned) * _WIDE > plan.planned
    ):
        yield Said(f"{took_part} deltagare, men {plan.planned} var planerade.")


def texts_said(html: str, cells: Mapping[CellKey, int]) -> Iterator[Said]:
    """Say what a report tells of those who took part that the table does not have: "27 avslutades" beside 40."""
    table = Table(cells)
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    for said, noun in _SAID.findall(text):
        number = int(re.sub(r"\D", "", said))
        name, stored = _stored(table, noun.casefold())
        if stored is not None and number != stored:
            yield Said(f"I texten står ”{said.strip()} {noun}”, i tabellen är {name} {stored}.")


def _stored(table: Table, noun: str) -> tuple[str, int | None]:
    if noun.startswith("avsluta"):
        return "avslutade", table.sum(Measure.ENDED)
    if noun == "pågående":
        return "pågående", table.sum(Measure.GOING)
    if noun == "nya":
        return "nya", table.sum(Measure.NEW)
    return "deltagare", table.took_part()


def _took_part(table: Table) -> Iterator[Said]:
    typed = table.sum(Measure.TOOK_PART)
    if typed is None:
        return
    flows = (
        (Measure.OPENING, Measure.NEW, "vid periodens början", "nya"),
        (Measure.ENDED, Measure.GOING, "avslutade", "pågående"),
    )
    for one, other, first, second in flows:
        left, right = table.sum(one), table.sum(other)
        if left is not None and right is not None and left + right != typed:
            yield Said(
                f"{first.capitalize()} {left} + {second} {right} = {left + right}, men deltagare {typed}.",
                is_impossible=True,
            )
    new, ended = table.sum(Measure.NEW), table.sum(Measure.ENDED)
    for number, name in ((new, "Nya"), (ended, "Avslutade")):
        if number is not None and number > typed:
            yield Said(f"{name} {number} är fler än deltagare {typed}.", is_impossible=True)


def _reasons(table: Table) -> Iterator[Said]:
    reasons, ended = table.sum(Measure.REASON, by="value"), table.sum(Measure.ENDED)
    if reasons is None:
        return
    if ended is None:
        yield Said(f"Orsakerna är {reasons}, men antalet avslutade är inte skrivet.")
    elif reasons != ended:
        yield Said(
            f"Orsakerna är {reasons}, men avslutade {ended}. Var och en avslutas av en orsak.",
            is_impossible=True,
        )
    else:
        for sex, name in _SEXES.items():
            own, whole = table.sum(Measure.REASON, by="value", sex=sex), table.sum(Measure.ENDED, sex=sex)
            if own is not None and whole is not None and own != whole:
                yield Said(f"{name.capitalize()}: orsakerna är {own}, men avslutade {whole}.")


def _parts(table: Table) -> Iterator[Said]:
    for by, name in (("municipality", "kommunerna"), ("age", "åldrarna")):
        for measure in (Measure.OPENING, Measure.NEW, Measure.TOOK_PART, Measure.ENDED, Measure.GOING):
            parts = table.sum(measure, by=by)
            whole = table.took_part() if measure == Measure.TOOK_PART else table.sum(measure)
            if parts is not None and whole is not None and parts != whole:
                yield Said(
                    f"{measure.label}: {name} är {parts} tillsammans, men alla {whole}.", is_impossible=True
                )


def _occupations(table: Table, cells: Mapping[CellKey, int]) -> Iterator[Said]:
    ended = table.sum(Measure.ENDED)
    for measure, hours in (
        (Measure.WORK_BEFORE, Measure.HOURS_BEFORE),
        (Measure.WORK_AFTER, Measure.HOURS_AFTER),
    ):
        counted = table.sum(measure, by="value")
        if counted is not None and ended is not None and counted > ended:
            yield Said(
                f"{measure.label} är {counted}, men avslutade {ended}. Någon kan vara räknad två gånger."
            )
        for key, number in cells.items():
            share = cells.get(CellKey(hours, key.sex, key.value)) if key.measure == measure else None
            if share is not None and share > number * _FULL_TIME:
                told = f"{share // _FULL_TIME},{share % _FULL_TIME:02d}"
                yield Said(f"{measure.label}: {number} personer motsvarar {told} heltider, mer än en var.")
