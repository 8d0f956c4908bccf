"""What is typed about an anslag: a day, a name, an appeal."""

from django import forms

from finsam.forms.fields import DayField


class PostedForm(forms.Form):
    """The day an anslag went up or came down, and who says so."""

    on = DayField(label="Dag", error_messages={"required": "Skriv vilken dag det var."})
    said_by = forms.CharField(
        label="Ditt namn", max_length=120, error_messages={"required": "Skriv ditt namn."}
    )


class AppealForm(forms.Form):
    """An appeal that came in."""

    on = DayField(label="Inkom", error_messages={"required": "Skriv dagen då överklagandet kom in."})
    note = forms.CharField(
        label="Vad gäller det?",
        max_length=300,
        error_messages={"required": "Skriv vilket beslut det gäller."},
    )


class AppealStepForm(forms.Form):
    """When an appeal was forwarded, or how it was settled."""

    on = DayField(label="Dag", error_messages={"required": "Skriv vilken dag det var."})
    outcome = forms.CharField(label="Utgång", max_length=300, required=False)
