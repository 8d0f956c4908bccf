"""Write the demo's books of a year as a SIE file, to try the import with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reporting.demo import books


class Command(BaseCommand):
    """`demo_books 2021 --to FILE`: what a bookkeeper would send of the year."""

    help = "Skriver demons bokföring för ett år som SIE 4, att prova inläsningen med."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, choices=sorted(books.PLANS), help="året")
        parser.add_argument("--to", type=Path, help="filen som skrivs; annars exempelbygden-ÅR.se här")

    def handle(self, *args: Any, year: int, to: Path | None, **options: Any) -> None:
        path = to or Path(books.file_name(year))
        path.write_bytes(books.sie_file(year))
        self.stdout.write(f"{path} är skriven.")
