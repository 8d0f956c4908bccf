"""What is typed about delegation: a point of the ordning, and a decision under one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from board.models import DelegationPoint
from finsam import clock
from finsam.forms.fields import DayField
from finsam.models import Association
from finsam.states import AppointmentRole
from finsam.swedish import money

_ROLES = (
    AppointmentRole.CHIEF, AppointmentRole.OFFICER, AppointmentRole.CHAIR, AppointmentRole.VICE_CHAIR,
    AppointmentRole.MEMBER, AppointmentRole.DEPUTY,
)  # fmt: skip
_MOST = Decimal("999999999999.99")  # what a column of kronor holds


class KronorField(forms.CharField):
    """Kronor as Swedes write them; nothing typed is None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Read the amount; a ValidationError says how one may write it."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            amount = money.parse_amount(typed)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if not 0 <= amount <= _MOST:
            raise ValidationError("Skriv ett belopp i kronor, noll eller mer.", code="invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Write a stored amount as it is typed."""
        return money.kr_as_needed(value) if isinstance(value, Decimal) else value


class DelegationPointForm(forms.Form):
    """A point of the delegationsordning."""

    number = forms.CharField(label="Punkt", max_length=20, help_text="Till exempel 3.2.")
    text = forms.CharField(
        label="Ärenden", max_length=300, help_text="Till exempel avtal om köp av varor och tjänster."
    )
    role = forms.ChoiceField(
        label="Delegat",
        required=False,
        choices=[("", "En viss person"), *((each, each.label) for each in _ROLES)],
    )
    person = forms.ModelChoiceField(
        label="Person", queryset=None, required=False, empty_label="Den som har rollen"
    )
    most = KronorField(label="Högst, kronor", required=False)
    conditions = forms.CharField(label="Villkor", max_length=300, required=False)
    decided_in = forms.CharField(
        label="Beslutad",
        max_length=120,
        required=False,
        help_text="Styrelsens paragraf och dag, till exempel § 8, 2022-01-28.",
    )
    from_on = DayField(label="Gäller från")
    to_on = DayField(label="Gäller till och med", required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = association.people.filter(left_on=None)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "Den sista dagen ligger före den första.")
        return self.cleaned_data


class DelegatedDecisionForm(forms.Form):
    """A decision under a point: five fields, of which two are filled in already."""

    point = forms.ModelChoiceField(label="Punkt", queryset=DelegationPoint.objects.none(), empty_label=None)
    decided_on = DayField(label="Beslutat")
    delegate = forms.ModelChoiceField(label="Beslutade", queryset=None, empty_label=None)
    text = forms.CharField(label="Beslut", widget=forms.Textarea(attrs={"rows": 2}))
    amount = KronorField(label="Belopp, kronor", required=False)
    matter = forms.ModelChoiceField(
        label="Ärende (dnr)", queryset=None, required=False, empty_label="Inget ärende"
    )

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = association.delegation_points.all()
        self.fields["point"].queryset = points.select_related("person")
        self.fields["delegate"].queryset = association.people.filter(left_on=None)
        self.fields["matter"].queryset = association.matters.filter(closed_on=None)
        self.fields["decided_on"].initial = clock.today()
