"""KSUMMA: CRC-32 over labels and field contents, without blanks, quotes, braces and line ends."""

import zlib

from economy.sie.lexer import Field


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
