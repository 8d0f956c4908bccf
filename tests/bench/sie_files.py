"""How long a SIE file takes to read and how much memory, and how both grow with its rows."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from economy.sie import records
from economy.sie.reader import read
from economy.sie.writer import Sender, year_file

SIZES = (2_000, 20_000, 200_000)
MAX_SECONDS = 6.0
MAX_MEGABYTES = 300.0
ROWS_PER_VOUCHER = 4
_YEAR = records.Rar(0, date(2021, 1, 1), date(2021, 12, 31))
_SENDER = Sender("Samordningsförbundet Exempelbygden", "222000-0000", date(2022, 1, 15))


@dataclass(frozen=True, slots=True)
class Measurement:
    """One reading: rows of vouchers, bytes, seconds, and the process's largest memory in megabytes.

    `cpu_seconds` leaves out what a busy machine gave to others.
    """

    rows: int
    bytes: int
    seconds: float
    cpu_seconds: float
    megabytes: float


def measure(rows: int, *, keeps_records: bool = True) -> Measurement:
    """Read a made file of so many voucher rows in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matning.se"
        path.write_bytes(made_file(rows))
        command = [sys.executable, "-m", "tests.bench.sie_files", str(path), str(int(keeps_records))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return Measurement(rows=rows, **json.loads(done.stdout))


def growth(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """A measurement for each size, smallest first."""
    return [measure(rows) for rows in sizes]


def made_file(rows: int) -> bytes:
    """A SIE 4E with so many rows (a multiple of four), as a kommun's program would write it."""
    registers: list[records.Record] = [records.Dim("1", "Kostnadsställe"), records.Dim("6", "Projekt")]
    registers += [records.Objekt("6", str(number), f"Insats {number}") for number in range(100, 140)]
    registers += [records.Konto(str(number), f"Konto {number}") for number in range(1900, 6100)]
    return year_file(_SENDER, _YEAR, registers, {"1930": Decimal(0)}, _vouchers(rows))


def _vouchers(rows: int) -> Iterator[records.Voucher]:
    for number in range(1, rows // ROWS_PER_VOUCHER + 1):
        day = date(2021, 1, 1) + timedelta(days=number % 365)
        kronor = Decimal(number * 137 % 1_000_000) / 100
        objects = (("6", str(100 + number % 40)),)
        parts: tuple[tuple[str, records.Objects, Decimal], ...] = (
            (str(4000 + number % 2000), objects, kronor),
            ("2640", (), kronor / 4),
        )
        amounts = [(account, marks, amount.quantize(Decimal("0.01"))) for account, marks, amount in parts]
        total = sum((amount for _, _, amount in amounts), Decimal(0))
        amounts += [("1930", (), -total), ("3740", (), Decimal("0.00"))]
        yield records.Voucher(
            "A",
            str(number),
            day,
            f"Leverantörsfaktura {number}",
            rows=tuple(
                records.Trans("TRANS", account, marks, amount, day, f"Faktura {number} från leverantör")
                for account, marks, amount in amounts
            ),
        )


def _peak_kilobytes() -> int:
    """This program's largest memory; getrusage would give the parent's when that was larger."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _read_here(path: str, keeps_records: str) -> None:
    start, cpu_start = time.perf_counter(), time.process_time()
    file = read(Path(path), keeps_records=keeps_records == "1")
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    if not file.is_accepted:
        raise SystemExit(str(file.errors[0]))
    megabytes = _peak_kilobytes() / 1024
    found = asdict(Measurement(0, file.size, round(seconds, 3), round(cpu_seconds, 3), round(megabytes, 1)))
    del found["rows"]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _read_here(*sys.argv[1:])
