"""Period balances and object balances, summed as they come: what types 2 and 3 have in place of vouchers."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from economy.sie.findings import FindingLog
from economy.sie.header import Header
from economy.sie.records import ObjectBalance, PeriodBalance

ZERO = Decimal(0)


@dataclass(slots=True)
class Periods:
    """The file's own year's #PSALDO by account: `plain` are rows without objects, `every` are all rows.

    Programs write them in two ways: a plain row holds the whole amount and rows with objects say what of it is
    theirs, or the rows are parts that add up. Which it is shows in what the year's change is.
    """

    plain: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    every: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    lines: dict[str, int] = field(default_factory=dict)
    budget: Decimal = ZERO  # of #PBUDGET rows without objects, as signed in the file
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, record: PeriodBalance | ObjectBalance, header: Header, findings: FindingLog) -> None:
        """Count a record; the same account, objects and period again is a warning, and so is a month outside its year."""
        is_period = isinstance(record, PeriodBalance)
        period = record.period if isinstance(record, PeriodBalance) else None
        key = (record.label, record.year, period, record.account, record.objects)
        if key in self._seen:
            findings.warning(
                "period_twice" if is_period else "object_balance_twice",
                f"Konto {record.account} har två #{record.label} för samma år, period och objekt.",
                line=record.line,
                record=record.label,
                found=f"{record.amount:f}",
                expected="en post",
            )
        self._seen.add(key)
        if isinstance(record, PeriodBalance):
            self._period(record, header, findings)

    def _period(self, record: PeriodBalance, header: Header, findings: FindingLog) -> None:
        year = header.years.get(record.year)
        if year and year.start and year.end and not year.start.replace(day=1) <= record.period <= year.end:
            findings.warning(
                "period_outside_year",
                f"Perioden {record.period:%Y%m} ligger utanför räkenskapsåret.",
                line=record.line,
                record=record.label,
                found=f"{record.period:%Y%m}",
                expected=f"{year.start:%Y%m} till {year.end:%Y%m}",
            )
        if record.year != 0:
            return
        if record.label == "PBUDGET":
            self.budget += ZERO if record.objects else record.amount
            return
        self.every[record.account] += record.amount
        self.plain[record.account] += ZERO if record.objects else record.amount
        self.lines.setdefault(record.account, record.line)
