"""Files broken at random: findings, never an exception."""

import json
import os
import random
import time

import pytest

from economy.sie.findings import Severity
from economy.sie.preview import preview_of_file
from economy.sie.reader import read
from tests.economy.sie.real_files import FOLDER, expected
from tests.economy.sie.samples import ACCRUALS, YEAR

SECONDS = float(os.environ.get("FINSAM_FUZZ_SECONDS", "6"))
LEAST = 40  # files
MOST = 40_000  # bytes of a file, so that many are tried
SCRAPS = (
    b'"', b"\\", b'\\"', b"{", b"}", b"{}", b"#", b"\t", b"\r", b"\n", b"\x00", b"\xff", b"\x1a", b"-", b",", b".",
    b"#VER A 1 20210229\n{\n", b"#TRANS 1930 {", b"#RTRANS 1930 {} 1", b"#KSUMMA", b"#KSUMMA 1\n", b"#SIETYP 9",
    b"#RAR 0 99999999 00000000\n", b"#RAR -999999999999 1 2\n", b"9" * 400, b"NaN", b"Infinity", b"1e999999999",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3", "٣".encode(), b"#IB 0 1930 -\n", b"#UB - - -\n", b"#", b"# #\n",
)  # fmt: skip


def _broken(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(broken) + 1)
        end = min(len(broken), at + chance.choice((1, 2, 8, 40, 400)))
        match chance.randrange(5):
            case 0:
                broken[at:end] = b""
            case 1:
                broken[at:at] = chance.choice(SCRAPS)
            case 2:
                broken[at:end] = chance.randbytes(end - at)
            case 3:
                broken[at:at] = broken[at:end]
            case _:
                broken[at:end] = chance.choice(SCRAPS)
    return bytes(broken)


def _fed_to_the_reader(seeds: list[bytes], seconds: float) -> int:
    chance, tried, stop = random.Random(2021), 0, time.monotonic() + seconds
    while time.monotonic() < stop or tried < LEAST:  # a busy machine tries as many
        data = _broken(chance.choice(seeds)[:MOST], chance)
        file = read(data, name=chance.choice(("a.se", "a.si", "")))
        json.dumps(preview_of_file(file))
        assert file.is_accepted == (not any(f.severity is Severity.ERROR for f in file.findings))
        tried += 1
    return tried


def test_our_own_samples_broken_at_random_give_findings_and_no_exception() -> None:
    assert _fed_to_the_reader([YEAR.read_bytes(), ACCRUALS.read_bytes()], SECONDS / 2) >= LEAST


@pytest.mark.skipif(not expected(), reason="other programs' files do not lie beside the project")
def test_other_programs_files_broken_at_random_give_findings_and_no_exception() -> None:
    seeds = [(FOLDER / row["file"]).read_bytes() for row in expected()]
    assert _fed_to_the_reader(seeds, SECONDS) >= LEAST
