"""Forms by which goals are followed: measures with targets and values, activities, and a word in a minute."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Association
from finsam.registries import fields as figures
from reporting import rules
from reporting.forms.goals import AmountField
from reporting.forms.people import choosable
from reporting.forms.rows import several
from reporting.models import Activity, Goal, Measure
from reporting.rules import Value
from reporting.states import ActivityState, Direction, GoalStatus, MeasureKind, MeasureSource

_ROWS = forms.Textarea(attrs={"rows": 2})


class MeasureForm(forms.Form):
    """How a measure is counted, where it began, where its values come from and what it shall come to."""

    text = forms.CharField(label="Mått", widget=_ROWS, error_messages={"required": "Skriv vad som mäts."})
    kind = forms.ChoiceField(label="Slag", choices=MeasureKind.choices, widget=forms.RadioSelect)
    unit = forms.CharField(
        label="Enhet", max_length=60, required=False, help_text="Till exempel %, dagar eller deltagare."
    )
    direction = forms.ChoiceField(label="Riktning", choices=Direction.choices, widget=forms.RadioSelect)
    start = forms.CharField(label="Utgångsläge", required=False, help_text="Som värdena: 63 %, 3 av 14.")
    start_on = DayField(label="Utgångsläget gäller den", required=False)
    targets = forms.CharField(
        label="Mål per år", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ett år på varje rad: 2023: 50 %. Ett mått mot föregående år har inget eget tal.",
    )  # fmt: skip
    source = forms.ChoiceField(label="Källa", choices=MeasureSource.choices)
    source_key = forms.ChoiceField(label="Uppgift i finsam", required=False)
    source_note = forms.CharField(label="Källan i ord", required=False, widget=_ROWS)

    def __init__(
        self, *args: Any, measure: Measure, association: Association, year: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=self.initial_of(measure), **kwargs)
        known = [
            (each.key, f"{each.label}: {each.value}")
            for each in figures.values(association, year).values()
            if not each.form
        ]
        if measure.source_key and measure.source_key not in dict(known):
            known.append((measure.source_key, "Den som är vald; den finns inte för året än"))
        self.fields["source_key"].choices = [("", "Ingen"), *known]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, measure: Measure) -> dict[str, Any]:
        """Give what is stored as the form shows it."""
        names = ("text", "kind", "unit", "direction", "start_on", "source", "source_key", "source_note")
        start = None if measure.start_number is None else Value(measure.start_number, measure.start_of)
        targets = [
            f"{each.year}: {told(measure.kind, Value(each.number, each.of), measure.unit)}"
            for each in measure.targets.all()
        ]
        return {name: getattr(measure, name) for name in names} | {
            "start": told(measure.kind, start, measure.unit) if start else "",
            "targets": "\n".join(targets),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, unit = cleaned.get("kind", ""), cleaned.get("unit", "")
        if start := cleaned.get("start"):
            self._read("start", start, kind, unit)
        self.targets: dict[int, Value] = {}
        for line in several(cleaned.get("targets", "")):
            year, parted, number = line.partition(":")
            if not parted or not (year.strip().isdecimal() and len(year.strip()) == 4):
                self.add_error(
                    "targets",
                    f"Skriv året och målet med kolon emellan, till exempel 2023: 50 %. Raden är: {line}",
                )
                continue
            try:
                self.targets[int(year)] = rules.read_target(kind, number, unit)
            except ValueError as error:
                self.add_error("targets", f"{year.strip()}: {error}")
        if cleaned.get("source") == MeasureSource.FIELD and not cleaned.get("source_key"):
            self.add_error("source_key", "Välj vilken uppgift värdena hämtas ur.")
        return cleaned

    def _read(self, name: str, text: str, kind: str, unit: str) -> None:
        try:
            self.cleaned_data[f"{name}_value"] = rules.read_value(kind, text, unit)
        except ValueError as error:
            self.add_error(name, str(error))

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        names = ("text", "kind", "unit", "direction", "start_on", "source", "source_key", "source_note")
        start = self.cleaned_data.get("start_value")
        return {name: self.cleaned_data[name] for name in names} | {
            "start_number": start.number if start else None,
            "start_of": start.of if start else None,
            "targets": self.targets,
        }


class ValueForm(forms.Form):
    """What a measure came to on a day."""

    value = forms.CharField(label="Värde", error_messages={"required": "Skriv värdet."})
    day = DayField(label="Gäller den")
    note = forms.CharField(label="Kommentar", required=False, widget=_ROWS)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["value"].help_text = _HELP[MeasureKind(measure.kind)]

    def clean_value(self) -> Value:
        try:
            return rules.read_value(self.measure.kind, self.cleaned_data["value"], self.measure.unit)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class JudgeForm(forms.Form):
    """An assessment with a word."""

    status = forms.ChoiceField(label="Bedömning", choices=GoalStatus.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Kommentar", required=False, widget=_ROWS)


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]
    """An activity of the plan, with its last day, who answers for it and what it costs."""

    due_on = DayField(label="Klart senast", required=False)
    cost = AmountField(label="Kostnad, kronor", required=False)
    owner = forms.ModelChoiceField(
        label="Den som berättar hur det går", queryset=None, required=False, empty_label="Ingen"
    )

    class Meta:
        model = Activity
        fields = ("text", "when", "who", "due_on", "owner", "cost")
        widgets = {"when": forms.TextInput, "who": forms.TextInput}

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = choosable(association, self.instance.owner_id)  # type: ignore[attr-defined]


class TellForm(forms.Form):
    """How far an activity has come."""

    state = forms.ChoiceField(label="Läge", choices=ActivityState.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Kommentar", required=False, widget=_ROWS)


def told(kind: str, value: Value, unit: str) -> str:
    """Write a value so that the form reads it back: a share without its percent."""
    if kind == MeasureKind.SHARE and value.of is not None:
        return rules.target_written(MeasureKind.SHARE, value, Direction.UP)
    return rules.written(kind, value, unit)


_HELP = {
    MeasureKind.NUMBER: "Till exempel 26 eller 4,71.",
    MeasureKind.CHANGE: "Till exempel 26 eller 4,71.",
    MeasureKind.SHARE: "Till exempel 3 av 14.",
    MeasureKind.PERCENT_OF: "Till exempel 44 % av 36.",
}


class FollowForm(forms.Form):
    """Everything that whoever answers for a goal tells of it, on one page: values, activities, and a word."""

    day = DayField(label="Värdena gäller den")

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = list(goal.measures.all())
        self.activities = list(goal.activities.all())
        for measure in self.measures:
            self.fields[f"m{measure.pk}"] = forms.CharField(
                label=measure.text, required=False, help_text=_HELP[MeasureKind(measure.kind)]
            )
        for each in self.activities:
            self.fields[f"a{each.pk}"] = forms.ChoiceField(
                label=each.text, choices=ActivityState.choices, initial=each.state, required=False
            )
            self.fields[f"n{each.pk}"] = forms.CharField(
                label=f"Kommentar till {each.text}", required=False, initial=each.note, widget=_ROWS
            )
        self.fields["status"] = forms.ChoiceField(
            label="Hur går det?", choices=GoalStatus.choices, widget=forms.RadioSelect, initial=goal.status
        )
        self.fields["note"] = forms.CharField(label="Kommentar", required=False, widget=_ROWS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.values: list[tuple[Measure, Value]] = []
        for measure in self.measures:
            if text := cleaned.get(f"m{measure.pk}"):
                try:
                    self.values.append((measure, rules.read_value(measure.kind, text, measure.unit)))
                except ValueError as error:
                    self.add_error(f"m{measure.pk}", str(error))
        return cleaned

    @property
    def told(self) -> list[tuple[Activity, str, str]]:
        """The activities of which something else is told than before, each with state and words."""
        rows = [
            (
                each,
                self.cleaned_data.get(f"a{each.pk}") or each.state,
                self.cleaned_data.get(f"n{each.pk}", ""),
            )
            for each in self.activities
        ]
        return [(each, state, note) for each, state, note in rows if (state, note) != (each.state, each.note)]
