"""The numbers of a period as a form, and the small forms of its life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from finsam.forms.fields import DayField
from finsam.swedish import money
from insatser.actions.participants import NOTE
from insatser.queries.cell_notes import cell_choices
from insatser.queries.count_grid import HOURS, Block, Row, cell_number, column_sums, row_sum, shown_value

_MOST = 1_000_000


class NumberField(forms.CharField):
    """A number of people as it is kept, digits alone; hours in hundredths of full-time jobs."""

    def __init__(self, *, is_hours: bool, **kwargs: Any) -> None:
        self.is_hours = is_hours
        attrs = {
            "class": "ds-input num",
            "inputmode": "decimal" if is_hours else "numeric",
            "autocomplete": "off",
        }
        super().__init__(
            required=False, widget=forms.TextInput(attrs=attrs | {"aria-label": kwargs["label"]}), **kwargs
        )

    def clean(self, value: str | None) -> str:
        """Read a number; a ValidationError says which is none."""
        text = super().clean(value)
        if not text or text in {"-", "–", "−"}:
            return ""
        try:
            number = money.parse_amount(text) * (100 if self.is_hours else 1)
        except ValueError:
            number = Decimal(-1)
        if number < 0 or number != int(number) or number > _MOST:
            kind = "antal heltider, till exempel 4,3" if self.is_hours else "helt antal"
            raise ValidationError(f"{self.label}: ”{text}” går inte att läsa. Skriv ett {kind}.")
        return str(int(number))


class CountingForm(forms.Form):
    """Every cell of a period, and the explanation of what does not add up."""

    note = forms.CharField(
        label="Förklaring till det som inte går ihop", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bara för er och förbundet. Skriv inget om någon enskild.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, blocks: Sequence[Block], content: Mapping[str, Any], **kwargs: Any
    ) -> None:
        initial = {name: shown_value(name, value) for name, value in content.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for block in blocks:
            for row in block.rows:
                for key, column in zip(row.keys, block.columns, strict=True):
                    if not row.adds:
                        label = (
                            f"{block.heading}, {row.label}, {column}"
                            if key.detail
                            else f"{row.label}, {column}"
                        )
                        self.fields[key.name] = NumberField(label=label, is_hours=key.measure in HOURS)
        self.fields[NOTE] = self.fields.pop(NOTE)

    def typed(self) -> dict[str, str]:
        """Give what could be read of what was sent."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class CellNoteForm(forms.Form):
    """A note to one number."""

    cell = forms.ChoiceField(
        label="Antal", error_messages={"required": "Välj vilket antal anteckningen gäller."}
    )
    text = forms.CharField(
        label="Anteckning", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lämna tomt för att ta bort den som står. Skriv inget om någon enskild.",
    )  # fmt: skip

    def __init__(self, *args: Any, blocks: Sequence[Block], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = [("", "Välj"), *cell_choices(blocks)]  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """Which days to count."""

    starts_on = DayField(label="Från och med")
    ends_on = DayField(label="Till och med")


class ReopenForm(forms.Form):
    """Why a period that was handed in is opened again."""

    reason = forms.CharField(label="Varför öppnas perioden igen?", widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class ShownRow:
    """A row as the page shows it: its controls or its computed numbers, its sum, and the period before."""

    row: Row
    cells: tuple[tuple[Any, int | None], ...]
    sum: int | None
    before: int | None


@dataclass(frozen=True)
class ShownBlock:
    """A table of the page with its sums."""

    block: Block
    rows: tuple[ShownRow, ...]
    sums: tuple[int | None, ...]
    sum: int | None
    before: int | None


def shown_blocks(
    form: CountingForm, blocks: Sequence[Block], content: Mapping[str, Any], before: Mapping[str, Any]
) -> list[ShownBlock]:
    """Give the tables with controls, what they hold summed, and what the period before held."""
    found = []
    for block in blocks:
        rows = tuple(
            ShownRow(
                row,
                tuple(
                    (None if row.adds else form[key.name], cell_number(row, key, content)) for key in row.keys
                ),
                row_sum(row, content),
                row_sum(row, before),
            )
            for row in block.rows
        )
        sums = tuple(column_sums(block, content))
        found.append(ShownBlock(block, rows, sums, _sum(sums), _sum(column_sums(block, before))))
    return found


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
