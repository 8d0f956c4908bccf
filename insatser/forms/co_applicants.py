"""What a party that is named in an ansökan answers by its link."""

from __future__ import annotations

from typing import Any

from django import forms


class PartyAnswerForm(forms.Form):
    """What a party that is named in an ansökan says of it."""

    is_with = forms.ChoiceField(
        label="Är ni med?", choices=(("ja", "Ja, vi är med"), ("nej", "Nej, vi är inte med")), widget=forms.RadioSelect,
        error_messages={"required": "Välj om ni är med."},
    )  # fmt: skip
    brings = forms.CharField(label="Vi bidrar med", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    words = forms.CharField(
        label="Något mer ni vill säga", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = forms.CharField(
        label="Ditt namn", widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Skriv vem du är."},
    )  # fmt: skip

    def answer(self) -> dict[str, Any]:
        """Give what the action takes."""
        return self.cleaned_data | {"is_with": self.cleaned_data["is_with"] == "ja"}
