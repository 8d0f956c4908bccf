"""Counts and sums of a file, gathered record by record, that the checks are made on."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from economy.sie import records, values
from economy.sie.findings import FindingLog
from economy.sie.header import Header
from economy.sie.periods import Periods
from economy.sie.records import Record, Voucher

ZERO = Decimal(0)
HEADER, REGISTERS, BALANCES, VOUCHERS, ANYWHERE = range(5)  # the order in which the format has its records
_ORDER: dict[type, int] = {
    **dict.fromkeys((records.Konto, records.Ktyp, records.Enhet, records.Sru), REGISTERS),
    **dict.fromkeys((records.Dim, records.Underdim, records.Objekt), REGISTERS),
    **dict.fromkeys((records.Balance, records.ObjectBalance, records.PeriodBalance), BALANCES),
    Voucher: VOUCHERS,
    **dict.fromkeys((records.Ksumma, records.Unknown, records.Prosa), ANYWHERE),
}


@dataclass(slots=True)
class Tally:
    """Everything that is kept of a file when its records are not."""

    header: Header = field(default_factory=Header)
    labels: Counter[str] = field(default_factory=Counter)
    accounts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    parents: dict[str, int] = field(default_factory=dict)  # dimensions that others stand under, and where
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    balances: dict[str, dict[int, dict[str, Decimal]]] = field(
        default_factory=lambda: {label: defaultdict(dict) for label in ("IB", "UB", "RES")}
    )
    lines: dict[tuple[str, int, str], int] = field(default_factory=dict)
    periods: Periods = field(default_factory=Periods)
    movements: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    series: Counter[str] = field(default_factory=Counter)
    debit: Decimal = ZERO
    unbalanced: int = 0
    empty: int = 0
    many_objects: int = 0
    with_quantity: int = 0
    outside_year: int = 0
    first_date: date | None = None
    last_date: date | None = None
    unknown_accounts: dict[str, int] = field(default_factory=dict)
    unknown_objects: dict[tuple[str, str], int] = field(default_factory=dict)
    checksum: tuple[int, str | None] | None = None
    is_flagged_first: bool | None = None
    days: Counter[date] = field(
        default_factory=Counter
    )  # of vouchers that came before the fiscal year was known
    _numbers: set[tuple[str, str]] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)
    _stage: int = 0

    def add(self, record: Record, findings: FindingLog) -> None:
        """Count a record; a voucher that does not balance and a balance given twice become findings."""
        self._place(record, findings)
        if isinstance(record, Voucher):
            self._voucher(record, findings)
        elif isinstance(record, records.Balance):
            self._balance(record, findings)
        elif isinstance(record, (records.ObjectBalance, records.PeriodBalance)):
            self._names(record.account, record.objects, record.line)
            self.periods.add(record, self.header, findings)
        elif _ORDER.get(type(record)) == REGISTERS:
            self._register(record, findings)
        else:
            label = type(record).__name__.upper()
            self.header.add(record, findings, is_first=label not in self._said)
            self._said.add(label)

    def _place(self, record: Record, findings: FindingLog) -> None:
        """The format's order: header, registers, balances, vouchers; told of once, for nothing hangs on it."""
        if self.is_flagged_first is None:
            self.is_flagged_first = isinstance(record, records.Flagga)
        stage = _ORDER.get(type(record), HEADER)
        if stage == ANYWHERE:
            return
        if stage < self._stage and "order" not in self._said:
            label = getattr(record, "label", type(record).__name__.upper())
            findings.warning(
                "record_order", "Posterna står inte i formatets ordning.", line=record.line, record=label,
                found=f"#{label} efter saldon eller verifikationer",
                expected="filhuvud, konton och objekt, saldon, verifikationer",
            )  # fmt: skip
            self._said.add("order")
        self._stage = max(self._stage, stage)

    def _register(self, record: Record, findings: FindingLog) -> None:
        if isinstance(record, records.Konto):
            _name(self.accounts, record.number, record.name, record, findings)
        elif isinstance(record, records.Ktyp):
            _name(self.kinds, record.account, record.kind, record, findings)
        elif isinstance(record, records.Objekt):
            _name(self.objects, (record.dimension, record.number), record.name, record, findings)
        elif isinstance(record, (records.Dim, records.Underdim)):
            _name(self.dimensions, record.number, record.name, record, findings)
        if isinstance(record, records.Underdim):
            self.parents.setdefault(record.parent, record.line)

    def _balance(self, record: records.Balance, findings: FindingLog) -> None:
        of_year = self.balances[record.label][record.year]
        if record.account in of_year:
            findings.error(
                "balance_twice",
                f"Konto {record.account} har två {record.label} för år {record.year}.",
                line=record.line,
                record=record.label,
                found=str(record.amount),
                expected=f"bara {of_year[record.account]}",
            )
        self.lines.setdefault((record.label, record.year, record.account), record.line)
        of_year[record.account] = of_year.get(record.account, ZERO) + record.amount
        self._names(record.account, (), record.line)

    def _names(self, account: str, objects: records.Objects, line: int) -> None:
        if account not in self.accounts:
            self.unknown_accounts.setdefault(account, line)
        for pair in objects:
            if pair not in self.objects:
                self.unknown_objects.setdefault(pair, line)

    def _voucher(self, voucher: Voucher, findings: FindingLog) -> None:
        self.series[voucher.series] += 1
        self._number(voucher, findings)
        self._date(voucher, findings)
        total = ZERO
        movements = self.movements
        for row in voucher.rows:
            amount = row.amount
            total += amount
            if amount > 0:
                self.debit += amount
            movements[row.account] += amount
            if row.account not in self.accounts or row.objects:
                self._names(row.account, row.objects, row.line)
                self.many_objects += len(row.objects) > 1
            if row.quantity is not None:
                self.with_quantity += 1
        if not voucher.rows and voucher.is_whole:
            self.empty += 1
            findings.warning(
                "voucher_empty",
                f"Verifikation {voucher.name} har inga rader.",
                line=voucher.line,
                record="VER",
                found=f"#VER {voucher.name}",
                expected="minst två #TRANS som tar ut varandra",
            )
        if total and voucher.is_whole:
            self.unbalanced += 1
            _tell_unbalanced(voucher, total, findings)

    def _number(self, voucher: Voucher, findings: FindingLog) -> None:
        if not voucher.number:
            return
        key = (voucher.series, voucher.number)
        if key in self._numbers:
            findings.warning(
                "voucher_number_twice",
                f"Verifikationsnumret {voucher.name} finns flera gånger.",
                line=voucher.line,
                record="VER",
                found=voucher.name,
                expected="ett nummer som inte finns tidigare i serien",
            )
        self._numbers.add(key)

    def _date(self, voucher: Voucher, findings: FindingLog) -> None:
        day = voucher.date
        if day is None:
            return
        self.first_date = min(self.first_date or day, day)
        self.last_date = max(self.last_date or day, day)
        year = self.header.years.get(0)
        if year is None:
            self.days[day] += 1
        if year and year.start and year.end and not year.start <= day <= year.end:
            self.outside_year += 1
            findings.warning(
                "voucher_outside_year",
                f"Verifikation {voucher.name} är daterad utanför räkenskapsåret.",
                line=voucher.line,
                record="VER",
                found=day.isoformat(),
                expected=f"{year.start} till {year.end}",
            )


