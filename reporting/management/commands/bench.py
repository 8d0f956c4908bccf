"""Measure pages and works with the demo and with a national installation."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from finsam.models import Association
from reporting.bench.measures import PAGES, WORKS, Scene, Work, make_scene
from reporting.bench.report import PageResult, WorkResult, faults, table
from reporting.bench.timing import Timing, time_bare, time_page
from reporting.large import make_large

DEMO_SIZE = 2


class Command(BaseCommand):
    help = (
        "Mät sidor och arbeten med demon och med 75 förbund i 20 år. Fyller databasen: kör make bench, "
        "som tar en tillfällig."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--associations", type=int, default=75, help="hur många förbund det stora har")
        parser.add_argument("--years", type=int, default=20, help="hur många år vart och ett har")
        parser.add_argument("--repeat", type=int, default=15, help="hur många gånger varje sida tidtas")

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_what_is_in_use()
        scene = make_scene("exempelbygden")
        small = _time_pages(scene, options["repeat"])
        works = [_worked(work, scene) for work in WORKS]
        self.stdout.write(f"Databasen fylls med {options['associations']} förbund och {options['years']} år.")
        make_large(associations=options["associations"], years=options["years"], say=self.stdout.write)
        large = _time_pages(scene, options["repeat"])
        pages = [
            PageResult(page.name, small[page.name], large[page.name], small[""], large[""]) for page in PAGES
        ]
        for line in table(pages, works):
            self.stdout.write(line)
        if found := faults(pages, works):
            raise CommandError(" ".join(found))


def _worked(work: Work, scene: Scene) -> WorkResult:
    seconds, note = work.take(scene)
    return WorkResult(work.name, seconds, work.most, note)


def _refuse_what_is_in_use() -> None:
    if not settings.DEMO or Association.objects.count() != DEMO_SIZE:
        raise CommandError("Mätningen fyller databasen och vill ha en ny med bara demon i. Kör make bench.")
    if str(connection.settings_dict["NAME"]) == str(settings.VAR_DIR / "finsam.sqlite3"):
        raise CommandError("Mätningen fyller databasen och tar inte den du arbetar i. Kör make bench.")


def _time_pages(scene: Scene, repeat: int) -> dict[str, Timing]:
    """Time every page and, under the empty name, the bare view."""
    timings = {"": time_bare(repeat=repeat)}
    for page in PAGES:
        timings[page.name] = time_page(page.path(scene), user=scene.chief.user, repeat=repeat)
    return timings
