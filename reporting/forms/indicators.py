"""Forms of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from finsam.swedish import money
from reporting.models import IndicatorResult


class NumberField(forms.DecimalField):
    """A number with a comma, as Swedes write it."""

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value).replace(",", ".") if value not in (None, "") else value)

    def prepare_value(self, value: Any) -> Any:
        return money.number(value, 2) if isinstance(value, Decimal) else value


def _number(label: str, *, required: bool = False) -> NumberField:
    return NumberField(
        label=label, required=required, max_digits=4, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Skriv ett tal, till exempel 4,71.", "max_decimal_places": "Skriv högst två decimaler.", "max_digits": "Skriv ett tal mellan 1 och 6."},
    )  # fmt: skip


class IndicatorForm(forms.Form):
    """One group's result."""

    group = forms.CharField(label="Grupp", max_length=120, required=False)
    mean = _number("Medelvärde")
    lowest = _number("Lägsta")
    highest = _number("Högsta")
    respondents = forms.IntegerField(
        label="Svarande",
        required=False,
        min_value=0,
        max_value=10000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Skriv ett heltal."},
    )
    answers = forms.CharField(label="Svar på 1–6", required=False, max_length=60)
    is_total = forms.BooleanField(label="Samtliga", required=False)

    def clean_answers(self) -> list[int]:
        text = self.cleaned_data["answers"].replace(",", " ").split()
        if not text:
            return []
        if len(text) != 6 or not all(part.isdecimal() for part in text):
            raise forms.ValidationError("Skriv sex heltal, ett för varje steg på skalan.")
        return [int(part) for part in text]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("mean") is not None and not cleaned.get("group"):
            self.add_error("group", "Skriv gruppens namn.")
        if cleaned.get("group") and cleaned.get("mean") is None and "mean" not in self.errors:
            self.add_error("mean", "Skriv gruppens medelvärde.")
        return cleaned


IndicatorFormSet = forms.formset_factory(IndicatorForm, extra=3, max_num=40)


def indicator_initial(rows: list[IndicatorResult]) -> list[dict[str, Any]]:
    """Give stored results as the form set shows them."""
    names = ("group", "mean", "lowest", "highest", "respondents", "is_total")
    return [
        {name: getattr(row, name) for name in names} | {"answers": " ".join(map(str, row.answers))}
        for row in rows
    ]
