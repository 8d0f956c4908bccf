"""Writing SIE: 4I, vouchers out to the bookkeeper, and 4E, a whole year; always in CP437 with CRLF."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from economy.sie import records
from economy.sie.checksum import Checksum
from economy.sie.lexer import split_fields
from economy.sie.records import Objects, Record, Trans, Voucher
from finsam.errors import DomainError

# Print's own signs that CP437 lacks; anything else that it lacks loses its accent or becomes a question mark.
_REPLACED = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "”": '"', "“": '"', "…": "...",
                           "€": "EUR", "•": "*", "\u202f": "\u00a0", "\u2010": "-", "\u2011": "-"})  # fmt: skip
_BACKSLASH = re.compile(r'\\(?="|$)')
_CONTROLS = dict.fromkeys([*range(32), 127], " ")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes the file, when, and whose books it is about."""

    name: str
    organisation_number: str
    made_on: dt.date
    made_by: str = ""
    program: str = "finsam"
    version: str = ""


def write_records(written: Iterable[Record], *, has_checksum: bool = False) -> bytes:
    """The records in their order as a file; with a checksum it is opened after #FLAGGA and closed at the end."""
    lines: list[str] = []
    for record in written:
        lines.extend(_lines(record))
        if has_checksum and isinstance(record, records.Flagga):
            lines.append("#KSUMMA")
    if has_checksum:
        lines.append(f"#KSUMMA {_checksum(lines)}")
    return b"".join(fitted_text(line).encode("cp437") + b"\r\n" for line in lines)


def vouchers_file(sender: Sender, vouchers: Iterable[Voucher], *, year: records.Rar | None = None) -> bytes:
    """A SIE 4I of vouchers that balance; DomainError names one that does not."""
    kept = list(vouchers)
    for voucher in kept:
        if voucher.total():
            raise DomainError(f"Verifikation {voucher.name} går inte jämnt ut och skrivs inte.")
    return write_records([*_head(sender, [year] if year else []), *kept])


def year_file(
    sender: Sender,
    year: records.Rar,
    registers: Iterable[Record],
    opening: dict[str, Decimal],
    vouchers: Iterable[Voucher],
) -> bytes:
    """A SIE 4E whose UB and RES follow from the opening balances and the vouchers.

    `registers` are accounts, dimensions and objects; accounts of class 1 and 2 are balance accounts.
    """
    kept = list(vouchers)
    moved = dict(opening)
    for row in (row for voucher in kept for row in voucher.rows):
        moved[row.account] = moved.get(row.account, Decimal(0)) + row.amount
    balances: list[Record] = [records.Balance("IB", 0, a, amount) for a, amount in opening.items()]
    for account, amount in sorted(moved.items()):
        label = "UB" if account[0] in "12" or account in opening else "RES"
        balances.append(records.Balance(label, 0, account, amount))
    return write_records([*_head(sender, [year]), *registers, *balances, *kept])


def fitted_text(text: str) -> str:
    """The text with only signs that CP437 has."""
    if text.isascii():
        return text
    text = text.translate(_REPLACED)
    return "".join(sign if _is_writable(sign) else _nearest(sign) for sign in text)


def _is_writable(sign: str) -> bool:
    return sign.encode("cp437", errors="ignore") != b""


def _nearest(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign).encode("cp437", errors="ignore").decode("cp437")
    return plain or "?"


def _checksum(lines: list[str]) -> int:
    checksum = Checksum("cp437")
    for line in lines[lines.index("#KSUMMA") + 1 :]:
        if line[0] == "#":
            checksum.feed(split_fields(fitted_text(line))[0])
    return checksum.sums["cp437"]


def _head(sender: Sender, years: list[records.Rar]) -> Iterator[Record]:
    yield records.Flagga("0")
    yield records.Program(sender.program, sender.version)
    yield records.Format("PC8")
    yield records.Gen(sender.made_on, sender.made_by)
    yield records.SieTyp(4)
    yield records.Orgnr(sender.organisation_number)
    yield records.Fnamn(sender.name)
    yield from years


def _lines(record: Record) -> Iterator[str]:
    if isinstance(record, Voucher):
        yield from _voucher(record)
    elif isinstance(record, records.Unknown):
        yield _joined(f"#{record.label}", *map(_text, record.fields))
    else:
        label = getattr(record, "label", type(record).__name__.upper())
        yield _joined(f"#{label}", *_FIELDS[type(record)](record))


