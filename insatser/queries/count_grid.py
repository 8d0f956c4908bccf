"""What is asked in a period of an insats: blocks of rows and cells, by its plan and the förbund's lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from finsam.web.asked_once import asked_once
from insatser.models import CellKey, Counting, CountingPlan, CountValue, Insats
from insatser.states import Measure, Sex

SEXES = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)
HOURS = frozenset({Measure.HOURS_BEFORE, Measure.HOURS_AFTER})
_LISTS = ("reasons", "incomes", "occupations", "municipalities", "ages", "own")


@dataclass(frozen=True)
class Row:
    """A row of cells; `adds` names the measures that are added into it where it is not typed."""

    label: str
    keys: tuple[CellKey, ...]
    adds: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What the row is called on the page."""
        return self.keys[0].name.rpartition("-")[0]


@dataclass(frozen=True)
class Block:
    """A table to type in: its columns and rows; `sums` says what its rows add up to, below and at the right."""

    id: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    lead: str = ""
    has_row_sums: bool = True
    column_sum: str = ""


@asked_once
def plan_of(insats: Insats) -> CountingPlan:
    """Give what is asked of an insats; the usual where nobody has said. One query."""
    lists = (*_LISTS, "insats")
    found = CountingPlan.objects.filter(insats=insats).select_related(*lists).first()
    return found or CountingPlan(insats=insats)


def values_by_list(plans: Iterable[CountingPlan]) -> dict[int, list[CountValue]]:
    """Give the values of every list that some plans use. One query."""
    lists = {getattr(plan, f"{name}_id") for plan in plans for name in _LISTS} - {None}
    found: dict[int, list[CountValue]] = {}
    for value in CountValue.objects.filter(list__in=lists) if lists else ():
        found.setdefault(value.list_id, []).append(value)
    return found


def blocks_of(
    plan: CountingPlan,
    counting: Counting,
    values: Mapping[int, Sequence[CountValue]],
    held: Iterable[str] = (),
) -> list[Block]:
    """Give the tables of a period; a value that no longer holds is there where the period has a number of it (`held`)."""
    keys = [key for name in held if (key := CellKey.parse(name))]
    used = {told for key in keys for told in (key.value, key.municipality, key.age)}

    def of(name: str) -> list[CountValue]:
        return [
            value
            for value in values.get(getattr(plan, f"{name}_id") or 0, ())
            if value.holds_in(counting.starts_on, counting.ends_on) or value.key in used
        ]

    found = [_how_many(plan, keys)]
    if reasons := of("reasons"):
        found.append(
            _by_sex(
                "orsak",
                Measure.REASON,
                reasons,
                "value",
                lead="En orsak för var och en.",
                total="Summa orsaker",
            )
        )
    if kommuner := of("municipalities"):
        found += [
            _by_sex(f"kommun-{measure}", measure, kommuner, "municipality", total="Summa")
            for measure in (Measure.OPENING, Measure.NEW)
        ]
    if ages := of("ages"):
        found.append(_by_sex("alder", Measure.TOOK_PART, ages, "age", total="Summa"))
    found += _incomes(plan, of("incomes"), ages)
    if occupations := of("occupations"):
        found.append(_occupations(occupations))
    if own := of("own"):
        found.append(_by_sex("eget", Measure.OWN, own, "value", heading=str(plan.own)))
    if plan.has_queue:
        rows = tuple(
            Row(str(each.label), (CellKey(each, Sex.TOTAL),)) for each in (Measure.QUEUE, Measure.PLACES)
        )
        found.append(Block("ko", "Kö och platser", ("Antal",), rows, has_row_sums=False))
    return found


def shown_value(name: str, value: Any) -> str:
    """Give a stored number as it is typed: hundredths of full-time jobs as "4,3"."""
    key = CellKey.parse(name)
    if key and key.measure in HOURS and str(value or "").isdecimal():
        return hundredths(int(value))
    return str(value or "")


