"""Which accounts stand on which line, which object is which insats, and whether the year's outcome is the books'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from economy.actions.ledger_budget import store_waiting
from economy.actions.ledger_outcome import add_outcome
from economy.actions.ledger_storing import refuse_adopted
from economy.imports.mapping import account_ranges, object_ranges
from economy.models import FiscalYear, LedgerImport, ObjectInsats, StatementLine
from economy.states import FigureKind, FigureSetState, Source
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.models import Insats


@transaction.atomic
def save_mapping(
    *, fiscal_year: FiscalYear, accounts: Mapping[str, tuple[str, str]], by: Person | None
) -> list[StatementLine]:
    """Write accounts and objects of lines by their keys; gives the lines that changed.

    Next year's layout is copied from this one, so that the mapping is remembered. Raises DomainError for what is no
    accounts, and when the outcome that it would change is adopted.
    """
    fiscal_year = (
        FiscalYear.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=fiscal_year.pk)
    )
    refuse_adopted(fiscal_year)
    changed = []
    for line in fiscal_year.lines.all():
        if not line.is_line or line.key not in accounts:
            continue
        theirs, objects = (" ".join(text.split()) for text in accounts[line.key])
        account_ranges(theirs)
        object_ranges(objects)
        if (line.accounts, line.objects_filter) != (theirs, objects):
            line.accounts, line.objects_filter = theirs, objects
            changed.append(line)
    StatementLine.objects.bulk_update(changed, ["accounts", "objects_filter"])
    store_waiting(fiscal_year, by)
    if changed:
        audit.record(
            association=fiscal_year.association, by=by, verb="lade konton på rader", target=fiscal_year,
            changed={line.key: f"{line.accounts} {line.objects_filter}".strip() for line in changed},
        )  # fmt: skip
    return changed


@transaction.atomic
def save_object_insatser(
    *, association: Association, insatser: Mapping[tuple[str, str], Insats | None], by: Person | None
) -> None:
    """Say which insats each object is; None takes it away. Raises DomainError for another förbund's insats."""
    Association.objects.select_for_update().get(pk=association.pk)
    rows = {(row.dimension, row.number): row for row in ObjectInsats.objects.filter(association=association)}
    changed = {}
    for (dimension, number), insats in insatser.items():
        if insats and insats.association_id != association.pk:
            raise DomainError("Insatsen hör till ett annat förbund.")
        kept = rows.get((dimension, number))
        if (kept.insats_id if kept else None) == (insats.pk if insats else None):
            continue
        place: dict[str, Any] = {"association": association, "dimension": dimension, "number": number}
        if insats is None:
            ObjectInsats.objects.filter(**place).delete()
        else:
            ObjectInsats.objects.update_or_create(**place, defaults={"insats": insats})
        changed[f"{dimension}:{number}"] = str(insats or "")
    if changed:
        audit.record(
            association=association,
            by=by,
            verb="kopplade objekt till insatser",
            target=association,
            changed=changed,
        )


@transaction.atomic
def switch_source(*, fiscal_year: FiscalYear, source: str, by: Person | None) -> FiscalYear:
    """Let the year's outcome come from the books, or from typed lines; what is typed is kept and counts no more.

    Raises DomainError when there are no books, or when an outcome of the year is adopted.
    """
    fiscal_year = (
        FiscalYear.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=fiscal_year.pk)
    )
    if source == fiscal_year.source:
        return fiscal_year
    if fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, state=FigureSetState.ADOPTED).exists():
        raise DomainError(f"Utfallet för {fiscal_year.year} är fastställt och byter inte källa.")
    stored = LedgerImport.objects.in_force().filter(fiscal_year=fiscal_year).first()
    if source == Source.LEDGER and stored is None:
        raise DomainError(f"Bokföringen för {fiscal_year.year} är inte inläst.")
    if source == Source.LEDGER and stored:
        add_outcome(fiscal_year, stored, by)
    fiscal_year.source = source
    fiscal_year.save(update_fields=["source"])
    audit.record(
        association=fiscal_year.association, by=by, verb="bytte källa för utfallet", target=fiscal_year,
        source=fiscal_year.get_source_display(),
    )  # fmt: skip
    return fiscal_year
