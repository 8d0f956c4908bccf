"""A row of fields and the ways to take values out of it, each noting what is not as the format says."""

import datetime as dt
from decimal import Decimal

from economy.sie import values
from economy.sie.findings import FindingLog
from economy.sie.lexer import Field
from economy.sie.records import Objects

MAX_ACCOUNT = 20
_NO_OBJECTS: Objects = ()
_OF_BALANCES = frozenset({"OIB", "OUB", "PSALDO"})
_AMOUNT = "till exempel 1234.50"
_DAY = "ett datum som 20220131"


class Row:
    """The fields of one line, label first; what cannot be read becomes a finding and None."""

    __slots__ = ("fields", "findings", "label", "line")

    def __init__(self, label: str, fields: list[Field], line: int, findings: FindingLog) -> None:
        self.label = label
        self.fields = fields
        self.line = line
        self.findings = findings

    def error(self, code: str, message: str, found: str = "", expected: str = "") -> None:
        """Note an error in this row."""
        self.findings.error(code, message, line=self.line, record=self.label, found=found, expected=expected)

    def warning(self, code: str, message: str, found: str = "", expected: str = "") -> None:
        """Note a warning about this row."""
        self.findings.warning(
            code, message, line=self.line, record=self.label, found=found, expected=expected
        )

    def text(self, index: int) -> str:
        """The field as text, empty when there is none."""
        if index >= len(self.fields):
            return ""
        field = self.fields[index]
        return field if isinstance(field, str) else " ".join(field)

    def account(self, index: int) -> str | None:
        """An account number: digits only, as the format says; their count is free.

        One with other signs is an error but is given all the same, so that sums stay whole.
        """
        text = self.text(index).strip()
        if text.isascii() and text.isdigit():
            if len(text) > MAX_ACCOUNT:
                self.error("account_long", "Kontonumret är orimligt långt.", text, "4-6 siffror")
            return text
        if text:
            self.error("account_not_digits", "Kontonumret innehåller annat än siffror.", text, "bara siffror")
            return text
        self.error("account_missing", "Kontonumret saknas.", self.shown(), "ett kontonummer")
        return None

    def amount(self, index: int) -> Decimal | None:
        """Kronor; None when there is nothing that can be summed."""
        text = self.text(index)
        value, odd = values.amount(text)
        if odd:
            note = self.error if odd.refuses else self.warning
            code = "amount_missing" if not text.strip() else "amount_form"
            note(code, odd.reason, text or self.shown(), _AMOUNT)
        return value

    def kronor(self, index: int) -> tuple[Decimal | None, Decimal | None]:
        """An amount and the quantity after it; a blank between thousands would make two fields of one amount."""
        value, after = self.amount(index), self.text(index + 1).strip()
        if after and value is not None and values.is_rest_of_amount(after):
            is_short = self.text(index).strip().removeprefix("-").isdigit() and abs(value) < 1000
            if is_short and (after[0] == "0" or "," in after or self.text(index + 2)):
                found = f"{self.text(index)} {after}"
                self.error("amount_form", "Beloppet har mellanrum mellan tusental.", found, _AMOUNT)
        return value, self.quantity(index + 1)

    def quantity(self, index: int) -> Decimal | None:
        """A quantity, or None; what is no number is a warning, for nothing is summed from it."""
        text = self.text(index).strip()
        value = values.quantity(text)
        if text and value is None:
            self.warning(
                "quantity_form", "Kvantiteten är inget tal och läses inte.", text, "till exempel 2.5"
            )
        return value

    def date(self, index: int, *, is_required: bool = False, follows_amount: bool = False) -> dt.date | None:
        """A date; a required one that is missing is an error, and so is the rest of an amount in its place."""
        text = self.text(index)
        if follows_amount and values.is_rest_of_amount(text.strip()):
            found = f"{self.text(index - 1)} {text}"
            self.error("amount_form", "Beloppet har mellanrum mellan tusental.", found, _AMOUNT)
            return None
        value, odd = values.day(text)
        if odd:
            refuses = odd.refuses or (is_required and value is None)
            note = self.error if refuses else self.warning
            note("date_form", odd.reason, text, _DAY)
        elif value is None and is_required:
            self.error("date_missing", "Datumet saknas.", self.shown(), _DAY)
        return value

    def year(self, index: int) -> int | None:
        """The number of a fiscal year: 0, -1, -2 ..."""
        text = self.text(index).strip()
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 3:
            return int(text)
        self.error("year_form", "Årsnumret går inte att läsa.", text or self.shown(), "0, -1, -2 …")
        return None

    def objects(self, index: int) -> tuple[Objects, int]:
        """The object list at the index, if there, and the index of the field after it."""
        found = self.fields[index] if index < len(self.fields) else ""
        if isinstance(found, str):
            self.warning("objects_missing", "Objektlistan {} saknas.", self.shown(), "{}")
            has_empty_field = not found and values.amount(self.text(index + 1))[0] is not None
            return _NO_OBJECTS, index + has_empty_field
        if not found:
            return _NO_OBJECTS, index + 1
        if len(found) % 2:
            self.error(
                "objects_odd",
                "Objektlistan har inte ett objekt till varje dimension.",
                " ".join(found),
                'par som {1 "100"}',
            )
        if len(set(found[::2])) < len(found[::2]):
            self.warning(
                "objects_same_dimension",
                "Raden har två objekt i samma dimension.",
                " ".join(found),
                "högst ett objekt i varje dimension",
            )
        pairs = zip(found[::2], found[1::2], strict=False)
        return tuple(pair for pair in pairs if pair[1].strip()), index + 1  # "" is no object

    def shown(self) -> str:
        """The row as it stands, for a finding."""
        parts = (f if isinstance(f, str) else "{" + " ".join(f) + "}" for f in self.fields)
        return " ".join(part or '""' for part in parts)


class OptionalRow(Row):
    """A row of a record that nothing hangs on: what is wrong in it is told, and the record is passed by."""

    __slots__ = ("is_broken",)

    def __init__(self, label: str, fields: list[Field], line: int, findings: FindingLog) -> None:
        super().__init__(label, fields, line, findings)
        self.is_broken = False

    def error(self, code: str, message: str, found: str = "", expected: str = "") -> None:
        """Note that the record is passed by, once; an account with letters is the books' own and refuses as elsewhere."""
        if code == "account_not_digits" and self.label in _OF_BALANCES:
            super().error(code, message, found, expected)
            return
        if self.is_broken:
            return
        self.is_broken = True
        self.warning(code, f"{message} Posten #{self.label} läses inte.", found, expected)
