"""The economy's pages as the office uses them: forms filled in and sent, nothing written past them."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from economy.models import FigureSet, FiscalYear, StatementLine
from tests.cast import Cast, client_of


class Desk:
    """Whoever sits in the office and types."""

    def __init__(self, cast: Cast) -> None:
        self.client, self.association = client_of(cast.chief), cast.association

    def get(self, name: str, *args: object, **query: object) -> str:
        answer = self.client.get(reverse(name, args=[self.association.slug, *args]), query)
        assert answer.status_code == 200
        return answer.content.decode().replace("\u00a0", " ")

    def post(self, name: str, /, *args: object, **data: object) -> HttpResponse:
        answer = self.client.post(reverse(name, args=[self.association.slug, *args]), data)
        assert answer.status_code == 302, answer.content.decode()
        return answer

    def open_year(self, year: int, *, layout: str = "starter", unit: str = "kr", **days: str) -> FiscalYear:
        self.post("fiscal_year_add", year=year, layout=layout, unit=unit, **days)
        return FiscalYear.objects.get(association=self.association, year=year)

    def add_column(self, year: int, kind: str, label: str, *, of: int = 0, **days: str) -> FigureSet:
        """Add a column; `of` is the calendar year that it tells of when that is not the fiscal year's."""
        if of:
            days = {"starts_on": f"{of}-01-01", "ends_on": f"{of}-12-31"}
        self.post("column_add", year, kind=kind, label=label, **days)
        return FigureSet.objects.get(
            fiscal_year__association=self.association, fiscal_year__year=year, label=label
        )

    def add_line(self, year: int, statement: str, label: str, **facts: object) -> StatementLine:
        given = {"kind": "line", "level": 1, "sign": 1, "role": "", "lkbr": "", **facts}
        self.post(f"{statement}_line_add", year, label=label, **given)
        return StatementLine.objects.get(
            fiscal_year__association=self.association,
            fiscal_year__year=year,
            statement=statement,
            label=label,
        )

    def paste(self, year: int, table: str, *, unit: str = "kr", **chosen: str) -> None:
        self.post(
            "figure_paste", year, **{"text": table, "unit": unit, "document": "", "save": "1", **chosen}
        )

    def begin_report(self, kind: str, year: int, *, outline: str = "", unit: str = "kr") -> int:
        """Begin a report from an outline, set its unit and give its pk."""
        self.post("report_add", kind=kind, year=year, start=f"outline:{outline or kind}")
        pk = self.association.reports.get(kind=kind, year=year).pk
        self.post("report_edit", pk, title=f"{kind} {year}", unit=unit, board_on="")
        return pk
