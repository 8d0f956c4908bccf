"""Taking in a pasted table: all of it or nothing, with the sums kept as the document printed them, and undoing it."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from economy.actions.figures import add_column, keep_printed, kind_key, save_figures
from economy.actions.layout import free_key
from economy.actions.paste_rows import Lines, place_rows
from economy.models import Figure, FigureSet, FiscalYear, Pasting, StatementLine
from economy.pasting.amounts import written
from economy.queries.paste_columns import PlannedColumn
from economy.queries.paste_plan import Plan
from economy.queries.printed import printed_key
from economy.queries.snapshot import LINE_FIELDS, Snapshot, printed_of, snapshot_of_year
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def take_in(*, plan: Plan, fiscal_year: FiscalYear, document: str, by: Person | None) -> Pasting:
    """Make the columns and rows that lack, save the amounts, and keep what stood before so that it can be undone.

    With the name of a document its sums are kept as printed, to be held against the computed ones. Raises
    DomainError where the table has errors, a row stands twice, or no column is chosen.
    """
    FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    _refuse(plan)
    before = snapshot_of_year(fiscal_year)
    columns = {each.place: _column(each, fiscal_year, by) for each in plan.columns if each.is_taken}
    lines = place_rows(plan, fiscal_year)
    count = 0
    for place, column in columns.items():
        amounts = _amounts(plan, lines, place)
        count += sum(amount is not None for amount in amounts.values())
        save_figures(figure_set=column, amounts=amounts, source=document, by=by)
        if document:
            keep_printed(
                association=fiscal_year.association, document=document, by=by,
                figures=_printed(plan, lines, place, column),
            )  # fmt: skip
    pasting = Pasting.objects.create(
        fiscal_year=fiscal_year, document=document, count=count, before=before, after=snapshot_of_year(fiscal_year),
        pasted_at=clock.now(), pasted_by=by,
    )  # fmt: skip
    audit.record(
        association=fiscal_year.association, by=by, verb="klistrade in tabell", target=pasting, year=fiscal_year.year,
        new_rows=[each.row.label for each in plan.made], count=count,
    )  # fmt: skip
    return pasting


def _refuse(plan: Plan) -> None:
    if plan.table.errors:
        first = plan.table.errors[0]
        raise DomainError(f"{first.where}: {first.what}")
    if plan.doubled:
        raise DomainError(f"{plan.doubled[0]} står för samma rad som en annan. Välj en rad för var och en.")
    chosen = [each for each in plan.columns if each.is_taken]
    if not chosen:
        raise DomainError("Välj minst en kolumn att läsa in till.")
    targets = [each.target or each.new for each in chosen]
    if any(targets.count(each) > 1 for each in targets):
        raise DomainError("Två inklistrade kolumner går till samma kolumn. Välj olika.")


def _column(planned: PlannedColumn, fiscal_year: FiscalYear, by: Person | None) -> FigureSet:
    if planned.target:
        return planned.target
    new = planned.new
    assert new
    taken = set(fiscal_year.figure_sets.values_list("key", flat=True))
    key = _free_column_key(kind_key(new.kind, new.ends_on, fiscal_year), taken)
    return add_column(
        fiscal_year=fiscal_year, kind=new.kind, label=new.label, key=key, starts_on=new.starts_on,
        ends_on=new.ends_on, by=by,
    )  # fmt: skip


def _free_column_key(key: str, taken: set[str]) -> str:
    return free_key(key, taken).replace("_", "-")


def _amounts(plan: Plan, lines: Lines, place: int) -> dict[str, Decimal | None]:
    return {
        lines[each.number].key: each.row.amounts[place]
        for each in plan.rows
        if each.number in lines and lines[each.number].holds_amounts and not each.row.is_heading
    }


def _printed(plan: Plan, lines: Lines, place: int, column: FigureSet) -> dict[str, tuple[str, str]]:
    """The sums of a pasted column, to be held against the computed ones."""
    year, unit = column.fiscal_year.year, plan.table.columns[place].unit
    found = {}
    for each in plan.rows:
        line, amount = lines.get(each.number), each.row.amounts[place]
        if line and line.is_sum and amount is not None:
            key = printed_key(year, f"{year}.{column.key}", f"line.{line.key}")
            found[key] = (f"Kolumnen {column.label}", written(amount * line.sign, unit))
    return found


@transaction.atomic
def undo_pasting(*, pasting: Pasting, by: Person | None) -> None:
    """Put back the rows, columns and amounts as they were; raises DomainError where something was changed since."""
    fiscal_year = FiscalYear.objects.select_for_update().get(pk=pasting.fiscal_year_id)
    pasting = Pasting.objects.select_for_update().get(pk=pasting.pk)
    if pasting.undone_at:
        raise DomainError("Inklistringen är redan ångrad.")
    if snapshot_of_year(fiscal_year) != pasting.after:
        raise DomainError(
            "Rader, kolumner eller belopp har ändrats efter inklistringen, och det skulle försvinna. "
            "Ändra för hand i stället."
        )
    _refuse_used(fiscal_year, pasting.before)
    _put_back(fiscal_year, pasting.before)
    pasting.undone_at = clock.now()
    pasting.save(update_fields=["undone_at"])
    audit.record(
        association=fiscal_year.association,
        by=by,
        verb="ångrade inklistring",
        target=pasting,
        year=fiscal_year.year,
    )


def _refuse_used(fiscal_year: FiscalYear, before: Snapshot) -> None:
    for column in fiscal_year.figure_sets.exclude(pk__in=before["sets"]):
        if column.contributions.exists() or column.note_figures.exists():
            raise DomainError(
                f"{column} har medlemsbidrag eller noter sedan inklistringen. Ta bort dem först."
            )


def _put_back(fiscal_year: FiscalYear, before: Snapshot) -> None:
    fiscal_year.figure_sets.exclude(pk__in=before["sets"]).delete()
    for pk, facts in before["sets"].items():
        fiscal_year.figure_sets.filter(pk=pk).update(source=facts["source"])
    Figure.objects.filter(figure_set__fiscal_year=fiscal_year).delete()
    fiscal_year.lines.exclude(pk__in=before["lines"]).delete()
    StatementLine.objects.bulk_create(
        [StatementLine(pk=int(pk), fiscal_year=fiscal_year, **facts) for pk, facts in before["lines"].items()],
        update_conflicts=True, unique_fields=["id"], update_fields=[*LINE_FIELDS],
    )  # fmt: skip
    Figure.objects.bulk_create(
        Figure(
            figure_set_id=int(set_pk),
            line_id=int(line_pk),
            amount=None if amount is None else Decimal(amount),
        )
        for set_pk, amounts in before["figures"].items()
        for line_pk, amount in amounts.items()
    )
    for row in printed_of(fiscal_year):
        kept = before["printed"].get(f"{row.document}\n{row.key}")
        if kept is None:
            row.delete()
        elif kept != [row.place, row.value]:
            row.place, row.value = kept
            row.save(update_fields=["place", "value"])
