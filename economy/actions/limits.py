"""How much equity the förbund should keep at most, as the recommendation says from a year on."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from economy.models import EquityLimit
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person


@transaction.atomic
def set_equity_limit(
    *, association: Association, from_year: int, percent: Decimal, up_to: Decimal | None = None, source: str = "",
    by: Person | None,
) -> EquityLimit:  # fmt: skip
    """Set the highest share of the contributions from a year on; `up_to` (kronor) where it holds for small ones only.

    The same year and the same size again replaces the share.
    """
    if not 0 < percent <= 100:
        raise DomainError("Riktmärket är ett tal mellan 0 och 100 procent.")
    limit, _ = EquityLimit.objects.update_or_create(
        association=association,
        from_year=from_year,
        up_to=up_to,
        defaults={"percent": percent, "source": source},
    )
    audit.record(
        association=association, by=by, verb="satte riktmärke för eget kapital", target=limit,
        percent=str(percent), from_year=from_year,
    )  # fmt: skip
    return limit


@transaction.atomic
def remove_equity_limit(*, limit: EquityLimit, by: Person | None) -> None:
    """Take a limit away."""
    limit = EquityLimit.objects.select_for_update(of=("self",)).select_related("association").get(pk=limit.pk)
    audit.record(
        association=limit.association, by=by, verb="tog bort riktmärke för eget kapital", target=limit
    )
    limit.delete()
