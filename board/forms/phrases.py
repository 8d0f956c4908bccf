"""The förbund's phrases, and a body's words before att-satser, as the office writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from board.forms.rows import NumberedRows
from board.forms.session import bare_clause
from board.states import ParagraphKind
from board.wording.lead_words import Words
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


class LeadWordsForm(forms.Form):
    """A body's words before att-satser and without them, for all §§ and for those of each kind."""

    def __init__(
        self, data: Mapping[str, str] | None = None, *, body: str, stored: Mapping[str, Words]
    ) -> None:
        super().__init__(data)
        for kind, label in (_ALL, *ParagraphKind.choices):
            before, alone = stored.get(kind, ("", ""))
            usual = {"placeholder": f"{body} beslutar"} if not kind else {}
            self.fields[f"words_{kind}"] = forms.CharField(
                label=f"{label}, före att-satser", required=False, max_length=300, initial=before,
                widget=forms.TextInput(attrs=usual),
            )  # fmt: skip
            self.fields[f"alone_{kind}"] = forms.CharField(
                label=f"{label}, utan att-satser", required=False, max_length=300, initial=alone
            )

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The fields of each kind beside its name."""
        return [
            (label, self[f"words_{kind}"], self[f"alone_{kind}"])
            for kind, label in (_ALL, *ParagraphKind.choices)
        ]

    @property
    def words(self) -> dict[str, Words]:
        """What was typed, by kind."""
        typed = self.cleaned_data
        return {
            kind: (typed[f"words_{kind}"], typed[f"alone_{kind}"]) for kind in ("", *ParagraphKind.values)
        }
