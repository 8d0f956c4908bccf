"""What is typed about columns and their figures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from django import forms

from board.models import Paragraph
from economy.forms.fields import AmountField, AmountsForm
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.paste_plan import MATCH, REPLACE, Choices
from economy.states import FigureKind, Unit
from finsam.forms.fields import DayField
from finsam.models import Member


class ColumnForm(forms.Form):
    """A new column: what it is and for which period."""

    kind = forms.ChoiceField(label="Slag", choices=FigureKind, initial=FigureKind.OUTCOME)
    label = forms.CharField(
        label="Rubrik", max_length=60, help_text="Så som den trycks, till exempel Utfall 2022.",
        error_messages={"required": "Skriv kolumnens rubrik, till exempel Utfall 2022."},
    )  # fmt: skip
    starts_on = DayField(label="Från och med", required=False, help_text="Lämna tomt för hela året.")
    ends_on = DayField(label="Till och med", required=False)
    source = forms.CharField(label="Källa", max_length=120, required=False)


class AdoptForm(forms.Form):
    """The § that fixed a column and what it fixed with it; for older decisions the day and the words instead."""

    paragraph = forms.ChoiceField(
        label="Paragraf",
        required=False,
        help_text="Sammanträdets dag och paragrafens nummer följer med av sig själva.",
    )
    others = forms.MultipleChoiceField(
        label="Fastställ också", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Budget och plan fastställs ofta genom samma paragraf.",
    )  # fmt: skip
    on = DayField(
        label="Fastställd den", required=False, help_text="Bara om beslutet inte finns i programmet."
    )
    reference = forms.CharField(
        label="Genom", max_length=80, required=False, help_text="Till exempel § 45, 2020-12-04."
    )

    def __init__(
        self, *args: object, paragraphs: Sequence[Paragraph], others: Sequence[FigureSet], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self._paragraphs = {str(row.pk): row for row in paragraphs}
        self._others = {str(row.pk): row for row in others}
        choices = [(key, f"{row}: {row.heading}") for key, row in self._paragraphs.items()]
        self.fields["paragraph"].choices = [("", "Välj paragraf"), *choices]
        self.fields["others"].choices = [(key, str(row)) for key, row in self._others.items()]
        if not others:
            del self.fields["others"]
        if not paragraphs:
            del self.fields["paragraph"]

    def clean(self) -> dict[str, object]:
        """Ask for a § or a day, and take the § where both are there."""
        given = super().clean() or {}
        if not given.get("paragraph") and not given.get("on") and "on" not in self.errors:
            name = "paragraph" if "paragraph" in self.fields else "on"
            self.add_error(name, "Välj paragrafen, eller skriv vilken dag beslutet fattades.")
        return given

    @property
    def chosen(self) -> Paragraph | None:
        """The chosen §."""
        return self._paragraphs.get(self.cleaned_data.get("paragraph", ""))

    @property
    def with_it(self) -> list[FigureSet]:
        """The columns that are fixed together with the first."""
        return [self._others[key] for key in self.cleaned_data.get("others", [])]


class GridForm(AmountsForm):
    """Amounts by line and column; each field is named c<column>-<line>."""

    def __init__(
        self, *args: object, fiscal_year: FiscalYear, lines: Sequence[StatementLine], columns: Sequence[FigureSet],
        stored: Mapping[int, Mapping[str, Decimal | None]], computed: Collection[tuple[int, str]] = (), **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.columns = columns
        for line in lines:
            if not line.holds_amounts:
                continue
            for column in columns:
                if (column.pk, line.key) in computed:
                    continue
                name = grid_name(column, line)
                field = AmountField(
                    label=f"{line.label}, {column.label}", unit=fiscal_year.unit, sign=line.sign
                )
                field.initial = stored.get(column.pk, {}).get(line.key)
                self.fields[name] = field

    def amounts(self, column: FigureSet, lines: Sequence[StatementLine]) -> dict[str, Decimal | None]:
        """Give what was changed in a column by the lines' keys, kronor."""
        names = {line.key: grid_name(column, line) for line in lines}
        return {
            key: self.cleaned_data[name]
            for key, name in names.items()
            if name in self.fields and self.is_touched(name)
        }


def grid_name(column: FigureSet, line: StatementLine) -> str:
    """Name the field of a line in a column."""
    return f"c{column.pk}-{line.key}"


class PasteForm(forms.Form):
    """A table copied from Excel, a PDF or a web page, and how it is to be read."""

    text = forms.CharField(
        label="Tabellen", strip=False, widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="Kopiera hela tabellen med rubriker och summor ur Excel, en PDF eller en webbsida. Ingenting sparas i det här steget.",
        error_messages={"required": "Klistra in tabellen."},
    )  # fmt: skip
    unit = forms.ChoiceField(
        label="Beloppen är i", required=False, widget=forms.RadioSelect,
        choices=[("", "Som det står i tabellen, annars som året"), *Unit.choices],
        help_text="En enhet som står i en cell eller rubrik gäller alltid.",
    )  # fmt: skip
    document = forms.CharField(
        label="Hämtat ur", max_length=120, required=False,
        help_text="Handlingen som tabellen kommer från. Då sparas dess summor, så att de kan jämföras med de räknade.",
    )  # fmt: skip


class PasteChoices(forms.Form):
    """What is chosen on the preview; the names of columns and rows have their numbers after them."""

    turn = forms.BooleanField(required=False)
    outline = forms.ChoiceField(required=False, choices=[(REPLACE, ""), (MATCH, "")])

    def is_of(self, text: str) -> bool:
        """Tell whether the choices were made on this text and not on one that was pasted before it."""
        return self.data.get("read") == fingerprint(text)

    def chosen(self) -> Choices:
        """Give what was chosen."""
        return Choices(
            columns=self._numbered("col-"), rows=self._numbered("row-"), roles=self._numbered("role-"),
            meant=self._numbered("is-"), outline=self.data.get("outline", ""),
        )  # fmt: skip

    def _numbered(self, start: str) -> dict[int, str]:
        found = re.compile(re.escape(start) + r"(\d{1,6})", re.ASCII)
        names = ((found.fullmatch(name), value) for name, value in self.data.items())
        return {int(match[1]): value for match, value in names if match}


def fingerprint(text: str) -> str:
    """Give a short name of a text, the same however the browser ends its lines."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:16]


class ContributionForm(forms.Form):
    """What each member pays, in one column."""

    def __init__(
        self,
        *args: object,
        members: Sequence[Member],
        paid: Mapping[Member, Decimal],
        unit: str,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            self.fields[f"m{member.pk}"] = AmountField(label=member.name, unit=unit, initial=paid.get(member))

    def amounts(self) -> dict[Member, Decimal | None]:
        """Give what was typed for each member, kronor."""
        return {member: self.cleaned_data[f"m{member.pk}"] for member in self.members}
