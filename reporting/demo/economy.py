"""Loads the demo's figures through the same actions as people use."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from board.models import Paragraph
from economy.actions.adoption import adopt
from economy.actions.figures import (
    add_column,
    keep_historical,
    keep_printed,
    save_contributions,
    save_figures,
)
from economy.actions.limits import set_equity_limit
from economy.actions.notes import add_note, add_row, leave_undivided, save_note_figures
from economy.actions.years import open_year
from economy.models import FigureSet, FiscalYear, Note
from economy.queries.printed import printed_key
from economy.states import FigureKind
from finsam.models import Association, Member, Person
from insatser.models import Insats
from reporting.demo import economy_figures as data
from reporting.demo.stage import Stage

_END_OF_JUNE = dt.date(2021, 6, 30)
_COLUMNS = {
    (2020, "utfall"): (FigureKind.OUTCOME, "Utfall 2020", None),
    (2021, "utfall"): (FigureKind.OUTCOME, "Utfall 2021", None),
    (2021, "budget"): (FigureKind.BUDGET, "Budget 2021", None),
    (2021, "utfall-0630"): (FigureKind.OUTCOME, "Utfall jan–jun 2021", _END_OF_JUNE),
    (2021, "budget-0630"): (FigureKind.BUDGET, "Budget jan–jun 2021", _END_OF_JUNE),
    (2021, "prognos"): (FigureKind.FORECAST, "Prognos 2021", None),
}
# What fixed each column: the board's § by its heading, or words where the § is not in the program.
_ADOPTED = {
    (2020, "utfall"): ("", dt.date(2021, 3, 26), "Årsredovisningen 2020"),
    (2021, "budget"): ("", dt.date(2020, 11, 27), "Verksamhetsplanen 2021"),
    (2021, "utfall"): ("Årsredovisning för 2021", dt.date(2022, 3, 25), "§ 26, 2022-03-25"),
    (2021, "utfall-0630"): ("Delårsrapport januari–juni 2021", None, ""),
    (2021, "prognos"): ("Delårsrapport januari–juni 2021", None, ""),
}
_SOURCES = {"utfall": data.ANNUAL, "budget": data.ANNUAL}


def load_economy(stage: Stage) -> None:
    """Load the figures of the demo's larger förbund."""
    load(association=stage.association, by=stage.chief)


def load(*, association: Association, by: Person, without: frozenset[tuple[int, str]] = frozenset()) -> None:
    """Open 2020 and 2021 with the demo's layout, and write figures, notes, contributions and what was printed.

    Columns that are left `without` figures are not there at all.
    """
    years = _open_years(association, by)
    columns = {name: _add(years, name, by) for name in _COLUMNS if name not in without}
    for name, amounts in data.FIGURES.items():
        if name in without:
            continue
        save_figures(
            figure_set=columns[name],
            amounts=_decimals(amounts),
            source=_SOURCES.get(name[1], data.HALF),
            by=by,
        )
    for name, paid in data.CONTRIBUTIONS.items():
        if name in without:
            continue
        members = {_member(association, kind): Decimal(amount) for kind, amount in paid.items()}
        save_contributions(figure_set=columns[name], amounts=members, by=by)
    for year in years.values():
        _load_notes(year, columns, by)
    _adopt(association, columns, by)
    _load_history(association, by)
    for document, figures in data.PRINTED.items():
        keep_printed(
            association=association, document=document,
            figures={printed_key(2021, *name): found for name, found in figures.items()}, by=by,
        )  # fmt: skip
    set_equity_limit(
        association=association, from_year=2017, percent=Decimal(20), by=by,
        source="Nationella rådets rekommendation, som årsredovisningen 2021 återger den",
    )  # fmt: skip


def _adopt(association: Association, columns: dict[tuple[int, str], FigureSet], by: Person) -> None:
    for name, (heading, on, reference) in _ADOPTED.items():
        paragraph = paragraph_named(association, heading)
        if name in columns and (paragraph or on):
            adopt(figure_set=columns[name], paragraph=paragraph, on=on, reference=reference, by=by)


def paragraph_named(association: Association, heading: str) -> Paragraph | None:
    """Give the board's § with the heading; None where its meeting has not been held."""
    rows = Paragraph.objects.filter(
        meeting__body__association=association, heading=heading, number__isnull=False
    )
    return rows.select_related("meeting__body").first()


def _open_years(association: Association, by: Person) -> dict[int, FiscalYear]:
    first = open_year(association=association, year=2020, layout=data.LAYOUT, by=by)
    return {2020: first, 2021: open_year(association=association, year=2021, copy_from=first, by=by)}


def _add(years: dict[int, FiscalYear], name: tuple[int, str], by: Person) -> FigureSet:
    kind, label, ends_on = _COLUMNS[name]
    return add_column(fiscal_year=years[name[0]], kind=kind, label=label, key=name[1], ends_on=ends_on, by=by)


def _decimals(amounts: dict[str, int | None]) -> dict[str, Decimal | None]:
    return {key: None if amount is None else Decimal(amount) for key, amount in amounts.items()}


def _member(association: Association, kind: str) -> Member:
    return association.members.filter(kind=kind).order_by("position", "pk")[0]


def _load_notes(year: FiscalYear, columns: dict[tuple[int, str], FigureSet], by: Person) -> None:
    own = {name: column for name, column in columns.items() if name[0] == year.year}
    for number, (label, rows) in data.NOTES.items():
        note = add_note(fiscal_year=year, number=number, label=label, by=by)
        if number == 1:
            _add_member_rows(note, by)
        amounts: dict[tuple[int, str], dict[str, Decimal | None]] = defaultdict(dict)
        for key, title, group, orientation, figures in rows:
            if not any(name in own for name in figures):
                continue
            insats = _insats(year.association, key) if number == 2 else None
            add_row(
                note=note, key=key, label=title, group=group, orientation=orientation, insats=insats, by=by
            )
            for name, amount in figures.items():
                if name in own:
                    amounts[name][key] = None if amount is None else Decimal(amount)
        for name, found in amounts.items():
            save_note_figures(note=note, figure_set=own[name], amounts=found, by=by)
        if number in data.RESTS:
            _leave_rests(note, own, by)


def _leave_rests(note: Note, own: dict[tuple[int, str], FigureSet], by: Person) -> None:
    key, label, names = data.RESTS[note.number]
    chosen = [own[name] for name in names if name in own]
    if chosen:
        add_row(note=note, key=key, label=label, is_undivided=True, by=by)
    for column in chosen:
        leave_undivided(note=note, figure_set=column, by=by)


def _add_member_rows(note: Note, by: Person) -> None:
    for kind, label in data.MEMBER_ROWS.items():
        member = _member(note.fiscal_year.association, kind)
        add_row(note=note, key=kind, label=label, member=member, by=by)


def _insats(association: Association, key: str) -> Insats | None:
    return Insats.objects.filter(association=association, key=data.INSATSER.get(key, "")).first()


def _load_history(association: Association, by: Person) -> None:
    for year, kept in data.HISTORICAL.items():
        for source in dict.fromkeys(source for _, source in kept.values()):
            values = {key: Decimal(value) for key, (value, own) in kept.items() if own == source}
            keep_historical(association=association, year=year, values=values, source=source, by=by)
    for year, employees in data.EMPLOYEES.items():
        keep_historical(
            association=association, year=year, values={"employees": Decimal(employees)}, source=data.FIVE_YEARS,
            by=by,
        )  # fmt: skip
