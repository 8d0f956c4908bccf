"""What the members pay when one part's sum is known (5 § lag 2003:1210), rounded so that it sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.models import Inhabitants
from finsam.errors import DomainError
from finsam.models import Association, Member
from finsam.states import MemberKind
from finsam.swedish import money

ZERO = Decimal(0)
STATE, REGION, KOMMUNER, TOTAL = "state", "region", "kommuner", "total"
PARTS = (STATE, REGION, KOMMUNER)
KINDS = {MemberKind.FK: STATE, MemberKind.REGION: REGION, MemberKind.KOMMUN: KOMMUNER}  # FK pays for AF too


@dataclass(frozen=True)
class Calculated:
    """What each part and each member pays, kronor."""

    parts: Mapping[str, Decimal]
    members: Mapping[Member, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.parts.values(), ZERO)


def largest_remainder(
    total: Decimal, weights: Sequence[Decimal], unit: Decimal = Decimal(1)
) -> list[Decimal]:
    """Divide kronor by weights in whole units: each gets its share rounded down, and those nearest the next get what is left.

    The parts are the total exactly; what is less than a unit of the total is given to the first of them. Without
    weights it is divided equally.
    """
    whole = sum(weights, ZERO)
    if not whole:
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    units = total // unit
    exact = [units * weight / whole for weight in weights]
    given = [each // 1 for each in exact]
    order = sorted(range(len(exact)), key=lambda place: (given[place] - exact[place], place))
    for place in order[: int(units - sum(given, ZERO))]:
        given[place] += 1
    amounts = [each * unit for each in given]
    amounts[order[0]] += total - units * unit
    return amounts


def parts_of(
    known: str, amount: Decimal, percent: Mapping[str, Decimal], unit: Decimal = Decimal(1)
) -> dict[str, Decimal]:
    """Give what state, region and kommuner pay when one of them, or all together, pays an amount; that one stays as it is.

    Raises DomainError where the known part has no share to reckon from.
    """
    if known == TOTAL:
        return dict(
            zip(PARTS, largest_remainder(amount, [percent[part] for part in PARTS], unit), strict=True)
        )
    if not percent[known]:
        raise DomainError(
            "Den delen har ingen andel enligt överenskommelsen. Välj en annan del att räkna från."
        )
    others = [part for part in PARTS if part != known]
    rest = (
        money.round_half_up(sum((amount * percent[part] / percent[known] for part in others), ZERO) / unit)
        * unit
    )
    amounts = largest_remainder(rest, [percent[part] for part in others], unit)
    found = {known: amount} | dict(zip(others, amounts, strict=True))
    return {part: found[part] for part in PARTS}


def divide_part(
    amount: Decimal, weights: Mapping[Member, Decimal], locked: Mapping[Member, Decimal], unit: Decimal = Decimal(1)
) -> dict[Member, Decimal]:  # fmt: skip
    """Divide a part on its members by weights; an agreed amount stays, and the others share what is left.

    Raises DomainError where the agreed amounts are more than the part, or are all of its members and not its sum.
    """
    fixed = {member: locked[member] for member in weights if member in locked}
    rest, free = amount - sum(fixed.values(), ZERO), [member for member in weights if member not in fixed]
    if rest < 0 or (rest and not free):
        raise DomainError(
            f"De fasta beloppen är tillsammans {money.kr_as_needed(amount - rest)} kronor, och delen är {money.kr_as_needed(amount)}. "
            "Ändra ett belopp eller lämna det tomt."
        )
    shared = largest_remainder(rest, [weights[member] for member in free], unit) if free else []
    found = fixed | dict(zip(free, shared, strict=True))
    return {member: found[member] for member in weights}


def calculate(
    members: Sequence[Member], *, known: str, amount: Decimal, percent: Mapping[str, Decimal],
    weights: Mapping[Member, Decimal], locked: Mapping[Member, Decimal], unit: Decimal = Decimal(1),
) -> Calculated:  # fmt: skip
    """Give what every member pays: kommuner by their inhabitants (`weights`), several regions equally unless agreed."""
    parts = parts_of(known, amount, percent, unit)
    found: dict[Member, Decimal] = {}
    for part in PARTS:
        own = {
            each: weights.get(each, Decimal(0 if part == KOMMUNER and weights else 1))
            for each in members
            if KINDS.get(MemberKind(each.kind)) == part
        }
        if not own and parts[part]:
            raise DomainError(
                f"Förbundet har ingen medlem som betalar {_NAMES[part]}. Lägg till den under Medlemmar."
            )
        found |= divide_part(parts[part], own, locked, unit) if own else {}
    return Calculated(parts, found)


_NAMES = {STATE: "statens del", REGION: "regionens del", KOMMUNER: "kommunernas del"}


def added_by_others(
    now: Mapping[str, Decimal], offered: Decimal, percent: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Give what region and kommuner add (minus: less) when the state offers another amount than now."""
    then = parts_of(STATE, offered, percent)
    return {part: then[part] - now[part] for part in (REGION, KOMMUNER)}


def inhabitants_of(association: Association) -> dict[int, Inhabitants]:
    """Give the latest known inhabitants of each member kommun, by its pk: one query."""
    rows = Inhabitants.objects.filter(member__association=association).order_by("on")
    return {row.member_id: row for row in rows}
