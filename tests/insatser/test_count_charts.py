"""The year's participants are drawn as bars, with what they show in words."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from insatser.actions.count_lists import begin_list, plan_counting
from insatser.actions.participants import count_participants
from insatser.models import CellKey
from insatser.queries.count_charts import charts_of
from insatser.queries.count_tables import tables_of
from insatser.starting_lists import STARTING_LISTS
from insatser.states import ListKind, Phase
from tests.cast import Cast, client_of
from tests.insatser.reports import make_insats

YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def count(cast: Cast, name: str, women: int, men: int | None, ended: dict[str, int]) -> None:
    insats = make_insats(cast, key=name.lower(), name=name)
    starting = next(each for each in STARTING_LISTS if each.kind == ListKind.REASON)
    reasons = cast.association.count_lists.first() or begin_list(
        association=cast.association, starting=starting, by=cast.chief
    )
    plan_counting(insats=insats, facts={"reasons": reasons}, by=cast.chief)
    keys = list(reasons.values.values_list("key", flat=True))
    total = sum(ended.values())
    count_participants(
        insats=insats, starts_on=YEAR[0], ends_on=YEAR[1], by=cast.chief,
        numbers={
            Phase.ENDED: {"women": total, "men": None, "unknown": None},
            Phase.GOING: {"women": women - total, "men": men, "unknown": None},
        },
        more={CellKey("orsak", "women", keys[int(place)]): number for place, number in ended.items()},
    )  # fmt: skip


def drawn(cast: Cast, insats: int = 0):
    return charts_of(cast.association, 2021, tables_of(cast.association, 2021, insats))


def test_bars_are_as_long_as_what_they_show_and_words_say_it(cast):
    count(cast, "Nova", 30, 10, {"0": 6, "1": 2})
    count(cast, "Fia", 10, 10, {"0": 2})
    took_part, reasons = drawn(cast)
    assert (
        took_part.told.replace("\u00a0", " ") == "60 deltagare, varav 40 kvinnor (67 %). Flest hade Nova, 40."
    )
    assert [(bar.label, bar.number, [piece.width for piece in bar.pieces]) for bar in took_part.bars] == [
        ("Fia", 20, ["25.00%", "25.00%"]), ("Nova", 40, ["75.00%", "25.00%"]),
    ]  # fmt: skip
    assert [(bar.number, bar.pieces[0].width) for bar in reasons.bars] == [(8, "100.00%"), (2, "25.00%")]
    assert reasons.told.replace("\u00a0", " ").endswith("8 av 10 (80 %).")


def test_nothing_counted_draws_nothing(cast):
    make_insats(cast)
    assert drawn(cast) == []


def test_the_page_shows_the_bars_and_the_tables(cast):
    count(cast, "Nova", 30, 10, {"0": 6, "1": 2})
    page = client_of(cast.member).get(reverse("participant_list", args=[cast.association.slug]) + "?ar=2021")
    text = page.content.decode().replace("\u00a0", " ")
    assert [each in text for each in ("40 deltagare, varav 30 kvinnor", "<figure", "<table")] == [True] * 3
