"""Reads a SIE file and prints what stands in it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from economy.sie.encoding import CHOICES
from economy.sie.preview import preview
from economy.sie.reader import read

SUMS = {
    "debit": "Verifikationernas debet",
    "opening": "Ingående balanser",
    "closing": "Utgående balanser",
    "result": "Resultat",
    "closing_and_result": "Utgående balanser och resultat",
}


class Command(BaseCommand):
    """`import_sie FILE --preview`: header, character set, counts, sums, warnings and errors."""

    help = "Läser en SIE-fil och visar vad som står i den."
    requires_system_checks = ()  # a preview needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="SIE-filen")
        parser.add_argument("--preview", action="store_true", help="visa utan att lagra")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--encoding", choices=CHOICES, help="teckenuppsättning, vald för hand")
        parser.add_argument("--organisation-number", default="", help="förbundet som filen ska gälla")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not options["preview"]:
            raise CommandError("Ange --preview för att visa vad som står i filen.")
        try:
            found = preview(
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
