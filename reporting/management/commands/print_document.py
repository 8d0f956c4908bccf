"""Prints any document there is, from the command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam.errors import DomainError
from finsam.models import Association
from finsam.registries import printing


class Command(BaseCommand):
    """`print_document ASSOCIATION KIND WHICH --output FILE [--format docx | --against KEY]`; without arguments a list."""

    help = "Skriver en handling som PDF eller Word, eller en jämförelse, eller listar vilka som finns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("association", nargs="?", help="förbundets adress, till exempel exempelbygden")
        parser.add_argument("kind", nargs="?", help="slag av handling, till exempel protokoll")
        parser.add_argument("which", nargs="?", help="vilken, till exempel 2022-03-25")
        parser.add_argument("--format", choices=("pdf", "docx"), default="pdf")
        parser.add_argument("--against", help="version att jämföra med; en som inte finns ger en lista")
        parser.add_argument("--output", help="filen att skriva till, eller - för standard ut")

    def handle(
        self, *args: Any, association: str | None, kind: str | None, which: str | None, **options: Any
    ) -> None:
        found = _association(association) if association else None
        if not (found and kind and which):
            self._list(found, kind)
            return
        if not options["output"]:
            raise CommandError("Ange --output FIL, eller --output - för standard ut.")
        try:
            content = _content(found, kind, which, form=options["format"], against=options["against"])
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        _write(content, options["output"])

    def _list(self, chosen: Association | None, chosen_kind: str | None) -> None:
        for association in [chosen] if chosen else Association.objects.order_by("slug"):
            for kind in printing.kinds():
                if chosen_kind in (None, kind.name):
                    for which in kind.whiches(association):
                        self.stdout.write(f"{association.slug} {kind.name} {which}")


def _association(slug: str) -> Association:
    association = Association.objects.filter(slug=slug).first()
    if association is None:
        known = ", ".join(Association.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"Förbundet {slug} finns inte. Det finns: {known or 'inget'}.")
    return association


def _content(association: Association, kind: str, which: str, *, form: str, against: str | None) -> bytes:
    if against is not None:
        if form != "pdf":
            raise CommandError("En jämförelse skrivs som PDF.")
        return printing.render_comparison(association, kind, which, against)
    render = printing.render_word if form == "docx" else printing.render
    return render(association, kind, which)


def _write(content: bytes, output: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise CommandError(f"Filen {output} kan inte skrivas: {error.strerror}.") from error
