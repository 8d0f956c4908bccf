"""What the members pay, against the income line and against the shares of the law or of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import ContributionShares, FigureSet
from economy.pasting import labels
from economy.queries.books import Book, Books
from economy.queries.comparing import Comparison
from economy.states import LineRole
from finsam.models import Association, Member
from finsam.registries.checks import Kind
from finsam.states import MemberKind
from finsam.swedish.money import NO_BREAK
from finsam.web.asked_once import asked_once

_PARTY = {
    MemberKind.FK: "state", MemberKind.AF: "state", MemberKind.REGION: "region", MemberKind.KOMMUN: "kommuner",
}  # fmt: skip
_NAMES = {"state": "Statens bidrag", "region": "Regionens bidrag", "kommuner": "Kommunernas bidrag"}
_WORDS = {Decimal(50): "hälften", Decimal(25): "en fjärdedel"}


@dataclass(frozen=True)
class Shares:
    """Percent of the contributions for each party, and where it is said."""

    percent: Mapping[str, Decimal]
    source: str

    def told(self, party: str) -> str:
        """Say a party's share in words."""
        percent = self.percent[party]
        return _WORDS.get(percent, f"{percent.normalize():f}".replace(".", ",") + f"{NO_BREAK}%")


BY_LAW = Shares(
    {"state": Decimal(50), "region": Decimal(25), "kommuner": Decimal(25)},
    f"5{NO_BREAK}§ lagen (2003:1210)",
)


def names_of(name: str, abbreviation: str) -> set[str]:
    """What a budget may call a member, as `labels.plain` has it: with and without kommun and region, and shortened."""
    plain = labels.plain(name)
    bare = re.sub(r"^region(en)? | (kommun|stad|region)$", "", plain)
    found = {plain, bare, labels.plain(abbreviation)}
    if bare != plain:  # Säters kommun is Säter, and Falu kommun Falun
        found |= {bare.removesuffix("s"), f"{bare}n"}
    return found - {""}


def contributions_in_rows(book: Book, column: FigureSet, members: Sequence[Member]) -> dict[Member, Decimal]:
    """Give what each member pays where the income statement has a row for it, so that it is not written once more."""
    amounts = book.amounts(column)
    rows = {
        labels.plain(line.label): amounts[line.key]
        for line in book.lines
        if line.role == LineRole.CONTRIBUTION and line.is_line
    }
    found = {}
    for member in members:
        own = [rows[name] for name in names_of(member.name, member.abbreviation) if rows.get(name)]
        if len(own) == 1 and own[0] is not None:
            found[member] = own[0]
    return found


@asked_once
def shares_of(association: Association, year: int) -> Shares:
    """Give the shares of a year: those of the latest agreement, or else the law's half, quarter and quarter."""
    found = ContributionShares.objects.filter(association=association, from_year__lte=year).first()
    if found is None:
        return BY_LAW
    return Shares({"state": found.state, "region": found.region, "kommuner": found.kommuner}, found.source)


def contributions_agree(books: Books, book: Book) -> Iterator[Comparison]:
    """In each column: the sum against the income line, and each party's share; one finding where one party differs."""
    if not book.contributions:
        return
    shares = shares_of(books.association, book.year)
    for column in book.columns:
        paid = book.contributions.get(column.pk, {})
        if not paid:
            continue
        income = rules.of_roles(book.lines, book.amounts(column), {LineRole.CONTRIBUTION})
        if income is not None:
            yield Comparison(
                key=f"contributions.{book.year}.{column.key}", what=f"Medlemsbidrag, {column.label.lower()}",
                here=sum(paid.values(), Decimal(0)), here_place="Medlemsbidrag, summan av medlemmarna", there=income,
                there_place="Medlemsbidrag i resultaträkningen", kind=Kind.CROSS, page="contribution_list",
                remedy="Rätta det som en medlem betalar, eller raden i resultaträkningen.", column=column,
            )  # fmt: skip
        share = _share(book, column, paid, shares)
        if share:
            yield share


def _share(
    book: Book, column: FigureSet, paid: Mapping[Member, Decimal], shares: Shares
) -> Comparison | None:
    """Hold the party that parts from the two others against its share, as the others' payments make it."""
    sums: dict[str, Decimal] = {}
    for member, amount in paid.items():
        party = _PARTY[MemberKind(member.kind)]
        sums[party] = sums.get(party, Decimal(0)) + amount
    if len(sums) < 2 or any(not shares.percent[party] for party in sums):
        return None
    slack = _unit(paid)
    party = _odd_one(sums, shares, slack)
    others = sum((amount for name, amount in sums.items() if name != party), Decimal(0))
    rest = sum((shares.percent[name] for name in sums if name != party), Decimal(0))
    expected = others * shares.percent[party] / rest
    is_near = abs(sums[party] - expected) <= slack
    return Comparison(
        key=f"share.{book.year}.{column.key}", what=f"{_NAMES[party]}, {column.label.lower()}", here=sums[party],
        here_place="Medlemsbidrag", there=sums[party] if is_near else expected.quantize(Decimal(1)),
        there_place=f"Ska vara {shares.told(party)} enligt {shares.source}, räknat ur vad de andra betalar",
        kind=Kind.REAL, page="contribution_list", column=column,
        remedy="Rätta beloppet, eller skriv under Medlemsbidrag vad överenskommelsen säger och var.",
    )  # fmt: skip


def _odd_one(sums: Mapping[str, Decimal], shares: Shares, slack: Decimal) -> str:
    """The party that two others agree against; the state where no two agree."""
    wholes = {name: amount * 100 / shares.percent[name] for name, amount in sums.items()}
    for name in ("state", "region", "kommuner"):
        others = [wholes[other] for other in wholes if other != name]
        if name in wholes and len(others) == 2 and abs(others[0] - others[1]) <= slack * 8:
            return name
    return "state" if "state" in sums else next(iter(sums))


def _unit(paid: Mapping[Member, Decimal]) -> Decimal:
    """How finely the amounts are written: whole thousands may differ by one from the exact share."""
    return Decimal(1000) if all(amount % 1000 == 0 for amount in paid.values()) else Decimal(1)
