"""Prints a file of balances, vouchers or a budget as the program reads it, and stores nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from economy.actions.ledger import refuse_too_large
from economy.imports.reading_figures import KINDS, Figures, Notice, read_figures
from finsam.errors import DomainError
from finsam.swedish import money


class Command(BaseCommand):
    """`read_figures FILE --year Y`: accounts or a budget's rows, and what is wrong or doubtful.

    The file is read as the page Bokföring reads it: SIE 1–4 and 4I, Excel and CSV. Amounts are kronor. Accounts have
    debit plus and credit minus, as books have them; from vouchers without balances (SIE 4I, lists of transactions)
    they open with 0 and close with the sum of their rows. A budget's rows have the signs that the file has. A file
    that is refused has `is_accepted` false, and only `errors` and `warnings`.
    """

    help = "Visar hur en fil med saldon, verifikationer eller budget läses. Inget sparas."
    requires_system_checks = ()  # nothing is asked of the database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="SIE, Excel (xlsx) eller CSV")
        parser.add_argument("--year", type=int, required=True, help="förbundets räkenskapsår")
        parser.add_argument(
            "--kind", choices=KINDS, default="", help="vad filen innehåller, om den inte säger det"
        )
        parser.add_argument("--sheet", default="", help="bladet i Excel-filen, när det finns flera")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, file: Path, year: int, kind: str, sheet: str, **options: Any) -> None:
        if not 1900 <= year <= 2200:
            raise CommandError("Skriv ett år mellan 1900 och 2200.")
        found = _read(file, year=year, kind=kind, sheet=sheet)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_as_text(found))


def _read(file: Path, *, year: int, kind: str, sheet: str) -> Figures:
    try:
        refuse_too_large(file.name, file.stat().st_size)
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} går inte att öppna.") from error
    except DomainError as refusal:
        return Figures(kind, errors=(Notice("Filen", str(refusal)),))
    return read_figures(content, name=file.name, year=year, kind=kind, sheet=sheet)


def _as_json(found: Figures) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "is_accepted": found.is_accepted,
        "accounts": [
            {"number": each.number, "opening": f"{each.opening:f}", "closing": f"{each.closing:f}"}
            for each in found.accounts
        ],
        "rows": [
            {"label": each.label, "amount": f"{each.amount:f}", "is_sum": each.is_sum} for each in found.rows
        ],
        "errors": [{"where": each.where, "what": each.what} for each in found.errors],
        "warnings": [{"where": each.where, "what": each.what} for each in found.warnings],
    }


def _as_text(found: Figures) -> str:
    lines = ["Filen kan läsas in." if found.is_accepted else "Filen kan inte läsas in."]
    lines += [f"{each.number}\t{_kr(each.opening)}\t{_kr(each.closing)}" for each in found.accounts]
    lines += [f"{each.label}{' (summa)' if each.is_sum else ''}\t{_kr(each.amount)}" for each in found.rows]
    lines += [f"{each.where}: {each.what}" for each in (*found.errors, *found.warnings)]
    return "\n".join(lines)


def _kr(amount: Any) -> str:
    return money.kr(amount, ore=True)
