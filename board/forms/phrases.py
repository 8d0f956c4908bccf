"""The förbund's phrases as the office writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from board.forms.session import bare_clause
from board.phrases import GAP, DefaultPhrase, HousePhrase
from board.states import ParagraphKind

_ALL = ("", "Alla paragrafer")


class PhraseForm(forms.Form):
    """One phrase."""

    text = forms.CharField(label="Fras", max_length=300, required=False)
    kind = forms.ChoiceField(label="Gäller", choices=[_ALL, *ParagraphKind.choices], required=False)

    def clean_text(self) -> str:
        """Give the phrase without its att and its ending, and three points as the sign for them."""
        typed = " ".join(self.cleaned_data["text"].replace("...", GAP).split())
        return bare_clause(typed)


class PhraseFormSet(forms.BaseFormSet):
    """All phrases of a förbund, in order."""

    def phrases(self) -> list[DefaultPhrase]:
        """What was typed, in the order of the numbers; rows that are empty or marked to go are left out."""
        kept = (form.cleaned_data for form in self.ordered_forms)
        return [
            DefaultPhrase(row["text"], row["kind"])
            for row in kept
            if row.get("text") and not row.get("DELETE")
        ]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Put Swedish words on the number and on the mark for going."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Ordning"
        form.fields["DELETE"].label = "Ta bort"


Phrases = forms.formset_factory(
    PhraseForm, formset=PhraseFormSet, extra=3, can_order=True, can_delete=True, max_num=100
)


def phrases_initial(phrases: Iterable[HousePhrase]) -> list[dict[str, str]]:
    """Give phrases by the names of the form's fields."""
    return [{"text": each.text, "kind": each.kind} for each in phrases]
