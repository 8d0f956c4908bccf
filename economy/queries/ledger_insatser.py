"""What the books say of each insats: its objects, its grants and the §§ that decided them, and its outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from economy.imports.mapping import Mapping, Pair
from economy.models import FiscalYear, LedgerImport, LedgerTag, ObjectInsats
from economy.queries.ledger import ZERO, Objects, YearSums
from economy.states import INSATS_ROLES, ImportState, LineRole
from finsam.models import Association
from finsam.swedish.money import share
from insatser.models import Grant, Insats
from insatser.queries.money import money_of_year, owed_at


def insatser_of(association: Association) -> dict[Pair, Insats]:
    """Give the insats that each object of the books is."""
    rows = ObjectInsats.objects.filter(association=association).select_related("insats")
    return {(row.dimension, row.number): row.insats for row in rows}


def objects_of(association: Association) -> list[tuple[Pair, str]]:
    """Give every object in the books in force and in files that wait, with the name it goes by there."""
    found: dict[Pair, str] = {}
    waiting = LedgerImport.objects.of(association).filter(state=ImportState.STAGED)
    for objects in waiting.values_list("found__objects", flat=True):
        found |= {
            (dimension, number): f"{number} {name}".strip() for dimension, number, name in objects or []
        }
    tags = LedgerTag.objects.filter(ledger_import__in=LedgerImport.objects.of(association).in_force())
    for pairs, label in tags.order_by("id").values_list("objects_list", "label"):
        for pair in pairs:
            found[pair[0], pair[1]] = label if len(pairs) == 1 else found.get((pair[0], pair[1]), pair[1])
    return sorted(found.items())


def grants_of(insatser: Iterable[Insats], year: int) -> dict[int, list[Grant]]:
    """Give the year's grants in force by insats, with the § that decided them at hand."""
    found: dict[int, list[Grant]] = defaultdict(list)
    grants = Grant.objects.current().filter(insats__in=list(insatser), year=year)
    for grant in grants.select_related("decision__paragraph__meeting"):
        found[grant.insats_id].append(grant)
    return found


def insats_of(objects: Objects, known: dict[Pair, Insats]) -> Insats | None:
    """Give the insats that one of the objects is, or None."""
    return next((known[pair] for pair in objects if pair in known), None)


def objects_by_insats(association: Association) -> dict[int, Objects]:
    """Give the object that the books know each insats by, by its pk: the first where there are several."""
    found: dict[int, Objects] = {}
    for pair, insats in insatser_of(association).items():
        found.setdefault(insats.pk, (pair,))
    return found


def accrual_accounts(fiscal_year: FiscalYear, sums: YearSums) -> tuple[str, str]:
    """Propose where insatser's cost and the debt for what is not yet paid are booked: the accounts most used for them."""
    most = _most_used(fiscal_year, sums)
    return most.get(LineRole.INSATSER, ""), _named(sums, "upplup") or most.get(LineRole.SHORT_DEBT, "")


def prepaid_accounts(fiscal_year: FiscalYear, sums: YearSums) -> tuple[str, str]:
    """Propose where contributions and the debt for what is paid before its time are booked."""
    most = _most_used(fiscal_year, sums)
    return most.get(LineRole.CONTRIBUTION, ""), _named(sums, "förutbet") or most.get(LineRole.SHORT_DEBT, "")


def _most_used(fiscal_year: FiscalYear, sums: YearSums) -> dict[LineRole, str]:
    """Give the account that most is booked on, by the role of its line; those of insatser count as one."""
    lines = {line.key: line for line in fiscal_year.lines.all()}
    mapping, found = Mapping(lines.values()), {}
    amounts: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in sums.sums:
        amounts[each.account] += abs(each.amount)
    for number in sorted(amounts, key=lambda number: amounts[number]):
        key = mapping.line_of(number)
        role = LineRole(lines[key].role) if key else LineRole.NONE
        found[LineRole.INSATSER if role in INSATS_ROLES else role] = number
    return found


def _named(sums: YearSums, words: str) -> str:
    """Give the first account of debts whose name has the words, of those that anything is booked on."""
    booked = sorted({each.account for each in sums.sums})
    return next((n for n in booked if n.startswith("2") and words in sums.accounts[n].name.lower()), "")


# ---- A year's insatser


@dataclass(frozen=True)
class InsatsRow:
    """An insats in a year's books: costs as plus, kronor; without an insats it is an object that is none."""

    insats: Insats | None
    label: str
    grants: list[Grant]
    outcome: Decimal
    owed: Decimal | None = None
    given_back: Decimal = ZERO

    @property
    def to_accrue(self) -> Decimal | None:
        """What is to be booked at the year's end: owed and not booked yet; without rekvisitioner granted and not booked."""
        if self.left is None:
            return None
        unbooked = self.left - self.given_back
        return unbooked if self.owed is None else min(self.owed, unbooked)

    @property
    def granted(self) -> Decimal | None:
        return sum((grant.amount for grant in self.grants), ZERO) if self.grants else None

    @property
    def left(self) -> Decimal | None:
        return None if self.granted is None else self.granted - self.outcome

    @property
    def share(self) -> Decimal | None:
        """How much of what is granted is used, in percent."""
        return share(self.outcome, self.granted) if self.granted else None

    @property
    def reach(self) -> str:
        """How far the bar reaches, in percent of its length."""
        return f"{min(max(self.share or ZERO, ZERO), Decimal(100)):.1f}%"


def insats_rows(fiscal_year: FiscalYear, sums: YearSums) -> list[InsatsRow]:
    """Give what each insats has cost by the books and what it is granted: those in the register first, by name."""
    known = insatser_of(fiscal_year.association)
    costs: dict[Insats, Decimal] = defaultdict(lambda: ZERO)
    others: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in sums.sums:
        if each.is_balance or not each.objects:
            continue
        if insats := insats_of(each.objects, known):
            costs[insats] += each.amount
        else:
            tag = sums.tags.get(each.objects)
            others[tag.label if tag else ""] += each.amount
    grants = grants_of({*costs, *known.values()}, fiscal_year.year)
    rows = [
        InsatsRow(insats, insats.name, grants.get(insats.pk, []), costs.get(insats, ZERO))
        for insats in sorted({*costs, *known.values()}, key=lambda insats: insats.name)
        if costs.get(insats) or grants.get(insats.pk)
    ]
    return rows + [InsatsRow(None, label, [], amount) for label, amount in sorted(others.items()) if amount]


def rows_to_accrue(fiscal_year: FiscalYear, sums: YearSums) -> list[InsatsRow]:
    """Give each insats with money of the year, with what is owed it on the year's last day by its rekvisitioner."""
    association, year = fiscal_year.association, fiscal_year.year
    owed = owed_at(association, year, fiscal_year.ends_on)
    moneys = money_of_year(association, year)
    booked = [row for row in insats_rows(fiscal_year, sums) if row.insats]
    seen = {row.insats.pk for row in booked if row.insats}
    more = Insats.objects.of(association).filter(pk__in=[pk for pk in owed if pk not in seen])
    grants = grants_of(more, year)
    rows = booked + [InsatsRow(each, each.name, grants.get(each.pk, []), ZERO) for each in more]
    return [
        replace(row, owed=owed.get(row.insats.pk), given_back=moneys[row.insats.pk].given_back)
        if row.insats and row.insats.pk in moneys
        else row
        for row in rows
    ]
