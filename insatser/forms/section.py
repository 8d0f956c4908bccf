"""One section of a report as a form; its fields are those of `queries.content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam.forms.fields import DayField
from finsam.texts.editor import RunningTextField
from insatser.models import CostRow, ReportAnswer, ReportGoal, ReportSection
from insatser.queries.completeness import cost_groups
from insatser.queries.content import section_content
from insatser.states import Part, Reached


@dataclass(frozen=True)
class GoalFields:
    """A goal with its controls."""

    goal: ReportGoal
    place: int
    wording: BoundField | None
    reached: BoundField
    outcome: BoundField


@dataclass(frozen=True)
class CostFields:
    """A cost with its controls; `heads` the first row of its kostnadsslag."""

    row: CostRow
    heads: bool
    what: BoundField
    budget: BoundField
    outcome: BoundField

    @property
    def deviation(self) -> Any:
        row = self.row
        return None if row.budget is None or row.outcome is None else row.budget - row.outcome


class SectionForm(forms.Form):
    """The fields of one section, filled with what is stored."""

    def __init__(self, *args: Any, section: ReportSection, **kwargs: Any) -> None:
        kwargs.setdefault("initial", section_content(section))
        super().__init__(*args, **kwargs)
        self.section = section
        if section.part == Part.FACTS:
            self.fields["starts_on"] = DayField(label="Första dag", required=False)
            self.fields["ends_on"] = DayField(label="Sista dag", required=False)
        for party in section.parties.all():
            self._add_party(party.pk)
        for place, goal in enumerate(section.goals.all(), start=1):
            self._add_goal(goal, place)
        for row in section.costs.all():
            self._add_cost(row)
        for answer in section.answers.all():
            self.fields[f"answer-{answer.pk}"] = RunningTextField(label=str(answer), help_text=answer.hint)

    def _add_party(self, key: int) -> None:
        self.fields[f"party-{key}-organisation"] = forms.CharField(
            label="Organisation", max_length=200, required=False
        )
        self.fields[f"party-{key}-contact"] = forms.CharField(
            label="Kontaktperson", max_length=120, required=False
        )
        self.fields[f"party-{key}-email"] = forms.CharField(
            label="E-post", max_length=200, required=False, widget=forms.EmailInput
        )

    def _add_goal(self, goal: ReportGoal, place: int) -> None:
        if goal.goal_id is None:
            self.fields[f"goal-{goal.pk}-wording"] = forms.CharField(
                label="Mål",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "aria-label": f"Mål {place}"}),
            )
        self.fields[f"goal-{goal.pk}-reached"] = forms.ChoiceField(
            label="Uppnått?", choices=Reached.choices, required=False, widget=forms.RadioSelect
        )
        self.fields[f"goal-{goal.pk}-outcome"] = forms.CharField(
            label="Utfall", required=False,
            widget=forms.Textarea(attrs={"rows": 5, "aria-label": f"Utfall för mål {place}"}),
        )  # fmt: skip

    def _add_cost(self, row: CostRow) -> None:
        name = row.get_category_display()
        for part, label in (("what", "vad"), ("budget", "budget"), ("outcome", "utfall")):
            attrs = {"aria-label": f"{name}, {label}", "class": "ds-input"}
            if part != "what":
                attrs |= {"class": "ds-input num", "inputmode": "decimal", "autocomplete": "off"}
            field = forms.CharField(
                label=f"{name}, {label}", required=False, max_length=200 if part == "what" else 60,
                widget=forms.TextInput(attrs=attrs),
            )  # fmt: skip
            self.fields[f"cost-{row.pk}-{part}"] = field

    @property
    def answers(self) -> list[tuple[ReportAnswer, BoundField]]:
        """Each question with its control."""
        return [(answer, self[f"answer-{answer.pk}"]) for answer in self.section.answers.all()]

    @property
    def parties(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """Each party's three controls."""
        return [
            tuple(self[f"party-{party.pk}-{name}"] for name in ("organisation", "contact", "email"))
            for party in self.section.parties.all()
        ]

    @property
    def goals(self) -> list[GoalFields]:
        """Each goal with its controls."""
        return [
            GoalFields(
                goal,
                place,
                None if goal.goal_id else self[f"goal-{goal.pk}-wording"],
                self[f"goal-{goal.pk}-reached"],
                self[f"goal-{goal.pk}-outcome"],
            )
            for place, goal in enumerate(self.section.goals.all(), start=1)
        ]

    @property
    def costs(self) -> list[CostFields]:
        """Each cost with its controls, by kostnadsslag."""
        return [
            CostFields(
                row, place == 0, *(self[f"cost-{row.pk}-{name}"] for name in ("what", "budget", "outcome"))
            )
            for group in cost_groups(self.section)
            for place, row in enumerate(group.rows)
        ]

    def typed(self) -> dict[str, str]:
        """Give what was posted, by the names of `queries.content`; what was not posted is left as it stands."""
        typed = {}
        for name, value in self.cleaned_data.items():
            sent = name if not name.endswith("-reached") else name.replace("-reached", "-outcome")
            if sent in self.data:
                typed[name] = value.isoformat() if hasattr(value, "isoformat") else (value or "")
        return typed
