"""What an economic report is made of: the month, its insatser, the report before it, and the figures that its sentences name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Sum

from economy.queries.follow_up import FollowUp, follow_up
from economy.queries.ledger import sums_of_import
from economy.queries.ledger_insatser import insats_rows
from finsam.models import Association
from finsam.registries.fields import Field
from finsam.swedish import money
from finsam.swedish.collation import sort_key
from insatser.models import Grant, PaymentRequest
from insatser.states import PaymentState
from reporting.models import EconomicReport
from reporting.states import EconomicReportState

ZERO = Decimal(0)


@dataclass(frozen=True)
class InsatsLine:
    """An insats's money in the year: kronor; what is paid is None where no books tell it."""

    name: str
    granted: Decimal
    paid: Decimal | None

    @property
    def left(self) -> Decimal | None:
        return None if self.paid is None else self.granted - self.paid


def shown_month(report: EconomicReport) -> FollowUp | None:
    """Give the month that the report tells of; None where its books have been taken back."""
    return follow_up(report.fiscal_year, report.until)


def insats_lines(shown: FollowUp) -> list[InsatsLine]:
    """Give each insats with its grants of the year and what the books say that it has cost until the month's end."""
    granted: dict[str, Decimal] = {}
    grants = Grant.objects.current().filter(
        insats__association=shown.fiscal_year.association, year=shown.fiscal_year.year
    )
    for name, amount in grants.values_list("insats__name", "amount"):
        granted[name] = granted.get(name, ZERO) + amount
    paid = _paid(shown)
    names = sorted({*granted, *(paid or {})}, key=sort_key)
    return [
        InsatsLine(name, granted.get(name, ZERO), None if paid is None else paid.get(name, ZERO))
        for name in names
    ]


def _paid(shown: FollowUp) -> dict[str, Decimal] | None:
    """Give what is paid to each insats until the month's end, by its name: as its rekvisitioner say, or else the books.

    None where neither tells anything.
    """
    found: dict[str, Decimal] = {}
    if shown.ledger_import:
        sums = sums_of_import(shown.ledger_import)
        until = replace(
            sums, sums=tuple(each for each in sums.sums if each.month is None or each.month <= shown.until)
        )
        found = {row.label: row.outcome for row in insats_rows(shown.fiscal_year, until) if row.insats}
    requested = PaymentRequest.objects.of(shown.fiscal_year.association).filter(
        year=shown.fiscal_year.year, state=PaymentState.PAID, paid_on__lte=shown.until
    )
    sums_asked = requested.values_list("insats__name").annotate(total=Sum("current__lines__amount"))
    asked = {name: total or ZERO for name, total in sums_asked.order_by("insats__name")}
    return found | asked if shown.ledger_import or asked else None


def previous_report(report: EconomicReport) -> EconomicReport | None:
    """Give the report that the board got before this one, of the same year."""
    rows = EconomicReport.objects.filter(
        fiscal_year=report.fiscal_year, state=EconomicReportState.HANDED, until__lte=report.until
    )
    if report.handed_at:
        rows = rows.filter(handed_at__lt=report.handed_at)
    return (
        rows.exclude(pk=report.pk)
        .select_related("paragraph__meeting", "fiscal_year")
        .order_by("-handed_at")
        .first()
    )


def reports_of(association: Association) -> list[EconomicReport]:
    """Give every economic report of the association, the newest first."""
    rows = EconomicReport.objects.filter(association=association)
    return list(rows.select_related("association", "fiscal_year", "paragraph__meeting__body"))


def month_figures(shown: FollowUp) -> Iterator[Field]:
    """Give the figures of the month that its sentences may name, as print writes them; kronor."""
    group = f"Uppföljning {shown.period.lower()} {shown.fiscal_year.year}"
    result = shown.result
    found = [
        ("result", "Resultat till och med månaden", result.outcome),
        ("budget", "Budget för samma månader", result.budget),
        ("deviation", "Avvikelse mot budgeten för samma månader", result.deviation),
        ("forecast", "Prognos för årets resultat", result.forecast),
        ("year_budget", "Årets budgeterade resultat", result.year_budget),
        ("forecast_deviation", "Prognosens avvikelse mot årets budget", result.year_deviation),
        ("equity", "Eget kapital vid månadens slut", shown.equity),
        ("forecast_equity", "Eget kapital vid årets slut, prognos", shown.forecast_equity),
        ("granted", "Beviljat till insatser", shown.granted),
        ("left_to_grant", "Kvar att bevilja", shown.left_to_grant),
    ]
    for key, label, value in found:
        if value is not None:
            yield Field(f"month.{key}", label, money.kr(value), group, value, "kr")
    for key, label, value in (
        ("equity_share", "Eget kapital av bidragen vid månadens slut", shown.equity_share),
        ("forecast_share", "Eget kapital av bidragen vid årets slut, prognos", shown.forecast_share),
        ("limit", "Gräns för eget kapital av bidragen", shown.limit_percent),
    ):
        if value is not None:
            yield Field(
                f"month.{key}",
                label,
                money.percent(value, 0 if key == "limit" else 1),
                group,
                value,
                "percent",
            )
