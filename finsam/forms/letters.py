"""The form of sending a letter again."""

from django import forms


class AddressForm(forms.Form):
    """Where a letter goes."""

    to = forms.EmailField(
        label="Till",
        help_text="Är adressen fel, rätta den också hos personen eller medlemmen.",
        error_messages={
            "required": "Skriv en e-postadress.",
            "invalid": "Skriv en e-postadress, som namn@example.se.",
        },
    )
