"""Writing what the calculator gave: the members' contributions, the budget's line, and the inhabitants it went by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from economy.actions.figures import save_contributions, save_figures
from economy.models import FigureSet, Inhabitants
from economy.queries.calculator import Calculated
from economy.states import LineRole
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Member, Person


@transaction.atomic
def keep_inhabitants(
    *, association: Association, counts: Mapping[Member, int], on: dt.date, source: str, by: Person | None
) -> None:
    """Keep how many live in each kommun on a day, with who says so; the same day again replaces."""
    if not source.strip():
        raise DomainError("Skriv varifrån invånarantalen kommer, till exempel SCB, 31 december 2021.")
    for member, count in counts.items():
        if member.association_id != association.pk:
            raise DomainError("Medlemmen hör till ett annat förbund.")
        Inhabitants.objects.update_or_create(
            member=member, on=on, defaults={"count": count, "source": source.strip()}
        )
    audit.record(
        association=association, by=by, verb="skrev invånarantal", target=association, on=on.isoformat(), source=source,
        counts={member.name: count for member, count in counts.items()},
    )  # fmt: skip


@transaction.atomic
def save_calculated(*, figure_set: FigureSet, calculated: Calculated, by: Person | None) -> None:
    """Write the members' contributions in a column and their sum on its line for contributions.

    Raises DomainError where the column is fixed, or where the layout has not one line for contributions.
    """
    lines = [
        each
        for each in figure_set.fiscal_year.lines.all()
        if each.is_line and each.role == LineRole.CONTRIBUTION
    ]
    if len(lines) != 1:
        raise DomainError(
            "Uppställningen har inte en rad med rollen Medlemsbidrag. Ge en rad den rollen först."
        )
    save_contributions(figure_set=figure_set, amounts=calculated.members, by=by)
    save_figures(figure_set=figure_set, amounts={lines[0].key: Decimal(calculated.total)}, by=by)
