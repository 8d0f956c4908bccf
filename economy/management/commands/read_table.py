"""Prints a pasted table as the program reads it, and stores nothing."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from economy.pasting.amounts import written
from economy.pasting.notices import Notice
from economy.pasting.table import Table, read_table
from economy.sie.encoding import detect_encoding

_SMALL = Decimal(100_000)  # no förbund has so little in kronor


class Command(BaseCommand):
    """`read_table FILE --year Y`: columns, rows and what does not add up."""

    help = "Visar hur en inklistrad tabell läses. Inget sparas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="en textfil med tabellen som den klistras in")
        parser.add_argument("--year", type=int, required=True, help="förbundets år, för rubriker utan år")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, file: Path, year: int, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} går inte att öppna.") from error
        table = _with_doubt(read_table(_text(content), year=year))
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(table), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_as_text(table))


def _with_doubt(table: Table) -> Table:
    """Tell that amounts are taken for kronor, where nothing says so and they may be thousands."""
    found = [abs(amount) for row in table.rows for amount in row.amounts if amount]
    if not found or max(found) >= _SMALL or all(column.unit for column in table.columns):
        return table
    what = f"Tabellen säger inte vilken enhet den har. {written(max(found), 'kr')} kan också vara tusental."
    return replace(table, warnings=(*table.warnings, Notice("Enheten", what)))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        name = detect_encoding(content).name
        return content.decode({"ascii": "cp1252"}.get(name, name), errors="replace")


def _as_json(table: Table) -> dict[str, Any]:
    return {
        "columns": [{"head": each.head, "year": each.year, "kind": each.kind} for each in table.columns],
        "rows": [
            {
                "label": row.label,
                "role": row.role,
                "is_sum": row.is_sum,
                "amounts": [None if amount is None else f"{amount:f}" for amount in row.amounts],
            }
            for row in table.rows
        ],
        "errors": [{"where": each.where, "what": each.what} for each in table.errors],
        "warnings": [{"where": each.where, "what": each.what} for each in table.warnings],
    }


def _as_text(table: Table) -> str:
    lines = ["\t".join(["", *(each.head for each in table.columns)])]
    for row in table.rows:
        cells = ("" if amount is None else written(amount, "kr") for amount in row.amounts)
        lines.append("\t".join([row.label + (" (summa)" if row.is_sum else ""), *cells]))
    lines += [f"{each.where}: {each.what}" for each in (*table.errors, *table.warnings)]
    return "\n".join(lines)
