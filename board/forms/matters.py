"""What is typed about an ärende in the diarium."""

from django import forms


class MatterForm(forms.Form):
    """The heading of an ärende; its number comes by itself."""

    title = forms.CharField(label="Rubrik", max_length=200, error_messages={"required": "Skriv en rubrik."})

    def clean_title(self) -> str:
        """Spaces alone are no heading."""
        return " ".join(self.cleaned_data["title"].split())
