"""How the books divide the insatser: what stands on their line with the object of an insats, by the insats's kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import Pair, sign_of
from economy.models import FigureSet, StatementLine
from economy.queries.ledger import ZERO, YearSums
from economy.queries.ledger_insatser import insats_of, insatser_of
from economy.states import LineRole
from finsam.models import Association
from insatser.models import Insats

Oriented = dict[tuple[int, str], Decimal]


def divided_by_objects(
    association: Association, sets: Sequence[FigureSet], lines: Mapping[int, Sequence[StatementLine]],
    years: Mapping[int, YearSums],
) -> dict[int, Oriented]:  # fmt: skip
    """Give what the books tell of each column's insatser by note and kind of insats, with its effect on the result.

    `years` are the books by the years' pk. One query where there are books, none otherwise. A part of a year is told
    only where the file divides the year into months.
    """
    if not any(each.sums for each in years.values()):
        return {}
    known = insatser_of(association)
    return {
        each.pk: _column(each, lines[each.fiscal_year_id], years[each.fiscal_year_id], known)
        for each in sets
        if each.fiscal_year_id in years
    }


def _column(
    column: FigureSet, lines: Sequence[StatementLine], sums: YearSums, known: dict[Pair, Insats]
) -> Oriented:
    mapping, by_key = LineMapping(lines), {line.key: line for line in lines}
    found: Oriented = defaultdict(lambda: ZERO)
    for each in sums.sums:
        insats = insats_of(each.objects, known) if each.objects and not each.is_balance else None
        if insats is None or not _is_within(each.month, column):
            continue
        line = by_key.get(mapping.line_of(each.account, each.objects) or "")
        if line and line.role == LineRole.INSATSER and line.note:
            found[line.note, insats.kind] += sign_of(line, each.account) * each.amount
    return dict(found)


def _is_within(month: dt.date | None, column: FigureSet) -> bool:
    if month is None:
        return column.is_whole_year
    return column.starts_on.replace(day=1) <= month <= column.ends_on
