"""Reading a SIE file: record by record in constant memory, or whole into a SieFile."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from economy.sie import checks, owner, parse, records
from economy.sie.assembly import Assembly
from economy.sie.checksum import ChecksumWatch
from economy.sie.findings import FindingLog
from economy.sie.lexer import Oddity, split_fields
from economy.sie.records import Record
from economy.sie.row import OptionalRow, Row
from economy.sie.sie_file import SieFile
from economy.sie.source import Probe, Source, opened_source, probe_stream
from economy.sie.tally import Tally

_CODECS = {"ascii": "cp437", "utf-8": "utf-8-sig"}
_BLANK = " \t\r\n\x1a\ufeff\x00"

_ODDITIES = {
    Oddity.OPEN_QUOTE: ("quote_open", "En text har citattecken i början men inte i slutet.", '"text"'),
    Oddity.OPEN_BRACE: ("brace_open", "Objektlistan saknar sin avslutande klammer.", "{ och }"),
    Oddity.QUOTE_INSIDE: (
        "quote_inside",
        "Ett citattecken står inne i en text; det kan vara en förstörd bokstav.",
        '\\"',
    ),
}


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
    with begin_reading(source, name=name, encoding=encoding) as reader:
        kept = tuple(reader) if keeps_records else _drained(reader)
        return reader.finished(kept, organisation_number)


@contextmanager
def begin_reading(source: Source, *, name: str = "", encoding: str | None = None) -> Iterator["Reader"]:
    """A Reader to iterate over once, for those who store records as they come; then call its `finished()`."""
    with opened_source(source) as stream:
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
        self.probe: Probe = probe_stream(stream, encoding)
        self.tally = Tally()
        self._stream = stream
        codec = self.probe.encoding.name
        self._codec = _CODECS.get(codec, codec)
        self._ready: list[Record] = []  # what the last row finished
        self._voucher: Assembly | None = None
        self._checksum = ChecksumWatch(self._codec)
        self._has_open_text = False
        self._foreign = ""  # a record that the format lacks: its own braces are let through

    def __iter__(self) -> Iterator[Record]:
        if self.probe.refusal:
            self.findings.error("not_sie", self.probe.refusal, expected="en SIE-fil av typ 1-4")
            return
        self.probe.encoding.tell(self.findings)
        self._tell_controls()
        self._stream.seek(self.probe.mark)
        text = io.TextIOWrapper(self._stream, self._codec, errors="replace")
        try:
            for number, line in enumerate(text, 1):
                self._line(number, line.strip(_BLANK))
                if self._ready:
                    yield from self._tallied()
        except UnicodeError:  # only UTF-16 cut short raises here
            self.findings.error(
                "encoding_broken", "Filens tecken går inte att läsa till slutet.",
                found=self.probe.encoding.label, expected="hela tecken",
            )  # fmt: skip
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
                owner.check_owner(self.tally.header, self.findings, organisation_number)
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
            if self._voucher and not self._checksum.is_open and self._voucher.take_plain(line, number):
                self.tally.labels["TRANS"] += 1
            else:
                self._record(number, line)
        else:
            self._stray(number, line)

    def _record(self, number: int, line: str) -> None:
        fields, oddity = split_fields(line)
        label = fields[0].lstrip("#").upper() if fields and isinstance(fields[0], str) else ""
        row = (OptionalRow if label in parse.OPTIONAL else Row)(label, fields, number, self.findings)
        self.tally.labels[label] += 1
        if oddity in _ODDITIES:
            code, message, expected = _ODDITIES[oddity]
            row.warning(code, message, line, expected)
            self._has_open_text = oddity is Oddity.OPEN_QUOTE
        elif len(fields) - 1 > (most := parse.MOST_FIELDS.get(label, len(fields))):
            row.warning(
                "fields_extra", "Posten har fler fält än formatet har; de läses inte.", row.shown(),
                f"högst {most} fält, text med mellanrum inom citattecken",
            )  # fmt: skip
        if label != "KSUMMA":
            self._checksum.feed(fields)
        if label in parse.ROW_LABELS:
            self._add_row(row)
        else:
            self._head(row, is_opened=oddity is Oddity.OPENS)
        if oddity is Oddity.CLOSES:
            self._close(number)

    def _head(self, row: Row, *, is_opened: bool) -> None:
        is_known = row.label == "VER" or row.label in parse.BUILDERS
        if not is_known:
            self._unknown(row, is_opened=is_opened)
            return
        self._foreign = ""
        if self._voucher:
            self._ready.append(self._voucher.close_without_brace(self.findings, row.line))
            self._voucher = None
        if row.label == "VER":
            self._voucher = Assembly(parse.voucher(row), is_braced=is_opened)
            return
        record = parse.BUILDERS[row.label](row)
        if record is not None and not (isinstance(row, OptionalRow) and row.is_broken):
            if isinstance(record, records.Ksumma):
                self._checksum.take(record, row)
                self.tally.checksum = self._checksum.found
            self._ready.append(record)

    def _unknown(self, row: Row, *, is_opened: bool) -> None:
        """The format says that a reader passes by what it does not know, also inside a voucher."""
        row.warning(
            "label_unknown", "Posten finns inte i formatet och läses inte.", row.shown(), "en post i formatet"
        )
        rest = tuple(map(row.text, range(1, len(row.fields))))
        self._ready.append(records.Unknown(row.label, rest, row.line))
        if not self._voucher and self._foreign != "{":
            self._foreign = "{" if is_opened else row.label

    def _add_row(self, row: Row) -> None:
        if self._voucher is None:
            row.error(
                "row_outside", "Raden står utanför varje verifikation.", row.shown(), "#VER och { före raden"
            )
        else:
            self._voucher.take(row)

    def _open_brace(self, number: int) -> None:
        if self._foreign and self._foreign != "{":
            self._foreign = "{"
        elif self._voucher is None or self._voucher.is_braced:
            self._stray_brace("{", number)
        else:
            self._voucher.is_braced = True

    def _close(self, number: int) -> None:
        if self._foreign == "{":
            self._foreign = ""
        elif self._voucher is None:
            self._stray_brace("}", number)
        else:
            self._ready.append(self._voucher.close(self.findings, number))
            self._voucher = None

    def _stray_brace(self, brace: str, number: int) -> None:
        self.findings.error(
            "brace_stray", f"Klammern {brace} hör inte till någon verifikation.", line=number, record="VER",
            found=brace, expected="en { efter varje #VER och en } efter dess rader",
        )  # fmt: skip

    def _end_of_file(self) -> None:
        if self._voucher:
            self._ready.append(self._voucher.cut_short(self.findings))
            self._voucher = None
        self._checksum.end(self.findings)

    def _stray(self, number: int, line: str) -> None:
        if self._has_open_text:
            self.findings.warning(
                "text_continues", "En text fortsätter på nästa rad.", line=number, found=line,
                expected="hela texten på en rad",
            )  # fmt: skip
            return
        self.findings.error(
            "line_without_label",
            "Raden börjar inte med någon post.",
            line=number,
            found=line,
            expected="# och en etikett",
        )

    def _tell_controls(self) -> None:
        if self.probe.controls:
            self.findings.warning(
                "control_signs", f"Filen har {self.probe.controls} styrtecken som inte hör hemma i text.",
                found="tecken 0-31 eller 127", expected="inga utom radslut och tabb",
            )  # fmt: skip
