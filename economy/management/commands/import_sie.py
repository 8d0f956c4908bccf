"""Reads a SIE file and prints what stands in it, or stores it as an association's books."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from economy.actions.ledger import refuse_too_large, take_in
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.models import LedgerImport
from economy.sie.encoding import CHOICES
from economy.sie.preview import preview_of_file
from economy.sie.reader import read
from economy.states import ImportKind
from finsam.errors import DomainError
from finsam.models import Association

SUMS = {
    "debit": "Verifikationernas debet",
    "opening": "Ingående balanser",
    "closing": "Utgående balanser",
    "result": "Resultat",
    "closing_and_result": "Utgående balanser och resultat",
}


class Command(BaseCommand):
    """`import_sie FILE --preview` shows header, letters, counts, sums and findings; `--association SLUG` stores it."""

    help = "Läser en SIE-fil och visar vad som står i den, eller läser in den i ett förbunds bokföring."
    requires_system_checks = ()  # a preview needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="SIE-filen")
        parser.add_argument("--preview", action="store_true", help="visa utan att lagra")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--encoding", choices=CHOICES, help="teckenuppsättning, vald för hand")
        parser.add_argument(
            "--association", default="", help="förbundets korta namn i adressen, att läsa in filen i"
        )
        parser.add_argument(
            "--with-budget", action="store_true", help="läs också in filens budget (#PBUDGET)"
        )
        parser.add_argument("--organisation-number", default="", help="förbundet som filen ska gälla")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not options["preview"]:
            self._store(file, options)
            return
        try:
            found = preview_of_file(
                read(
                    file,
                    encoding=options["encoding"],
                    organisation_number=options["organisation_number"],
                    keeps_records=False,
                )
            )
        except OSError as error:
            raise CommandError(f"Filen kan inte öppnas: {error.strerror}.") from error
        self.stdout.write(
            json.dumps(found, ensure_ascii=False, indent=2)
            if options["format"] == "json"
            else _as_text(found)
        )

    def _store(self, path: Path, options: dict[str, Any]) -> None:
        """Store the file whole, or say why not; nothing of it is then left but the file itself, waiting."""
        association = Association.objects.filter(slug=options["association"]).first()
        if association is None:
            raise CommandError(
                "Ange --preview för att visa filen, eller --association med ett förbund som finns."
            )
        try:
            refuse_too_large(path.name, path.stat().st_size)
            taken = take_in(association=association, name=path.name, content=path.read_bytes(), by=None)
            if taken.kind != ImportKind.SIE:
                raise CommandError("Filen är ingen SIE-fil. Läs in Excel och CSV på sidan Bokföring.")
            analyse_file(ledger_import=taken, encoding=options["encoding"], by=None)
            stored = store_books(ledger_import=taken, with_budget=options["with_budget"], by=None)
        except OSError as error:
            raise CommandError(f"Filen kan inte öppnas: {error.strerror}.") from error
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(stored, options["format"])

    def _say(self, stored: LedgerImport, written: str) -> None:
        told = {
            "import": stored.pk,
            "year": stored.fiscal_year.year if stored.fiscal_year else None,
            "replaced": str(stored.replaces or ""),
            "accounts": stored.accounts.count(),
            "vouchers": stored.vouchers.count(),
            "differences": stored.differences,
        }
        if written == "json":
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            f"{stored.document.name} är inläst för {told['year']}: {told['accounts']} konton och "
            f"{told['vouchers']} verifikationer."
        )


def _as_text(found: dict[str, Any]) -> str:
    """The preview for a person at a terminal."""
    head, encoding, vouchers = found["header"], found["encoding"], found["vouchers"]
    year = head["years"].get("0") or ["?", "?"]
    lines = [
        f"{found['file']}: SIE {found['kind'] or '?'}, {found['bytes']} byte",
        f"Organisation: {head['name']} {head['organisation_number']}".rstrip(),
        f"Program: {head['program']} {head['program_version']}".rstrip(),
        f"Räkenskapsår: {year[0]} till {year[1]}",
        f"Teckenuppsättning: {encoding['label']} ({encoding['confidence']}). {encoding['why']}",
        f"Poster: {', '.join(f'{label} {n}' for label, n in found['counts'].items())}",
        f"Verifikationer: {vouchers['count']}, varav {vouchers['unbalanced']} går inte jämnt ut",
        *(f"{SUMS[name]}: {value}" for name, value in found["sums"].items() if value is not None),
    ]
    for title, kind in (("Fel", "errors"), ("Varning", "warnings")):
        for finding in found[kind]:
            place = f" rad {finding['line']}" if finding["line"] else ""
            lines.append(f"{title}{place}: {finding['message']}")
    lines.append("Filen kan importeras." if found["is_accepted"] else "Filen kan inte importeras.")
    return "\n".join(lines)
