"""From a row to its record: one small function for each label of the format."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from economy.sie import records, values
from economy.sie.lexer import braced_fields
from economy.sie.records import Record, Trans
from economy.sie.row import Row

Builder = Callable[[Row], Record | None]
MAX_YEAR_DAYS = 18 * 31  # eighteen months at most: bokföringslagen 3 kap. 3 §
_PLAIN_TRANS = re.compile(
    r"#TRANS[ \t]+([0-9]{1,20})[ \t]+\{([^{}\\]*)\}[ \t]+(-?[0-9]{1,12}(?:\.[0-9]{1,2})?)"
    r'(?:[ \t]+(?:([0-9]{8})|"")(?:[ \t]+"([^"\\]*)")?)?'
)


def _sietyp(row: Row) -> records.SieTyp | None:
    text = row.text(1).strip()
    if text in ("1", "2", "3", "4"):
        return records.SieTyp(int(text), line=row.line)
    if text in ("4E", "4I", "4e", "4i"):
        row.warning("sietyp_form", "SIE-typen skrivs med en siffra.", text, "4")
        return records.SieTyp(4, line=row.line)
    row.error("sietyp_unknown", "SIE-typen finns inte.", text or row.shown(), "1, 2, 3 eller 4")
    return None


def _rar(row: Row) -> records.Rar | None:
    year = row.year(1)
    start, end = row.date(2), row.date(3)
    if year is None:
        return None
    if start and end and start > end:
        row.error(
            "year_backwards",
            "Räkenskapsåret slutar innan det börjar.",
            row.shown(),
            "första dagen före sista",
        )
        return None
    if start and end and (end - start).days >= MAX_YEAR_DAYS:
        row.warning(
            "year_long", "Räkenskapsåret är längre än 18 månader.", row.shown(), "12 månader, högst 18"
        )
    return records.Rar(year, start, end, line=row.line)


def _konto(row: Row) -> records.Konto | None:
    number = row.account(1)
    return records.Konto(number, row.text(2), line=row.line) if number else None


def _ktyp(row: Row) -> records.Ktyp | None:
    number, kind = row.account(1), row.text(2).strip().upper()
    if kind not in ("T", "S", "K", "I"):
        row.warning("ktyp_unknown", "Kontotypen finns inte.", kind, "T, S, K eller I")
        return None
    return records.Ktyp(number, kind, line=row.line) if number else None


def _enhet(row: Row) -> records.Enhet | None:
    number = row.account(1)
    return records.Enhet(number, row.text(2), line=row.line) if number else None


def _sru(row: Row) -> records.Sru | None:
    number = row.account(1)
    return records.Sru(number, row.text(2), line=row.line) if number else None


def _underdim(row: Row) -> records.Underdim:
    return records.Underdim(row.text(1), row.text(2), row.text(3), line=row.line)


def _objekt(row: Row) -> records.Objekt:
    return records.Objekt(row.text(1), row.text(2), row.text(3), line=row.line)


def _balance(row: Row) -> records.Balance | None:
    year, account = row.year(1), row.account(2)
    amount, quantity = row.kronor(3)
    if year is None or account is None or amount is None:
        return None
    return records.Balance(row.label, year, account, amount, quantity, line=row.line)


def _object_balance(row: Row) -> records.ObjectBalance | None:
    year, account = row.year(1), row.account(2)
    objects, after = row.objects(3)
    amount, quantity = row.kronor(after)
    if year is None or account is None or amount is None:
        return None
    return records.ObjectBalance(row.label, year, account, objects, amount, quantity, line=row.line)


def _period(row: Row) -> records.PeriodBalance | None:
    year, month, account = row.year(1), values.month(row.text(2)), row.account(3)
    if month is None:
        row.error("period_form", "Perioden går inte att läsa.", row.text(2), "en månad som 202201")
    objects, after = row.objects(4)
    amount, quantity = row.kronor(after)
    if year is None or month is None or account is None or amount is None:
        return None
    return records.PeriodBalance(row.label, year, month, account, objects, amount, quantity, line=row.line)


def _ksumma(row: Row) -> records.Ksumma | None:
    text = row.text(1).strip()
    if not text:
        return records.Ksumma(line=row.line)
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 10:
        return records.Ksumma(int(text) % 2**32, line=row.line)
    row.error("ksumma_form", "Kontrollsumman är inget tal.", text, "ett heltal")
    return None


def plain_trans(line: str, number: int) -> Trans | None:
    """The row of a #TRANS that is written in the most usual way, or None; `trans` reads them all.

    Most rows are such and this halves the time of a file: the budget of 200 000 rows rests on it.
    """
    match = _PLAIN_TRANS.fullmatch(line)
    if match is None:
        return None
    account, inner, amount, day, text = match.groups()
    date = None
    if day:
        date, odd = values.day(day)
        if odd:
            return None
    objects = _pairs(inner) if inner else ()
    if objects is None:
        return None
    return Trans("TRANS", account, objects, Decimal(amount) + 0, date, text or "", line=number)


@lru_cache(maxsize=4096)  # the same few objects stand on most rows
def _pairs(inner: str) -> records.Objects | None:
    found = braced_fields(inner)
    is_odd = len(found) % 2 or inner.count('"') % 2 or not all(each.strip() for each in found)
    if is_odd or len(set(found[::2])) * 2 < len(found):
        return None
    return tuple(zip(found[::2], found[1::2], strict=True))


def trans(row: Row) -> Trans | None:
    """A voucher's row (TRANS, RTRANS, BTRANS), or None when account or amount cannot be read."""
    account = row.account(1)
    objects, after = row.objects(2)
    amount = row.amount(after)
    left = len(row.fields) - after
    date = row.date(after + 1, follows_amount=True) if left > 1 else None
    if account is None or amount is None:
        return None
    text = row.text(after + 2) if left > 2 else _text_in_place_of_date(row, after + 1)
    return Trans(
        row.label,
        account,
        objects,
        amount,
        date,
        text,
        row.quantity(after + 3) if left > 3 else None,
        row.text(after + 4) if left > 4 else "",
        line=row.line,
    )


