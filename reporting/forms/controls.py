"""What is typed of the internkontroll: a control as it is planned, what it showed, and which meeting gets it."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Association, Person
from reporting.forms.people import choosable
from reporting.models import Control
from reporting.states import ControlResult

_LIKELIHOOD = [(1, "1, osannolik"), (2, "2, mindre sannolik"), (3, "3, möjlig"), (4, "4, sannolik")]
_CONSEQUENCE = [(1, "1, försumbar"), (2, "2, lindrig"), (3, "3, kännbar"), (4, "4, allvarlig")]


class ControlForm(forms.Form):
    """A control as it is planned."""

    process = forms.CharField(label="Process", max_length=120, help_text="Till exempel utbetalning av medel.")
    risk = forms.CharField(label="Risk", max_length=300, help_text="Vad som kan gå fel.")
    likelihood = forms.TypedChoiceField(label="Sannolikhet", coerce=int, choices=_LIKELIHOOD)
    consequence = forms.TypedChoiceField(label="Konsekvens", coerce=int, choices=_CONSEQUENCE)
    control = forms.CharField(
        label="Kontroll", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vad som kontrolleras, och hur.",
    )  # fmt: skip
    person = forms.ModelChoiceField(
        label="Vem", queryset=Person.objects.none(), required=False, empty_label="Kansliet"
    )
    due_on = DayField(label="Senast")

    def __init__(
        self, *args: Any, association: Association, control: Control | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = control.person_id if control else None
        self.fields["person"].queryset = choosable(association, chosen)  # type: ignore[attr-defined]
        for name in self.fields if control else ():
            self.fields[name].initial = getattr(control, name)


class ControlReportForm(forms.Form):
    """What a control showed."""

    result = forms.ChoiceField(
        label="Vad kontrollen visade", choices=ControlResult.choices, widget=forms.RadioSelect
    )
    outcome = forms.CharField(
        label="Utfall", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vad som kontrollerades och vad det visade.",
    )  # fmt: skip
    measure = forms.CharField(
        label="Åtgärd", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Behövs när det finns en avvikelse.",
    )  # fmt: skip
