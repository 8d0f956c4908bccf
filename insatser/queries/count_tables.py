"""The tables of a year's participants, as the house sees them and as they may leave it: one shape for page, print and Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from finsam.models import Association
from finsam.swedish import dates
from finsam.web.asked_once import asked_once
from insatser.models import CountingPlan, CountList, CountValue, Insats
from insatser.queries.count_before_after import incomes, occupations
from insatser.queries.count_grid import values_by_list
from insatser.queries.count_shapes import Counted, TableCell, TableRow, YearTable
from insatser.queries.outside import HIDDEN, NOT_COUNTED, Outside, seen_outside
from insatser.queries.spots import ALL, Spot
from insatser.states import Measure, Sex


@asked_once
def year_tables(association: Association, year: int) -> list[YearTable]:
    """Give every table of a year. Five queries, however many insatser, periods and cells."""
    outside = seen_outside(association, year)
    plans = {
        plan.insats_id: plan
        for plan in CountingPlan.objects.filter(insats__association=association).select_related("reasons")
    }
    whole_year = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    counted = [
        Counted(row.pk, row.name, period, plans.get(row.pk))
        for row in Insats.objects.counted_by(association)
        if (period := outside.longest(row.pk, whole_year))
    ]
    if not counted:
        return []
    values = values_by_list(plans.values())
    found = _who_took_part(outside, counted, values)
    found += incomes(outside, counted, values)
    return found + occupations(association, outside, counted, values)


def share_to_work(association: Association, year: int) -> list[tuple[str, int, int]]:
    """Give for each insats how many of those who ended went to work or studies, and how many ended. Inside alone."""
    groups = dict(CountValue.objects.filter(list__association=association).values_list("key", "group"))
    wanted = {"arbete", "studier", "arbete_studier"}
    names = dict(Insats.objects.counted_by(association).values_list("pk", "name"))
    outside = seen_outside(association, year)
    found = []
    for pk, name in names.items():
        period = outside.longest(pk, (dt.date(year, 1, 1), dt.date(year, 12, 31)))
        ended = outside.numbers.get(Spot(pk, *period, Measure.ENDED, Sex.TOTAL)) if period else None
        if period and ended:
            there = [
                number
                for spot, number in outside.numbers.items()
                if (spot.insats, spot.starts_on, spot.ends_on) == (pk, *period)
                and spot.counted == Measure.REASON
                and spot.sex == Sex.TOTAL
                and groups.get(spot.detail.removeprefix("v.")) in wanted
            ]
            if there:
                found.append((name, sum(there), ended))
    return found


def _who_took_part(
    outside: Outside, counted: Sequence[Counted], values: dict[int, list[CountValue]]
) -> list[YearTable]:
    """Give those who took part and why they ended: in one table where all have the same reasons, as in the seeds."""
    lists: dict[int, CountList] = {}
    for each in counted:
        if each.plan and each.plan.reasons:
            lists[each.plan.reasons.pk] = each.plan.reasons
    sexes = [Sex.WOMEN, Sex.MEN]
    if any(_number(outside, each, Measure.TOOK_PART, Sex.UNKNOWN) for each in counted):
        sexes.append(Sex.UNKNOWN)
    base = [(str(sex.label), Measure.TOOK_PART, sex, "") for sex in sexes]
    base += [
        ("Totalt", Measure.TOOK_PART, Sex.TOTAL, ""),
        ("Varav nya", Measure.NEW, Sex.TOTAL, ""),
        ("Avslutade", Measure.ENDED, Sex.TOTAL, ""),
    ]
    if len(lists) == 1:
        base += _reasons(values[next(iter(lists))])
    tables = [_table("deltagare", "Deltagare", outside, counted, base)]
    for pk, row in lists.items() if len(lists) > 1 else ():
        own = [each for each in counted if each.plan and each.plan.reasons_id == pk]
        columns = [("Avslutade", Measure.ENDED, Sex.TOTAL, ""), *_reasons(values[pk])]
        tables.append(_table(f"orsaker-{pk}", f"Varför de avslutades: {row.name}", outside, own, columns))
    return tables


def _reasons(values: Iterable[CountValue]) -> list[tuple[str, Measure, Sex, str]]:
    return [(value.label, Measure.REASON, Sex.TOTAL, f"v.{value.key}") for value in values]


def _table(
    key: str,
    caption: str,
    outside: Outside,
    counted: Sequence[Counted],
    columns: Sequence[tuple[str, Measure, Sex, str]],
) -> YearTable:
    periods = {each.period for each in counted}
    rows = []
    for each in counted:
        label = each.name if len(periods) == 1 else f"{each.name}, {dates.date_range(*each.period)}"
        cells = tuple(
            _cell(outside, Spot(each.pk, *each.period, measure, sex, detail))
            for _, measure, sex, detail in columns
        )
        rows.append(TableRow(label, cells, insats=each.pk))
    if len(counted) > 1 and len(periods) == 1:
        total = tuple(_total(outside, counted, measure, sex, detail) for _, measure, sex, detail in columns)
        rows.append(TableRow("Totalt", total, is_total=True))
    remarks = (
        ["Talen inom parentes är förra årets."]
        if any("(" in cell.inside for row in rows for cell in row.cells)
        else []
    )
    return YearTable(key, caption, "Insats", tuple(name for name, *_ in columns), tuple(rows), tuple(remarks))


def _cell(outside: Outside, spot: Spot) -> TableCell:
    """Give a figure with the same period of the year before in brackets, where that is counted."""
    inside, shown = _inside(outside, spot), outside.text(spot)
    spots: tuple[Spot, ...] = (spot,)
    before = _year_before(spot)
    if before and before in outside.numbers and before not in outside.blank:
        inside += f" ({_inside(outside, before)})"
        shown += f" ({outside.text(before)})"
        spots += (before,)
    return TableCell(inside, shown, spots)


def _total(
    outside: Outside, counted: Sequence[Counted], measure: Measure, sex: Sex, detail: str
) -> TableCell:
    """Sum the insatser of a table; where one alone has written it, its own figure is the sum."""
    parts = [Spot(each.pk, *each.period, measure, sex, detail) for each in counted]
    told = [spot for spot in parts if spot in outside.numbers]
    if not told:
        return TableCell(NOT_COUNTED, NOT_COUNTED)
    whole = told[0].of(insats=ALL) if len(told) > 1 else told[0]
    others = sum(
        1 for spot in outside.numbers if spot.of(insats=ALL) == whole.of(insats=ALL) and spot.insats != ALL
    )
    if whole in outside.numbers and others == len(told):
        return _cell(outside, whole)
    inside = sum(outside.numbers[spot] for spot in told)
    return TableCell(str(inside), HIDDEN)  # a sum of some of them is a figure that the gate has not weighed


def _inside(outside: Outside, spot: Spot) -> str:
    if spot in outside.blank or spot not in outside.numbers:
        return NOT_COUNTED
    return str(outside.numbers[spot])


def _number(outside: Outside, counted: Counted, measure: Measure, sex: Sex) -> int:
    return outside.numbers.get(Spot(counted.pk, *counted.period, measure, sex), 0)


def _year_before(spot: Spot) -> Spot | None:
    days = (spot.starts_on, spot.ends_on)
    if any((day.month, day.day) == (2, 29) for day in days):
        return None
    first, last = (day.replace(year=day.year - 1) for day in days)
    return spot.of(starts_on=first, ends_on=last)


def tables_of(association: Association, year: int, insats: int) -> list[YearTable]:
    """Give the tables of a year, those of one insats where one is chosen."""
    tables = year_tables(association, year)
    if not insats:
        return tables
    own = [(table, tuple(row for row in table.rows if row.insats == insats)) for table in tables]
    return [replace(table, rows=rows) for table, rows in own if rows]


def year_remarks(association: Association, year: int) -> list[tuple[str, str]]:
    """Say of all insatser together, and of each, what does not add up in the year, its kind in its own words."""
    found: list[tuple[str, str]] = []
    outside = seen_outside(association, year)
    of_reasons = of_ended = 0
    for each in Insats.objects.counted_by(association):
        period = outside.longest(each.pk, (dt.date(year, 1, 1), dt.date(year, 12, 31)))
        if not period:
            continue
        reasons = outside.numbers.get(Spot(each.pk, *period, Measure.REASON, Sex.TOTAL))
        ended = outside.numbers.get(Spot(each.pk, *period, Measure.ENDED, Sex.TOTAL))
        if reasons is not None and ended is None:
            found.append(
                (
                    each.name,
                    f"Orsakerna är {reasons}, men antalet avslutade är inte skrivet. De saknas i summan.",
                )
            )
        elif reasons is not None and reasons != ended:
            found.append((each.name, f"Orsakerna är {reasons}, men avslutade {ended}."))
        if reasons is not None and ended is not None:
            of_reasons, of_ended = of_reasons + reasons, of_ended + ended
    if of_reasons != of_ended:
        found.append(("Alla insatser", f"Orsakerna är {of_reasons} tillsammans, men avslutade {of_ended}."))
    return found
