"""What is typed about a row of a layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from economy.imports.mapping import account_ranges
from economy.models import StatementLine
from economy.states import LKBR_BESIDE, LineKind, LineRole, LkbrLine
from finsam.errors import DomainError


class MoveForm(forms.Form):
    """Where in its statement a row is to stand."""

    after = forms.ChoiceField(label="Flytta till", required=False)

    def __init__(self, *args: object, lines: Sequence[StatementLine], after: str, **kwargs: object) -> None:
        super().__init__(*args, initial={"after": after}, **kwargs)
        self.fields["after"].choices = [("", "Först"), *((line.key, f"Efter {line.label}") for line in lines)]


class LineForm(forms.Form):
    """A row: its label, what it means, and for a sum what it adds."""

    label = forms.CharField(
        label="Benämning", max_length=120, error_messages={"required": "Skriv radens benämning."}
    )
    kind = forms.ChoiceField(label="Slag", choices=LineKind, initial=LineKind.LINE)
    level = forms.TypedChoiceField(
        label="Nivå",
        choices=[(0, "Ytterst"), (1, "Under en rubrik"), (2, "Ett steg till in")],
        coerce=int,
        initial=1,
    )
    role = forms.ChoiceField(
        label="Vad raden är", choices=LineRole, required=False,
        help_text="Nyckeltalen räknas ur detta, vad raden än heter.",
    )  # fmt: skip
    sign = forms.TypedChoiceField(
        label="Tecken i räkningen",
        choices=[(1, "Kostnader med minus"), (-1, "Omvänt tecken")],
        coerce=int,
        initial=1,
    )
    note = forms.IntegerField(label="Not", required=False, min_value=1, max_value=99)
    lkbr = forms.ChoiceField(label="Post i lagens uppställning", choices=LkbrLine, required=False)
    accounts = forms.CharField(
        label="Konton",
        required=False,
        max_length=300,
        help_text="Till exempel 3500-3599, 3985. Används av bokföringen.",
    )
    covers = forms.MultipleChoiceField(
        label="Summan räknar", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Bara för summor. En rad som ingår i en annan vald summa räknas en gång.",
    )  # fmt: skip

    def __init__(
        self,
        *args: object,
        lines: Sequence[StatementLine],
        line: StatementLine | None = None,
        **kwargs: object,
    ) -> None:
        if line:
            kwargs.setdefault("initial", {name: getattr(line, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self._kind = line.kind if line else ""
        others = [
            each
            for each in lines
            if each.kind not in {LineKind.HEADING, LineKind.MEMO} and (line is None or each.pk != line.pk)
        ]
        self.fields["covers"].choices = [(each.key, each.label) for each in others]
        if line:
            del self.fields["kind"]
            if not line.is_sum:
                del self.fields["covers"]
            if line.kind == LineKind.HEADING:
                for name in ("role", "sign", "note", "lkbr", "accounts"):
                    del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What the law tells beside the sums is information: a row that sums count cannot be it."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind") or self._kind
        if cleaned.get("lkbr") in LKBR_BESIDE and kind != LineKind.MEMO:
            self.add_error(
                "lkbr", "Den posten ingår inte i någon summa. Lägg till en rad av slaget Upplysning för den."
            )
        return cleaned

    def clean_accounts(self) -> str:
        """Accounts are ranges of numbers: the books are read by them."""
        text = self.cleaned_data["accounts"]
        try:
            account_ranges(text)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return text
