"""What reports and samråd bring to the årshjul: what is adopted of a year, and how far the budget has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse

from board.registries.year_wheel import Came
from economy.models import Consultation, ConsultationAnswer
from finsam.models import Association
from finsam.swedish import dates
from finsam.web.asked_once import asked_once
from reporting.models import Report, ReportCopy
from reporting.states import FROZEN, ReportKind, ReportState

Finder = Callable[[Association, Iterable[int]], Mapping[int, Came]]


def adopted(kind: ReportKind, ahead: int) -> Finder:
    """Give a finder of whether the report of a kind is adopted; `ahead` is its year less that of the wheel."""

    def found(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
        return {row.year - ahead: _report(row) for row in _reports(association, kind, years, ahead)}

    return found


def _reports(association: Association, kind: ReportKind, years: Iterable[int], ahead: int) -> list[Report]:
    wanted = [year + ahead for year in years]
    return [each for each in _all_reports(association) if each.kind == kind and each.year in wanted]


@asked_once
def _all_reports(association: Association) -> list[Report]:
    """Give the first version of each report without what it says: one of a kind and year, so a few."""
    rows = Report.objects.of(association).filter(version=1).select_related("adopted_by__meeting__body")
    return list(rows.defer("content"))


def _report(row: Report) -> Came:
    if row.state not in FROZEN or row.adopted_by is None:
        return Came(row.get_state_display(), row.get_absolute_url())
    held_on = row.adopted_by.meeting.held_on
    text = f"§ {row.adopted_by.number}, {dates.day_month(held_on)}"
    return Came(text, row.get_absolute_url(), is_done=True, on=held_on)


def proposed_plan(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give whether the plan of the year after is written far enough to have left the office: to samråd or the board."""
    rows = _reports(association, ReportKind.PLAN, years, 1)
    left = _left_on(rows)
    return {row.year - 1: _proposal(row, left.get(row.pk)) for row in rows}


def _left_on(rows: list[Report]) -> dict[int, dt.date]:
    copies = ReportCopy.objects.filter(report__in=rows).order_by("-made_on", "-pk")
    return {each.report_id: each.made_on for each in copies}


def _proposal(row: Report, left_on: dt.date | None) -> Came:
    if left_on:
        return Came("Lämnat", row.get_absolute_url(), is_done=True, on=left_on)
    is_done = row.state != ReportState.DRAFT
    return Came("Hos styrelsen" if is_done else "Påbörjat", row.get_absolute_url(), is_done=is_done)


def consulted(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give whether the budget of the year after has gone to the members."""
    came = {}
    for row in _consultations(association, years):
        came[row.year - 1] = Came(
            f"Skickat {dates.day_month(row.sent_on)}",
            _page(association, row.year),
            is_done=True,
            on=row.sent_on,
        )
    return _with_pages(association, years, came)


def answered(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give how many members have answered on the budget of the year after."""
    came = {}
    for row in _consultations(association, years):
        answers: list[ConsultationAnswer] = list(row.answers.all())
        days = [each.answered_on for each in answers if each.answered_on]
        is_done = bool(answers) and len(days) == len(answers)
        came[row.year - 1] = Came(
            f"{len(days)} av {len(answers)} har svarat", _page(association, row.year), is_done=is_done,
            on=max(days, default=None) if is_done else None,
        )  # fmt: skip
    return _with_pages(association, years, came)


def considered(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give how many answers it is written of how they were taken into account."""
    came = {}
    for row in _consultations(association, years):
        answers = [each for each in row.answers.all() if each.answered_on]
        told = [each for each in answers if each.considered.strip()]
        came[row.year - 1] = Came(
            f"{len(told)} av {len(answers)} svar har tagits om hand", _page(association, row.year),
            is_done=bool(answers) and len(told) == len(answers),
        )  # fmt: skip
    return _with_pages(association, years, came)


def _consultations(association: Association, years: Iterable[int]) -> list[Consultation]:
    wanted = [year + 1 for year in years]
    return [each for each in _all_consultations(association) if each.year in wanted]


@asked_once
def _all_consultations(association: Association) -> list[Consultation]:
    """Give the samråd of each year, so a few, with their answers."""
    return list(Consultation.objects.filter(association=association).prefetch_related("answers"))


def _page(association: Association, year: int) -> str:
    return reverse("consultation", args=[association.slug, year])


def _with_pages(association: Association, years: Iterable[int], came: dict[int, Came]) -> Mapping[int, Came]:
    """Lead to where it is written down, where nothing is yet."""
    return {year: came.get(year) or Came("", _page(association, year + 1)) for year in years}
