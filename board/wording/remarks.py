"""What someone should look at in a §: remarks that never stop anyone, as pure functions."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from finsam.swedish.dates import parse_date

_POWER = re.compile(
    r"\b(beslutanderätt|besluta|beslutar|fatta beslut|delegera\w*|bemyndiga\w*|fastställa|bevilja|avgöra|rätt att)\b",
    re.IGNORECASE,
)
_TO_GROUP = re.compile(
    r"\b(?:till|åt|bemyndiga|ge|låta)\s+(?:presidiet|arbetsutskottet|utskottet|beredningsgruppen|arbetsgruppen|samverkansgruppen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Remark:
    """One thing to look at: what, and what the rule says."""

    heading: str
    text: str


@dataclass(frozen=True)
class Row:
    """An att-sats with its day and money as they stand on the page; `amounts` are (kronor, year, financing)."""

    number: int
    text: str
    who: str = ""
    due: str = ""
    amounts: tuple[tuple[str, str, str], ...] = ()


def gives_group_power(text: str, groups: Collection[str] = ()) -> bool:
    """Whether an att-sats lets a group decide: only a ledamot, ersättare or tjänsteman may (10 § lag 2003:1210)."""
    own = (rf"\b(?:till|åt|bemyndiga|ge|låta)\s+{re.escape(group)}\b" for group in groups)
    searches = (re.search(pattern, text, re.IGNORECASE) for pattern in (_TO_GROUP.pattern, *own))
    named = next((found for found in searches if found), None)
    if not named:
        return False
    return bool(
        _POWER.search(text[: named.start()])
        or _POWER.search(text[named.end() :])
        or "bemyndiga" in named[0].lower()
    )


def of_row(row: Row, *, groups: Collection[str] = ()) -> list[Remark]:
    """Give the remarks on one att-sats."""
    found = []
    if gives_group_power(row.text, groups):
        found.append(Remark(
            f"Att-sats {row.number} ger en grupp rätt att besluta",
            "Styrelsen får delegera till en ledamot, en ersättare eller en tjänsteman, inte till presidium, utskott "
            "eller beredningsgrupp (10 § lagen om finansiell samordning).",
        ))  # fmt: skip
    if row.due and not _is_day(row.due):
        found.append(
            Remark(
                f"Att-sats {row.number}: dagen går inte att läsa",
                f"Där står ”{row.due}”. Skriv till exempel 2022-06-03 eller 3 juni 2022.",
            )
        )
    for kronor, year, financing in row.amounts:
        found += _of_money(row.number, kronor, year, financing)
    if (row.who or row.due or row.amounts) and not row.text:
        found.append(
            Remark(
                f"Att-sats {row.number} saknar text",
                "Vem, dag eller belopp är ifyllt, men inte vad som beslutas.",
            )
        )
    return found


def _of_money(number: int, kronor: str, year: str, financing: str) -> list[Remark]:
    found = []
    if kronor and not re.fullmatch(r"-?\d+(\.\d+)?", kronor):
        found.append(
            Remark(
                f"Att-sats {number}: beloppet går inte att läsa",
                f"Där står ”{kronor}”. Skriv till exempel 10 000.",
            )
        )
    if year and not re.fullmatch(r"(19|20|21)\d\d", year):
        found.append(
            Remark(
                f"Att-sats {number}: året går inte att läsa", f"Där står ”{year}”. Skriv till exempel 2022."
            )
        )
    if kronor and not financing:
        found.append(Remark(
            f"Att-sats {number} beslutar om pengar utan finansiering",
            "Skriv varur pengarna tas: en budgetpost eller det egna kapitalet (11 kap. 15 § kommunallagen).",
        ))  # fmt: skip
    return found


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
