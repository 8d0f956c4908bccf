"""What does not add up in how many took part: said with both figures, and in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from finsam import clock
from finsam.swedish import dates
from insatser import rules
from insatser.models import CellKey, Counting, Insats, ReportAnswer, Share
from insatser.queries.cells import Cell, PhaseCount, cells_of, phase_counts
from insatser.queries.count_grid import plan_of
from insatser.queries.count_sums import sums_said, texts_said
from insatser.states import Measure, PeriodKind, Phase

Days = tuple[dt.date, dt.date]
Table = Mapping[Days, Mapping[str, int]]  # by period and phase; a phase that is not counted is not there
_SEXES = {"women": "kvinnor", "men": "män", "unknown": "uppgift saknas"}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Remark:
    """A remark on a period; what is impossible is corrected or explained before a report is handed in."""

    period: Days
    sentence: str
    is_impossible: bool = False
    explanation: str = ""

    @property
    def stops(self) -> bool:
        return self.is_impossible and not self.explanation

    @property
    def query(self) -> str:
        """What the page of the numbers is asked for."""
        return f"fran={self.period[0].isoformat()}&till={self.period[1].isoformat()}"

    @property
    def period_name(self) -> str:
        return dates.date_range(*self.period)


def remarks_on(insats: Insats, *, within: Days | None = None, share: Share | None = None) -> list[Remark]:
    """Give the remarks on an insats's periods, the latest first; `within` those that end in some days. Four queries.

    Those of a `share` are of its own people alone.
    """
    cells = cells_of(insats, share.pk) if share else cells_of(insats)
    rows = phase_counts(cells)
    notes = _notes(insats, share)
    found = [*_impossible(rows, insats), *_asked(rows, insats), *_between_tables(cells, insats, share)]
    order = sorted(found, key=lambda remark: (remark.period[1], remark.is_impossible), reverse=True)
    return [
        Remark(each.period, each.sentence, each.is_impossible, notes.get(each.period, ""))
        for each in order
        if within is None or within[0] <= each.period[1] <= within[1]
    ]


def _between_tables(cells: Iterable[Cell], insats: Insats, share: Share | None) -> Iterator[Remark]:
    """What the tables of a period say of each other, and what reports of its year say of the whole year."""
    tables: dict[Days, dict[CellKey, int]] = {}
    for cell in cells:
        tables.setdefault(cell.period, {})[cell.key] = cell.number
    if not tables:
        return
    plan = plan_of(insats)
    if share:
        plan.planned = share.places
    texts = ReportAnswer.objects.filter(section__report__insats=insats, text__html__gt="").order_by("id")
    told = list(texts.values_list("section__report__year", "section__report__kind", "text__html"))
    for period, table in tables.items():
        is_year = rules.period_kind(*period) == PeriodKind.YEAR
        found = list(sums_said(table, plan, is_year=is_year))
        for year, kind, html in told:
            if not share and period == rules.period(kind, year):
                found += texts_said(html, table)
        yield from (Remark(period, each.sentence, each.is_impossible) for each in found)


def _notes(insats: Insats, share: Share | None) -> dict[Days, str]:
    rows = Counting.objects.filter(insats=insats, share=share)
    return {(row.starts_on, row.ends_on): row.note for row in rows}


def _impossible(rows: list[PhaseCount], insats: Insats) -> Iterator[Remark]:
    table = _table(rows, ("women", "men", "unknown"))
    for period in table:
        for sentence in (*_flow(table, period, insats), *_against_parts(table, period)):
            yield Remark(period, sentence, is_impossible=True)


def _asked(rows: list[PhaseCount], insats: Insats) -> Iterator[Remark]:
    """What may be right, and is asked."""
    table = _table(rows, ("women", "men", "unknown"))
    whole = {period for period in table if not list(_flow(table, period, insats))}
    for sex, label in _SEXES.items():
        of_sex = _table([row for row in rows if getattr(row, sex) is not None], (sex,))
        for period in of_sex:
            if period in whole:
                for sentence in _flow(of_sex, period, insats):
                    yield Remark(period, f"{label.capitalize()}: {sentence[:1].lower()}{sentence[1:]}")
    for period in table:
        yield from (Remark(period, sentence) for sentence in _of_days(table[period], period, insats))
        begun, closed = table[period].get(Measure.OPENING), _opening(table, period, insats)
        if begun is not None and closed is not None and begun != closed:
            yield Remark(period, f"Vid periodens början är {begun}, men vid förra periodens slut {closed}.")
    for one, other in combinations(sorted(table), 2):
        if one[0] < other[0] <= one[1] < other[1]:
            yield Remark(
                other,
                f"Perioden går delvis in i {dates.date_range(*one)}, så att samma personer räknas två gånger.",
            )


def _of_days(phases: Mapping[str, int], period: Days, insats: Insats) -> Iterator[str]:
    if period[1] > clock.today():
        yield f"Perioden slutar {dates.long_date(period[1])}, som inte har varit än."
    if period[1] < insats.starts_on or (insats.ends_on and period[0] > insats.ends_on):
        yield f"Perioden ligger utanför insatsens egen tid, {insats.period}."
    new, ended = phases.get(Phase.NEW), phases.get(Phase.ENDED)
    is_known = {Phase.GOING, Measure.TOOK_PART} & phases.keys()
    if new is not None and ended is not None and not is_known and ended > new:
        yield f"Avslutade {ended} är fler än nya {new}. Då fanns minst {ended - new} när perioden började."


def _table(rows: Iterable[PhaseCount], sexes: tuple[str, ...]) -> dict[Days, dict[str, int]]:
    found: dict[Days, dict[str, int]] = {}
    for row in rows:
        number = sum(getattr(row, sex) or 0 for sex in sexes)
        found.setdefault(row.period, {})[row.phase] = number
    return found


def _flow(table: Table, period: Days, insats: Insats) -> Iterator[str]:
    """Who was there at the beginning and who came took part; who took part ended or goes on."""
    phases = table[period]
    new, going, ended = (phases.get(phase) for phase in (Phase.NEW, Phase.GOING, Phase.ENDED))
    opening = phases.get(Measure.OPENING, _opening(table, period, insats))
    if new is None or ended is None:
        return
    if opening is not None and going is not None and opening + new != ended + going:
        yield (
            f"Vid periodens början {opening} + nya {new} = {opening + new} deltagare, men avslutade {ended} + pågående "
            f"{going} = {ended + going}."
        )
    elif opening is not None and going is None and ended > opening + new:
        yield f"Avslutade {ended} är fler än de {opening + new} som deltog: vid periodens början {opening} + nya {new}."
    elif opening is None and going is not None and new > ended + going:
        yield (
            f"Nya {new} är fler än avslutade {ended} + pågående {going} = {ended + going}, fast alla nya ska ha avslutats "
            "eller pågå."
        )


def _opening(table: Table, period: Days, insats: Insats) -> int | None:
    """Give how many went on when the period began: as the period before closed, or nobody where the insats began."""
    eve = period[0] - _DAY
    closing = [
        phases[Phase.GOING] for days, phases in table.items() if days[1] == eve and Phase.GOING in phases
    ]
    if closing:
        return closing[0]
    return 0 if insats.starts_on >= period[0] else None


def _against_parts(table: Table, period: Days) -> Iterator[str]:
    inside = {days for days in table if days != period and period[0] <= days[0] and days[1] <= period[1]}
    for phase in (Phase.NEW, Phase.ENDED):
        whole = table[period].get(phase)
        counted = sorted(days for days in inside if phase in table[days])
        if whole is None or not counted:
            continue
        tiles = _tiles(counted, period)
        if tiles and sum(table[days][phase] for days in tiles) != whole:
            numbers = [table[days][phase] for days in tiles]
            told = " + ".join(str(number) for number in numbers)
            yield f"{phase.label}: periodens delar är {told} = {sum(numbers)}, men hela perioden {whole}."
        elif not tiles:
            for days in counted:
                if table[days][phase] > whole:
                    yield f"{phase.label}: {dates.date_range(*days)} är {table[days][phase]}, men hela perioden {whole}."
    for days in inside:
        if days[1] == period[1] and {Phase.GOING} <= table[days].keys() & table[period].keys():
            part, whole = table[days][Phase.GOING], table[period][Phase.GOING]
            if part != whole:
                yield f"Pågående {dates.long_date(period[1])} är {whole} här, men {part} i {dates.date_range(*days)}."


def _tiles(counted: list[Days], period: Days) -> list[Days]:
    """Give shorter periods that make up the whole one without gap; none where they do not."""
    tiles: list[Days] = []
    day = period[0]
    while day <= period[1]:
        begun = [days for days in counted if days[0] == day]
        if not begun:
            return []
        tiles.append(max(begun))
        day = tiles[-1][1] + _DAY
    return tiles
