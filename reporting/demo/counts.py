"""The demo's counts: its own lists, what each insats is asked, the year before, and what those who ended lived on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from finsam.models import Association
from insatser.actions.count_lists import begin_list, plan_counting
from insatser.actions.participants import CountingSheet, begin_counting, count_participants, save_counting
from insatser.models import CellKey, CountList, Insats
from insatser.starting_lists import STARTING_LISTS
from insatser.states import Measure, Phase, Sex
from reporting.demo.insatser_texts import YEAR_END, YEAR_START
from reporting.demo.stage import Stage

_BEFORE = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))
# Of the 22 who ended: försörjning before and after, in the order of the list.
_INCOMES = ((2, 0, 8, 6, 1, 7, None), (2, 1, 1, 13, 0, 5, None))
# Sysselsättning: how many before and their full-time jobs in hundredths, and the same after.
_WORK = ((None, None, 6, 430), (None, None, 2, 200), (7, 700, 12, 980), (None, None, 2, 180), (3, 0, 1, 0))
_REASONS = (1, None, 4, 3, 2)


def load_counts(stage: Stage, insatser: Mapping[str, Insats]) -> None:
    """Give the förbund its lists, and two of its insatser what they count beside those who took part."""
    lists = _lists(stage.association)
    platform, view = insatser["plattform-u"], insatser["vidare-vy"]
    facts = {"incomes": lists["forsorjning"], "occupations": lists["sysselsattning"], "planned": 50}
    plan_counting(insats=platform, facts=facts, by=stage.chief)
    plan_counting(insats=view, facts={"reasons": lists["fem-orsaker"], "planned": 15}, by=stage.chief)
    nobody = {"women": None, "men": None, "unknown": None}
    count_participants(
        insats=view, starts_on=_BEFORE[0], ends_on=_BEFORE[1], by=stage.chief,
        numbers={
            Phase.NEW: nobody | {"women": 5, "men": 6}, Phase.ENDED: nobody | {"unknown": 6},
            Phase.GOING: nobody | {"unknown": 7},
        },
    )  # fmt: skip
    _write(stage, platform, [*_incomes(lists["forsorjning"]), *_work(lists["sysselsattning"])])
    reasons = zip(lists["fem-orsaker"].values.all(), _REASONS, strict=True)
    _write(
        stage, view, [(CellKey(Measure.REASON, Sex.UNKNOWN, value.key), number) for value, number in reasons]
    )


def _lists(association: Association) -> dict[str, CountList]:
    wanted = {"fem-orsaker", "forsorjning", "sysselsattning"}
    return {
        each.key: begin_list(association=association, starting=each, by=None)
        for each in STARTING_LISTS
        if each.key in wanted
    }


def _incomes(row: CountList) -> list[tuple[CellKey, int | None]]:
    measures = (Measure.INCOME_BEFORE, Measure.INCOME_AFTER)
    return [
        (CellKey(measure, Sex.UNKNOWN, value.key), number)
        for measure, numbers in zip(measures, _INCOMES, strict=True)
        for value, number in zip(row.values.all(), numbers, strict=True)
    ]


def _work(row: CountList) -> list[tuple[CellKey, int | None]]:
    measures = (Measure.WORK_BEFORE, Measure.HOURS_BEFORE, Measure.WORK_AFTER, Measure.HOURS_AFTER)
    return [
        (CellKey(measure, Sex.TOTAL, value.key), number)
        for value, numbers in zip(row.values.all(), _WORK, strict=True)
        for measure, number in zip(measures, numbers, strict=True)
    ]


def _write(stage: Stage, insats: Insats, cells: Sequence[tuple[CellKey, int | None]]) -> None:
    counting = begin_counting(insats=insats, starts_on=YEAR_START, ends_on=YEAR_END, by=stage.chief)
    version = str(CountingSheet(counting).version)
    fields = {key.name: str(number) for key, number in cells if number is not None}
    save_counting(counting=counting, fields=fields, base_version=version, by=stage.chief)
