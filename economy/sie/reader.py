"""Reading a SIE file: record by record in constant memory, or whole into a SieFile."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from economy.sie import checks, parse, records
from economy.sie.assembly import Assembly
from economy.sie.checksum import Checksum
from economy.sie.encoding import Confidence, Encoding
from economy.sie.findings import Finding, FindingLog, Severity
from economy.sie.lexer import Oddity, split
from economy.sie.records import Record, Voucher
from economy.sie.row import Row
from economy.sie.source import Probe, Source, opened, probe
from economy.sie.tally import Tally

_CODECS = {"ascii": "cp437", "utf-8": "utf-8-sig"}
_BLANK = " \t\r\n\x1a\ufeff\x00"

_ODDITIES = {
    Oddity.OPEN_QUOTE: ("quote_open", "En text har citattecken i början men inte i slutet."),
    Oddity.OPEN_BRACE: ("brace_open", "Objektlistan saknar sin avslutande klammer."),
    Oddity.QUOTE_INSIDE: (
        "quote_inside",
        "Ett citattecken står inne i en text; det kan vara en förstörd bokstav.",
    ),
}


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


def read(
    source: Source,
    *,
    name: str = "",
    encoding: str | None = None,
    organisation_number: str = "",
    keeps_records: bool = True,
) -> SieFile:
    """The whole file with its checks made; never raises for what stands in it.

    `source` is a path, bytes or an open binary stream; `encoding` is a name in `encoding.CHOICES` that a
    person has chosen; with `organisation_number` a file of another association is an error. With
    `keeps_records=False` only sums and counts are kept, and memory does not grow with the vouchers.
    """
    with reading(source, name=name, encoding=encoding) as reader:
        kept = tuple(reader) if keeps_records else _drained(reader)
        return reader.finished(kept, organisation_number)


@contextmanager
def reading(source: Source, *, name: str = "", encoding: str | None = None) -> Iterator["Reader"]:
    """A Reader to iterate over once, for those who store records as they come; then call its `finished()`."""
    with opened(source) as stream:
        yield Reader(stream, name=name or _name_of(source), encoding=encoding)


def _drained(reader: "Reader") -> tuple[Record, ...]:
    for _ in reader:
        pass
    return ()


def _name_of(source: Source) -> str:
    name = getattr(source, "name", source)
    return os.path.basename(name) if isinstance(name, (str, os.PathLike)) else ""


class Reader:
    """Iterates over the records of a stream once; vouchers come whole, findings gather in `findings`."""

    def __init__(self, stream: BinaryIO, *, name: str = "", encoding: str | None = None) -> None:
        self.findings = FindingLog(name)
        self.name = name
        self.probe: Probe = probe(stream, encoding)
        self.tally = Tally()
        self._stream = stream
        codec = self.probe.encoding.name
        self._codec = _CODECS.get(codec, codec)
        self._ready: list[Record] = []  # what the last row finished
        self._voucher: Assembly | None = None
        self._checksum: Checksum | None = None
        self._checksum_line = 0
        self._has_open_text = False

    def __iter__(self) -> Iterator[Record]:
        if self.probe.refusal:
            self.findings.error("not_sie", self.probe.refusal)
            return
        self._say_encoding()
        text = io.TextIOWrapper(self._stream, self._codec, errors="replace")
        try:
            for number, line in enumerate(text, 1):
                self._line(number, line.strip(_BLANK))
                if self._ready:
                    yield from self._tallied()
        except UnicodeError:  # only UTF-16 cut short raises here
            self.findings.error("encoding_broken", "Filens tecken går inte att läsa till slutet.")
        finally:
            text.detach()
        self._end_of_file()
        yield from self._tallied()

    def _tallied(self) -> Iterator[Record]:
        for record in self._ready:
            self.tally.add(record, self.findings)
            yield record
        self._ready.clear()

    @property
    def progress(self) -> float:
        """How much of the file is read, from 0 to 1."""
        return self._stream.tell() / self.probe.size if self.probe.size else 1.0

    def finished(self, kept: tuple[Record, ...] = (), organisation_number: str = "") -> SieFile:
        """The file after the last record, with the checks of its sums."""
        if not self.probe.refusal:
            checks.check_file(self.tally, self.findings, self.name)
            if organisation_number:
                checks.check_owner(self.tally.header, self.findings, organisation_number)
        return SieFile(
            self.name,
            self.probe.size,
            self.probe.sha256,
            self.probe.eol,
            self.probe.encoding,
            self.tally,
            tuple(self.findings.kept),
            self.findings.error_count,
            self.findings.warning_count,
            self.findings.left_out,
            kept,
        )

    def _line(self, number: int, line: str) -> None:
        while line and line[0] in "{}":
            if line[0] == "{":
                self._open_brace(number)
            else:
                self._close(number)
            line = line[1:].strip(_BLANK)
        if not line:
            return
        if line[0] == "#":
            self._has_open_text = False
            if self._voucher and not self._checksum and self._voucher.take_plain(line, number):
                self.tally.labels["TRANS"] += 1
            else:
                self._record(number, line)
        else:
            self._stray(number, line)

    def _record(self, number: int, line: str) -> None:
        fields, oddity = split(line)
        label = fields[0].lstrip("#").upper() if fields and isinstance(fields[0], str) else ""
        row = Row(label, fields, number, self.findings)
        self.tally.labels[label] += 1
        if oddity in _ODDITIES:
            row.warning(*_ODDITIES[oddity], found=line)
            self._has_open_text = oddity is Oddity.OPEN_QUOTE
        if self._checksum and label != "KSUMMA":
            self._checksum.feed(fields)
        if label in parse.ROW_LABELS:
            self._add_row(row)
        else:
            self._head(row, is_opened=oddity is Oddity.OPENS)
        if oddity is Oddity.CLOSES:
            self._close(number)

    def _head(self, row: Row, *, is_opened: bool) -> None:
        if self._voucher:
            self._ready.append(self._voucher.close_without_brace(self.findings, row.line))
            self._voucher = None
        if row.label == "VER":
            self._voucher = Assembly(parse.voucher(row), is_braced=is_opened)
            return
        builder = parse.BUILDERS.get(row.label)
        if builder is None:
            row.warning("label_unknown", "Posten finns inte i formatet och läses inte.", row.shown())
            rest = tuple(map(row.text, range(1, len(row.fields))))
            self._ready.append(records.Unknown(row.label, rest, row.line))
        elif (record := builder(row)) is not None:
            if isinstance(record, records.Ksumma):
                self._take_checksum(record, row)
            self._ready.append(record)

    def _add_row(self, row: Row) -> None:
        if self._voucher is None:
            row.error("row_outside", "Raden står utanför varje verifikation.", row.shown())
        else:
            self._voucher.take(row)

    def _open_brace(self, number: int) -> None:
        if self._voucher is None or self._voucher.is_braced:
            self.findings.error("brace_stray", "Klammern { hör inte till någon verifikation.", line=number)
        else:
            self._voucher.is_braced = True

    def _close(self, number: int) -> None:
        if self._voucher is None:
            self.findings.error("brace_stray", "Klammern } hör inte till någon verifikation.", line=number)
            return
        self._ready.append(self._voucher.close(self.findings, number))
        self._voucher = None

    def _end_of_file(self) -> None:
        if self._voucher:
            self._ready.append(self._voucher.cut_short(self.findings))
            self._voucher = None
        if self._checksum:
            self.findings.error(
                "ksumma_open",
                "Filen öppnar en kontrollsumma men slutar utan den.",
                line=self._checksum_line,
                record="KSUMMA",
            )

    def _take_checksum(self, record: records.Ksumma, row: Row) -> None:
        if record.value is None:
            self._checksum, self._checksum_line = Checksum(self._codec), row.line
            return
        if self._checksum is None:
            row.warning("ksumma_alone", "Kontrollsumman har ingen början och kan inte prövas.")
            return
        match = self._checksum.matching(record.value)
        self.tally.checksum = (record.value, match)
        if match is None:
            row.error(
                "ksumma_wrong",
                "Kontrollsumman stämmer inte: filen har ändrats efter exporten.",
                str(record.value),
                str(self._checksum.sums["cp437"]),
            )
        self._checksum = None

    def _stray(self, number: int, line: str) -> None:
        if self._has_open_text:
            self.findings.warning(
                "text_continues", "En text fortsätter på nästa rad.", line=number, found=line
            )
            return
        self.findings.error(
            "line_without_label",
            "Raden börjar inte med någon post.",
            line=number,
            found=line,
            expected="# och en etikett",
        )

    def _say_encoding(self) -> None:
        found = self.probe.encoding
        if found.name not in ("cp437", "ascii"):
            self.findings.warning(
                "encoding_other",
                f"Filen är skriven i {found.label} och inte i CP437 som formatet säger.",
                found=found.label,
                expected="CP437 (PC8)",
            )
        if found.confidence is Confidence.UNSURE:
            self.findings.warning(
                "encoding_unsure",
                "Teckenuppsättningen är osäker: se på å, ä och ö i namnen.",
                found=found.label,
            )
        if found.destroyed or found.twice_encoded:
            count = found.destroyed + found.twice_encoded
            self.findings.warning(
                "letters_destroyed",
                f"{count} bokstäver är förstörda och kan inte återskapas; beloppen berörs inte.",
                found=str(count),
            )
