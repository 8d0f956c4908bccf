"""Whose books a file is: its organisationsnummer, by its form and against the förbund's own."""

import re

from economy.sie.findings import FindingLog
from economy.sie.header import Header

# Kommuners and kommunalförbunds numbers begin with 21 or 22; samordningsförbund have 222000.
ASSOCIATION_NUMBER = re.compile(r"222000-?[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{6}-?[0-9]{4}")


def check_organisation_number(header: Header, findings: FindingLog) -> None:
    """Warn when the number is missing or not that of a samordningsförbund, 222000-xxxx."""
    number = header.organisation_number
    if not number:
        code, message = "orgnr_missing", "Filen saknar organisationsnummer."
    elif not _NUMBER.fullmatch(number):
        code, message = "orgnr_form", "Organisationsnumret är inte skrivet som ett organisationsnummer."
    elif not ASSOCIATION_NUMBER.fullmatch(number):
        code, message = "orgnr_other", "Organisationsnumret är inte ett samordningsförbunds."
    elif not has_right_check_digit(number):
        code, message = "orgnr_digit", "Organisationsnumrets kontrollsiffra är fel."
    else:
        return
    findings.warning(
        code, message, line=header.lines.get("ORGNR"), record="ORGNR", found=number or "ingen #ORGNR",
        expected="222000-xxxx",
    )  # fmt: skip


def has_right_check_digit(number: str) -> bool:
    """Whether the last digit is right by the Luhn rule that organisationsnummer follow."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    doubled = (digit * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def check_owner(header: Header, findings: FindingLog, organisation_number: str) -> None:
    """An error when the file says that it is another organisation's."""
    theirs, ours = _digits(header.organisation_number), _digits(organisation_number)
    if theirs and theirs != ours:
        findings.error(
            "orgnr_foreign",
            "Filen gäller en annan organisation.",
            line=header.lines.get("ORGNR"),
            record="ORGNR",
            found=header.organisation_number,
            expected=organisation_number,
        )


def _digits(number: str) -> str:
    """The ten digits; some write the century's 16 before them."""
    digits = re.sub("[^0-9]", "", number)
    return digits[2:] if len(digits) == 12 and digits.startswith("16") else digits
