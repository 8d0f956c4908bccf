"""Forms of goals and indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from finsam.swedish import money
from finsam.texts.editor import RunningTextField
from reporting.models import Goal, IndicatorResult
from reporting.states import GoalStatus

_AREA = forms.Textarea(attrs={"rows": 2})


class AmountField(forms.CharField):
    """Kronor as Swedes write them."""

    def to_python(self, value: Any) -> Decimal | None:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        try:
            return money.parse_amount(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        return money.kr_as_needed(value) if isinstance(value, Decimal) else value


class GoalForm(forms.Form):
    """One goal with its facts, assessment, result and activities."""

    goal = forms.CharField(
        label="Mål", max_length=400, widget=_AREA, error_messages={"required": "Skriv målet."}
    )
    area = forms.CharField(label="Målområde", max_length=200, required=False)
    how = forms.CharField(label="Hur", required=False, widget=_AREA)
    follow_up = forms.CharField(label="Uppföljning", required=False, widget=_AREA)
    strategic_area = forms.CharField(label="Strategiskt område", required=False, widget=_AREA)
    focus_area = forms.CharField(label="Fokusområden", required=False, widget=_AREA)
    budget = AmountField(label="Budget, kronor", required=False)
    status = forms.ChoiceField(label="Bedömning", choices=GoalStatus.choices, widget=forms.RadioSelect)
    result = RunningTextField(label="Utfall")
    measures = forms.CharField(
        label="Mått", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ett mått på varje rad. Skriv | mellan måttet och dess utfall.",
    )  # fmt: skip
    activities = forms.CharField(
        label="Aktiviteter", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En aktivitet på varje rad. Skriv | mellan aktivitet, när och ansvarig.",
    )  # fmt: skip

    field_order = ("goal", "area", "how", "measures", "follow_up")

    @classmethod
    def initial_of(cls, goal: Goal) -> dict[str, Any]:
        """Give what is stored as the form shows it."""
        names = ("goal", "how", "follow_up", "strategic_area", "focus_area", "budget", "status")
        measures = [_as_row(each.text, each.outcome) for each in goal.measures.all()]
        rows = [_as_row(each.text, each.when, each.who) for each in goal.activities.all()]
        return {name: getattr(goal, name) for name in names} | {
            "area": goal.area.name if goal.area else "",
            "result": goal.result.html,
            "measures": "\n".join(measures),
            "activities": "\n".join(rows),
        }

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        rows = {"measures": self.measure_rows, "activities": self.activity_rows}
        return self.cleaned_data | rows

    @property
    def measure_rows(self) -> list[tuple[str, str]]:
        """The measures, each with what it came to; a second bar is part of that."""
        lines = self.cleaned_data["measures"].splitlines()
        return [
            (measure.strip(), outcome.strip())
            for measure, _, outcome in (line.partition("|") for line in lines)
        ]

    @property
    def activity_rows(self) -> list[tuple[str, str, str]]:
        """The activities as what, when and who; a third bar is part of who."""
        rows = []
        for line in self.cleaned_data["activities"].splitlines():
            what, when, who = [*map(str.strip, line.split("|", 2)), "", ""][:3]
            rows.append((what, when, who))
        return rows


def _as_row(what: str, when: str, who: str = "") -> str:
    """Write an activity or a measure on one row, with as many bars as it needs to be read back the same."""
    if who:
        return f"{what} | {when} | {who}"
    return f"{what} | {when}" if when else what


class GoalAreaForm(forms.Form):
    """A målområde: its name and what is said of it."""

    name = forms.CharField(
        label="Målområde", max_length=200, error_messages={"required": "Skriv vad målområdet heter."}
    )
    text = RunningTextField(label="Text")
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_base_version(self) -> int:
        return self.cleaned_data["base_version"] or 0


class AssessForm(forms.Form):
    """A goal's assessment in the table of all."""

    status = forms.ChoiceField(choices=GoalStatus.choices)


class NumberField(forms.DecimalField):
    """A number with a comma, as Swedes write it."""

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value).replace(",", ".") if value not in (None, "") else value)

    def prepare_value(self, value: Any) -> Any:
        return money.number(value, 2) if isinstance(value, Decimal) else value


def _number(label: str, *, required: bool = False) -> NumberField:
    return NumberField(
        label=label, required=required, max_digits=4, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Skriv ett tal, till exempel 4,71.", "max_decimal_places": "Skriv högst två decimaler.", "max_digits": "Skriv ett tal mellan 1 och 6."},
    )  # fmt: skip


class IndicatorForm(forms.Form):
    """One group's result."""

    group = forms.CharField(label="Grupp", max_length=120, required=False)
    mean = _number("Medelvärde")
    lowest = _number("Lägsta")
    highest = _number("Högsta")
    respondents = forms.IntegerField(
        label="Svarande",
        required=False,
        min_value=0,
        max_value=10000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Skriv ett heltal."},
    )
    answers = forms.CharField(label="Svar på 1–6", required=False, max_length=60)
    is_total = forms.BooleanField(label="Samtliga", required=False)

    def clean_answers(self) -> list[int]:
        text = self.cleaned_data["answers"].replace(",", " ").split()
        if not text:
            return []
        if len(text) != 6 or not all(part.isdecimal() for part in text):
            raise forms.ValidationError("Skriv sex heltal, ett för varje steg på skalan.")
        return [int(part) for part in text]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("mean") is not None and not cleaned.get("group"):
            self.add_error("group", "Skriv gruppens namn.")
        if cleaned.get("group") and cleaned.get("mean") is None and "mean" not in self.errors:
            self.add_error("mean", "Skriv gruppens medelvärde.")
        return cleaned


IndicatorFormSet = forms.formset_factory(IndicatorForm, extra=3, max_num=40)


def indicator_initial(rows: list[IndicatorResult]) -> list[dict[str, Any]]:
    """Give stored results as the form set shows them."""
    names = ("group", "mean", "lowest", "highest", "respondents", "is_total")
    return [
        {name: getattr(row, name) for name in names} | {"answers": " ".join(map(str, row.answers))}
        for row in rows
    ]
