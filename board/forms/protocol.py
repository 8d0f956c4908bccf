"""What is typed about a protocol: a code, a reason, a rättelse, a file signed elsewhere."""

from django import forms

from board.models import Paragraph, Protocol
from finsam import clock
from finsam.forms.fields import DayField, SeveralField


class ReturnForm(forms.Form):
    """Why the protocol is returned."""

    reason = forms.CharField(
        label="Vad behöver ändras?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som behöver ändras, så att det går att rätta."},
    )


class CorrectionForm(forms.Form):
    """Which §§ a rättelse is about, and what shall stand."""

    paragraphs = SeveralField(
        label="Paragrafer som rättas",
        queryset=Paragraph.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en paragraf."},
    )
    reason = forms.CharField(
        label="Rättelse",
        help_text="Skriv vad som står fel och vad som ska stå. Det justerade protokollet ändras inte.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Skriv vad som ska stå."},
    )

    def __init__(self, *args: object, protocol: Protocol, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["paragraphs"]
        field.queryset = protocol.paragraphs.order_by("number")  # type: ignore[attr-defined]
        field.label_from_instance = lambda paragraph: f"§\u00a0{paragraph.number} {paragraph.heading}"  # type: ignore[attr-defined]


class TakeInForm(forms.Form):
    """A protocol that was signed on paper or in another service."""

    file = forms.FileField(
        label="Den undertecknade handlingen, PDF",
        error_messages={"required": "Välj den undertecknade PDF-filen."},
    )
    adjusted_on = DayField(
        label="Justeringsdatum",
        help_text="Dagen då ordföranden och alla justerare hade skrivit under.",
        initial=clock.today,
    )
    code = forms.CharField(
        label="Koden i mejlet", max_length=20, error_messages={"required": "Skriv koden ur mejlet."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class ExtractForm(forms.Form):
    """Whom a protokollsutdrag goes to."""

    sent_to = forms.CharField(
        label="Expedieras till",
        required=False,
        help_text="En mottagare på varje rad.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerifyForm(forms.Form):
    """A file to be checked; it is not kept."""

    file = forms.FileField(label="PDF-fil", error_messages={"required": "Välj den fil som ska kontrolleras."})
