"""What the heading of a column says: which field it is, of which years, and in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from economy.pasting.units import UNIT, unit_in

TOTAL, YEAR, MONTH = "total", "year", "month"  # what a heading may be beside the fields

_WORDS = {
    "account": (
        "konto", "kontonr", "konto nr", "kontonummer", "kto", "kto nr", "account", "konto id", "kontokod", "nr konto",
    ),
    "name": (
        "kontonamn", "konto namn", "namn", "benämning", "benamning", "kontobenämning", "konto benämning", "kontotext",
        "konto text", "konto t", "kontot", "rad", "post", "poster", "namn på konto", "budgetpost", "budgetrad",
        "kontobeskrivning", "specifikation", "account name",
    ),
    "day": (
        "datum", "bokföringsdatum", "bokf datum", "bokfdatum", "bokf dat", "verdatum", "ver datum", "verifikationsdatum",
        "date", "transdatum", "trans datum", "transaktionsdatum", "trans dat", "affärshändelsedatum",
    ),
    "voucher": (
        "verifikation", "ver", "vernr", "ver nr", "verifikationsnummer", "verifikationsnr", "verifikations nr", "verifikat",
        "vernummer", "ver nummer", "verifikatnr", "verifikatnummer", "verifikationsnum", "bilagsnr", "ver id",
    ),
    "text": (
        "text", "vertext", "ver text", "verifikationstext", "beskrivning", "transaktionstext", "anteckning", "radtext",
        "transaktionsinfo", "bokföringstext",
    ),
    "object": (
        "objekt", "projekt", "proj", "projektnr", "projekt nr", "aktivitet", "aktiv", "kostnadsställe", "ks", "kst",
        "kostnadsst", "kstlle", "ansvar",
    ),
    "opening": (
        "ib", "ingående balans", "ingående saldo", "ing balans", "ing saldo", "ingående", "ing", "ingåendebalans",
        "ingående värde", "opening balance", "ingående belopp", "belopp ib", "saldo ib",
    ),
    "change": (
        "period", "förändring", "perioden", "årets förändring", "ack period", "periodens förändring", "förändring under året",
        "rörelse", "periodsaldo", "period saldo", "omsättning", "periodens belopp", "årets omsättning",
    ),
    "closing": (
        "ub", "utgående balans", "utgående saldo", "saldo", "utg balans", "utg saldo", "utgående", "utg", "utfall", "bokslut",
        "utgåendebalans", "balans", "redovisat", "ackumulerat", "ack", "ack utfall", "utfall ack", "ack saldo", "saldo ack",
        "ackumulerat utfall", "ackumulerat saldo", "closing balance", "belopp ub", "saldo ub", "utgående belopp",
    ),
    "debit": ("debet", "debit", "deb", "debet belopp"),
    "credit": ("kredit", "credit", "kre", "kred", "kredit belopp"),
    "amount": ("belopp", "budget", "årsbudget", "belopp kr", "kronor", "budgetbelopp", "budgeterat", "amount"),
}  # fmt: skip
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_TOTALS = {"totalt", "total", "summa", "helår", "helåret", "år", "hela året", "året", "summa år", "totalt år"}
_CREDIT_OF = {"opening": "opening_credit", "closing": "closing_credit"}
_SIDES = re.compile(r"\b(debet|debit|deb|kredit|credit|kred|kre)\b")
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-./](?:0[1-9]|1[0-2])(?:[-./][0-3]\d)?|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?(?!\d)"
)
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)(?!\d)")
_MONTHS = (
    r"jan(?:uari)?", r"feb(?:ruari)?", r"mars?", r"apr(?:il)?", r"maj", r"juni?", r"juli?", r"aug(?:usti)?",
    r"sep(?:t|tember)?", r"okt(?:ober)?", r"nov(?:ember)?", r"dec(?:ember)?",
)  # fmt: skip
_NUMBERED_MONTH = re.compile(r"(?:19|20)\d\d-?(?:0[1-9]|1[0-2])")
_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(_MONTHS)})(?!\w)\.?")
_FILLERS = re.compile(
    r"(?<!\w)(per|den|tom|t o m|from|fr o m|till och med|från och med|fastställd|beslutad|antagen|ursprunglig"
    r"|i|enligt|helår|helåret|belopp i)(?!\w)"
)


@dataclass(frozen=True)
class Heading:
    """A heading as printed, and what it says; `is_month` is that it names one month and nothing else."""

    text: str
    field: str | None = None
    years: frozenset[int] = frozenset()
    unit: str = ""


def years_in(text: str) -> frozenset[int]:
    """Give the years that stand in a heading, also within a day or a month."""
    span = {int(year) for pair in _SPAN.findall(text) for year in pair}
    return frozenset(span or {int(year) for year in _DAY.findall(text)})


def heading_of(upper: str, lower: str) -> Heading:
    """Read a heading of two rows, the upper of which may be empty."""
    text = " ".join(filter(None, (upper, lower)))
    field = _field(upper, lower)
    if field == "amount" and len(_MONTH.findall(text.lower())) == 1:
        field = MONTH  # a budget of one month is not the year's
    return Heading(text, field, years_in(text), unit_in(lower) or unit_in(upper))


def field_in(text: str) -> str | None:
    """Give the field that a text names as a heading, None where it is none."""
    return _field("", text)


def _field(upper: str, lower: str) -> str | None:
    whole = _plain(f"{upper} {lower}")
    if side := _SIDES.search(_plain(lower)) or _SIDES.search(_plain(upper)):
        return _with_side(side[1], _SIDES.sub("", whole).strip())
    for text in (whole, _plain(lower), _plain(upper)):
        if found := _FIELD_OF.get(text) or _FIELD_OF.get(_bare(text)):
            return found
    return _other(f"{upper} {lower}")


def _with_side(side: str, rest: str) -> str:
    """Debit and credit alone are a period's; under a balance they are its two halves."""
    of, is_credit = _FIELD_OF.get(rest), side[0] in "kc"
    if of in _CREDIT_OF:
        return _CREDIT_OF[of] if is_credit else of
    return "credit" if is_credit else "debit"


def _other(text: str) -> str | None:
    low = " ".join(text.lower().split()).strip(" :*.")
    if low in _TOTALS or _plain(low) in _TOTALS:
        return TOTAL
    if _MONTH.fullmatch(" ".join(_DAY.sub("", low).split())) or _NUMBERED_MONTH.fullmatch(low):
        return MONTH
    return YEAR if years_in(low) and not _plain(low) else None


def _plain(text: str) -> str:
    """The words of a heading without years, months, units and what stands in parentheses."""
    low = re.sub(r"\(([^)]*)\)", lambda found: f" {found[1]} " if len(found[1]) < 2 else " ", text.lower())
    low = _DAY.sub(" ", _SPAN.sub(" ", low))
    low = re.sub(r"[.:;,*_/–-]+", " ", low)
    words = " ".join(low.split())
    if words in _FIELD_OF:
        return words
    low = _FILLERS.sub(" ", UNIT.sub(" ", _MONTH.sub(" ", words)))
    return " ".join(low.split())


def _bare(text: str) -> str:
    """Without a running number after it: "Konto 1"."""
    return text.rstrip("0123456789 ")
