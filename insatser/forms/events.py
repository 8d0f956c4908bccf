"""The forms of an arrangemang: what it is, who may come, who comes, and how it went."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Association
from insatser.actions.events import FACTS
from insatser.forms.register import AmountField
from insatser.models import Event, EventGroup, Insats
from insatser.states import EventKind, Way

MOST = 1_000_000  # who came to one arrangemang in one way: more is a slip


class NumberField(forms.IntegerField):
    """A whole number, with or without a space between the thousands."""

    def to_python(self, value: object) -> int | None:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class EventForm(forms.Form):
    """What an arrangemang is, when and where."""

    title = forms.CharField(label="Vad", max_length=200)
    kind = forms.ChoiceField(label="Slag", choices=EventKind.choices)
    starts_on = DayField(label="Första dag")
    ends_on = DayField(label="Sista dag", required=False, help_text="Lämna tomt om det är en dag.")
    hours = forms.CharField(
        label="Tid", max_length=60, required=False, help_text="Till exempel 9–16, med lunch."
    )
    place = forms.CharField(
        label="Plats", max_length=200, required=False, help_text="En adress, eller att det är digitalt."
    )
    arranger = forms.CharField(label="Arrangör", max_length=200, required=False)
    insats = forms.ModelChoiceField(
        Insats.objects.none(), label="Insats", required=False, empty_label="Förbundets eget"
    )
    theme = forms.CharField(
        label="Tema", max_length=120, required=False,
        help_text="Arrangemang med samma tema räknas ihop, och summan kan vara källa till ett mått.",
    )  # fmt: skip
    about = forms.CharField(
        label="Om arrangemanget", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(
        self, *args: Any, association: Association, event: Event | None = None, **kwargs: Any
    ) -> None:
        if event:
            kwargs.setdefault("initial", {name: getattr(event, name) for name in FACTS})
        super().__init__(*args, **kwargs)
        self.fields["insats"].queryset = Insats.objects.of(association)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days come in order."""
        typed = super().clean() or {}
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Sista dagen ligger före den första.")
        return typed


class InviteForm(forms.Form):
    """How many may come, and until when one may register."""

    places = NumberField(
        label="Antal platser", required=False, min_value=1, max_value=100_000, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Lämna tomt om alla får plats. När det är fullt hamnar den som anmäler sig på en väntelista.",
    )  # fmt: skip
    registers_until = DayField(
        label="Anmälan senast", required=False, help_text="Lämna tomt om det går ända till första dagen."
    )
    remind_days = NumberField(
        label="Påminn så många dagar före", min_value=0, max_value=60, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="0 om ingen ska påminnas.",
    )  # fmt: skip


class RegisterForm(forms.Form):
    """Someone who wants to come."""

    name = forms.CharField(
        label="Namn", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Skriv ditt namn."},
    )  # fmt: skip
    organisation = forms.CharField(
        label="Organisation", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )  # fmt: skip
    email = forms.EmailField(
        label="E-post", widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Skriv din e-postadress, så mejlar vi en bekräftelse."},
    )  # fmt: skip


class ToldForm(forms.Form):
    """What it cost and how it went."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    cost = AmountField(label="Kostnad, kronor", required=False)
    evaluation = forms.CharField(
        label="Hur det gick", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Till exempel vad utvärderingen sade. Skriv inget om en enskild person.",
    )  # fmt: skip


def _number(label: str) -> NumberField:
    return NumberField(
        label=label, required=False, min_value=0, max_value=MOST, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Skriv ett heltal."},
    )  # fmt: skip


class GroupForm(forms.Form):
    """Those who came from an organisation, or in a way."""

    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    note = forms.CharField(label="Vad raden gäller", max_length=200, required=False)
    way = forms.ChoiceField(label="Hur de kom", choices=Way.choices, initial=Way.PLACE, required=False)
    women = _number("Kvinnor")
    men = _number("Män")
    unknown = _number("Uppgift saknas")

    def clean_way(self) -> str:
        """On the spot where nothing is chosen."""
        return self.cleaned_data["way"] or Way.PLACE

    def clean(self) -> dict[str, Any]:
        """A row that names something has a number."""
        typed = super().clean() or {}
        if (typed.get("organisation") or typed.get("note")) and not self.has_number and not self.errors:
            self.add_error("unknown", "Skriv hur många som kom, eller töm raden.")
        return typed

    @property
    def has_number(self) -> bool:
        """Whether somebody has counted; a row without is not stored."""
        return any(self.cleaned_data.get(name) is not None for name in ("women", "men", "unknown"))


class BaseGroups(forms.BaseFormSet):
    """Those who came; an empty row is nobody."""

    def groups(self) -> list[dict[str, Any]]:
        """Give what the action takes."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data and form.has_number]


Groups = forms.formset_factory(GroupForm, formset=BaseGroups, extra=3, max_num=60)


def groups_initial(rows: list[EventGroup]) -> list[dict[str, Any]]:
    """Give stored rows as the form set shows them."""
    names = ("organisation", "note", "way", "women", "men", "unknown")
    return [{name: getattr(row, name) for name in names} for row in rows]
