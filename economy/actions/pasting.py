"""Taking in rows from Excel: all of them or nothing, with the sums kept as the document printed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from economy.actions.figures import keep_printed, save_figures
from economy.actions.layout import add_line
from economy.models import FigureSet, FiscalYear
from economy.queries.pasted import NEW, Pasted, amounts_of, sums_of
from economy.queries.printed import printed_key
from economy.states import Unit
from finsam.cleaning import no_longer_than
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def take_in(
    *, pasted: Pasted, fiscal_year: FiscalYear, columns: Sequence[FigureSet | None], unit: str, document: str,
    by: Person | None,
) -> int:  # fmt: skip
    """Save the pasted columns to the year's columns (None: not taken in) and return how many amounts there were.

    Rows that are to become lines become so first. With the name of a document its sums are kept as printed, in the
    unit that they were pasted in. Raises DomainError where a line stands twice, an amount cannot be read, or no
    column is chosen.
    """
    chosen = [each for each in columns if each]
    _refuse(pasted, chosen)
    pasted = _with_new_lines(fiscal_year, pasted, by)
    count = 0
    for place, column in enumerate(columns):
        if column is None:
            continue
        amounts = amounts_of(pasted, place)
        count += sum(amount is not None for amount in amounts.values())
        save_figures(figure_set=column, amounts=amounts, source=document, by=by)
        if document:
            printed = _printed_sums(pasted, place, column, unit)
            keep_printed(association=fiscal_year.association, document=document, figures=printed, by=by)
    return count


def _refuse(pasted: Pasted, chosen: Sequence[FigureSet]) -> None:
    if pasted.doubled:
        raise DomainError(f"{pasted.doubled[0]} står för samma rad som en annan. Välj en rad för var och en.")
    if pasted.faults:
        raise DomainError(pasted.faults[0])
    if not chosen:
        raise DomainError("Välj minst en kolumn att läsa in till.")
    if len({each.pk for each in chosen}) < len(chosen):
        raise DomainError("Två inklistrade kolumner går till samma kolumn. Välj olika.")


def _with_new_lines(fiscal_year: FiscalYear, pasted: Pasted, by: Person | None) -> Pasted:
    """Make lines of the rows that are to become one, last in their statement."""
    rows = []
    for row in pasted.rows:
        if row.how in NEW:
            label = (
                no_longer_than(120, row.label.lstrip("-–• ").strip(), what=f"Radens namn ”{row.label}”")
                or "Rad"
            )
            line = add_line(fiscal_year=fiscal_year, statement=NEW[row.how], label=label, level=1, by=by)
            rows.append(replace(row, line=line))
        else:
            rows.append(row)
    return replace(pasted, rows=tuple(rows))


def _printed_sums(pasted: Pasted, place: int, column: FigureSet, unit: str) -> dict[str, tuple[str, str]]:
    """The sums of a pasted column as the document has them, to be held against the computed ones."""
    suffix = " tkr" if unit == Unit.TKR else ""
    year = column.fiscal_year.year
    return {
        printed_key(year, f"{year}.{column.key}", f"line.{key}"): (
            f"Kolumnen {column.label}",
            cell.text if cell.text.lower().endswith("kr") else f"{cell.text}{suffix}",
        )
        for key, cell in sums_of(pasted, place).items()
    }
