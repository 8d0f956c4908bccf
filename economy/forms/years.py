"""What is typed to open a fiscal year."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from economy.states import Unit
from finsam import clock
from finsam.forms.fields import DayField

STARTER, EMPTY = "starter", "empty"


class YearForm(forms.Form):
    """The year, its days, and where its layout comes from."""

    year = forms.IntegerField(
        label="År", min_value=2004, max_value=2100,
        error_messages={"required": "Skriv året, till exempel 2022.", "invalid": "Skriv året med fyra siffror."},
    )  # fmt: skip
    starts_on = DayField(label="Börjar", required=False, help_text="Lämna tomt för hela kalenderåret.")
    ends_on = DayField(label="Slutar", required=False)
    layout = forms.ChoiceField(label="Uppställning", widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label="Belopp skrivs och visas i", choices=Unit, widget=forms.RadioSelect, initial=Unit.KR
    )

    def __init__(self, *args: object, years: Sequence[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        copied = [(str(year), f"Samma som {year}") for year in years]
        self.fields["layout"].choices = [
            *copied, (STARTER, "En vanlig uppställning att börja från"), (EMPTY, "Tom, jag lägger till raderna själv"),
        ]  # fmt: skip
        self.fields["layout"].initial = copied[0][0] if copied else STARTER
        if years:
            self.fields["year"].initial = years[0] + 1
        else:
            self.fields["year"].initial = clock.today().year
