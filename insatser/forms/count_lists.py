"""A list of the förbund as a form, a row a value, and what an insats is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from finsam.forms.fields import DayField
from insatser.actions.count_lists import ToldValue
from insatser.models import CountingPlan, CountList, Insats
from insatser.states import ListKind, NationalGroup, PeriodKind

_NEW_ROWS = 6
_LISTS = {
    "reasons": ("Orsaker till avslut", ListKind.REASON),
    "municipalities": ("Kommuner", ListKind.MUNICIPALITY),
    "ages": ("Åldrar", ListKind.AGE),
    "incomes": ("Försörjning före och efter", ListKind.INCOME),
    "occupations": ("Sysselsättning före och efter", ListKind.WORK),
    "own": ("Egna mått", ListKind.OWN),
}


@dataclass(frozen=True)
class ValueRow:
    """The controls of one value."""

    heading: str
    fields: tuple[BoundField, ...]


class CountListForm(forms.Form):
    """A list with its values; empty rows at the end are for new ones."""

    name = forms.CharField(label="Listans namn", max_length=120)
    kind = forms.ChoiceField(label="Vad listan räknar", choices=ListKind.choices)
    until_on = DayField(
        label="Används till och med",
        required=False,
        help_text="Tomt: tills vidare. Räknade perioder ändras inte.",
    )

    def __init__(self, *args: Any, row: CountList | None = None, **kwargs: Any) -> None:
        values = list(row.values.all()) if row else []
        initial: dict[str, Any] = (
            {"name": row.name, "kind": row.kind, "until_on": row.until_on} if row else {}
        )
        for value in values:
            for field in ("label", "group", "from_on", "until_on"):
                initial[f"{field}-{value.pk}"] = getattr(value, field)
        super().__init__(*args, initial=initial, **kwargs)
        if row:
            del self.fields["kind"]
        self.known = {str(value.pk): value.pk for value in values}
        for key in (*self.known, *(f"ny{number}" for number in range(1, _NEW_ROWS + 1))):
            self.fields[f"label-{key}"] = forms.CharField(
                label="Namn", max_length=120, required=key in self.known
            )
            self.fields[f"group-{key}"] = forms.ChoiceField(
                label="Nationell grupp", required=False, choices=[("", "Ingen"), *NationalGroup.choices]
            )
            self.fields[f"from_on-{key}"] = DayField(label="Från och med", required=False)
            self.fields[f"until_on-{key}"] = DayField(label="Till och med", required=False)

    @property
    def heads(self) -> list[BoundField]:
        """The controls of the list itself."""
        return [self[name] for name in ("name", "kind", "until_on") if name in self.fields]

    @property
    def rows(self) -> Iterator[ValueRow]:
        """The controls of each value."""
        for name in self.fields:
            if name.startswith("label-"):
                key = name.removeprefix("label-")
                fields = tuple(self[f"{part}-{key}"] for part in ("label", "group", "from_on", "until_on"))
                yield ValueRow(str(self[name].value() or "Nytt värde"), fields)

    def values(self) -> list[ToldValue]:
        """Give what the action takes."""
        found = []
        for name, label in self.cleaned_data.items():
            if name.startswith("label-") and label:
                key = name.removeprefix("label-")
                told = {part: self.cleaned_data[f"{part}-{key}"] for part in ("group", "from_on", "until_on")}
                found.append(ToldValue(label, pk=self.known.get(key), **told))
        return found


class PlanForm(forms.Form):
    """What an insats is asked."""

    period_kind = forms.ChoiceField(
        label="Räknas för varje", choices=[each for each in PeriodKind.choices if each[0] != PeriodKind.OTHER]
    )
    due_days = forms.IntegerField(
        label="Lämnas inom så många dagar efter perioden", min_value=0, max_value=365
    )
    planned = forms.IntegerField(
        label="Planerat antal deltagare om året", required=False, min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, insats: Insats, plan: CountingPlan, **kwargs: Any) -> None:
        names = ("period_kind", "due_days", "planned", "has_participants", "has_queue", "has_income_by_age")
        initial = {name: getattr(plan, name) for name in names}
        initial |= {name: getattr(plan, f"{name}_id") for name in _LISTS}
        super().__init__(*args, initial=initial, **kwargs)
        self._lists = {str(row.pk): row for row in insats.association.count_lists.all()}
        for name, (label, kind) in _LISTS.items():
            choices = [(key, row.name) for key, row in self._lists.items() if row.kind == kind]
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", "Räknas inte"), *choices]
            )
        for name, label in (
            ("has_participants", "Fråga efter deltagare (unika personer) i stället för att räkna ihop dem"),
            ("has_queue", "Fråga efter kö och platser"),
            ("has_income_by_age", "Dela försörjning efter ålder i stället för kön"),
        ):
            self.fields[name] = forms.BooleanField(label=label, required=False)

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        typed = dict(self.cleaned_data)
        return typed | {name: self._lists.get(typed[name]) for name in _LISTS}
