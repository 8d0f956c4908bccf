"""What is told of meetings that the program does not hold."""

from __future__ import annotations

from django import forms


class ToldMeetingsForm(forms.Form):
    """How many, and which §§."""

    count = forms.IntegerField(
        label="Antal sammanträden", min_value=0, max_value=200,
        help_text="Bara de protokollförda som inte finns i programmet. 0 tar bort det som är skrivet.",
    )  # fmt: skip
    paragraphs = forms.CharField(label="Paragrafer", required=False, help_text="Till exempel §§ 1–31.")
