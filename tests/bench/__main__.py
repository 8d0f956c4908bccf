"""Measure pages and works with the demo and with a national installation: `python -m tests.bench`, by way of `make bench`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from tests.bench.measures import Page, Scene, Work
    from tests.bench.report import WorkResult
    from tests.bench.timing import Timing

DEMO_SIZE = 2


def main(arguments: list[str]) -> None:
    """Fill the database and time everything in it; what is found wrong is the exit's message."""
    options = _parser().parse_args(arguments)
    django.setup()
    # The models exist only now.
    from tests.bench.large import make_large  # noqa: PLC0415
    from tests.bench.measures import WORKS, every_page, make_scene  # noqa: PLC0415
    from tests.bench.money import make_insatser  # noqa: PLC0415
    from tests.bench.report import PageResult, faults, table  # noqa: PLC0415

    refuse_what_is_in_use()
    scene = make_scene("exempelbygden")
    every = every_page(scene)
    small = _time_pages(every, scene, options.repeat)
    works = [_worked(work, scene) for work in WORKS]
    _say(f"Databasen fylls med {options.associations} förbund och {options.years} år.")
    make_large(associations=options.associations, years=options.years, say=_say)
    make_insatser(years=options.years, say=_say)
    large = _time_pages(every, scene, options.repeat)
    pages = [
        PageResult(page.name, small[page.name], large[page.name], small[""], large[""]) for page in every
    ]
    for line in table(pages, works):
        _say(line)
    if found := faults(pages, works):
        raise SystemExit(" ".join(found))


def refuse_what_is_in_use() -> None:
    """Raise SystemExit where there is anything but the demo, for the measuring fills the database."""
    from finsam.models import Association  # noqa: PLC0415

    if not settings.DEMO or Association.objects.count() != DEMO_SIZE:
        raise SystemExit("Mätningen fyller databasen och vill ha en ny med bara demon i. Kör make bench.")
    if str(connection.settings_dict["NAME"]) == str(settings.VAR_DIR / "finsam.sqlite3"):
        raise SystemExit("Mätningen fyller databasen och tar inte den du arbetar i. Kör make bench.")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="make bench", description="Mät sidor och arbeten med demon och med 75 förbund i 20 år."
    )
    parser.add_argument("--associations", type=int, default=75, help="hur många förbund det stora har")
    parser.add_argument("--years", type=int, default=20, help="hur många år vart och ett har")
    parser.add_argument("--repeat", type=int, default=15, help="hur många gånger varje sida tidtas")
    return parser


def _worked(work: Work, scene: Scene) -> WorkResult:
    from tests.bench.report import WorkResult  # noqa: PLC0415

    seconds, note = work.take(scene)
    return WorkResult(work.name, seconds, work.most, note)


def _time_pages(pages: list[Page], scene: Scene, repeat: int) -> dict[str, Timing]:
    """Time every page and, under the empty name, the bare view."""
    from tests.bench.timing import time_bare, time_page  # noqa: PLC0415

    timings = {"": time_bare(repeat=repeat)}
    for page in pages:
        timings[page.name] = time_page(page.path(scene), user=scene.chief.user, repeat=repeat)
    return timings


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
