"""Rows that are written as lines, a bar between their parts, and read back the same."""

from __future__ import annotations


def as_row(first: str, *rest: str) -> str:
    """Write a row on a line, with as many bars as it needs; further lines of it begin with two spaces."""
    parts = [first, *rest]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join(parts).replace("\r\n", "\n").replace("\n", "\n  ")


def rows_of(told: str, parts: int) -> list[tuple[str, ...]]:
    """Read the rows; a bar beyond the last part belongs to it, and a line that begins with two spaces to the one above."""
    lines: list[str] = []
    for line in told.splitlines():
        if lines and line.startswith(("  ", "\t")):
            lines[-1] += "\n" + line.strip()
        else:
            lines.append(line)
    rows = [[part.strip() for part in line.split("|", parts - 1)] for line in lines]
    return [(*row, *[""] * (parts - len(row))) for row in rows]


def several(told: str) -> list[str]:
    """Read names, one on each line."""
    return [line.strip() for line in told.splitlines() if line.strip()]
