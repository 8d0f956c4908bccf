"""What is typed when an insats is shared: the offer, its answer, and its last day."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.forms.fields import DayField
from insatser.forms.register import AmountField

_NUMBER = {"inputmode": "decimal", "class": "num", "autocomplete": "off"}
_SECTION = {"placeholder": "§ 14, 2021-12-03"}


class ShareForm(forms.Form):
    """What another förbund is offered; its cost is an amount or per cent, one of them."""

    name = forms.CharField(
        label="Förbund",
        max_length=200,
        help_text="Namnet eller adressen som det har här, till exempel samordningsforbundet.",
    )
    amount = AmountField(
        label="Kostnad per år, kronor",
        required=False,
        help_text="Det som det andra förbundet betalar. Lämna tomt om ni skriver en andel.",
    )
    percent = forms.DecimalField(
        label="Eller andel av hela kostnaden, procent", required=False, min_value=0, max_value=100,
        max_digits=5, decimal_places=2, localize=True, widget=forms.TextInput(attrs=_NUMBER),
    )  # fmt: skip
    places = forms.IntegerField(
        label="Platser eller deltagare per år", required=False, min_value=0,
        widget=forms.TextInput(attrs=_NUMBER),
    )  # fmt: skip
    from_on = DayField(label="Från och med")
    to_on = DayField(label="Till och med", required=False)
    decided_in = forms.CharField(
        label="Er paragraf", max_length=120, help_text="Paragrafen där ni beslutade att dela insatsen.",
        widget=forms.TextInput(attrs=_SECTION),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """See that it costs in one way, and that its days are in order."""
        typed = super().clean() or {}
        amount, percent = typed.get("amount"), typed.get("percent")
        if not self.errors.keys() & {"amount", "percent"} and (amount is None) == (percent is None):
            self.add_error("amount", "Skriv antingen ett belopp eller en andel.")
        if percent is not None and not 0 < percent < 100:
            self.add_error("percent", "Skriv en andel mellan 0 och 100 procent.")
        first, last = typed.get("from_on"), typed.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "Sista dagen ligger före den första.")
        return typed


class AnswerShareForm(forms.Form):
    """Yes with the § that agreed to it, or no with a reason."""

    answer = forms.ChoiceField(
        label="Ert svar", choices=[("yes", "Vi är med"), ("no", "Vi avböjer")], widget=forms.RadioSelect
    )
    agreed_in = forms.CharField(
        label="Er paragraf", max_length=120, required=False, widget=forms.TextInput(attrs=_SECTION),
        help_text="Paragrafen där ni beslutade att vara med. Behövs för ett ja.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Varför ni avböjer", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """A yes says by which §, a no says why."""
        typed = super().clean() or {}
        if typed.get("answer") == "yes" and not typed.get("agreed_in"):
            self.add_error("agreed_in", "Skriv vilken paragraf som beslutade det.")
        if typed.get("answer") == "no" and not typed.get("reason"):
            self.add_error("reason", "Skriv varför ni avböjer.")
        return typed


class EndShareForm(forms.Form):
    """The last day of a share."""

    to_on = DayField(label="Sista dagen")
