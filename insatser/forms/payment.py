"""A rekvisition as a form, and the small forms of its life; its fields are those of `queries.payment_content`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam import clock
from finsam.forms.fields import DayField
from finsam.swedish import money
from insatser.forms.register import AmountField
from insatser.models import PaymentRequest
from insatser.queries.payment_content import LABELS, PERIOD, Line, field_names, is_amount

_HINTS = {
    "starts_on": "Till exempel 2022-01-01.",
    "over_why": "Behövs bara när summan är större än det som är kvar.",
    "pay_to": "Bankgiro, plusgiro eller konto. Följer med till nästa rekvisition.",
    "reference": "Det som ska stå på betalningen, till exempel ett fakturanummer.",
}


@dataclass(frozen=True)
class CostRow:
    """A kostnadsslag with its figures and its two controls."""

    line: Line
    budget: BoundField
    amount: BoundField


class PaymentForm(forms.Form):
    """Everything that is written in a rekvisition, filled with what is stored."""

    def __init__(self, *args: Any, payment: PaymentRequest, lines: list[Line], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: payment.content.get(name, "") for name in field_names(payment)})
        super().__init__(*args, **kwargs)
        self._lines = lines
        for name in field_names(payment):
            self.fields[name] = self._field(name)

    def _field(self, name: str) -> forms.Field:
        hint = _HINTS.get(name, "")
        if is_amount(name):
            attrs = {"class": "ds-input num", "inputmode": "decimal", "autocomplete": "off"}
            return forms.CharField(
                label=name, required=False, max_length=60, widget=forms.TextInput(attrs=attrs)
            )
        if name in PERIOD:  # kept as typed, and told where it is no day: what is typed is never refused here
            attrs = {"size": 12, "autocomplete": "off"}
            return forms.CharField(
                label=LABELS[name], required=False, max_length=2000, help_text=hint, widget=forms.TextInput(attrs=attrs)
            )  # fmt: skip
        widget = (
            forms.Textarea(attrs={"rows": 5 if name == "text" else 3})
            if name in {"text", "over_why"}
            else forms.TextInput()
        )
        return forms.CharField(label=LABELS[name], required=False, help_text=hint, widget=widget)

    @property
    def period(self) -> list[BoundField]:
        """The controls for the period's days."""
        return [self[name] for name in PERIOD]

    @property
    def rows(self) -> list[CostRow]:
        """Each kostnadsslag with its controls, named for those who hear the page."""
        for line in self._lines:
            for name, what in (("budget", "budget för året"), ("cost", "den här perioden")):
                self.fields[f"{name}-{line.number}"].widget.attrs["aria-label"] = f"{line.category}, {what}"
        return [
            CostRow(line, self[f"budget-{line.number}"], self[f"cost-{line.number}"]) for line in self._lines
        ]

    @property
    def words(self) -> list[BoundField]:
        """The controls for words."""
        return [self[name] for name in ("text", "over_why", "pay_to", "reference")]

    def typed(self) -> dict[str, str]:
        """Give what was posted and is right; what was not posted is left as it stands."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name in self.data}


class PaymentBeginForm(forms.Form):
    """Which year's grant a rekvisition is for."""

    year = forms.TypedChoiceField(label="Beviljat för", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, years: dict[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [
            (year, f"{year}, {money.kr_as_needed(free)} kr kvar att begära") for year, free in years.items()
        ]
        now = clock.today().year
        self.fields["year"].initial = now if now in years else next(iter(years), None)


class PaymentReturnForm(forms.Form):
    """What is to be changed in a rekvisition."""

    why = forms.CharField(
        label="Vad ska ändras?", widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som ska ändras i rekvisitionen."},
    )  # fmt: skip


class AttestOutsideForm(forms.Form):
    """Where and when a rekvisition was attested outside the program."""

    on = DayField(label="Attesterad den")
    where = forms.CharField(
        label="Attesterad i", initial="kommunens ekonomisystem", max_length=2000,
        error_messages={"required": "Skriv i vilket system rekvisitionen är attesterad."},
    )  # fmt: skip


class PayForm(forms.Form):
    """When a rekvisition was paid, and the voucher it has in the books."""

    on = DayField(label="Betald den")
    voucher = forms.CharField(
        label="Verifikation", required=False, max_length=2000,
        help_text="Serie och nummer i bokföringen, till exempel A 214.",
    )  # fmt: skip


class CreditForm(forms.Form):
    """When and why the money of a rekvisition came back."""

    on = DayField(label="Krediterad den")
    why = forms.CharField(
        label="Varför", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv varför rekvisitionen krediteras."},
    )  # fmt: skip


class GiveBackForm(forms.Form):
    """What of a year's grant goes back, and why."""

    amount = AmountField(label="Belopp, kronor", error_messages={"required": "Skriv hur mycket."})
    why = forms.CharField(
        label="Varför", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv varför medlen går tillbaka."},
    )  # fmt: skip


class PaymentRulesForm(forms.Form):
    """From which amount two must attest."""

    two_from = AmountField(
        label="Två attesterar från, kronor", required=False,
        help_text="Lämna tomt om en attest alltid räcker.",
    )  # fmt: skip
