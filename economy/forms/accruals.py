"""The form for what is granted and not yet paid at a year's end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from economy.forms.fields import AmountField
from economy.queries.ledger_insatser import InsatsRow

_ACCOUNT = r"^\d{3,8}$"
_ERRORS = {"invalid": "Skriv kontot med siffror, till exempel 4510.", "required": "Skriv kontot."}


class AccrualAccountsForm(forms.Form):
    """The accounts that cost and debt are booked on, and whether it is turned back."""

    cost = forms.RegexField(_ACCOUNT, label="Konto för kostnaden", error_messages=_ERRORS)
    debt = forms.RegexField(_ACCOUNT, label="Konto för skulden", error_messages=_ERRORS)
    turns_back = forms.BooleanField(
        label="Återför på nästa års första dag", required=False, initial=True,
        help_text="Filen får då två verifikationer.",
    )  # fmt: skip


class AccrualsForm(AccrualAccountsForm):
    """An amount for each insats beside the accounts."""

    def __init__(self, *args: Any, insatser: Sequence[InsatsRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._insatser = {f"insats-{row.insats.pk}": row for row in insatser if row.insats}
        for name, row in self._insatser.items():
            left = row.to_accrue if row.to_accrue and row.to_accrue > 0 else None
            self.fields[name] = AmountField(
                label=f"Inte utbetalt till {row.label}", required=False, initial=left
            )

    @property
    def rows(self) -> list[tuple[InsatsRow, forms.BoundField]]:
        """Each insats with its control."""
        return [(row, self[name]) for name, row in self._insatser.items()]

    def amounts(self) -> list[tuple[InsatsRow, Decimal]]:
        """Give the insatser that have an amount."""
        return [
            (row, self.cleaned_data[name])
            for name, row in self._insatser.items()
            if self.cleaned_data.get(name)
        ]