def _name(kept: dict[Any, str], key: Any, name: str, record: Record, findings: FindingLog) -> None:
    """Keep a name in a register; the same key again is a warning, and the later name counts."""
    if key in kept:
        label = type(record).__name__.upper()
        shown = " ".join(key) if isinstance(key, tuple) else key
        rest = "står två gånger." if kept[key] == name else "har två innehåll; det senare gäller."
        findings.warning(
            f"{label.lower()}_twice", f"#{label} {shown} {rest}", line=record.line, record=label,
            found=f"{shown} {name}", expected=f"bara {shown} {kept[key]}",
        )  # fmt: skip
    kept[key] = name


def _tell_unbalanced(voucher: Voucher, total: Decimal, findings: FindingLog) -> None:
    findings.error(
        "voucher_unbalanced",
        f"Verifikation {voucher.name} går inte jämnt ut: raderna summerar till {total:f}.",
        line=voucher.line,
        record="VER",
        found=f"{total:f}",
        expected=_expected_total(voucher, total),
    )
    for row in voucher.rows:
        if row.date is None and values.day(f"{row.amount:f}")[0]:
            findings.error(
                "amount_missing",
                "Beloppet tycks saknas: där det skulle ha stått står ett datum.",
                line=row.line,
                record=row.label,
                found=f"{row.amount:f}",
                expected="till exempel 1234.50",
            )


def _expected_total(voucher: Voucher, total: Decimal) -> str:
    if voucher.added and total + sum(row.amount for row in voucher.added) == 0:
        return "0 (blir 0 om de tillagda raderna #RTRANS räknas med)"
    return "0"
