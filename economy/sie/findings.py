"""What a reader of a SIE file has to say about it: errors refuse the file, warnings do not."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEPT_PER_CODE = 200  # a file of rubbish must not fill the memory with complaints
SHOWN_CHARACTERS = 120


class Severity(StrEnum):
    """Whether the file is refused."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd, with its place, what stands there and what was expected."""

    severity: Severity
    code: str
    message: str
    file: str = ""
    line: int | None = None
    record: str = ""
    found: str = ""
    expected: str = ""

    def __str__(self) -> str:
        return f"Rad {self.line}: {self.message}" if self.line else self.message


class FindingLog:
    """Collects findings in the order of the file; of each kind the first are kept and all are counted."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.kept: list[Finding] = []
        self.counts: Counter[str] = Counter()
        self._totals: Counter[Severity] = Counter()

    def error(self, code: str, message: str, **place: Any) -> None:
        """Note a fault that refuses the file; `place` is line, record, found and expected."""
        self._add(Severity.ERROR, code, message, **place)

    def warning(self, code: str, message: str, **place: Any) -> None:
        """Note an oddity that does not refuse the file."""
        self._add(Severity.WARNING, code, message, **place)

    def _add(
        self,
        severity: Severity,
        code: str,
        message: str,
        *,
        line: int | None = None,
        record: str = "",
        found: str = "",
        expected: str = "",
    ) -> None:
        self.counts[code] += 1
        self._totals[severity] += 1
        if self.counts[code] <= KEPT_PER_CODE:
            shown = found if len(found) <= SHOWN_CHARACTERS else found[: SHOWN_CHARACTERS - 1] + "…"
            self.kept.append(Finding(severity, code, message, self.file, line, record, shown, expected))

    @property
    def error_count(self) -> int:
        """All errors, also those that were not kept."""
        return self._totals[Severity.ERROR]

    @property
    def warning_count(self) -> int:
        """All warnings, also those that were not kept."""
        return self._totals[Severity.WARNING]

    @property
    def left_out(self) -> dict[str, int]:
        """How many findings of each kind were counted but not kept."""
        return {code: n - KEPT_PER_CODE for code, n in self.counts.items() if n > KEPT_PER_CODE}
