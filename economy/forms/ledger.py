"""Forms for files of books: taking in, choosing letters and columns, lines and objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from economy.imports.mapping import account_ranges, object_ranges
from economy.models import LedgerImport, StatementLine
from economy.queries.ledger_preview import column_choices
from economy.sie.encoding import LABELS
from economy.states import ImportKind
from finsam.errors import DomainError
from insatser.models import Insats

_ACCEPTED = ".se,.si,.sie,.xlsx,.csv,.tsv,.txt"
_LISTS = [(kind.value, kind.label) for kind in ImportKind if kind != ImportKind.SIE]


class TakeInForm(forms.Form):
    """A file of books, and for a list what it is."""

    file = forms.FileField(
        label="Fil",
        allow_empty_file=True,  # the action says what is wrong with it
        help_text="SIE typ 1–4, Excel (xlsx) eller CSV. Högst 64 MB. Inget läses in förrän du har sett vad filen innehåller.",
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
        error_messages={"required": "Välj en fil."},
    )
    year = forms.IntegerField(
        label="Räkenskapsår", required=False, min_value=2004, max_value=2100,
        help_text="För Excel och CSV. En SIE-fil säger det själv; är det ett annat år sägs det.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Vad en Excel- eller CSV-fil innehåller", required=False,
        choices=[("", "Det som rubrikerna säger"), *_LISTS],
    )  # fmt: skip


class EncodingForm(forms.Form):
    """Which letters a file is written with."""

    encoding = forms.ChoiceField(label="Teckenuppsättning", choices=list(LABELS.items()))


class ColumnsForm(forms.Form):
    """Which column of a list is what."""

    kind = forms.ChoiceField(label="Filen innehåller", choices=_LISTS)
    year = forms.IntegerField(label="Räkenskapsår", min_value=2004, max_value=2100)

    def __init__(self, *args: Any, ledger_import: LedgerImport, **kwargs: Any) -> None:
        found = ledger_import.found
        headings = found.get("headings", [])
        choices = [
            ("", "Finns inte"),
            *((str(n), each or f"Kolumn {n + 1}") for n, each in enumerate(headings)),
        ]
        super().__init__(*args, **kwargs)
        self.initial = {"kind": ledger_import.kind, "year": found.get("year")}
        self._kept = {
            "kind": ledger_import.kind,
            "year": found.get("year"),
            "sheet": found.get("sheet_read", ""),
        }
        if len(found.get("sheets", [])) > 1:
            sheets = [(name, name) for name in found["sheets"]]
            self.fields["sheet"] = forms.ChoiceField(label="Blad", choices=sheets)
            self.initial["sheet"] = found.get("sheet_read", "")
        for name, label in column_choices(ledger_import):
            self.fields[f"col-{name}"] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.initial[f"col-{name}"] = str(ledger_import.columns.get(name, ""))

    def choice(self) -> dict[str, Any]:
        """Give what was chosen; another sheet, kind or year has other columns, which its headings say."""
        chosen: dict[str, Any] = {name: self.cleaned_data.get(name) for name in ("kind", "year")}
        if "sheet" in self.fields:
            chosen["sheet"] = self.cleaned_data["sheet"]
        is_same = all(self._kept[name] == value for name, value in chosen.items())
        has_changed = any(name.startswith("col-") for name in self.changed_data)
        is_same_list = self._kept["kind"] == chosen["kind"] and chosen.get("sheet", "") in (
            "",
            self._kept["sheet"],
        )
        return chosen | {"columns": self._columns()} if is_same or (is_same_list and has_changed) else chosen

    def _columns(self) -> dict[str, int]:
        return {
            name.removeprefix("col-"): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("col-") and value
        }


class MappingForm(forms.Form):
    """Each line's accounts and objects."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[StatementLine],
        suggested: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.is_line]
        self.suggested = suggested or {}
        for line in self.lines:
            self._add(
                f"a-{line.key}", f"Konton på {line.label}", self.suggested.get(line.key, line.accounts), 300
            )
            self._add(f"o-{line.key}", f"Objekt på {line.label}", line.objects_filter, 120)

    def _add(self, name: str, label: str, initial: str, most: int) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, max_length=most, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Every text is accounts, or objects."""
        for name, text in list(self.cleaned_data.items()):
            try:
                (account_ranges if name.startswith("a-") else object_ranges)(text)
            except DomainError as error:
                self.add_error(name, str(error))
        return self.cleaned_data

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each line with its two controls."""
        return [
            {
                "line": line, "accounts": self[f"a-{line.key}"], "objects": self[f"o-{line.key}"],
                "is_suggested": line.key in self.suggested,
            }
            for line in self.lines
        ]  # fmt: skip

    def proposed(self) -> dict[str, tuple[str, str]]:
        """Give each line's accounts and objects as the form is filled in to begin with."""
        return {
            line.key: (self.suggested.get(line.key, line.accounts), line.objects_filter)
            for line in self.lines
        }

    def accounts(self) -> dict[str, tuple[str, str]]:
        """Give each line's accounts and objects by its key."""
        typed = self.cleaned_data
        return {line.key: (typed[f"a-{line.key}"], typed[f"o-{line.key}"]) for line in self.lines}


class ObjectsForm(forms.Form):
    """Which insats each object is; what is `suggested` is filled in, and marked."""

    def __init__(
        self, *args: Any, objects: Sequence[tuple[tuple[str, str], str]], insatser: Sequence[Insats],
        known: dict[tuple[str, str], Insats], suggested: dict[tuple[str, str], Insats], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._insatser = {str(insats.pk): insats for insats in insatser}
        self._pairs: dict[str, tuple[str, str]] = {}
        self.has_suggestions = bool(suggested)
        choices = [("", "Ingen insats"), *((key, insats.name) for key, insats in self._insatser.items())]
        for pair, label in objects:
            name, insats = f"object-{pair[0]}:{pair[1]}", known.get(pair) or suggested.get(pair)
            self._pairs[name] = pair
            self.fields[name] = forms.ChoiceField(
                label=f"{label} ({pair[0]}:{pair[1]})", choices=choices, required=False,
                initial=str(insats.pk) if insats else "",
                help_text="Förslag efter namnet, inte sparat än." if pair in suggested else "",
            )  # fmt: skip

    def chosen(self) -> dict[tuple[str, str], Insats | None]:
        """Give the insats of each object."""
        return {pair: self._insatser.get(self.cleaned_data[name]) for name, pair in self._pairs.items()}
