"""KSUMMA: CRC-32 over labels and field contents, without blanks, quotes, braces and line ends."""

import zlib

from economy.sie.findings import FindingLog
from economy.sie.lexer import Field
from economy.sie.records import Ksumma
from economy.sie.row import Row


class Checksum:
    """Sums the rows between the two #KSUMMA, in CP437 as the format says and in the file's own character set.

    A file that was moved to another character set on its way is still the file that was summed.
    """

    def __init__(self, codec: str) -> None:
        self.codecs = list(dict.fromkeys(("cp437", codec)))
        self.sums = dict.fromkeys(self.codecs, 0)

    def feed(self, fields: list[Field]) -> None:
        """Add a row's fields, label first."""
        text = "".join(field if isinstance(field, str) else "".join(field) for field in fields)
        for codec in self.codecs:
            self.sums[codec] = zlib.crc32(text.encode(codec, errors="replace"), self.sums[codec])

    def matching(self, given: int) -> str | None:
        """The character set in which the sum is right, or None."""
        return next((codec for codec in self.codecs if self.sums[codec] == given), None)


class ChecksumWatch:
    """Follows a file from the #KSUMMA that opens to the one that closes; `found` is the sum given and what it holds in."""

    def __init__(self, codec: str) -> None:
        self.found: tuple[int, str | None] | None = None
        self._codec = codec
        self._open: Checksum | None = None
        self._line = 0

    @property
    def is_open(self) -> bool:
        return self._open is not None

    def feed(self, fields: list[Field]) -> None:
        """Add a row, where a sum is open."""
        if self._open:
            self._open.feed(fields)

    def take(self, record: Ksumma, row: Row) -> None:
        """Open a sum, or close it and say whether it holds."""
        if record.value is None:
            self._open, self._line = Checksum(self._codec), row.line
            return
        if self._open is None:
            row.warning(
                "ksumma_alone", "Kontrollsumman har ingen början och kan inte prövas.", str(record.value),
                "#KSUMMA utan värde efter #FLAGGA",
            )  # fmt: skip
            return
        match = self._open.matching(record.value)
        self.found = (record.value, match)
        if match is None:
            row.error(
                "ksumma_wrong",
                "Kontrollsumman stämmer inte: filen har ändrats efter exporten.",
                str(record.value),
                str(self._open.sums["cp437"]),
            )
        self._open = None

    def end(self, findings: FindingLog) -> None:
        """Tell of a sum that was never closed."""
        if self._open:
            findings.error(
                "ksumma_open", "Filen öppnar en kontrollsumma men slutar utan den.", line=self._line,
                record="KSUMMA", found="filens slut", expected="#KSUMMA med summan sist i filen",
            )  # fmt: skip
