"""What was read, as plain data that both the page and the command show."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from economy.sie import kinds
from economy.sie.reader import SieFile
from economy.sie.tally import ZERO, Tally


def preview_of_file(file: SieFile) -> dict[str, Any]:
    """The file's header, character set, counts, sums and findings; amounts as texts, dates as ISO."""
    tally = file.tally
    return {
        "file": file.name,
        "bytes": file.size,
        "sha256": file.sha256,
        "line_ends": file.eol,
        "is_accepted": file.is_accepted,
        "kind": kinds.kind_of(tally, file.name) if tally.labels else "",
        "encoding": {**asdict(file.encoding), "label": file.encoding.label},
        "header": _header(tally),
        "counts": dict(sorted(tally.labels.items())),
        "accounts": len(tally.accounts),
        "vouchers": _vouchers(tally),
        "sums": {name: _written(value) for name, value in sums_of_tally(tally).items()},
        "checksum": _checksum(tally),
        "error_count": file.error_count,
        "warning_count": file.warning_count,
        "errors": [asdict(finding) for finding in file.errors],
        "warnings": [asdict(finding) for finding in file.warnings],
        "findings_not_shown": file.left_out,
    }


def sums_of_tally(tally: Tally) -> dict[str, Decimal | None]:
    """Sums in kronor of the file's own year; None where the file has none of the kind."""
    of_now = {label: years.get(0, {}) for label, years in tally.balances.items()}
    totals = {label: sum(found.values(), ZERO) if found else None for label, found in of_now.items()}
    closing, result = totals["UB"], totals["RES"]
    return {
        "debit": tally.debit if tally.series else None,
        "opening": totals["IB"],
        "closing": closing,
        "result": result,
        "closing_and_result": None if closing is None or result is None else closing + result,
    }


def _header(tally: Tally) -> dict[str, Any]:
    head = asdict(tally.header)
    del head["lines"]
    head["address"] = list(tally.header.address)
    head["years"] = {str(year): [_iso(rar.start), _iso(rar.end)] for year, rar in tally.header.years.items()}
    head["made_on"], head["covers_to"] = _iso(tally.header.made_on), _iso(tally.header.covers_to)
    return head


def _vouchers(tally: Tally) -> dict[str, Any]:
    return {
        "count": tally.series.total(),
        "series": dict(sorted(tally.series.items())),
        "first_date": _iso(tally.first_date),
        "last_date": _iso(tally.last_date),
        "unbalanced": tally.unbalanced,
        "empty": tally.empty,
        "outside_year": tally.outside_year,
        "rows_with_many_objects": tally.many_objects,
        "rows_with_quantity": tally.with_quantity,
    }


def _checksum(tally: Tally) -> dict[str, Any] | None:
    if tally.checksum is None:
        return None
    given, match = tally.checksum
    return {"given": given, "matches_in": match}


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
