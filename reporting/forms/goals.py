"""Forms of goals and of the headings that they stand under."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from board.models import Meeting
from finsam.models import Association, Body
from finsam.swedish import money
from finsam.texts.editor import RunningTextField
from reporting.actions.goal_areas import THE_KIND
from reporting.forms.people import choosable
from reporting.forms.rows import as_row, rows_of, several
from reporting.models import Goal, GoalHabits
from reporting.queries.goals import LAST_YEAR, areas_of, levels_of
from reporting.queries.measuring import habits_of
from reporting.states import AreaKind, GoalStatus

_AREA = forms.Textarea(attrs={"rows": 2})
_LISTS = {"strategic_area": AreaKind.STRATEGIC, "focus_area": AreaKind.FOCUS, "outer": AreaKind.OUTER}


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
    """One goal with where it stands, its facts, texts, measures, activities and assessment."""

    goal = forms.CharField(label="Mål", widget=_AREA, error_messages={"required": "Skriv målet."})
    level = forms.ModelChoiceField(label="Nivå", queryset=None, required=False, empty_label="Ingen nivå")
    parent = forms.ModelChoiceField(
        label="Ligger under", queryset=None, required=False, empty_label="Inget, det står för sig"
    )
    until_year = forms.IntegerField(
        label="Till och med år",
        required=False,
        max_value=LAST_YEAR,
        help_text="Lämna tomt när målet gäller ett år.",
    )
    area = forms.CharField(label="Målområde", max_length=400, required=False)
    perspective = forms.CharField(label="Perspektiv", max_length=400, required=False)
    text = RunningTextField(label="Löptext")
    how = forms.CharField(label="Hur", required=False, widget=_AREA)
    measures = forms.CharField(
        label="Mått", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ett mått på varje rad; en rad som börjar med två mellanslag hör till den ovanför. Skriv | mellan måttet och dess utfall i ord.",
    )  # fmt: skip
    activities = forms.CharField(
        label="Aktiviteter", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En aktivitet på varje rad, på samma sätt. Skriv | mellan aktivitet, när och ansvarig.",
    )  # fmt: skip
    follow_up = forms.CharField(label="Uppföljning", required=False, widget=_AREA)
    strategic_area = forms.CharField(label="Strategiska områden", required=False, widget=_AREA)
    focus_area = forms.CharField(label="Fokusområden", required=False, widget=_AREA)
    outer = forms.CharField(label="Yttre mål", required=False, widget=_AREA)
    budget = AmountField(label="Budget, kronor", required=False)
    body = forms.ModelChoiceField(
        label="Organ som äger målet", queryset=None, required=False, empty_label="–"
    )
    owner = forms.ModelChoiceField(
        label="Ansvarig", queryset=None, required=False, empty_label="Ingen",
        help_text="Målet står på den personens översikt tills hon har berättat hur det går.",
    )  # fmt: skip
    status = forms.ChoiceField(label="Bedömning", choices=GoalStatus.choices, widget=forms.RadioSelect)
    result = RunningTextField(label="Utfall")

    def __init__(
        self, *args: Any, association: Association, year: int, goal: Goal | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year = goal.year if goal else year
        habits, fields = habits_of(association), self.fields
        fields["area"].label, fields["perspective"].label = habits.area_word, habits.perspective_word
        fields["level"].queryset = association.goal_levels.all()
        if not levels_of(association):
            del fields["level"]
        others = association.goals.filter(year__lte=self.year, until_year__gte=self.year)
        fields["parent"].queryset = others.exclude(pk=goal.pk) if goal else others
        fields["body"].queryset = Body.objects.filter(association=association, is_active=True)
        fields["owner"].queryset = choosable(association, goal.owner_id if goal else None)
        for name, kind in (*_LISTS.items(), ("area", AreaKind.AREA), ("perspective", AreaKind.PERSPECTIVE)):
            known = [area.name for area in areas_of(association, self.year, kind)]
            lead = "Ett på varje rad. " if name in _LISTS else ""
            fields[name].help_text = lead + (f"Finns redan: {'; '.join(known)}." if known else "")

    @classmethod
    def initial_of(cls, goal: Goal) -> dict[str, Any]:
        """Give what is stored as the form shows it."""
        names = (
            "goal",
            "how",
            "follow_up",
            "budget",
            "status",
            "level",
            "parent",
            "body",
            "owner",
            "until_year",
        )
        measures = [as_row(each.text, each.outcome) for each in goal.measures.all()]
        rows = [as_row(each.text, each.when, each.who) for each in goal.activities.all()]
        lists = {
            name: "\n".join(area.name for area in goal.listed.all() if area.kind == kind)
            for name, kind in _LISTS.items()
        }
        return (
            {name: getattr(goal, name) for name in names}
            | lists
            | {
                "area": goal.area.name if goal.area else "",
                "perspective": goal.perspective.name if goal.perspective else "",
                "text": goal.text.html if goal.text else "",
                "result": goal.result.html,
                "measures": "\n".join(measures),
                "activities": "\n".join(rows),
            }
        )

    def clean_until_year(self) -> int:
        """A goal of one year ends with it."""
        return self.cleaned_data["until_year"] or self.year

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        measures = [(text, said) for text, said in rows_of(self.cleaned_data["measures"], 2)]
        activities = [(text, when, who) for text, when, who in rows_of(self.cleaned_data["activities"], 3)]
        return self.cleaned_data | {"measures": measures, "activities": activities}


class HeadingForm(forms.Form):
    """A heading that goals stand under: its name, what is said of it, and what it has without a goal."""

    name = forms.CharField(max_length=400)
    text = RunningTextField(label="Text")
    measures = forms.CharField(
        label="Mått utan mål",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ett på varje rad.",
    )
    activities = forms.CharField(
        label="Aktiviteter utan mål", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på varje rad. Skriv | mellan aktivitet, när och ansvarig.",
    )  # fmt: skip
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = str(AreaKind(kind).label)
        name.error_messages["required"] = f"Skriv vad {THE_KIND[AreaKind(kind)]} heter."

    def clean_base_version(self) -> int:
        return self.cleaned_data["base_version"] or 0

    @property
    def rows(self) -> dict[str, Any]:
        """The measures and activities as the actions are told."""
        return {
            "measures": rows_of(self.cleaned_data["measures"], 2),
            "activities": rows_of(self.cleaned_data["activities"], 3),
        }


class AssessForm(forms.Form):
    """A goal's assessment in the table of all."""

    status = forms.ChoiceField(choices=GoalStatus.choices)


class HabitsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The förbund's own words, levels and bands of its goals."""

    levels = forms.CharField(
        label="Nivåer", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på varje rad, den högsta först. Lämna tomt om målen inte har nivåer.",
    )  # fmt: skip

    class Meta:
        model = GoalHabits
        fields = ("area_word", "perspective_word", "near_percent", "silent_days", "is_public")
        help_texts = {
            "near_percent": "Ett mått som är så nära sitt mål, i procent av målet, föreslås som delvis uppnått.",
            "silent_days": "Ett mål som ingen har berättat om på så många dagar sägs vara tyst.",
            "is_public": "Målen med bedömning visas på den offentliga sidan.",
        }

    field_order = ("levels",)

    def clean_levels(self) -> list[str]:
        """The names, each once."""
        names = list(dict.fromkeys(several(self.cleaned_data["levels"])))
        if too_long := next((name for name in names if len(name) > 80), None):
            raise forms.ValidationError(f"Skriv nivån kortare, högst 80 tecken: {too_long}")
        return names


class MeetingForm(forms.Form):
    """Which of the board's meetings gets the page."""

    meeting = forms.ChoiceField(label="Sammanträde", error_messages={"required": "Välj ett sammanträde."})

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [(str(each.pk), str(each)) for each in meetings]  # type: ignore[attr-defined]
