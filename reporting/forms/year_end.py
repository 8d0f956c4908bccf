"""What is typed of a step in the year-end list."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Association, Person
from reporting.forms.people import choosable
from reporting.models import YearEndStep


class YearEndStepForm(forms.Form):
    """What is to be done, by when, by whom, and what to remember."""

    label = forms.CharField(
        label="Steg", max_length=200, error_messages={"required": "Skriv vad som ska göras."}
    )
    due_on = DayField(label="Senast")
    person = forms.ModelChoiceField(
        label="Vem", queryset=Person.objects.none(), required=False, empty_label="Den som sköter ekonomin"
    )
    note = forms.CharField(
        label="Anteckning", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Till exempel var specifikationen finns.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, association: Association, step: YearEndStep | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = step.person_id if step else None
        self.fields["person"].queryset = choosable(association, chosen)  # type: ignore[attr-defined]
        if step:
            for name in ("label", "due_on", "person", "note"):
                self.fields[name].initial = getattr(step, name)
