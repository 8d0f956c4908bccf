"""Builds the search anew from what is stored."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from finsam import search
from finsam.models import Association
from finsam.swedish import words


class Command(BaseCommand):
    """`rebuild_search [ASSOCIATION]`: empty the search and fill it from every registered source."""

    help = "Bygger om sökningen för ett förbund, eller för alla."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("association", nargs="?", help="förbundets adress; utan den byggs alla om")

    def handle(self, *args: Any, association: str | None, **options: Any) -> None:
        chosen = Association.objects.order_by("slug")
        if association:
            chosen = chosen.filter(slug=association)
            if not chosen:
                raise CommandError(f"Förbundet {association} finns inte.")
        for each in chosen:
            self.stdout.write(f"{each.slug}: {words.plural(search.rebuild(each), 'sökpost', 'sökposter')}.")
