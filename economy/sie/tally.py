"""Counts and sums of a file, gathered record by record, that the checks are made on."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from economy.sie import records, values
from economy.sie.findings import FindingLog
from economy.sie.records import Record, Voucher

ZERO = Decimal(0)
KEPT_PROSA = 50
_HEADER: dict[type, tuple[tuple[str, str], ...]] = {
    records.Flagga: (("value", "flagga"),),
    records.Program: (("name", "program"), ("version", "program_version")),
    records.Format: (("name", "format"),),
    records.Gen: (("date", "made_on"), ("sign", "made_by")),
    records.SieTyp: (("number", "sietyp"),),
    records.Fnamn: (("name", "name"),),
    records.Fnr: (("identity", "fnr"),),
    records.Orgnr: (("number", "organisation_number"),),
    records.Ftyp: (("code", "legal_form"),),
    records.Bkod: (("code", "bkod"),),
    records.Taxar: (("year", "taxar"),),
    records.Omfattn: (("date", "covers_to"),),
    records.Kptyp: (("kind", "chart"),),
    records.Valuta: (("code", "currency"),),
}


@dataclass(slots=True)
class Header:
    """What the file says of itself and its organisation; empty where it says nothing."""

    flagga: str = ""
    program: str = ""
    program_version: str = ""
    format: str = ""
    made_on: date | None = None
    made_by: str = ""
    sietyp: int | None = None
    name: str = ""
    fnr: str = ""
    organisation_number: str = ""
    legal_form: str = ""
    bkod: str = ""
    address: tuple[str, ...] = ()
    taxar: str = ""
    covers_to: date | None = None
    chart: str = ""
    currency: str = ""
    prosa: list[str] = field(default_factory=list)
    years: dict[int, records.Rar] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Everything that is kept of a file when its records are not."""

    header: Header = field(default_factory=Header)
    labels: Counter[str] = field(default_factory=Counter)
    accounts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    balances: dict[str, dict[int, dict[str, Decimal]]] = field(
        default_factory=lambda: {label: defaultdict(dict) for label in ("IB", "UB", "RES")}
    )
    lines: dict[tuple[str, int, str], int] = field(default_factory=dict)
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
    _numbers: set[tuple[str, str]] = field(default_factory=set)

    def add(self, record: Record, findings: FindingLog) -> None:
        """Count a record; a voucher that does not balance and a balance given twice become findings."""
        if self.is_flagged_first is None:
            self.is_flagged_first = isinstance(record, records.Flagga)
        if isinstance(record, Voucher):
            self._voucher(record, findings)
        elif isinstance(record, records.Balance):
            self._balance(record, findings)
        elif isinstance(record, records.Konto):
            if record.number in self.accounts and self.accounts[record.number] != record.name:
                _twice(
                    findings, record.line, "KONTO", record.number, "Kontot har två namn; det senare gäller."
                )
            self.accounts[record.number] = record.name
        elif isinstance(record, records.Ktyp):
            self.kinds[record.account] = record.kind
        elif isinstance(record, (records.Dim, records.Underdim)):
            self.dimensions[record.number] = record.name
        elif isinstance(record, records.Objekt):
            self.objects[record.dimension, record.number] = record.name
        elif isinstance(record, (records.ObjectBalance, records.PeriodBalance)):
            self._names(record.account, record.objects, record.line)
        else:
            self._header(record, findings)

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
            )
        self._numbers.add(key)

    def _date(self, voucher: Voucher, findings: FindingLog) -> None:
        day = voucher.date
        if day is None:
            return
        self.first_date = min(self.first_date or day, day)
        self.last_date = max(self.last_date or day, day)
        year = self.header.years.get(0)
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

    def _header(self, record: Record, findings: FindingLog) -> None:
        if isinstance(record, records.Rar):
            if record.year in self.header.years:
                _twice(findings, record.line, "RAR", str(record.year), "Räkenskapsåret står två gånger.")
            self.header.years[record.year] = record
        elif isinstance(record, records.Adress):
            self.header.address = (record.contact, record.street, record.postal, record.telephone)
        elif isinstance(record, records.Prosa):
            self.header.prosa = [*self.header.prosa, record.text][:KEPT_PROSA]
        else:
            for theirs, ours in _HEADER.get(type(record), ()):
                setattr(self.header, ours, getattr(record, theirs))


def _twice(findings: FindingLog, line: int, record: str, found: str, message: str) -> None:
    findings.warning(f"{record.lower()}_twice", message, line=line, record=record, found=found)


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
