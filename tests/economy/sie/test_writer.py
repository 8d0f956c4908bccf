"""What the writer writes the reader reads, for any ledger."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economy.sie import parse, records
from economy.sie.findings import FindingLog
from economy.sie.lexer import split_fields
from economy.sie.reader import read
from economy.sie.records import Trans, Voucher
from economy.sie.row import Row
from economy.sie.writer import Sender, fitted_text, vouchers_file, write_records, year_file
from finsam.errors import DomainError
from tests.economy.sie.samples import YEAR

SENDER = Sender("Samordningsförbundet Exempelbygden", "222000-0000", dt.date(2022, 1, 15), "ek")
RAR = records.Rar(0, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
SIGNS = "".join(chr(n) for n in range(32, 127)) + bytes(range(128, 256)).decode("cp437")

# The format has no way to write a backslash before a quote: see the test of the blank that comes between.
texts = st.text(st.sampled_from(SIGNS), max_size=30).map(lambda text: re.sub(r'\\(?="|$)', r"\\ ", text))
days = st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
amounts = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
accounts = st.integers(1000, 9999).map(str)
quantities = st.none() | st.decimals(-1000, 1000, places=3, allow_nan=False)
objects = st.lists(
    st.tuples(st.sampled_from(["1", "6", "20"]), texts.filter(str.strip)),
    max_size=3,
    unique_by=lambda pair: pair[0],
).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Trans, ...]:
    free = draw(
        st.lists(
            st.builds(
                Trans,
                st.just("TRANS"),
                accounts,
                objects,
                amounts,
                st.none() | days,
                texts,
                quantities,
                texts,
            ),
            max_size=5,
        )
    )
    rest = -sum((row.amount for row in free), Decimal(0))
    return (*free, Trans("TRANS", draw(accounts), (), rest))


@st.composite
def vouchers(draw: st.DrawFn) -> Voucher:
    kept = draw(rows())
    chosen = draw(st.lists(st.booleans(), min_size=len(kept), max_size=len(kept)))
    added = tuple(
        Trans("RTRANS", row.account, row.objects, row.amount, draw(days), sign="ek")
        for row, is_added in zip(kept, chosen, strict=True)
        if is_added
    )
    return Voucher(
        draw(texts), draw(texts), draw(days), draw(texts), draw(st.none() | days), draw(texts), kept,
        added if _is_plain(kept, added) else (),
    )  # fmt: skip


def _is_plain(kept: tuple[Trans, ...], added: tuple[Trans, ...]) -> bool:
    """Whether no two rows are alike, so that it is plain which of them was added."""
    keys = {(row.account, row.objects, row.amount) for row in kept}
    return len(keys) == len(kept) and bool(added)


@given(
    st.lists(vouchers(), max_size=6),
    st.dictionaries(accounts, amounts, max_size=5),
    st.lists(texts, max_size=3),
)
def test_what_the_writer_writes_the_reader_reads(
    booked: list[Voucher], opening: dict[str, Decimal], names: list[str]
) -> None:
    registers: list[records.Record] = [
        records.Konto(str(1000 + number), name) for number, name in enumerate(names)
    ]
    file = read(year_file(SENDER, RAR, registers, opening, booked), encoding="cp437")
    assert file.errors == ()
    assert file.vouchers == tuple(booked)
    assert [r for r in file.records if isinstance(r, records.Konto)] == registers
    assert file.tally.balances["IB"].get(0, {}) == opening


@given(st.lists(vouchers(), min_size=1, max_size=6), st.dictionaries(accounts, amounts, max_size=5))
def test_opening_and_movement_is_closing_in_every_file_that_passes(
    booked: list[Voucher], opening: dict[str, Decimal]
) -> None:
    tally = read(year_file(SENDER, RAR, [], opening, booked)).tally
    closing = {**tally.balances["UB"].get(0, {}), **tally.balances["RES"].get(0, {})}
    for account in {*closing, *opening, *tally.movements}:
        moved = tally.movements.get(account, Decimal(0))
        assert opening.get(account, Decimal(0)) + moved == closing[account]


@given(st.lists(vouchers(), max_size=4))
def test_a_checksum_that_the_writer_made_is_right(booked: list[Voucher]) -> None:
    head: list[records.Record] = [records.Flagga("0"), records.SieTyp(4), records.Fnamn('Förbundet \\ "ett"')]
    file = read(write_records([*head, *booked], has_checksum=True), encoding="cp437")
    assert file.tally.checksum is not None
    assert file.tally.checksum[1] == "cp437"


@given(vouchers())
def test_the_quick_way_to_read_a_row_tells_what_the_careful_way_tells(booked: Voucher) -> None:
    for line in write_records([booked]).decode("cp437").splitlines():
        quick = parse.plain_trans(line, 7)
        if quick:
            findings = FindingLog()
            fields, oddity = split_fields(line)
            careful = parse.trans(Row("TRANS", fields, 7, findings))
            assert (quick, quick.line, oddity, findings.kept) == (careful, 7, None, [])


def test_a_file_that_was_changed_after_its_checksum_is_refused() -> None:
    data = write_records(read(YEAR).records, has_checksum=True).replace(b"-1000000.00", b"-2000000.00")
    assert "ksumma_wrong" in [finding.code for finding in read(data).errors]


def test_a_checksum_that_is_never_closed_refuses() -> None:
    data = write_records(read(YEAR).records, has_checksum=True)
    assert [f.code for f in read(data[: data.rindex(b"#KSUMMA")]).errors] == ["ksumma_open"]


def test_a_checksum_still_holds_after_a_move_to_utf_8() -> None:
    data = write_records(read(YEAR).records, has_checksum=True).decode("cp437").encode()
    assert read(data).is_accepted


def test_a_file_that_was_read_is_written_the_same() -> None:
    first = read(YEAR)
    assert read(write_records(first.records)).records == first.records


def test_accruals_go_out_as_a_4i_that_our_own_reader_finds_nothing_wrong_with() -> None:
    rows_ = (
        Trans("TRANS", "4511", (("6", "100"),), Decimal("12500.25")),
        Trans("TRANS", "2910", (), Decimal("-12500.25")),
    )
    file = read(vouchers_file(SENDER, [Voucher("", "", dt.date(2021, 12, 31), "Periodisering", rows=rows_)]))
    assert (file.findings, file.vouchers[0].rows) == ((), rows_)


def test_an_accrual_that_does_not_balance_is_never_written() -> None:
    lame = Voucher("P", "1", dt.date(2021, 12, 31), rows=(Trans("TRANS", "2910", (), Decimal(1)),))
    with pytest.raises(DomainError, match=r"^Verifikation P 1 går inte jämnt ut och skrivs inte\.$"):
        vouchers_file(SENDER, [lame])


def test_signs_that_cp437_lacks_get_the_nearest_it_has() -> None:
    assert fitted_text("Vår – “plan” Łódź 5 € Š 漢") == 'Vår - "plan" ?ódz 5 EUR S ?'


@pytest.mark.parametrize(
    ("text", "written"), [("C:\\bok\\", "C:\\bok\\ "), ('\\"', '\\ "'), ("a\\b", "a\\b")]
)
def test_a_blank_keeps_a_backslash_from_the_quote_after_it(text: str, written: str) -> None:
    (name,) = read(write_records([records.Fnamn(text)])).records
    assert name == records.Fnamn(written)
