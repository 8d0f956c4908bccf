"""The reading keeps its budget of time and memory."""

from economy.sie.reader import read
from tests.bench.sie_files import MAX_MEGABYTES, made_file, measure


def test_the_measured_file_is_one_that_passes() -> None:
    file = read(made_file(400))
    assert (file.errors, file.tally.labels["TRANS"]) == ((), 400)


def test_memory_does_not_grow_with_the_vouchers_when_they_are_not_kept() -> None:
    small, large = measure(2_000, keeps_records=False), measure(40_000, keeps_records=False)
    assert large.megabytes - small.megabytes < 12  # numbers of vouchers, to find those given twice


def test_forty_thousand_rows_fit_well_within_the_memory() -> None:
    assert measure(40_000).megabytes < MAX_MEGABYTES / 3