def row_sum(row: Row, content: Mapping[str, Any]) -> int | None:
    """Sum a row's numbers, computed ones too; None where nothing is typed."""
    told = [number for key in row.keys if (number := cell_number(row, key, content)) is not None]
    return sum(told) if told else None


def cell_number(row: Row, key: CellKey, content: Mapping[str, Any]) -> int | None:
    """Give a cell's number, computed where the row is; None where nothing is typed."""
    if not row.adds:
        return _number(content.get(key.name))
    told = [_number(content.get(CellKey(measure, key.sex).name)) for measure in row.adds]
    return sum(each or 0 for each in told) if any(each is not None for each in told) else None


def column_sums(block: Block, content: Mapping[str, Any]) -> list[int | None]:
    """Sum each column of a block."""
    found = []
    for place in range(len(block.columns)):
        told = [cell_number(row, row.keys[place], content) for row in block.rows]
        known = [each for each in told if each is not None]
        found.append(sum(known) if known else None)
    return found


def _how_many(plan: CountingPlan, keys: Sequence[CellKey]) -> Block:
    is_typed = plan.has_participants or any(
        key.measure == Measure.TOOK_PART and not key.detail for key in keys
    )
    rows = []
    for measure in (Measure.OPENING, Measure.NEW, Measure.TOOK_PART, Measure.ENDED, Measure.GOING):
        cells = tuple(CellKey(measure, sex) for sex in SEXES)
        adds = (Measure.OPENING, Measure.NEW) if measure == Measure.TOOK_PART and not is_typed else ()
        rows.append(Row(str(measure.label), cells, adds))
    return Block("antal", "Hur många", _sex_columns(), tuple(rows))


def _by_sex(
    name: str, measure: Measure, values: Sequence[CountValue], dimension: str, *, heading: str = "", lead: str = "",
    total: str = "",
) -> Block:  # fmt: skip
    rows = tuple(
        Row(value.label, tuple(CellKey(measure, sex, **{dimension: value.key}) for sex in SEXES))
        for value in values
    )
    told = {"municipality": ", per kommun", "age": ", efter ålder"}.get(dimension, "")
    return Block(name, heading or f"{measure.label}{told}", _sex_columns(), rows, lead, column_sum=total)


def _incomes(plan: CountingPlan, values: Sequence[CountValue], ages: Sequence[CountValue]) -> list[Block]:
    if not values:
        return []
    lead = "En person kan ha flera källor, så summan får vara större än antalet personer."
    found = []
    for measure in (Measure.INCOME_BEFORE, Measure.INCOME_AFTER):
        if plan.has_income_by_age and ages:
            rows = tuple(
                Row(age.label, tuple(CellKey(measure, Sex.TOTAL, value.key, age=age.key) for value in values))
                for age in ages
            )
            columns = tuple(value.label for value in values)
            found.append(Block(measure, str(measure.label), columns, rows, lead, column_sum="Slutsumma"))
        else:
            found.append(_by_sex(measure, measure, values, "value", lead=lead, total="Slutsumma"))
    return found


def _occupations(values: Sequence[CountValue]) -> Block:
    measures = (Measure.WORK_BEFORE, Measure.HOURS_BEFORE, Measure.WORK_AFTER, Measure.HOURS_AFTER)
    rows = tuple(
        Row(value.label, tuple(CellKey(measure, Sex.TOTAL, value.key) for measure in measures))
        for value in values
    )
    columns = ("Antal före", "Heltid före", "Antal efter", "Heltid efter")
    lead = "Heltid är hur många heltider de arbetar eller studerar tillsammans, till exempel 4,3."
    return Block("sysselsattning", "Sysselsättning före och efter", columns, rows, lead, has_row_sums=False)


def _sex_columns() -> tuple[str, ...]:
    return tuple(str(sex.label) for sex in SEXES)


def _number(value: Any) -> int | None:
    return int(value) if str(value or "").isdecimal() else None


def hundredths(number: int) -> str:
    whole, part = divmod(number, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")
