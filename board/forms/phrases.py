"""The förbund's phrases as the office writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from board.forms.rows import NumberedRows
from board.forms.session import bare_clause
from board.states import ParagraphKind
from board.wording.phrases import GAP, DefaultPhrase, HousePhrase

_ALL = ("", "Alla paragrafer")


class PhraseForm(forms.Form):
    """One phrase."""

    text = forms.CharField(label="Fras", max_length=300, required=False)
    kind = forms.ChoiceField(label="Gäller", choices=[_ALL, *ParagraphKind.choices], required=False)

    def clean_text(self) -> str:
        """Give the phrase without its att and its ending, and three points as the sign for them."""
        typed = " ".join(self.cleaned_data["text"].replace("...", GAP).split())
        return bare_clause(typed)


class PhraseFormSet(NumberedRows):
    """All phrases of a förbund, in order."""

    def phrases(self) -> list[DefaultPhrase]:
        """What was typed, in order; rows that are empty are left out."""
        return [DefaultPhrase(row["text"], row["kind"]) for row in self.kept() if row.get("text")]


Phrases = forms.formset_factory(
    PhraseForm, formset=PhraseFormSet, extra=3, can_order=True, can_delete=True, max_num=100
)


def phrases_initial(phrases: Iterable[HousePhrase]) -> list[dict[str, str]]:
    """Give phrases by the names of the form's fields."""
    return [{"text": each.text, "kind": each.kind} for each in phrases]
