"""Other programs' files, held against what an independent reader found in each."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from economy.sie import kinds, parse
from economy.sie.findings import FindingLog
from economy.sie.lexer import split_fields
from economy.sie.preview import preview_of_file, sums_of_tally
from economy.sie.reader import SieFile, read
from economy.sie.row import Row
from tests.economy.sie.real_files import ABSENT, FOLDER, expected

ROWS = expected()
pytestmark = pytest.mark.skipif(not ROWS, reason=ABSENT)

# Why a file gives another figure than the independent reader's, each looked up in the file itself.
NOT_A_WHOLE_YEAR = "a 4I holds chosen vouchers, so its balances are not held against them; it warns of them"
DEVIATIONS = {
    ("idstam__jsisie/Sie4.si", "acct_IB+T=UB_bad"): NOT_A_WHOLE_YEAR,
    ("neam__php-sie/Sie4.si", "acct_IB+T=UB_bad"): NOT_A_WHOLE_YEAR,
}

REFUSED = {
    "idstam__jsisie/Sie3.se": {"account_not_digits"},
    "idstam__jsisie/Sie4.se": {"account_not_digits", "closing_differs", "result_differs"},
    "idstam__jsisie/XE_SIE_4_20151125095119.SE": {"voucher_unbalanced"},
    "idstam__jsisie/testWrite.se": {"voucher_unbalanced"},
    "idstam__jsisie/transaktioner_ovnbolag-bad-balance.se": {"voucher_unbalanced", "closing_differs"},
    "neam__php-sie/sie_file.se": {"voucher_unbalanced"},
    "neam__php-sie/sie_file_with_unknown_entries.se": {"voucher_unbalanced"},
}

Figure = Callable[[SieFile], object]


def _number(value: object) -> str:
    return "" if value in (None, 0) else str(value)


def _sum(name: str) -> Figure:
    def figure(file: SieFile) -> object:
        value = sums_of_tally(file.tally)[name]
        return "" if value is None else Decimal(value)

    return figure


def _count(code: str) -> Figure:
    return lambda file: sum(1 for finding in file.findings if finding.code == code)


def _program(file: SieFile) -> str:
    return f"{file.tally.header.program} {file.tally.header.program_version}"


def _year(file: SieFile) -> str:
    year = file.tally.header.years.get(0)
    if year is None:
        return ""
    return "-".join(f"{day:%Y%m%d}" if day else "" for day in (year.start, year.end))


def _unknown(file: SieFile) -> str:
    labels = [r.label for r in file.records if type(r).__name__ == "Unknown"]
    return ",".join(f"{label}:{labels.count(label)}" for label in dict.fromkeys(labels))


def _series(file: SieFile) -> str:
    return ",".join(f"{name or '(blank)'}:{n}" for name, n in sorted(file.tally.series.items()))


TEXTS: dict[str, Figure] = {
    "bytes": lambda f: str(f.size),
    "encoding": lambda f: f.encoding.name,
    "eol": lambda f: f.eol,
    "program": _program,
    "format": lambda f: f.tally.header.format,
    "sietyp": lambda f: str(f.tally.header.sietyp),
    "flagga": lambda f: f.tally.header.flagga,
    "fnamn": lambda f: f.tally.header.name,
    "rar0": _year,
    "omfattn": lambda f: f"{f.tally.header.covers_to:%Y%m%d}" if f.tally.header.covers_to else "",
    "valuta": lambda f: f.tally.header.currency,
    "series": _series,
    "multi_dim_trans": lambda f: _number(f.tally.many_objects),
    "trans_qty": lambda f: _number(f.tally.with_quantity),
    "unknown_labels": _unknown,
}
TEXTS |= {
    f"n_{label}": (lambda f, label=label: _number(f.tally.labels[label]))
    for label in (
        "KONTO", "SRU", "DIM", "UNDERDIM", "OBJEKT", "IB", "UB", "RES", "OIB", "OUB", "PSALDO",
        "PBUDGET", "VER", "TRANS", "RTRANS", "BTRANS",
    )
}  # fmt: skip
NUMBERS: dict[str, Figure] = {
    "sum_trans_debit": _sum("debit"),
    "sum_IB0": _sum("opening"),
    "sum_UB0": _sum("closing"),
    "sum_RES0": _sum("result"),
    "UB0_plus_RES0": _sum("closing_and_result"),
    "ver_unbalanced": lambda f: f.tally.unbalanced,
    "empty_ver": lambda f: f.tally.empty,
}
RECONCILED: dict[str, Figure] = {
    "acct_IB+T=UB_bad": _count("closing_differs"),
    "acct_T=RES_bad": _count("result_differs"),
}
COLUMNS = [*TEXTS, *NUMBERS, *RECONCILED, "ksumma"]


@pytest.fixture(scope="module")
def files() -> dict[str, SieFile]:
    """Every file, read once."""
    return {row["file"]: read(FOLDER / row["file"]) for row in ROWS}


def _deviations(column: str, files: dict[str, SieFile]) -> list[tuple[str, str, object]]:
    found = []
    for row in ROWS:
        file, given = files[row["file"]], row[column]
        if (row["file"], column) in DEVIATIONS:
            continue
        if column == "ksumma":
            ours: object = _checksum(file)
        elif column in TEXTS:
            ours = TEXTS[column](file)
        elif not given:
            continue
        else:
            ours, given = Decimal((NUMBERS | RECONCILED)[column](file)), Decimal(given)
        if ours != given:
            found.append((row["file"], given, ours))
    return found


def _checksum(file: SieFile) -> str:
    if file.tally.checksum is None:
        return ""
    given, match = file.tally.checksum
    return f"given={given} match=['{match}']"


@pytest.mark.parametrize("column", COLUMNS)
def test_every_file_gives_the_independent_readers_figure(column: str, files: dict[str, SieFile]) -> None:
    assert _deviations(column, files) == []


def test_the_named_deviations_are_still_deviations(files: dict[str, SieFile]) -> None:
    rows = {row["file"]: row for row in ROWS}
    for name, column in DEVIATIONS:
        assert str(({**TEXTS, **NUMBERS, **RECONCILED})[column](files[name])) != rows[name][column]


def test_only_files_that_contradict_themselves_are_refused(files: dict[str, SieFile]) -> None:
    refused = {
        name: {finding.code for finding in file.errors}
        for name, file in files.items()
        if not file.is_accepted
    }
    assert refused == REFUSED


def test_a_whole_year_that_passed_has_opening_and_movement_equal_to_closing(
    files: dict[str, SieFile],
) -> None:
    checked = 0
    for file in files.values():
        if not file.is_accepted or kinds.kind_of(file.tally, file.name) != "4E":
            continue
        opening, closing = (file.tally.balances[label].get(0, {}) for label in ("IB", "UB"))
        for account in closing:
            moved = file.tally.movements.get(account, Decimal(0))
            assert opening.get(account, Decimal(0)) + moved == closing[account]
            checked += 1
    assert checked > 400


def test_a_file_moved_to_utf_8_with_lost_letters_is_shown_as_such(files: dict[str, SieFile]) -> None:
    encoding = files["idstam__jsisie/SIE4_Exempelfil_med_underdim.SE"].encoding
    assert (encoding.name, encoding.destroyed) == ("utf-8", 702)


def test_reading_without_keeping_records_tells_the_same(files: dict[str, SieFile]) -> None:
    for name, file in files.items():
        assert preview_of_file(read(FOLDER / name, keeps_records=False)) == preview_of_file(file)


def test_the_quick_way_to_read_a_row_tells_what_the_careful_way_tells() -> None:
    compared = 0
    for row in ROWS:
        for line in (FOLDER / row["file"]).read_bytes().decode("cp437").splitlines():
            quick = parse.plain_trans(line.strip(), 7)
            if quick:
                findings = FindingLog()
                fields, oddity = split_fields(line.strip())
                assert quick == parse.trans(Row("TRANS", fields, 7, findings))
                assert (oddity, findings.kept) == (None, [])
                compared += 1
    assert compared > 3_000
