"""What is typed about a point of the årshjul, and of one in a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from board.models import YearWheelItem
from board.registries import year_wheel as outcomes
from board.states import PointBasis, PointOwner
from finsam.forms.fields import DayField
from finsam.models import Association
from finsam.states import MEETING_BODIES
from finsam.swedish.dates import MONTHS

_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = "Skriv {år}, {förra året} eller {nästa år} där årtalet ska stå."


class PointForm(forms.Form):
    """A point of the year: what, when, whose, and what it brings to an agenda."""

    title = forms.CharField(label="Vad", max_length=200)
    month = forms.TypedChoiceField(
        label="Månad", coerce=int, empty_value=None, required=False,
        choices=[("", "Räknas från en annan punkt"), *enumerate(MONTHS, start=1)],
    )  # fmt: skip
    day = forms.IntegerField(label="Dag", min_value=1, max_value=31, required=False)
    anchor = forms.ModelChoiceField(
        label="Räknas från",
        queryset=YearWheelItem.objects.none(),
        required=False,
        empty_label="Ingen, den har en egen dag",
    )
    days_before = forms.IntegerField(
        label="Dagar före",
        required=False,
        min_value=-400,
        max_value=400,
        help_text="Ett minustecken räknar dagar efter.",
    )
    every = forms.IntegerField(
        label="Vart hur många år",
        min_value=1,
        max_value=20,
        initial=1,
        help_text="1 är varje år, 4 är vart fjärde.",
    )
    first_year = forms.IntegerField(label="Första året", min_value=2004, max_value=2099)
    basis = forms.ChoiceField(label="Lag eller vana", choices=PointBasis.choices, initial=PointBasis.HABIT)
    source = forms.CharField(
        label="Varför",
        max_length=200,
        required=False,
        help_text="Till exempel 24 § lag (2003:1210), eller ett avtal.",
    )
    owner = forms.ChoiceField(label="Vems", choices=PointOwner.choices, initial=PointOwner.CHIEF)
    person = forms.ModelChoiceField(
        label="En viss person", queryset=None, required=False, empty_label="Den som har rollen"
    )
    lead_days = forms.IntegerField(label="Syns så många dagar före", min_value=0, max_value=366, initial=30)
    outcome = forms.ChoiceField(label="Klar när", required=False)
    body = forms.ModelChoiceField(
        label="Tas upp i", queryset=None, required=False, empty_label="Inget organ",
        help_text="Punkten lägger sig på dagordningen till organets sista sammanträde i tid.",
    )  # fmt: skip
    heading = forms.CharField(
        label="Rubrik på dagordningen", max_length=200, required=False, help_text=_YEARS
    )
    proposal = forms.CharField(
        label="Förslag till beslut", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En att-sats på varje rad, utan att.",
    )  # fmt: skip
    papers = forms.CharField(
        label="Handlingar som ska med",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En på varje rad.",
    )

    def __init__(
        self,
        *args: Any,
        association: Association,
        item: YearWheelItem | None = None,
        year: int,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        others = association.year_wheel.filter(is_active=True, anchor=None).exclude(
            pk=item.pk if item else None
        )
        self.fields["anchor"].queryset = others
        self.fields["person"].queryset = association.people.filter(left_on=None)
        self.fields["body"].queryset = association.bodies.filter(is_active=True, kind__in=MEETING_BODIES)
        self.fields["outcome"].choices = [("", "någon säger att den är klar"), *outcomes.choices()]
        self.fields["first_year"].initial = year

    def clean(self) -> dict[str, Any]:
        """A point has a day of its own or is counted from another, never both; one with a heading has a body."""
        facts = self.cleaned_data
        month, day, anchor, before = (facts.get(each) for each in ("month", "day", "anchor", "days_before"))
        if month and anchor:
            self.add_error("anchor", "Välj antingen en månad och dag eller en annan punkt att räkna från.")
        elif month and day is None and "day" not in self.errors:
            self.add_error("day", "Skriv dagen i månaden.")
        elif month and day and day > _DAYS_IN[month - 1]:
            self.add_error("day", f"{MONTHS[month - 1].capitalize()} har {_DAYS_IN[month - 1]} dagar.")
        elif anchor and before is None and "days_before" not in self.errors:
            self.add_error("days_before", "Skriv hur många dagar före den andra punkten.")
        elif not month and not anchor and "month" not in self.errors:
            self.add_error("month", "Välj en månad och skriv en dag, eller välj en punkt att räkna från.")
        if facts.get("heading") and not facts.get("body"):
            self.add_error("body", "Välj det organ som tar upp punkten.")
        if month:
            facts["days_before"] = None
        else:
            facts["day"] = None
        return facts


class TickForm(forms.Form):
    """When a point was done, and a note on it."""

    done_on = DayField(label="Blev klart den")
    note = forms.CharField(
        label="Anteckning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Till exempel vad som kom in, och var det finns.",
    )


class DropForm(forms.Form):
    """Why a point is not done in a year."""

    reason = forms.CharField(label="Varför den inte görs i år", widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(forms.Form):
    """Another day in one year."""

    due_on = DayField(label="Ny dag i år", required=False, help_text="Tomt ger den vanliga dagen tillbaka.")

    def clean_due_on(self) -> object:
        """Refuse a year that nobody means."""
        day = self.cleaned_data["due_on"]
        if day and not 2004 <= day.year <= 2099:
            raise ValidationError(f"År {day.year} kan inte stämma. Kontrollera datumet.")
        return day
