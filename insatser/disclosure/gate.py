"""The gate itself: tables in, what may be shown of them out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from finsam.errors import DomainError
from insatser.disclosure.audit import REACH, Audit
from insatser.disclosure.choice import Choice
from insatser.disclosure.solver import Programme
from insatser.disclosure.system import System, build_system, split_systems
from insatser.disclosure.tables import Number, Place, Shown, Sums, Table, check_tables


@dataclass(frozen=True)
class Disclosed:
    """What may leave the house; `exposed` names small figures that earlier publications already give away."""

    limit: int
    tables: tuple[Shown, ...]
    exposed: tuple[str, ...] = ()


def disclose(
    tables: Sequence[Table],
    *,
    limit: int,
    sums: Sums = (),
    published: Sequence[Shown] = (),
    hides_zeros: bool = False,
) -> Disclosed:
    """Hide what is from 1 to below the limit, and as much more as keeps every hidden figure hidden.

    No hidden figure can be bounded to an interval narrower than the limit by one who knows that figures are
    whole numbers from zero, everything shown, and all of `published`; and, unless zeros are hidden too, that what
    is hidden is at least one. Raises DomainError for faulty tables.
    """
    if limit < 1:
        raise DomainError("Gränsen ska vara minst 1.")
    check_tables(tables, sums)
    earlier = _ledger(tables, published)
    system = build_system(tables, sums, earlier)
    now = {place: value for table in tables for place, value in table.values().items()}
    hidden, exposed = _hidden(system, now, earlier, limit, hides_zeros=hides_zeros)
    shown = {p: None if n in hidden else now[p] for n, p in enumerate(system.places)}
    names = {table.key: table for table in tables}
    return Disclosed(
        limit,
        tuple(Shown.of(table, shown) for table in tables),
        tuple(names[system.places[number][0]].name(system.places[number]) for number in sorted(exposed)),
    )


def decide(
    values: Mapping[Place, int],
    equations: Sequence[tuple[Place, Sequence[Place]]],
    *,
    limit: int,
    margins: Collection[Place] = (),
    earlier: Mapping[Place, int] | None = None,
) -> tuple[frozenset[Place], frozenset[Place]]:
    """Give which figures to hide, and those of them that `earlier` publications already give away.

    Each equation is a whole and its parts; figures that no equation binds together are weighed apart.
    """
    hidden: set[Place] = set()
    exposed: set[Place] = set()
    for system in split_systems(values, equations, margins):
        now = {place: values[place] for place in system.places}
        gone, given = _hidden(system, now, earlier or {}, limit, hides_zeros=False)
        hidden |= {system.places[number] for number in gone}
        exposed |= {system.places[number] for number in given}
    return frozenset(hidden), frozenset(exposed)


def _hidden(
    system: System,
    now: Mapping[Place, Number],
    earlier: Mapping[Place, int],
    limit: int,
    *,
    hides_zeros: bool,
) -> tuple[set[int], set[int]]:
    """Give the places to hide, and those of them that nothing can protect."""
    numbers = range(len(system.places))
    unknown = {n for n in numbers if now[system.places[n]] is None}
    smallest = 0 if hides_zeros else 1
    small = (
        {n for n in numbers if (value := now[system.places[n]]) is not None and smallest <= value < limit}
        if limit > 1
        else set()
    )
    if not small and not (unknown and limit > 1):
        return unknown, set()
    known = {n for n in numbers if system.places[n] in earlier}
    base = _base(system, unknown - known, limit)
    must = (small | unknown) - known
    may = {n for n in numbers if n not in known and (hides_zeros or base[n] > 0 or n in must)}
    floor = [1 if n in may and n not in unknown and not hides_zeros else 0 for n in numbers]
    spared = _spared(system, base, may, floor, limit)
    if spared & unknown:  # the zeros beside what is not known tell it: they are hidden with it
        may |= {n for n in numbers if n not in known}
        floor = [0 if base[n] == 0 else least for n, least in enumerate(floor)]
        spared = _spared(system, base, may, floor, limit)
    while spared - must:  # what is given away already protects nothing, and is no secret
        may -= spared - must
        spared = _spared(system, base, may, floor, limit)
    hidden = Choice(system, base, must=must, may=may, floor=floor, limit=limit).hide(spared=spared)
    return hidden | small | unknown, (spared & must) | (small & known)


def _spared(system: System, base: list[int], may: set[int], floor: list[int], limit: int) -> set[int]:
    """Give the places that are exposed even where everything is hidden that may be."""
    return {one.place for one in Audit(system, base, may, floor=floor, limit=limit).exposed()}


def _base(system: System, unknown: set[int], limit: int) -> list[int]:
    """Give the figures with any possible number for those not known."""
    if not unknown:
        return [value or 0 for value in system.values]
    values = system.values
    most = max((value for value in values if value is not None), default=0) + REACH * limit
    programme = Programme(
        [0 if (n in unknown) else values[n] or 0 for n in range(len(values))],
        [most * len(values) if (n in unknown) else values[n] or 0 for n in range(len(values))],
    )
    for equation in range(len(system.equations)):
        programme.add({n: float(sign) for n, sign in system.members(equation).items()}, 0, 0)
    programme.make_whole(whole=True)
    point = programme.minimise({})
    if point is None:
        raise DomainError("Det som står i tabellerna går inte ihop med något tal där inget står.")
    return [round(value) for value in point]


def _ledger(tables: Sequence[Table], published: Sequence[Shown]) -> dict[Place, int]:
    """Give what has been published of the tables, and refuse what cannot be held against them."""
    by_key = {table.key: table for table in tables}
    known: dict[Place, int] = {}
    for earlier in published:
        table = by_key.get(earlier.key)
        if table is None:
            raise DomainError(f"Tabellen {earlier.key} har publicerats men finns inte bland tabellerna.")
        if (table.rows, table.columns) != (earlier.rows, earlier.columns):
            raise DomainError(f"Tabellen {table.key} har publicerats med andra rader eller kolumner.")
        now = table.values()
        for place, value in earlier.values().items():
            if value is None:
                continue
            if now[place] not in (None, value) or known.get(place, value) != value:
                raise DomainError(f"{table.name(place)} har publicerats som {value} och är nu {now[place]}.")
            known[place] = value
    return known
