"""Rows whose order is a number that one types."""

from __future__ import annotations

from typing import Any

from django import forms


class NumberedRows(forms.BaseFormSet):
    """A formset of rows with a number and a mark for going, in Swedish."""

    def kept(self) -> list[dict[str, Any]]:
        """Give what was typed in the order of the numbers, without the rows that are marked to go.

        Of two with one number the one that was moved up to it comes first, and the one moved down to it last.
        """
        rows = [form for form in self.ordered_forms if not form.cleaned_data.get("DELETE")]
        return [form.cleaned_data for form in sorted(rows, key=_place)]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Put Swedish words on the number and on the mark for going."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Ordning"
        form.fields["DELETE"].label = "Ta bort"


def _place(form: forms.Form) -> tuple[float, int]:
    number, before = form.cleaned_data.get("ORDER"), form.fields["ORDER"].initial
    if number is None:
        return float("inf"), 0
    if before is None or number < before:
        return number, -1
    return number, int(number > before)
