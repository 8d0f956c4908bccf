"""What is typed about an anslag: a day and a name."""

from django import forms

from finsam.forms.fields import DayField


class PostedForm(forms.Form):
    """The day an anslag went up or came down, and who says so."""

    on = DayField(label="Dag", error_messages={"required": "Skriv vilken dag det var."})
    said_by = forms.CharField(
        label="Ditt namn", max_length=120, error_messages={"required": "Skriv ditt namn."}
    )
