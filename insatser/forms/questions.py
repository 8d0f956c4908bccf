"""The questions of a kind of report, as the office words them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam.models import Association
from insatser.actions.questions import Wording
from insatser.outlines import SectionPlan, plan_of
from insatser.queries.questions import added_questions, own_questions


@dataclass(frozen=True)
class QuestionFields:
    """A question's three controls, and the house's wording where it is the house's."""

    key: str
    house: str
    label: BoundField
    hint: BoundField
    asked: BoundField


class QuestionsForm(forms.Form):
    """Every question of a kind: its wording, its guidance and whether it is asked; room for one more per section."""

    def __init__(self, *args: Any, association: Association, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own_questions(association, kind)
        self.plans = [plan for plan in plan_of(kind) if plan.questions]
        for plan in self.plans:
            for each in plan.questions:
                row = self.own.get(each.key)
                self._add(each.key, row.label if row else each.label, row.hint if row else each.hint)
                self.fields[f"{each.key}-asked"].initial = not (row and row.is_left_out)
            for row in added_questions(plan, self.own):
                self._add(row.key, row.label, row.hint)
            self._add(f"new-{plan.number}", "", "")

    def _add(self, key: str, label: str, hint: str) -> None:
        is_new = key.startswith("new-")
        name = f"Ny fråga i avsnitt {key.removeprefix('new-')}" if is_new else f"Fråga {key}"
        hint_name = "Ledning till den nya frågan" if is_new else f"Ledning till {key}"
        self.fields[f"{key}-label"] = forms.CharField(
            label=name, max_length=200, required=False, initial=label
        )
        self.fields[f"{key}-hint"] = forms.CharField(
            label=hint_name, max_length=300, required=False, initial=hint
        )
        self.fields[f"{key}-asked"] = forms.BooleanField(
            label=f"Ställ fråga {key}", required=False, initial=True
        )

    @property
    def sections(self) -> list[tuple[SectionPlan, list[QuestionFields], QuestionFields]]:
        """Each section with its questions and the empty one."""
        return [
            (
                plan,
                [self._fields(each.key, each.label) for each in plan.questions]
                + [self._fields(row.key) for row in added_questions(plan, self.own)],
                self._fields(f"new-{plan.number}"),
            )
            for plan in self.plans
        ]

    def _fields(self, key: str, house: str = "") -> QuestionFields:
        return QuestionFields(key, house, self[f"{key}-label"], self[f"{key}-hint"], self[f"{key}-asked"])

    @property
    def wordings(self) -> dict[str, Wording]:
        """What was posted of the questions there are, by key."""
        return {key: self._wording(key) for key in self._keys() if not key.startswith("new-")}

    @property
    def new(self) -> dict[int, Wording]:
        """What was posted in the empty rows, by the section's number."""
        return {plan.number: self._wording(f"new-{plan.number}") for plan in self.plans}

    def _keys(self) -> list[str]:
        return [name.removesuffix("-label") for name in self.fields if name.endswith("-label")]

    def _wording(self, key: str) -> Wording:
        data = self.cleaned_data
        is_asked = data[f"{key}-asked"] or key.startswith("new-")
        return Wording(data[f"{key}-label"], data[f"{key}-hint"], is_asked)
