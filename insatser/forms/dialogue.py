"""The forms for an uppföljningsdialog."""

from __future__ import annotations

from django import forms

from finsam.forms.fields import DayField


class PlanDialogueForm(forms.Form):
    """When a dialogue is planned, and about what."""

    planned_on = DayField(label="Planerad den")
    subject = forms.CharField(
        label="Vad den ska handla om", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteDialogueForm(PlanDialogueForm):
    """The same, and when it was held and what came of it."""

    held_on = DayField(label="Hållen den", required=False, help_text="Lämna tomt tills den är hållen.")
    notes = forms.CharField(label="Anteckningar", required=False, widget=forms.Textarea(attrs={"rows": 8}))
