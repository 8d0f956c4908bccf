"""Forms of the consultation on a budget."""

from __future__ import annotations

from typing import Any

from django import forms

from economy.models import ConsultationAnswer


def _day(label: str, *, is_required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=is_required, widget=widget)


class ConsultationForm(forms.Form):
    """The day it went to the members, and the last day for answers."""

    sent_on = _day("Gick till medlemmarna", is_required=True)
    answer_by = _day("Svar senast")


class AnswerForm(forms.Form):
    """One member's answer."""

    answered_on = _day("Svarade")
    answer = forms.CharField(label="Svaret", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    considered = forms.CharField(
        label="Hur det togs om hand", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: object, row: ConsultationAnswer, **kwargs: object) -> None:
        self.row = row
        initial = {"answered_on": row.answered_on, "answer": row.answer, "considered": row.considered}
        super().__init__(*args, prefix=f"member-{row.pk}", initial=initial, **kwargs)  # type: ignore[arg-type]


class ReplyForm(forms.Form):
    """What a member answers by its link."""

    stance = forms.ChoiceField(
        label="Ert svar", widget=forms.RadioSelect, error_messages={"required": "Välj vad ni svarar."},
        choices=(("ja", "Vi ställer oss bakom förslaget"), ("nej", "Vi har synpunkter som vi vill att styrelsen tar hänsyn till")),
    )  # fmt: skip
    words = forms.CharField(label="Synpunkter", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    name = forms.CharField(
        label="Ditt namn", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Och din befattning, så att styrelsen vet vem som svarar för medlemmen.",
        error_messages={"required": "Skriv vem du är."},
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """Give what the action takes."""
        given = self.cleaned_data
        return {"is_behind": given["stance"] == "ja", "words": given["words"], "name": given["name"]}
