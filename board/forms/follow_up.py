"""How far a task has come."""

from django import forms

from board.states import FollowUp


class FollowUpForm(forms.Form):
    """The state of a task, and a word about it."""

    state = forms.ChoiceField(
        label="Läge",
        choices=FollowUp.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur långt uppdraget har kommit."},
    )
    note = forms.CharField(
        label="Anteckning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står i uppföljningen på nästa dagordning. Högst 300 tecken.",
    )
