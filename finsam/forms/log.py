"""What one looks for in the log."""

from django import forms

from finsam.forms.fields import DayField


class LogForm(forms.Form):
    """Words, a doer and two days."""

    q = forms.CharField(label="Sök", required=False)
    av = forms.ChoiceField(label="Vem", required=False)
    fran = DayField(label="Från", required=False)
    till = DayField(label="Till", required=False)

    def __init__(self, *args: object, names: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["av"].choices = [("", "Alla"), *((name, name) for name in names)]
