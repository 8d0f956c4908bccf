"""What is typed of an agreement."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.files.kinds import ACCEPTED, TAKEN
from finsam.forms.fields import DayField
from finsam.models import Association, Person
from reporting.forms.people import choosable
from reporting.models import Contract


class ContractForm(forms.Form):
    """With whom, on what, until when, and the § that decided it."""

    subject = forms.CharField(
        label="Vad det gäller", max_length=300, help_text="Till exempel hyra av kontor."
    )
    party = forms.CharField(label="Part", max_length=200)
    starts_on = DayField(label="Från och med")
    ends_on = DayField(
        label="Till och med", required=False, help_text="Lämna tomt för ett avtal som gäller tills vidare."
    )
    renewal_months = forms.IntegerField(
        label="Förlängs med så många månader", required=False, min_value=1, max_value=120,
        help_text="Om ingen säger upp det. Lämna tomt för ett avtal som slutar av sig självt.",
    )  # fmt: skip
    notice_months = forms.IntegerField(label="Uppsägningstid, månader", min_value=0, max_value=60, initial=3)
    remind_days = forms.IntegerField(
        label="Påminn så många dagar före sista dagen att säga upp", min_value=0, max_value=730, initial=60
    )
    person = forms.ModelChoiceField(
        label="Vem som bevakar", queryset=Person.objects.none(), required=False, empty_label="Kansliet"
    )
    decided_on = DayField(label="Beslutat den", required=False)
    decided_in = forms.IntegerField(
        label="Paragraf", required=False, min_value=1, max_value=9999, help_text="Bara numret, till exempel 14.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), error_messages={"invalid": "Skriv paragrafens nummer."},
    )  # fmt: skip
    file = forms.FileField(
        label="Fil", required=False, allow_empty_file=True,  # the action says what is wrong with it, by name
        help_text=f"Det undertecknade avtalet. {TAKEN} Högst 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip
    ended_on = DayField(label="Upphörde", required=False, help_text="Lämna tomt så länge det gäller.")

    def __init__(
        self, *args: Any, association: Association, contract: Contract | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = contract.person_id if contract else None
        self.fields["person"].queryset = choosable(association, chosen)  # type: ignore[attr-defined]
        for name in set(self.fields) - {"file"} if contract else ():
            self.fields[name].initial = getattr(contract, name)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and one that is renewed has an end to be renewed from; a § has its day."""
        found = self.cleaned_data
        starts_on, ends_on = found.get("starts_on"), found.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Slutdagen ligger före den första dagen.")
        if found.get("renewal_months") and not ends_on and "ends_on" not in self.errors:
            self.add_error("ends_on", "Skriv den dag som avtalet förlängs från.")
        if found.get("decided_in") and not found.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", "Skriv dagen för sammanträdet.")
        return found
