"""What those who ended lived on and did, before and after: with shares and change, and in full-time jobs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from finsam.models import Association
from insatser.models import CountValue
from insatser.queries.cells import cells_of_years
from insatser.queries.count_grid import hundredths
from insatser.queries.count_shapes import Counted, TableCell, TableRow, YearTable
from insatser.queries.outside import HIDDEN, NOT_COUNTED, Outside
from insatser.queries.spots import Spot
from insatser.states import Measure, Sex

_TRUNCATED = (
    "Förändringen i procent är avkortad, inte avrundad, som i SUS. En person kan ha flera försörjningskällor, så summan får "
    "vara större än antalet personer."
)


def incomes(
    outside: Outside, counted: Sequence[Counted], values: dict[int, list[CountValue]]
) -> list[YearTable]:
    found = []
    for each in counted:
        own = values.get(each.plan.incomes_id or 0, []) if each.plan else []
        rows = [
            TableRow(value.label, _before_and_after(outside, each, value.key), insats=each.pk)
            for value in own
        ]
        rows = [row for row in rows if any(cell.inside not in {NOT_COUNTED, ""} for cell in row.cells)]
        if rows:
            columns = ("Före", "Andel före", "Efter", "Andel efter", "Förändring", "Förändring i %")
            caption = f"Försörjning före och efter, {each.name}"
            found.append(
                YearTable(
                    f"forsorjning-{each.pk}", caption, "Försörjning", columns, tuple(rows), (_TRUNCATED,)
                )
            )
    return found


def _before_and_after(outside: Outside, counted: Counted, key: str) -> tuple[TableCell, ...]:
    """Give a source of income before and after with shares of those who ended, and the change."""
    before, after = (
        Spot(counted.pk, *counted.period, measure, Sex.TOTAL, f"v.{key}")
        for measure in (Measure.INCOME_BEFORE, Measure.INCOME_AFTER)
    )
    ended = Spot(counted.pk, *counted.period, Measure.ENDED, Sex.TOTAL)
    one, other = (outside.numbers.get(spot, 0) for spot in (before, after))
    whole = outside.numbers.get(ended, 0)
    if before not in outside.numbers and after not in outside.numbers:
        return tuple(TableCell(NOT_COUNTED, NOT_COUNTED) for _ in range(6))
    change = f"{_signed(int(Decimal(other - one) * 100 / one))} %" if one else ""
    told = (
        (str(one), (before,)),
        (_share(one, whole), (before, ended)),
        (str(other), (after,)),
        (_share(other, whole), (after, ended)),
        (_signed(other - one), (before, after)),
        (change, (before, after)),
    )
    return tuple(
        TableCell(text, HIDDEN if text and any(outside.is_hidden(spot) for spot in spots) else text, spots)
        for text, spots in told
    )


def occupations(
    association: Association,
    outside: Outside,
    counted: Sequence[Counted],
    values: dict[int, list[CountValue]],
) -> list[YearTable]:
    if not any(each.plan and each.plan.occupations_id for each in counted):
        return []
    years = {each.period[1].year for each in counted}
    hours = {
        (cell.insats, cell.period, cell.key.measure, cell.key.value): cell.number
        for cell in cells_of_years(association, years)
        if cell.key.measure in {Measure.HOURS_BEFORE, Measure.HOURS_AFTER}
    }
    found = []
    for each in counted:
        own = values.get(each.plan.occupations_id or 0, []) if each.plan else []
        rows = []
        for value in own:
            cells: list[TableCell] = []
            for measure, beside in (
                (Measure.WORK_BEFORE, Measure.HOURS_BEFORE),
                (Measure.WORK_AFTER, Measure.HOURS_AFTER),
            ):
                spot = Spot(each.pk, *each.period, measure, Sex.TOTAL, f"v.{value.key}")
                cells += _with_hours(outside, spot, hours.get((each.pk, each.period, beside, value.key)))
            if any(cell.inside != NOT_COUNTED for cell in cells):
                rows.append(TableRow(value.label, tuple(cells), insats=each.pk))
        if rows:
            columns = ("Antal före", "Medel", "Heltid", "Antal efter", "Medel", "Heltid")
            caption = f"Sysselsättning före och efter, {each.name}"
            found.append(
                YearTable(f"sysselsattning-{each.pk}", caption, "Sysselsättning", columns, tuple(rows))
            )
    return found


def _with_hours(outside: Outside, spot: Spot, hours: int | None) -> list[TableCell]:
    """Give how many, their mean share of full time and what it amounts to; all hidden where the number is."""
    number = outside.numbers.get(spot)
    mean = f"{_rounded(Decimal(hours) / number)} %" if hours is not None and number else NOT_COUNTED
    amount = hundredths(hours) if hours is not None else NOT_COUNTED
    told = [NOT_COUNTED if number is None else str(number), mean, amount]
    is_hidden = outside.is_hidden(spot)
    return [TableCell(text, HIDDEN if is_hidden and text != NOT_COUNTED else text, (spot,)) for text in told]


def _signed(number: int) -> str:
    return str(number).replace("-", "−")


def _share(part: int, whole: int) -> str:
    return f"{_rounded(Decimal(part) * 100 / whole)} %" if whole else ""


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
