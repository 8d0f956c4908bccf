"""The forms of an ansökan's preparation: the office's judgement, a yttrande, the criteria, and what would happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam.forms.fields import DayField
from finsam.swedish import dates, money
from finsam.texts.editor import RunningTextField
from insatser.forms.register import AmountField
from insatser.models import Criterion, Opinion, Preparation
from insatser.queries.preparing import ASSESSMENT, JudgedCriterion
from insatser.rules import moved
from insatser.states import Met, Stance

STARTS = 13  # months that one may choose among as the first
LINE, EQUITY = "rad", "kapital"
FINANCING = ((LINE, "Budgetraden för insatser"), (EQUITY, "Eget kapital, utöver raden"))


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with its two controls."""

    row: JudgedCriterion
    tick: BoundField
    words: BoundField


class PreparationForm(forms.Form):
    """Each criterion ticked with words, and the office's assessment; filled with what is stored."""

    def __init__(
        self, *args: Any, preparation: Preparation, rows: Sequence[JudgedCriterion], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", dict(preparation.content))
        super().__init__(*args, **kwargs)
        self._rows = rows
        for each in rows:
            self.fields[f"tick-{each.key}"] = forms.ChoiceField(
                label=f"{each.wording}: uppfyllt", required=False, choices=[("", "Inte bedömt"), *Met.choices]
            )
            self.fields[f"words-{each.key}"] = forms.CharField(
                label=f"{each.wording}: med ord", required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields[ASSESSMENT] = RunningTextField(
            label="Kansliets bedömning", help_text="Följer med till dagordningen som ärendets text."
        )

    @property
    def rows(self) -> list[CriterionRow]:
        """The criteria in order."""
        return [
            CriterionRow(each, self[f"tick-{each.key}"], self[f"words-{each.key}"]) for each in self._rows
        ]

    def typed(self) -> dict[str, str]:
        """Give what was posted and is right; what was not posted is left as it stands."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name in self.data}


class WhatIfForm(forms.Form):
    """How much, from when and out of what: sent by GET, so that it changes nothing."""

    def __init__(
        self, *args: Any, asked: Mapping[int, Decimal], amounts: Mapping[int, Decimal], start: dt.date, applied: dt.date, **kwargs: Any
    ) -> None:  # fmt: skip
        """Take what is asked and what is shown, in kronor by year, and the months shown and applied for."""
        super().__init__(*args, **kwargs)
        self._years = sorted(asked)
        self.applied, self.start_shown, self.amounts_shown = applied, start, dict(amounts)
        for year in self._years:
            most = max(asked[year], amounts.get(year, Decimal(0)))
            attrs = {
                "class": "ds-input num",
                "inputmode": "decimal",
                "autocomplete": "off",
                "data-most": str(int(most * 3 / 2)),
            }
            self.fields[f"belopp-{year}"] = AmountField(
                label=str(year), required=False, widget=forms.TextInput(attrs=attrs),
                initial=money.kr_as_needed(amounts.get(year, Decimal(0))),
            )  # fmt: skip
        self.fields["borjar"] = forms.ChoiceField(
            label="Börjar", choices=starts_from(applied), initial=month_key(start), required=False,
            widget=forms.Select(attrs={"class": "ds-input"}),
        )  # fmt: skip
        self.fields["ur"] = forms.ChoiceField(
            label="Ur", choices=FINANCING, initial=LINE, required=False, widget=forms.Select(attrs={"class": "ds-input"})
        )  # fmt: skip
        self.fields["borjade"] = forms.ChoiceField(
            choices=starts_from(applied), initial=month_key(start), widget=forms.HiddenInput, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Refuse money that is less than nothing."""
        for year in self._years:
            amount = self.cleaned_data.get(f"belopp-{year}")
            if amount is not None and amount < 0:
                self.add_error(f"belopp-{year}", "Ett belopp kan inte vara mindre än noll.")
        return self.cleaned_data

    @property
    def amount_fields(self) -> list[BoundField]:
        """The amounts, each year's own."""
        return [self[f"belopp-{year}"] for year in self._years]

    @property
    def start(self) -> dt.date:
        """The first day of the month that was chosen."""
        return read_month(self.cleaned_data["borjar"] or self["borjar"].initial)

    @property
    def is_beyond(self) -> bool:
        """Whether the money is taken out of equity."""
        return self.cleaned_data["ur"] == EQUITY

    def amounts(self) -> dict[int, Decimal]:
        """Give the amounts by year, gone over by the months where another start was chosen."""
        was = read_month(self.cleaned_data["borjade"] or self["borjade"].initial)
        return {
            year: moved(self.cleaned_data[f"belopp-{year}"] or Decimal(0), year, was=was, to=self.start)
            for year in self._years
        }


def starts_from(was: dt.date) -> list[tuple[str, str]]:
    """Give the months in which it may begin: the one applied for and the year after it."""
    months = [
        dt.date(was.year + (was.month - 1 + n) // 12, (was.month - 1 + n) % 12 + 1, 1) for n in range(STARTS)
    ]
    return [(month_key(month), dates.long_date(month)) for month in months]


def month_key(day: dt.date) -> str:
    """Write a month as the address does: 2022-08."""
    return f"{day:%Y-%m}"


def read_month(key: str) -> dt.date:
    """Read what `month_key` wrote."""
    year, _, month = key.partition("-")
    return dt.date(int(year), int(month), 1)


class OpinionForm(forms.Form):
    """A yttrande."""

    stance = forms.ChoiceField(
        label="Ställning", required=False, choices=Stance.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label="Yttrande", required=False, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"stance": opinion.stance, "text": opinion.text})
        super().__init__(*args, **kwargs)

    def typed(self) -> dict[str, str]:
        """Give what was posted and is right; without a choice the stance is none."""
        return {
            name: str(value or "")
            for name, value in self.cleaned_data.items()
            if name in self.data or (name == "stance" and "text" in self.data)
        }


class AskOpinionsForm(forms.Form):
    """By when the beredningsgrupp should answer."""

    answer_by = DayField(
        label="Svar senast", help_text="De som inte har svarat får ett mejl med länk till ansökan."
    )


class CriterionForm(forms.ModelForm):
    """A criterion of the förbund's."""

    from_on = DayField(label="Gäller från")
    to_on = DayField(
        label="Gäller till och med", required=False, help_text="Tomt: tills vidare. Ansökningar som redan bedömts mot det behåller det."
    )  # fmt: skip

    class Meta:
        model = Criterion
        fields = ("wording", "source", "position", "from_on", "to_on")
        widgets = {"wording": forms.Textarea(attrs={"rows": 2}), "source": forms.TextInput()}
        help_texts = {
            "wording": "Kort, så att det går att svara ja, delvis eller nej.",
            "source": "Till exempel § 12, 2020.",
        }

    field_order = ("wording", "source", "position", "from_on", "to_on")
