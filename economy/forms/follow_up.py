"""What is typed about the year as it goes: the forecast with its reasons, the budget by month, the limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django import forms

from economy.actions.forecasting import Wanted
from economy.forms.fields import AmountField, AmountsForm
from economy.models import StatementLine
from economy.queries.follow_up import FollowUp, FollowUpRow
from economy.queries.month_budget import SpreadRow
from economy.states import ForecastWay, SpreadWay
from finsam.swedish import dates


class ForecastForm(AmountsForm):
    """A forecast, line by line: how it is arrived at, an own amount, and why. A typed amount is always an own one."""

    def __init__(self, *args: object, shown: FollowUp, unit: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [row for row in shown.rows if row.kind == "line"]
        for row in self.rows:
            self.fields[f"f-{row.key}"] = AmountField(
                label=f"Prognos, {row.label}", unit=unit, sign=row.line.sign, initial=row.forecast
            )
            ways = [each for each in ForecastWay if each != ForecastWay.GRANTS or row.granted is not None]
            self.fields[f"w-{row.key}"] = forms.ChoiceField(
                label=f"Så räknas prognosen, {row.label}", choices=[(each.value, each.label) for each in ways],
                initial=row.way if row.way in ways else ForecastWay.REST, required=False,
            )  # fmt: skip
            self.fields[f"r-{row.key}"] = forms.CharField(
                label=f"Varför, {row.label}", required=False, initial=row.reason,
                widget=forms.Textarea(attrs={"rows": 2, "class": "ds-input"}),
            )  # fmt: skip

    def wanted(self) -> dict[str, Wanted]:
        """Give what is wanted of each line by its key."""
        return {row.key: self._of(row) for row in self.rows}

    def _of(self, row: FollowUpRow) -> Wanted:
        given = self.cleaned_data
        way, amount = given[f"w-{row.key}"] or ForecastWay.REST, given[f"f-{row.key}"]
        if amount is not None and self.is_touched(f"f-{row.key}"):
            way = ForecastWay.OWN
        return Wanted(way, amount, given[f"r-{row.key}"])


class SpreadForm(forms.Form):
    """How each line's budget is divided on the months."""

    def __init__(
        self, *args: object, rows: Sequence[SpreadRow], has_last_year: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [row for row in rows if row.total is not None]
        for row in self.rows:
            ways = [
                each
                for each in SpreadWay
                if each == row.way
                or (each != SpreadWay.OWN and (each != SpreadWay.LAST_YEAR or has_last_year))
            ]
            self.fields[row.line.key] = forms.ChoiceField(
                label=f"Fördelas, {row.line.label}",
                choices=[(each.value, each.label) for each in ways],
                initial=row.way,
            )


class OwnMonthsForm(forms.Form):
    """A line's own budget for each month."""

    def __init__(
        self, *args: object, row: SpreadRow, line: StatementLine, months: Sequence[dt.date], unit: str, **kwargs: object
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.months = months
        for place, month in enumerate(months):
            name = dates.day_month(month).split()[-1].capitalize()
            self.fields[f"m{month.month}"] = AmountField(
                label=name, unit=unit, sign=line.sign, initial=row.months[place] if row.months else None
            )

    def amounts(self) -> list[Decimal]:
        """Give the months' kronor; what is left empty is nothing."""
        return [self.cleaned_data[f"m{month.month}"] or Decimal(0) for month in self.months]


class DeviationForm(forms.Form):
    """From how large a deviation a line is marked."""

    percent = AmountField(
        label="Större än så många procent av radens budget",
        required=True,
        error_messages={"required": "Skriv hur många procent."},
    )
    kronor = AmountField(
        label="och större än så många kronor", required=True, error_messages={"required": "Skriv hur många kronor."},
        help_text="Båda ska vara passerade: en liten rad kan avvika många procent utan att det betyder något.",
    )  # fmt: skip


class CopyBudgetForm(forms.Form):
    """Last year's budget, changed by percent."""

    incomes = AmountField(
        label="Intäkterna ändras med, procent",
        required=True,
        initial=Decimal(0),
        help_text="Till exempel 2 eller −1,5.",
    )
    costs = AmountField(label="Kostnaderna ändras med, procent", required=True, initial=Decimal(0))
    to = forms.TypedChoiceField(
        label="Avrunda till", coerce=Decimal, initial="1000",
        choices=[("1", "hela kronor"), ("100", "hundra kronor"), ("1000", "tusen kronor")],
    )  # fmt: skip
