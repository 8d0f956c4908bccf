"""Shows what the gate lets out of some tables."""

import dataclasses
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam.errors import DomainError
from insatser.disclosure import disclose
from insatser.disclosure.reading import read_request


class Command(BaseCommand):
    """`disclose TABLES.json`: the same tables with totals, null where hidden; nothing is stored."""

    help = "Visar vad som får lämna huset av några tabeller med antal personer."
    requires_system_checks = ()  # needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tabellerna som JSON: limit, tables och sums")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            asked = read_request(file.read_bytes())
            found = disclose(
                asked.tables, limit=asked.limit, sums=asked.sums, published=asked.published,
                hides_zeros=asked.hides_zeros,
            )  # fmt: skip
        except OSError as error:
            raise CommandError(f"Filen kan inte öppnas: {error.strerror}.") from error
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        answer = {
            "limit": found.limit,
            "tables": [dataclasses.asdict(table) for table in found.tables],
            "sums": asked.sums,
        }
        if found.exposed:
            answer["exposed"] = found.exposed
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
