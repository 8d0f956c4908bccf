"""The figures of insatser that running text may name: `insatser.vidare-vy.granted`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from finsam import money
from finsam.fields import Field
from finsam.models import Association
from insatser.models import Grant
from insatser.queries.completeness import Sums, sums_of
from insatser.queries.reports import handed_in
from insatser.states import InsatsKind

GROUP = "Insatser"


def figures(association: Association, year: int) -> Iterable[Field]:
    """Give what each insats of the year was granted and what its report says it cost, and the sums by kind."""
    grants = Grant.objects.current().filter(insats__association=association, year=year)
    by_key: dict[str, Decimal] = {}
    by_kind = dict.fromkeys(InsatsKind.values, Decimal(0))
    names: dict[str, str] = {}
    for grant in grants.select_related("insats").order_by("insats__name", "id"):
        key = grant.insats.key
        names[key] = grant.insats.name
        by_key[key] = by_key.get(key, Decimal(0)) + grant.amount
        by_kind[grant.insats.kind] += grant.amount
    for key, amount in by_key.items():
        yield _field(f"{key}.granted", f"{names[key]}, beviljat {year}", amount)
    for report in handed_in(association, year):
        yield from _costs(report.insats.key, report.insats.name, sums_of(list(report.sections.all())), year)
    if by_key:
        for kind in InsatsKind:
            yield _field(
                f"granted.{kind}", f"Beviljat till insatser, {kind.label.lower()}, {year}", by_kind[kind]
            )
        yield _field("granted.total", f"Beviljat till insatser {year}", sum(by_key.values(), Decimal(0)))
        yield Field("insatser.count", f"Antal insatser med medel {year}", str(len(by_key)), GROUP)


def _costs(key: str, name: str, sums: Sums, year: int) -> Iterable[Field]:
    for part, label, amount in (("budget", "budget", sums.budget), ("outcome", "utfall", sums.outcome)):
        if amount is not None:
            yield _field(f"{key}.{part}", f"{name}, {label} {year}", amount)


def _field(key: str, label: str, amount: Decimal) -> Field:
    return Field(f"insatser.{key}", label, money.kr_as_needed(amount), GROUP)
