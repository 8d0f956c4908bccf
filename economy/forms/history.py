"""What is typed about years without books, and the limit of equity."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import forms

from economy.forms.fields import AmountField
from economy.pasting.years import YearsRead, read_years
from finsam.swedish import money


class HistoricalForm(forms.Form):
    """Figures of a year without books, with where they were found."""

    year = forms.IntegerField(
        label="År", min_value=2004, max_value=2100, error_messages={"required": "Skriv året."}
    )
    source = forms.CharField(
        label="Källa", max_length=200, help_text="Till exempel Årsredovisning 2021, femårsöversikten.",
        error_messages={"required": "Skriv var uppgifterna kommer ifrån."},
    )  # fmt: skip

    def __init__(self, *args: object, names: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for key, label in names.items():
            self.fields[key] = AmountField(label=label)

    def values(self) -> dict[str, Decimal | None]:
        """Give the figures that were typed; those left empty are left as they are."""
        typed = {key: self.cleaned_data[key] for key in self.names}
        return {key: money.round_half_up(value, 2) for key, value in typed.items() if value is not None}


class PastedYearsForm(forms.Form):
    """A table over several years as it was copied, read as it is typed; `read` is what it says."""

    text = forms.CharField(
        label="Tabellen", strip=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Kopiera den ur en årsredovisning eller Excel, med åren som rubriker.",
        error_messages={"required": "Klistra in tabellen."},
    )  # fmt: skip
    unit = forms.ChoiceField(
        label="Beloppen är i", required=False, help_text="Gäller om tabellen inte säger det själv.",
        choices=[("kr", "kronor"), ("tkr", "tusental kronor"), ("mkr", "miljoner kronor")],
    )  # fmt: skip
    source = forms.CharField(
        label="Källa", max_length=200, help_text="Till exempel Årsredovisning 2021, femårsöversikten.",
        error_messages={"required": "Skriv var uppgifterna kommer ifrån."},
    )  # fmt: skip
    read: YearsRead | None = None

    def clean_text(self) -> str:
        """Read the table; what it cannot be read as is said with its row and year."""
        text: str = self.cleaned_data["text"]
        self.read = read_years(text, unit=self.data.get("unit", ""))
        if self.read.faults:
            raise forms.ValidationError(list(self.read.faults))
        return text


class LimitForm(forms.Form):
    """The highest share of the contributions that equity should be."""

    from_year = forms.IntegerField(
        label="Från och med år", min_value=2004, max_value=2100, error_messages={"required": "Skriv året."}
    )
    percent = AmountField(
        label="Högst procent av bidragen",
        required=True,
        error_messages={"required": "Skriv hur många procent."},
    )
    up_to = AmountField(
        label="För bidrag upp till",
        help_text="Kronor. Lämna tomt om riktmärket gäller oavsett hur stora bidragen är.",
    )
    source = forms.CharField(label="Källa", max_length=200, required=False)


class SharesForm(forms.Form):
    """What an agreement says of the members' shares."""

    from_year = forms.IntegerField(
        label="Från och med år", min_value=2004, max_value=2100, error_messages={"required": "Skriv året."}
    )
    state = AmountField(label="Statens andel, procent", required=True, initial=Decimal(50))
    region = AmountField(label="Regionens andel, procent", required=True, initial=Decimal(25))
    kommuner = AmountField(label="Kommunernas andel tillsammans, procent", required=True, initial=Decimal(25))
    source = forms.CharField(
        label="Källa", max_length=200, help_text="Till exempel Överenskommelse om finansiering 2023, 4 §.",
        error_messages={"required": "Skriv var det står."},
    )  # fmt: skip