def _voucher(voucher: Voucher) -> Iterator[str]:
    yield _joined(
        "#VER", _text(voucher.series), _text(voucher.number), _day(voucher.date), _text(voucher.text),
        _day(voucher.registered), _text(voucher.sign),
    )  # fmt: skip
    yield "{"
    yield from (_row(row) for row in voucher.removed)
    added = list(voucher.added)
    for row in voucher.rows:
        if added and (row.account, row.objects, row.amount) == (
            added[0].account, added[0].objects, added[0].amount,
        ):  # fmt: skip
            yield _row(added.pop(0))
        yield _row(row)
    yield "}"


def _row(row: Trans) -> str:
    return _joined(
        f"#{row.label}", row.account, _objects(row.objects), _amount(row.amount), _day(row.date),
        _text(row.text), _quantity(row.quantity), _text(row.sign),
    )  # fmt: skip


def _joined(*parts: str) -> str:
    """The parts with blanks between, without the empty ones at the end."""
    kept = list(parts)
    while len(kept) > 1 and kept[-1] == '""':
        kept.pop()
    return " ".join(kept)


def _text(text: str) -> str:
    """A text between quotes; the format has no way to write a backslash before a quote, so a blank comes between."""
    plain = _BACKSLASH.sub(r"\\ ", fitted_text(text.translate(_CONTROLS)))
    return '"' + plain.replace('"', '\\"') + '"'


def _day(day: dt.date | None) -> str:
    return f"{day:%Y%m%d}" if day else '""'


def _amount(amount: Decimal) -> str:
    return f"{amount + 0:f}"


def _quantity(quantity: Decimal | None) -> str:
    return '""' if quantity is None else f"{quantity:f}"


def _objects(objects: Objects) -> str:
    return "{" + " ".join(f"{_text(dim)} {_text(number)}" for dim, number in objects if number.strip()) + "}"


_FIELDS: dict[type, Callable[[Any], tuple[str, ...]]] = {
    records.Flagga: lambda r: (r.value,),
    records.Program: lambda r: (_text(r.name), _text(r.version)),
    records.Format: lambda r: (r.name,),
    records.Gen: lambda r: (_day(r.date), _text(r.sign)),
    records.SieTyp: lambda r: (str(r.number),),
    records.Prosa: lambda r: (_text(r.text),),
    records.Ftyp: lambda r: (_text(r.code),),
    records.Fnr: lambda r: (_text(r.identity),),
    records.Orgnr: lambda r: (_text(r.number), _text(r.acquisition), _text(r.activity)),
    records.Bkod: lambda r: (_text(r.code),),
    records.Adress: lambda r: (_text(r.contact), _text(r.street), _text(r.postal), _text(r.telephone)),
    records.Fnamn: lambda r: (_text(r.name),),
    records.Rar: lambda r: (str(r.year), _day(r.start), _day(r.end)),
    records.Taxar: lambda r: (_text(r.year),),
    records.Omfattn: lambda r: (_day(r.date),),
    records.Kptyp: lambda r: (_text(r.kind),),
    records.Valuta: lambda r: (r.code,),
    records.Konto: lambda r: (r.number, _text(r.name)),
    records.Ktyp: lambda r: (r.account, r.kind),
    records.Enhet: lambda r: (r.account, _text(r.unit)),
    records.Sru: lambda r: (r.account, _text(r.code)),
    records.Dim: lambda r: (_text(r.number), _text(r.name)),
    records.Underdim: lambda r: (_text(r.number), _text(r.name), _text(r.parent)),
    records.Objekt: lambda r: (_text(r.dimension), _text(r.number), _text(r.name)),
    records.Balance: lambda r: (str(r.year), r.account, _amount(r.amount), _quantity(r.quantity)),
    records.ObjectBalance: lambda r: (
        str(r.year), r.account, _objects(r.objects), _amount(r.amount), _quantity(r.quantity),
    ),
    records.PeriodBalance: lambda r: (
        str(r.year), f"{r.period:%Y%m}", r.account, _objects(r.objects), _amount(r.amount),
        _quantity(r.quantity),
    ),
    records.Ksumma: lambda r: (() if r.value is None else (str(r.value),)),
}  # fmt: skip
