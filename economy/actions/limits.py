"""What is agreed from a year on: how much equity the förbund keeps at most, and the members' shares."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from economy.models import ContributionShares, EquityLimit
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


@transaction.atomic
def set_shares(
    *, association: Association, from_year: int, state: Decimal, region: Decimal, kommuner: Decimal, source: str,
    by: Person | None,
) -> ContributionShares:  # fmt: skip
    """Set what an agreement says of the members' shares from a year on, with where it is said; the same year replaces."""
    if not source.strip():
        raise DomainError("Skriv var det står, till exempel Överenskommelse 2023, 4 §.")
    if min(state, region, kommuner) < 0 or state + region + kommuner != 100:
        raise DomainError("Andelarna ska tillsammans vara 100 procent.")
    shares, _ = ContributionShares.objects.update_or_create(
        association=association, from_year=from_year,
        defaults={"state": state, "region": region, "kommuner": kommuner, "source": source},
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="satte medlemmarnas andelar", target=shares, source=source
    )
    return shares


@transaction.atomic
def remove_shares(*, shares: ContributionShares, by: Person | None) -> None:
    """Take an agreement's shares away: the law's hold again."""
    audit.record(association=shares.association, by=by, verb="tog bort medlemmarnas andelar", target=shares)
    shares.delete()
