"""What is typed about an anslag: a day, a name, an appeal."""

import datetime as dt

from django import forms

from finsam import clock, dates


class SwedishDateField(forms.CharField):
    """A day as people write it: 2022-04-06, 6/4 2022 or 6 april 2022."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}))
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def clean(self, value: str) -> dt.date | None:  # type: ignore[override]
        """Give the day, or refuse with a sentence."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.parse_date(text, year=clock.today().year)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PostedForm(forms.Form):
    """The day an anslag went up or came down, and who says so."""

    on = SwedishDateField(label="Dag", error_messages={"required": "Skriv vilken dag det var."})
    said_by = forms.CharField(
        label="Ditt namn", max_length=120, error_messages={"required": "Skriv ditt namn."}
    )


class AppealForm(forms.Form):
    """An appeal that came in."""

    on = SwedishDateField(label="Inkom", error_messages={"required": "Skriv dagen då överklagandet kom in."})
    note = forms.CharField(
        label="Vad gäller det?",
        max_length=300,
        error_messages={"required": "Skriv vilket beslut det gäller."},
    )


class AppealStepForm(forms.Form):
    """When an appeal was forwarded, or how it was settled."""

    on = SwedishDateField(label="Dag", error_messages={"required": "Skriv vilken dag det var."})
    outcome = forms.CharField(label="Utgång", max_length=300, required=False)
