"""Which character set a file is really written in: found from its bytes, with the reason and how sure it is."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from economy.sie.findings import FindingLog

ASCII = bytes(range(128))
_CP437 = frozenset("åäöÅÄÖéüÉÜ".encode("cp437"))
_CP850 = frozenset("§øØ¤".encode("cp850"))  # what tells it from CP437; å, ä and ö are the same in both
_MAC = frozenset("åäöÅÄÖé".encode("mac-roman"))
_LATIN = frozenset("åäöÅÄÖéüÉÜèàøæØÆôó".encode("latin-1"))
_PUNCTUATION_1252 = frozenset("€‚„…‘’“”–—•".encode("cp1252"))
_ISO_8859_15 = frozenset("€ŠšŽžŒœŸ".encode("iso8859-15"))
_QUESTION_IN_WORD = re.compile(rb"[A-Za-z]\?[a-z]")
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–\u0085\u0084\u0096]".encode())


class Confidence(StrEnum):
    """How sure the finding is; what is not sure must be shown to a person before anything is stored."""

    SURE = "säker"
    LIKELY = "trolig"
    UNSURE = "osäker"


LABELS = {
    "ascii": "endast ASCII",
    "cp437": "CP437 (PC8)",
    "cp850": "CP850 (DOS)",
    "mac-roman": "Mac Roman",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 utan märke",
    "latin-1": "ISO 8859-1 (Latin-1)",
    "iso8859-15": "ISO 8859-15 (Latin-9)",
    "cp1252": "Windows-1252",
}
CHOICES = tuple(LABELS)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A character set, why it was chosen (a Swedish sentence), how sure, and letters that are lost."""

    name: str
    why: str
    confidence: Confidence
    destroyed: int = 0  # letters that were replaced before the file came here
    twice_encoded: int = 0  # letters that were turned into two

    @property
    def label(self) -> str:
        """What a person calls it."""
        return LABELS.get(self.name, self.name)

    def tell(self, findings: FindingLog) -> None:
        """Note what a person should look at before anything is stored."""
        if self.name not in ("cp437", "ascii"):
            findings.warning(
                "encoding_other", f"Filen är skriven i {self.label} och inte i CP437 som formatet säger.",
                found=self.label, expected="CP437 (PC8)",
            )  # fmt: skip
        if self.confidence is Confidence.UNSURE:
            findings.warning(
                "encoding_unsure", "Teckenuppsättningen är osäker: se på å, ä och ö i namnen.",
                found=self.label, expected="en teckenuppsättning som ger rätta namn",
            )  # fmt: skip
        if self.destroyed or self.twice_encoded:
            count = self.destroyed + self.twice_encoded
            findings.warning(
                "letters_destroyed",
                f"{count} bokstäver är förstörda och kan inte återskapas; beloppen berörs inte.",
                found=str(count), expected="0",
            )  # fmt: skip


class EncodingProbe:
    """Takes a file's bytes piece by piece and remembers only counts."""

    def __init__(self) -> None:
        self.high: Counter[int] = Counter()
        self.start = b""
        self._utf8 = codecs.getincrementaldecoder("utf-8")("strict")
        self._is_utf8 = True
        self._lost = 0
        self._questions = 0
        self._twice = 0
        self._pairs = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if not self.start:
            self.start = chunk[:4]
        self._questions += len(_QUESTION_IN_WORD.findall(chunk)) if b"?" in chunk else 0
        high = chunk.translate(None, ASCII)
        if high:
            self.high.update(high)
            self._lost += chunk.count("\ufffd".encode())
            self._twice += len(_TWICE_ENCODED.findall(chunk))
            self._pairs += len(_UTF8_LETTER.findall(chunk))
        if self._is_utf8:
            try:
                self._utf8.decode(chunk)
            except UnicodeDecodeError:
                self._is_utf8 = False

    def result(self, chosen: str | None = None) -> Encoding:
        """The finding, or `chosen` (a name in CHOICES) when a person has said what it is."""
        found = self._found()
        if chosen is None or chosen == found.name:
            return found
        return Encoding(chosen, "Vald för hand.", Confidence.SURE, self._destroyed(chosen))

    def _found(self) -> Encoding:
        if self.start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Encoding("utf-16", "Filen börjar med UTF-16:s märke.", Confidence.SURE)
        if self.start.startswith(b"#\x00"):
            return Encoding(
                "utf-16-le", "Vartannat byte är tomt, som i UTF-16 utan märke.", Confidence.LIKELY
            )
        if not self.high:
            return Encoding(
                "ascii",
                "Filen har inga å, ä, ö eller andra tecken utanför ASCII.",
                Confidence.SURE,
                self._questions,
            )
        if self._is_utf8 and self._ends_whole():
            return self._utf8_finding()
        return self._single_byte()

    def _ends_whole(self) -> bool:
        return not self._utf8.getstate()[0]

    def _utf8_finding(self) -> Encoding:
        why = "Alla tecken utanför ASCII är giltig UTF-8."
        if self._lost:
            why += " Bokstäver har ersatts med tecknet för okänt innan filen kom hit."
        return Encoding("utf-8", why, Confidence.SURE, self._destroyed("utf-8"), self._twice)

    def _destroyed(self, name: str) -> int:
        return self._questions + (self._lost if name == "utf-8" else 0)

    def _single_byte(self) -> Encoding:
        dos, latin, mac = (sum(self.high[byte] for byte in letters) for letters in (_CP437, _LATIN, _MAC))
        if self._pairs >= max(3, dos, latin, mac):
            return self._broken_utf8()
        if mac > max(dos, latin):
            return self._voted("mac-roman", mac, dos + latin)
        if dos == latin:
            return Encoding(
                "cp437",
                "Bytena avgör inte; formatet säger CP437.",
                Confidence.UNSURE,
                self._questions,
            )
        if dos > latin:
            return self._voted("cp850" if self.high.keys() & _CP850 else "cp437", dos, latin)
        return self._voted(self._latin_name(), latin, dos)

    def _voted(self, name: str, votes: int, against: int) -> Encoding:
        total = self.high.total()
        why = f"{votes} av {total} tecken utanför ASCII är bokstäver i svensk text enligt {LABELS[name]}."
        return Encoding(name, why, _confidence(votes, votes + against), self._questions)

    def _broken_utf8(self) -> Encoding:
        why = f"{self._pairs} bokstäver är UTF-8, men filen har också tecken som inte är det."
        return Encoding("utf-8", why, Confidence.LIKELY, self._destroyed("utf-8"), self._twice)

    def _latin_name(self) -> str:
        controls = {byte for byte in self.high if 0x80 <= byte < 0xA0}
        if controls:
            return "cp1252" if controls & _PUNCTUATION_1252 else "latin-1"
        return "iso8859-15" if self.high.keys() & _ISO_8859_15 else "latin-1"


def _confidence(votes: int, cast: int) -> Confidence:
    if votes >= 3 and votes >= 0.95 * cast:
        return Confidence.SURE
    return Confidence.LIKELY if votes >= 0.75 * cast else Confidence.UNSURE


def detect_encoding(data: bytes) -> Encoding:
    """The character set of bytes that are at hand; for a file see `source.probe_stream`."""
    probe = EncodingProbe()
    probe.feed(data)
    return probe.result()
