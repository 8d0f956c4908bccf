"""Where the yearly series go on, as the office sets it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from board.queries.numbers import SeriesLine

HIGHEST = 99_999


class NumbersForm(forms.Form):
    """One field a series: the number that comes next."""

    def __init__(self, *args: Any, lines: Sequence[SeriesLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[line.key] = _next_field(line)

    def changed(self) -> list[tuple[SeriesLine, int]]:
        """Give the series whose next number is another than it was, with that number."""
        wanted = [(line, self.cleaned_data[line.key]) for line in self.lines]
        return [(line, number) for line, number in wanted if number != line.next]


def _next_field(line: SeriesLine) -> forms.IntegerField:
    said = f"Det högsta som är utdelat är {line.given}." if line.given else "Inget är utdelat än."
    return forms.IntegerField(
        label=line.label,
        initial=line.next,
        min_value=line.lowest,
        max_value=HIGHEST,
        help_text=said,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            "required": "Skriv ett nummer.",
            "invalid": "Skriv numret med siffror.",
            "min_value": f"{said} Skriv {line.lowest} eller högre.",
            "max_value": f"Skriv högst {HIGHEST}.",
        },
    )
