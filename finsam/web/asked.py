"""Numbers from addresses and forms: whatever is written there, an answer or none, and never a fault."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]{1,18}")  # what both databases hold in a key
FIRST_YEAR, LAST_YEAR = 1900, 2199


def number(written: str | None) -> int | None:
    """Read a whole number of zero or more; None for anything else and for what no key can be."""
    return int(written) if written and _DIGITS.fullmatch(written) else None


def year(written: str | None) -> int | None:
    """Read a year that a calendar of ours can hold; None for anything else."""
    found = number(written)
    return found if found is not None and FIRST_YEAR <= found <= LAST_YEAR else None


def key(written: str | None, most: int = 64) -> str:
    """Give back what a page of ours sent to know a saving by; nothing for what is too long to be one."""
    return written if written and len(written) <= most else ""


class KeyConverter:
    """An id in an address: as many digits as both databases hold in a key."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


class YearConverter(KeyConverter):
    """A year in an address, of the centuries that a calendar of ours can hold."""

    regex = "(?:19|20|21)[0-9]{2}"
