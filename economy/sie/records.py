"""Every record of SIE types 1-4 as a frozen dataclass; amounts are kronor, debit positive and credit negative."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Objects = tuple[tuple[str, str], ...]  # ((dimension, object), ...)


def _line() -> Any:
    """The row of the file, which is not part of what the record says."""
    return field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Flagga:
    """Whether the file has been imported before (1) or not (0)."""

    value: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Program:
    """The program that wrote the file."""

    name: str
    version: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Format:
    """The character set that the file claims: PC8, that is CP437."""

    name: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Gen:
    """When the file was made and by whom."""

    date: dt.date | None
    sign: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class SieTyp:
    """The SIE type: 1 year balances, 2 period balances, 3 object balances, 4 vouchers."""

    number: int
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Prosa:
    """A free comment."""

    text: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Ftyp:
    """The legal form of the organisation."""

    code: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Fnr:
    """The exporting program's own name of the organisation."""

    identity: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Orgnr:
    """Organisationsnummer, with the running numbers that some registers add."""

    number: str
    acquisition: str = ""
    activity: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Bkod:
    """The SNI code of the line of business."""

    code: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Adress:
    """Contact person, street, postal address and telephone."""

    contact: str = ""
    street: str = ""
    postal: str = ""
    telephone: str = ""
    line: int = _line()

    @property
    def parts(self) -> tuple[str, ...]:
        """The four in their order."""
        return self.contact, self.street, self.postal, self.telephone


@dataclass(frozen=True, slots=True)
class Fnamn:
    """The organisation's name."""

    name: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Rar:
    """A fiscal year: 0 is the file's own, -1 the one before; no dates in some 4I files."""

    year: int
    start: dt.date | None
    end: dt.date | None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Taxar:
    """The year of taxation."""

    year: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Omfattn:
    """The last day that the period balances cover."""

    date: dt.date | None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Kptyp:
    """The kind of chart of accounts, such as EUBAS97."""

    kind: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Valuta:
    """The currency of the books."""

    code: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Konto:
    """An account and its name."""

    number: str
    name: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Ktyp:
    """The kind of an account: T asset, S debt or equity, K cost, I income."""

    account: str
    kind: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Enhet:
    """The unit of an account's quantities."""

    account: str
    unit: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Sru:
    """The tax form's code for an account."""

    account: str
    code: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Dim:
    """A dimension that rows can be marked with, such as kostnadsställe or projekt."""

    number: str
    name: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Underdim:
    """A dimension under another."""

    number: str
    name: str
    parent: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Objekt:
    """A value in a dimension."""

    dimension: str
    number: str
    name: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Balance:
    """A year's balance of an account: `label` is IB, UB or RES."""

    label: str
    year: int
    account: str
    amount: Decimal
    quantity: Decimal | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class ObjectBalance:
    """A year's balance of an account and its objects: `label` is OIB or OUB."""

    label: str
    year: int
    account: str
    objects: Objects
    amount: Decimal
    quantity: Decimal | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class PeriodBalance:
    """A month's change (PSALDO) or budget (PBUDGET); `period` is the first day of the month."""

    label: str
    year: int
    period: dt.date
    account: str
    objects: Objects
    amount: Decimal
    quantity: Decimal | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Trans:
    """A row of a voucher: `label` is TRANS, RTRANS (added later) or BTRANS (removed later)."""

    label: str
    account: str
    objects: Objects
    amount: Decimal
    date: dt.date | None = None
    text: str = ""
    quantity: Decimal | None = None
    sign: str = ""
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher with the rows that count; `added` repeats some of them and `removed` counts no more."""

    series: str
    number: str
    date: dt.date | None
    text: str = ""
    registered: dt.date | None = None
    sign: str = ""
    rows: tuple[Trans, ...] = ()
    added: tuple[Trans, ...] = ()
    removed: tuple[Trans, ...] = ()
    is_whole: bool = True  # False when a row could not be read: its sum then says nothing
    line: int = _line()

    @property
    def name(self) -> str:
        """Series and number as a bookkeeper says them."""
        return f"{self.series} {self.number}".strip() or "utan nummer"

    def total(self) -> Decimal:
        """The sum of the rows that count; 0 in a voucher that balances."""
        return sum((row.amount for row in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class Ksumma:
    """The checksum: without a value it opens, with one it closes."""

    value: int | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record with a label that the format does not have; kept as it stands."""

    label: str
    fields: tuple[str, ...]
    line: int = _line()


Record = (
    Flagga | Program | Format | Gen | SieTyp | Prosa | Ftyp | Fnr | Orgnr | Bkod | Adress | Fnamn
    | Rar | Taxar | Omfattn | Kptyp | Valuta | Konto | Ktyp | Enhet | Sru | Dim | Underdim | Objekt
    | Balance | ObjectBalance | PeriodBalance | Voucher | Ksumma | Unknown
)  # fmt: skip
