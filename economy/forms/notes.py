"""What is typed about notes and years without books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms

from economy.forms.fields import AmountField, AmountsForm
from economy.models import FigureSet, NoteRow
from economy.pasting.notes import NotesRead, read_notes
from economy.states import Orientation, Unit
from insatser.models import Insats


class NoteForm(forms.Form):
    """A new note."""

    number = forms.IntegerField(
        label="Nummer", min_value=1, max_value=99, error_messages={"required": "Skriv notens nummer."}
    )
    label = forms.CharField(
        label="Rubrik", max_length=120, error_messages={"required": "Skriv notens rubrik."}
    )


class PastedNotesForm(forms.Form):
    """Notes as they were copied, read as they are typed; `read` is what they say."""

    text = forms.CharField(
        label="Noterna", strip=False, widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Kopiera tabellen med rubriker och summor ur en årsredovisning eller Excel.",
        error_messages={"required": "Klistra in noterna."},
    )  # fmt: skip
    number = forms.IntegerField(
        label="Notens nummer",
        min_value=1,
        max_value=99,
        required=False,
        help_text="Om tabellen inte säger det.",
    )
    unit = forms.ChoiceField(
        label="Beloppen är i",
        required=False,
        choices=[("", "Som det står i tabellen, annars som året"), *Unit.choices],
    )
    read: NotesRead | None = None

    def __init__(self, *args: object, year: int, unit: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.own_unit = year, unit

    def clean(self) -> None:
        """Read the table; what it cannot be read as is said with its row and column."""
        given = self.cleaned_data
        if self.errors:
            return
        self.read = read_notes(
            given["text"], year=self.year, unit=given["unit"] or self.own_unit, number=given["number"]
        )
        names = {(row.label, 120) for note in self.read.notes for row in note.rows}
        names |= {(row.group, 80) for note in self.read.notes for row in note.rows}
        for name, most in sorted(names | {(note.label, 120) for note in self.read.notes}):
            if len(name) > most:
                self.add_error("text", f"”{name}” är för långt: högst {most} tecken.")
        for fault in self.read.faults:
            self.add_error("text", fault)


class NoteRowForm(forms.Form):
    """A row of a note."""

    label = forms.CharField(
        label="Benämning", max_length=120, error_messages={"required": "Skriv radens benämning."}
    )
    group = forms.CharField(label="Underrubrik", max_length=80, required=False)
    insats = forms.ModelChoiceField(
        label="Insats", queryset=Insats.objects.none(), required=False, empty_label="Ingen"
    )
    orientation = forms.ChoiceField(
        label="Inriktning",
        choices=Orientation,
        required=False,
        help_text="Om raden inte är en insats i registret.",
    )

    def __init__(self, *args: object, association: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insats"].queryset = Insats.objects.filter(association=association)


class NoteFiguresForm(AmountsForm):
    """A note's amounts by row and column, and in which columns the rest is left undivided."""

    def __init__(
        self, *args: object, rows: Sequence[NoteRow], columns: Sequence[FigureSet], unit: str, sign: int,
        stored: Mapping[tuple[int, int], Decimal | None], undivided: Sequence[int], **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.rows = [row for row in rows if not row.is_undivided and not row.member_id]
        self.columns = columns
        for column in columns:
            for row in self.rows:
                field = AmountField(label=f"{row.label}, {column.label}", unit=unit, sign=sign)
                field.initial = stored.get((row.pk, column.pk))
                self.fields[note_name(column, row)] = field
            self.fields[f"u{column.pk}"] = forms.BooleanField(
                label=f"Låt resten stå ofördelad, {column.label}",
                required=False,
                initial=column.pk in undivided,
            )

    def amounts(self, column: FigureSet) -> dict[str, Decimal | None]:
        """Give what was changed in a column by the rows' keys, kronor."""
        names = {row.key: note_name(column, row) for row in self.rows}
        return {key: self.cleaned_data[name] for key, name in names.items() if self.is_touched(name)}

    def changed_rests(self) -> dict[FigureSet, bool]:
        """Give the columns in which the choice about the rest was changed, with the choice."""
        changed = [each for each in self.columns if f"u{each.pk}" in self.changed_data]
        return {each: self.cleaned_data[f"u{each.pk}"] for each in changed}


def note_name(column: FigureSet, row: NoteRow) -> str:
    """Name the field of a row in a column."""
    return f"c{column.pk}-{row.pk}"
