"""The code that was mailed, before an act that binds."""

from __future__ import annotations

from django import forms


class CodeForm(forms.Form):
    """The six digits that were mailed."""

    code = forms.CharField(
        label="Kod",
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "class": "code",
            }
        ),
        error_messages={"required": "Skriv de sex siffrorna ur mejlet."},
    )
