"""Forms of reports and their sections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from board.models import Paragraph
from finsam.models import Association
from finsam.swedish import dates
from finsam.texts.editor import RunningTextField
from reporting import outlines
from reporting.models import Report, Section
from reporting.queries.periods import lawful_days
from reporting.queries.reports import copyable
from reporting.registries import blocks
from reporting.states import ReportKind, SectionState, Unit

HEADINGS_OF = "headings:"


class BeginForm(forms.Form):
    """A new report of a kind: for which year, and what it starts from; the year after the latest, copied from it."""

    kind = forms.ChoiceField(choices=ReportKind.choices, widget=forms.HiddenInput)
    year = forms.IntegerField(label="År", min_value=1990, max_value=2100)
    start = forms.ChoiceField(
        label="Börja från",
        widget=forms.RadioSelect,
        help_text="En kopia tar med förra årets texter och rubriker. Siffrorna blir det nya årets.",
        error_messages={
            "invalid_choice": "Det du vill börja från är av ett annat slag. Välj ett som passar."
        },
    )

    def __init__(
        self, *args: Any, association: Association, kind: ReportKind, this_year: int,
        lent: Sequence[Report] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        rows = list(copyable(association).filter(kind=kind))
        self.copies = {f"report:{row.pk}": row for row in rows}
        choices = [(key, f"{row.title}, med texter") for key, row in self.copies.items()]
        choices += [(f"outline:{each.name}", each.label) for each in outlines.for_kind(kind)]
        self.lent = {f"{HEADINGS_OF}{row.pk}": row for row in lent}
        choices += [(key, _lent_label(row, association)) for key, row in self.lent.items()]
        year = rows[0].year + 1 if rows else this_year if kind == ReportKind.PLAN else this_year - 1
        super().__init__(*args, initial={"kind": kind, "year": year, "start": choices[0][0]}, **kwargs)
        self.fields["start"].choices = choices  # type: ignore[attr-defined]

    @property
    def source(self) -> dict[str, Any]:
        """What the action is told: an outline's name, a report to copy, or one to take the headings of."""
        start = self.cleaned_data["start"]
        if start in self.lent:
            return {"outline_of": self.lent[start]}
        if start in self.copies:
            return {"copy_of": self.copies[start]}
        return {"outline": start.removeprefix("outline:")}


def _lent_label(row: Report, association: Association) -> str:
    whose = "" if row.association_id == association.pk else f", ur {row.association.name}"
    return f"{row.title}, bara rubrikerna{whose}"


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """Title, unit, the day it goes to the board, and the last day of a delårsrapport."""

    unit = forms.ChoiceField(label="Belopp i", choices=Unit.choices, widget=forms.RadioSelect)
    board_on = forms.DateField(
        label="Till styrelsen",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    ends_on = forms.TypedChoiceField(
        label="Avser tiden till och med", coerce=dt.date.fromisoformat, required=False, empty_value=None, widget=forms.RadioSelect,
        help_text="Minst hälften och högst två tredjedelar av året (13 kap. 1 § lagen (2018:597)).",
    )  # fmt: skip

    class Meta:
        model = Report
        fields = ("title", "unit", "ends_on", "board_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance
        if not report.is_interim:
            del self.fields["ends_on"]
            return
        days = sorted({*lawful_days(report.association, report.year), report.period[1]})
        self.fields["ends_on"].choices = [(day.isoformat(), dates.long_date(day)) for day in days]  # type: ignore[attr-defined]
        self.initial["ends_on"] = report.period[1].isoformat()

    def clean_ends_on(self) -> dt.date | None:
        """A day that is not sent is left as it is."""
        return self.cleaned_data["ends_on"] or self.instance.ends_on


class TextForm(forms.Form):
    """A section's text; `figures` are those that it may name."""

    text = RunningTextField(label="Text")


class SectionForm(forms.Form):
    """What a section is called, what it shows and where it stands."""

    heading = forms.CharField(
        label="Rubrik", max_length=200, error_messages={"required": "Skriv en rubrik för avsnittet."}
    )
    block = forms.ChoiceField(
        label="Visa ur det som är lagrat",
        required=False,
        help_text="Tabellen eller diagrammet kommer efter texten och följer siffrorna.",
    )
    parent = forms.ChoiceField(label="Ligger under", required=False)
    is_numbered = forms.BooleanField(label="Numreras", required=False)
    starts_page = forms.BooleanField(label="Börjar på ny sida", required=False)

    def __init__(self, *args: Any, report: Report, section: Section | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = blocks.for_kind(report.kind)
        current = blocks.get(section.block) if section and section.block else None
        if current and current not in shown:
            shown = [*shown, current]
        self.fields["block"].choices = [("", "Bara text"), *((each.name, each.label) for each in shown)]  # type: ignore[attr-defined]
        from_rows = report.sections.order_by("position", "id")
        if section:
            from_rows = from_rows.exclude(pk=section.pk)
        self.parents = {str(row.pk): row for row in from_rows}
        self.fields["parent"].choices = [
            ("", "Inget, det är ett kapitel"),
            *((key, row.heading) for key, row in self.parents.items()),
        ]  # type: ignore[attr-defined]

    @property
    def chosen_parent(self) -> Section | None:
        return self.parents.get(self.cleaned_data["parent"])


class GroupsForm(forms.Form):
    """Which lines of cost are told as a purpose of their own; a line without one stays in its purpose."""

    def __init__(self, *args: Any, lines: list[tuple[str, str]], groups: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {key: label for label, keys in groups for key in keys}
        for key, label in lines:
            self.fields[f"line-{key}"] = forms.CharField(
                label=label, max_length=80, required=False, initial=named.get(key, "")
            )

    @property
    def groups(self) -> list[list[Any]]:
        """The groups in the order of their first line, as the section keeps them."""
        found: dict[str, list[str]] = {}
        for name, label in self.cleaned_data.items():
            if label:
                found.setdefault(label, []).append(name.removeprefix("line-"))
        return [[label, keys] for label, keys in found.items()]


class ColumnsForm(forms.Form):
    """Which columns a budget shows, in the order of the list."""

    columns = forms.MultipleChoiceField(
        label="Kolumner",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Utan val visas förra årets budget och prognos, årets budget och planåren.",
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = choices  # type: ignore[attr-defined]


class AdoptForm(forms.Form):
    """The § that adopted the report."""

    paragraph = forms.ChoiceField(
        label="Paragraf", error_messages={"required": "Välj den paragraf som fastställde rapporten."}
    )

    def __init__(self, *args: Any, paragraphs: list[Paragraph], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paragraphs = {str(row.pk): row for row in paragraphs}
        choices = [(key, f"{row}: {row.heading}") for key, row in self._paragraphs.items()]
        self.fields["paragraph"].choices = [("", "Välj paragraf"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Paragraph:
        """The chosen § of a valid form."""
        return self._paragraphs[self.cleaned_data["paragraph"]]


class UnsignedForm(forms.Form):
    """Why someone does not sign."""

    note = forms.CharField(
        label="Skäl", max_length=300, error_messages={"required": "Skriv varför underskriften saknas."}
    )


class CorrectForm(forms.Form):
    """What a new version mends."""

    note = forms.CharField(
        label="Vad som rättas",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv vad som rättas."},
    )


class StateForm(forms.Form):
    """How far a section has come."""

    state = forms.ChoiceField(label="Läge", choices=SectionState.choices)
