"""Clauses of a document as they are worded: a heading and a text each, an emptied one goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam.web.asked import number
from insatser.queries.own_words import Clause

EMPTY_ROWS = 2
MOST_ROWS = 40


class ClausesForm(forms.Form):
    """The clauses there are and room for two more; the count comes with the page, so that nothing typed is lost."""

    def __init__(self, *args: Any, clauses: Sequence[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posted = number(str(self.data.get("clauses", ""))) if self.is_bound else None
        self.count = min(posted or len(clauses) + EMPTY_ROWS, MOST_ROWS)
        for place in range(1, self.count + 1):
            clause = clauses[place - 1] if place <= len(clauses) else Clause("", "")
            self.fields[f"heading-{place}"] = forms.CharField(
                label=f"Rubrik {place}", required=False, initial=clause.heading
            )
            self.fields[f"text-{place}"] = forms.CharField(
                label=f"Text {place}", required=False, initial=clause.text,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """Give the two fields of each clause."""
        return [(self[f"heading-{place}"], self[f"text-{place}"]) for place in range(1, self.count + 1)]

    def clauses(self) -> list[Clause]:
        """Give what was typed, without the empty rows."""
        typed = self.cleaned_data
        every = [
            Clause(typed[f"heading-{place}"], typed[f"text-{place}"]) for place in range(1, self.count + 1)
        ]
        return [clause for clause in every if clause.heading or clause.text]


class DecisionLetterForm(forms.Form):
    """Whom a § is told, and why it was decided so."""

    receiver = forms.ChoiceField(
        label="Till", widget=forms.RadioSelect, error_messages={"required": "Välj vem som får meddelandet."}
    )
    reasons = forms.CharField(
        label="Skäl", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Tomt: det som står i protokollet före beslutet.",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["receiver"].initial = choices[0][0]
