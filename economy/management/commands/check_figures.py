"""Prints what does not agree in a year's figures."""

import dataclasses
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam.models import Association
from finsam.registries.checks import Finding, findings


class Command(BaseCommand):
    """`check_figures ASSOCIATION YEAR`: both figures, where each stands, the kind and what to do."""

    help = "Visar vad som inte stämmer i ett förbunds siffror för ett år."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("association", help="förbundets adress, till exempel exempelbygden")
        parser.add_argument("year", type=int, help="året")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, association: str, year: int, **options: Any) -> None:
        found = Association.objects.filter(slug=association).first()
        if found is None:
            raise CommandError(f"Förbundet {association} finns inte.")
        rows = findings(found, year)
        if options["format"] == "json":
            listed = [dataclasses.asdict(row) | {"kind": row.kind.value} for row in rows]
            answer = {"association": found.slug, "year": year, "findings": listed}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_as_text(rows, year))


def _as_text(rows: list[Finding], year: int) -> str:
    if not rows:
        return f"Allt stämmer {year}."
    return "\n\n".join(
        f"{row.what} ({row.kind.value})\n"
        f"  {row.here_place}: {row.here}\n"
        f"  {row.there_place}: {row.there}\n"
        f"  {row.remedy}"
        for row in rows
    )
