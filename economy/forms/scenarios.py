"""What is supposed of three years."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from economy.forms.fields import AmountField
from economy.queries.scenarios import Supposed
from finsam.swedish.dates import MONTHS


class ScenarioForm(forms.Form):
    """The members' contributions year by year, insatser beyond what is planned, and a name to keep it under."""

    insatser = forms.IntegerField(
        label="Nya insatser utöver det planerade", min_value=0, max_value=99, initial=0, required=False
    )
    amount = AmountField(label="Kronor per insats och år")
    start_month = forms.TypedChoiceField(
        label="Börjar i", coerce=int, initial=1,
        choices=[(number, month) for number, month in enumerate(MONTHS, start=1)],
    )  # fmt: skip
    name = forms.CharField(
        label="Namn att spara under", max_length=120, required=False, help_text="Tomt: bara räkna."
    )

    def __init__(self, *args: Any, planned: Mapping[int, Decimal | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._years = list(planned)
        years = {
            f"y{year}": AmountField(label=f"Medlemsbidrag {year}, kronor", initial=amount)
            for year, amount in planned.items()
        }
        self.fields = years | self.fields

    @property
    def supposed(self) -> Supposed:
        """What is typed; a contribution that is left empty is as planned."""
        given = self.cleaned_data
        amounts = {year: given[f"y{year}"] for year in self._years if given[f"y{year}"] is not None}
        return Supposed(amounts, given["insatser"] or 0, given["amount"] or Decimal(0), given["start_month"])