def _text_in_place_of_date(row: Row, index: int) -> str:
    text = row.text(index)
    return "" if values.day(text)[0] else text


def voucher(row: Row) -> records.Voucher:
    """A voucher's head; its rows come on the lines after it."""
    return records.Voucher(
        series=row.text(1),
        number=row.text(2),
        date=row.date(3, is_required=True),
        text=row.text(4),
        registered=row.date(5),
        sign=row.text(6),
        line=row.line,
    )


BUILDERS: dict[str, Builder] = {
    "FLAGGA": lambda row: records.Flagga(row.text(1).strip(), line=row.line),
    "PROGRAM": lambda row: records.Program(row.text(1), row.text(2), line=row.line),
    "FORMAT": lambda row: records.Format(row.text(1).strip(), line=row.line),
    "GEN": lambda row: records.Gen(row.date(1), row.text(2), line=row.line),
    "SIETYP": _sietyp,
    "PROSA": lambda row: records.Prosa(" ".join(map(row.text, range(1, len(row.fields)))), line=row.line),
    "FTYP": lambda row: records.Ftyp(row.text(1), line=row.line),
    "FNR": lambda row: records.Fnr(row.text(1), line=row.line),
    "ORGNR": lambda row: records.Orgnr(row.text(1).strip(), row.text(2), row.text(3), line=row.line),
    "BKOD": lambda row: records.Bkod(row.text(1), line=row.line),
    "ADRESS": lambda row: records.Adress(row.text(1), row.text(2), row.text(3), row.text(4), line=row.line),
    "FNAMN": lambda row: records.Fnamn(row.text(1), line=row.line),
    "RAR": _rar,
    "TAXAR": lambda row: records.Taxar(row.text(1), line=row.line),
    "OMFATTN": lambda row: records.Omfattn(row.date(1), line=row.line),
    "KPTYP": lambda row: records.Kptyp(row.text(1), line=row.line),
    "VALUTA": lambda row: records.Valuta(row.text(1).strip(), line=row.line),
    "KONTO": _konto,
    "KTYP": _ktyp,
    "ENHET": _enhet,
    "SRU": _sru,
    "DIM": lambda row: records.Dim(row.text(1), row.text(2), line=row.line),
    "UNDERDIM": _underdim,
    "OBJEKT": _objekt,
    "IB": _balance,
    "UB": _balance,
    "RES": _balance,
    "OIB": _object_balance,
    "OUB": _object_balance,
    "PSALDO": _period,
    "PBUDGET": _period,
    "KSUMMA": _ksumma,
}
# Neither the year's balances nor its vouchers: a file is whole without them.
OPTIONAL = frozenset({"PBUDGET", "PSALDO", "OIB", "OUB", "KTYP", "ENHET", "SRU"})
ROW_LABELS = frozenset({"TRANS", "RTRANS", "BTRANS"})
MOST_FIELDS = {
    **dict.fromkeys(("FLAGGA", "FORMAT", "SIETYP", "FTYP", "FNR", "BKOD", "FNAMN", "OMFATTN", "KPTYP"), 1),
    **dict.fromkeys(("VALUTA", "KSUMMA"), 1),
    **dict.fromkeys(("PROGRAM", "GEN", "TAXAR", "KONTO", "KTYP", "ENHET", "SRU", "DIM"), 2),
    **dict.fromkeys(("ORGNR", "RAR", "UNDERDIM", "OBJEKT"), 3),
    **dict.fromkeys(("ADRESS", "IB", "UB", "RES"), 4),
    **dict.fromkeys(("OIB", "OUB"), 5),
    **dict.fromkeys(("PSALDO", "PBUDGET", "VER"), 6),
    **dict.fromkeys(ROW_LABELS, 7),
}
