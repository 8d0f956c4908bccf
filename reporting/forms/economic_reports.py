"""What is typed in the board's economic report."""

from django import forms

from finsam.texts.editor import RunningTextField


class SentencesForm(forms.Form):
    """The three sentences, with the version of them that the writer saw."""

    text = RunningTextField(
        label="Tre meningar till styrelsen",
        help_text="Resultatet, prognosen och det egna kapitalet. Siffrorna är fält som följer bokföringen.",
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)
