"""A SIE file that has been read: what stands in it and what is wrong with it."""

from dataclasses import dataclass, field

from economy.sie.encoding import Encoding
from economy.sie.findings import Finding, Severity
from economy.sie.records import Record, Voucher
from economy.sie.tally import Tally


@dataclass(frozen=True, slots=True)
class SieFile:
    """All that stands in a file, and what is wrong with it."""

    name: str
    size: int
    sha256: str
    eol: str
    encoding: Encoding
    tally: Tally
    findings: tuple[Finding, ...]
    error_count: int
    warning_count: int
    left_out: dict[str, int] = field(default_factory=dict)
    records: tuple[Record, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether nothing in the file refuses it."""
        return not self.error_count

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What refuses the file."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd in the file."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def vouchers(self) -> tuple[Voucher, ...]:
        """The vouchers in the order of the file."""
        return tuple(record for record in self.records if isinstance(record, Voucher))
