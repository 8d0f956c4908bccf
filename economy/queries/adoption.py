"""Which §§ may fix a column, and which columns their § does not hold fast yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from board.models import Paragraph
from board.queries.decided import decided_paragraphs, is_about
from board.rules import budget_latest
from economy import rules
from economy.models import FigureSet
from economy.queries.consultation import LAW, consultation_remarks
from economy.queries.tables import books_for
from economy.registries.motivations import motivation_of
from economy.states import PLANNED, FigureKind
from finsam.swedish import dates, money

_ABOUT_A_BUDGET = ("budget", "verksamhetsplan", "flerårsplan", "ekonomisk plan")
_ABOUT = {FigureKind.BUDGET: "budget", FigureKind.PLAN: "budget", FigureKind.FORECAST: "prognos"}


def adopting_paragraphs(column: FigureSet) -> list[Paragraph]:
    """Give the board's §§ with a decision that may have fixed the column, those about it first.

    A budget is fixed the year before its own (23 § lag 2003:1210), an outcome after its end.
    """
    year = column.fiscal_year
    earliest = min(dt.date(year.starts_on.year - 1, 1, 1), column.starts_on)
    about = (_ABOUT.get(FigureKind(column.kind), "årsredovisning"), str(year.year))
    return decided_paragraphs(year.association, since=earliest, about=about)


def budget_remarks(columns: Iterable[FigureSet], paragraph: Paragraph | None, on: dt.date) -> list[str]:
    """Say what the law asks of a budget's decision that this one lacks: both facts, and nothing that stops it.

    23 § lag (2003:1210): fixed by 30 November, after consulting the members. 19 §: at a public meeting. 21 § and 11 kap.
    5 § kommunallagen: in balance, or else with a motivation that can be read.
    """
    said = []
    for column in columns:
        if column.kind != FigureKind.BUDGET or not column.is_whole_year:
            continue
        if column.version == 1:
            said += late_budget(f"Beslutet om {column} är från", column.fiscal_year.year, on)
        said += _of_paragraph(column, paragraph) if paragraph else []
        said += consultation_remarks(column.fiscal_year.association, column.fiscal_year.year, on)
        if (deficit := unmotivated_deficit(column)) is not None:
            said.append(
                f"{column} ger ett underskott på {money.kr_as_needed(deficit)} kr, och någon motivering är inte skriven. "
                "Intäkterna ska överstiga kostnaderna (11 kap. 5 § kommunallagen). Motivera underskottet i handlingen och "
                "i paragrafen."
            )
    return said


def late_budget(begun: str, year: int, on: dt.date) -> list[str]:
    """Say that the year's budget is fixed too late, with both days; `begun` leads to the day of the decision.

    23 § lag (2003:1210): the board fixes it by 30 November of the year before.
    """
    last = budget_latest(year)
    if on <= last:
        return []
    return [
        f"{begun} den {dates.long_date(on)}. Budgeten ska fastställas senast den {dates.long_date(last)} ({LAW})."
    ]


def _of_paragraph(column: FigureSet, paragraph: Paragraph) -> list[str]:
    """What the § itself lacks: it is about something else, or its meeting was not public."""
    said = []
    if not is_about(paragraph, _ABOUT_A_BUDGET):
        said.append(
            f"{paragraph} gäller ”{paragraph.heading}” och nämner ingen budget. Är {column} fastställd i en annan "
            "paragraf, ta tillbaka valet och välj den."
        )
    if not paragraph.meeting.is_public:
        said.append(
            f"Sammanträdet den {dates.long_date(paragraph.meeting.began_on)} var inte offentligt. Det sammanträde "
            f"där {column} fastställs ska vara det (19 § lagen om finansiell samordning)."
        )
    return said


def unmotivated_deficit(column: FigureSet) -> Decimal | None:
    """Give by how much a budget's costs go over its incomes where nothing motivates it, in kronor."""
    result = planned_result(column)
    if result is None or result >= 0:
        return None
    year = column.fiscal_year
    return None if motivation_of(year.association, year.year) else -result


def planned_result(column: FigureSet) -> Decimal | None:
    """Give the result of a budget or plan in kronor; None where it has no figures."""
    books = books_for(column.fiscal_year, [column])
    return rules.result_of(books.book_of(column).lines, books.amounts(column))


def adopted_with(column: FigureSet) -> list[FigureSet]:
    """Give the other budgets and plans of the year that are not fixed: one § fixes them together."""
    if column.kind not in PLANNED:
        return []
    rows = FigureSet.objects.filter(fiscal_year_id=column.fiscal_year_id, kind__in=PLANNED, adopted_on=None)
    return list(rows.exclude(pk=column.pk).order_by("position", "id"))


def is_adjusted(paragraph: Paragraph) -> bool:
    """Tell whether the § is justerad: from then on it holds."""
    return paragraph.protocols.filter(adjusted_on__isnull=False).exists()


def unsettled(columns: Sequence[FigureSet]) -> frozenset[int]:
    """Give the keys of the columns that a § has fixed which is not justerad yet: one query."""
    by_paragraph = {each.pk: each.paragraph_id for each in columns if each.paragraph_id}
    settled = set(
        Paragraph.objects.filter(
            pk__in=set(by_paragraph.values()), protocols__adjusted_on__isnull=False
        ).values_list("pk", flat=True)
    )
    return frozenset(pk for pk, paragraph in by_paragraph.items() if paragraph not in settled)
