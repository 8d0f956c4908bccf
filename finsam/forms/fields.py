"""Fields that read what Swedes write."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from finsam import clock
from finsam.swedish import dates


class DayField(forms.DateField):
    """A day: picked, or written as 2022-03-25, 25 mars 2022 or, this year, 25/3."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"required": "Skriv ett datum, till exempel 2022-03-25."}

    def to_python(self, value: object) -> dt.date | None:
        """Read the day; a ValidationError says how one may write it."""
        if value in self.empty_values or isinstance(value, dt.date):
            return None if value in self.empty_values else value
        try:
            return dates.parse_date(str(value), year=clock.today().year)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class SeveralField(forms.ModelMultipleChoiceField):
    """Several of what is stored; a key that no database holds is a choice that was not offered."""

    def clean(self, value: Any) -> Any:
        """Give those chosen. SQLite refuses a number of twenty digits where others merely find nothing."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError("Välj bland dem som finns i listan.", code="invalid_choice") from error
