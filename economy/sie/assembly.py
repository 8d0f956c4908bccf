"""A voucher whose rows are still coming: which of them count, and what is odd in their order."""

from dataclasses import dataclass, field, replace

from economy.sie import parse
from economy.sie.findings import FindingLog
from economy.sie.records import Trans, Voucher
from economy.sie.row import Row


@dataclass(slots=True)
class Assembly:
    """Gathers a voucher's rows between its braces.

    #RTRANS says that a row was added later and is followed by the same row as #TRANS, for programs that do
    not know of it; #BTRANS says that a row was taken away. Only #TRANS counts.
    """

    head: Voucher
    is_braced: bool = False
    is_whole: bool = True
    rows: list[Trans] = field(default_factory=list)
    added: list[Trans] = field(default_factory=list)
    removed: list[Trans] = field(default_factory=list)
    pending: Trans | None = None  # an RTRANS that waits for the TRANS that repeats it

    def take(self, row: Row) -> None:
        """Add a TRANS, RTRANS or BTRANS row."""
        if not self.is_braced:
            row.warning("brace_missing", "Klammern { före verifikationens rader saknas.", row.shown(), "{")
            self.is_braced = True
        trans = parse.trans(row)
        if trans is None:
            self.is_whole = False
        elif row.label == "BTRANS":
            self.removed.append(trans)
        elif row.label == "RTRANS":
            self._let_go(row.findings)
            self.added.append(trans)
            self.pending = trans
        else:
            if self.pending and not _repeats(trans, self.pending):
                self._let_go(row.findings)
            self.pending = None
            self.rows.append(trans)

    def take_plain(self, line: str, number: int) -> bool:
        """Add a #TRANS that is written in the most usual way; False when it must be read with care."""
        if self.pending or not self.is_braced:
            return False
        trans = parse.plain_trans(line, number)
        if trans is None:
            return False
        self.rows.append(trans)
        return True

    def close(self, findings: FindingLog, line: int) -> Voucher:
        """The voucher at its closing brace."""
        if not self.is_braced:
            findings.warning(
                "brace_missing",
                "Klammern { efter #VER saknas.",
                line=line,
                record="VER",
                found="}",
                expected="{",
            )
        return self._finished(findings)

    def close_without_brace(self, findings: FindingLog, line: int) -> Voucher:
        """The voucher when another record comes before its closing brace."""
        if self.is_braced:
            findings.error(
                "brace_unclosed",
                f"Verifikation {self.head.name} saknar sin avslutande klammer.",
                line=self.head.line,
                record="VER",
                found=f"#VER {self.head.name} utan }}",
                expected=f"}} före rad {line}",
            )
        return self._finished(findings)

    def cut_short(self, findings: FindingLog) -> Voucher:
        """The voucher when the file ends in it; its sum then says nothing."""
        findings.error(
            "cut_short", "Filen slutar mitt i en verifikation.", line=self.head.line, record="VER",
            found=f"#VER {self.head.name} utan }}", expected="} efter verifikationens sista rad",
        )  # fmt: skip
        self.is_whole = False
        return self._finished(findings)

    def _finished(self, findings: FindingLog) -> Voucher:
        self._let_go(findings)
        return replace(
            self.head,
            rows=tuple(self.rows),
            added=tuple(self.added),
            removed=tuple(self.removed),
            is_whole=self.is_whole,
        )

    def _let_go(self, findings: FindingLog) -> None:
        if self.pending is None:
            return
        findings.warning(
            "rtrans_alone",
            "En tillagd rad (#RTRANS) följs inte av samma rad som #TRANS och räknas därför inte.",
            line=self.pending.line,
            record="RTRANS",
            found=f"{self.pending.account} {self.pending.amount}",
            expected="en likadan #TRANS på nästa rad",
        )
        self.pending = None


def _repeats(trans: Trans, added: Trans) -> bool:
    return (trans.account, trans.objects, trans.amount) == (added.account, added.objects, added.amount)
