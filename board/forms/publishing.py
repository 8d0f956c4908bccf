"""What is typed when a protocol is published: what is held back and why, and for how long it is shown."""

from __future__ import annotations

from typing import Any

from django import forms

from board.models import Paragraph

GROUNDS = (
    "39 kap. 3 § OSL (personaladministration, enskilds adress)",
    "25 kap. 1 § OSL (hälso- och sjukvård)",
    "26 kap. 1 § OSL (socialtjänst)",
    "28 kap. 1 § OSL (socialförsäkring)",
    "28 kap. 11 § OSL (arbetsmarknad)",
    "19 kap. 1 § OSL (förbundets affärsverksamhet)",
    "Personuppgift som inte behövs (artikel 5 och 6 dataskyddsförordningen)",
)


class ParagraphChoice(forms.ModelChoiceField):
    """A § to choose."""

    def label_from_instance(self, paragraph: Paragraph) -> str:
        """Such as "§ 2 Budget"."""
        return f"{paragraph.number_text} {paragraph.heading}"


class HoldBackForm(forms.Form):
    """A § or words, and the ground."""

    words = forms.CharField(
        label="Ord som inte ska visas",
        required=False,
        help_text="De byts ut i allt som förbundet visar för alla: protokoll, anslag, kungörelser och rapporter.",
    )
    paragraph = ParagraphChoice(
        label="Eller en hel paragraf", queryset=Paragraph.objects.none(), required=False, empty_label="Ingen"
    )
    ground = forms.CharField(
        label="Rättslig grund",
        help_text="Välj bland förslagen eller skriv en annan.",
        widget=forms.TextInput(attrs={"list": "grounds"}),
        error_messages={"required": "Skriv den rättsliga grunden, till exempel 39 kap. 3 § OSL."},
    )

    counted = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # the words whose places have been shown

    def __init__(self, *args: Any, meeting: Any, **kwargs: Any) -> None:
        """Offer the §§ of the meeting."""
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        rows = Paragraph.objects.filter(meeting=meeting, number__isnull=False)
        self.fields["paragraph"].queryset = rows.select_related("meeting__body").order_by("number")

    @property
    def uncounted(self) -> str:
        """Give the words, as they will be held back, whose places nobody has seen yet; empty when nothing is to be asked."""
        words = " ".join(self.cleaned_data["words"].split())
        return "" if words == self.cleaned_data["counted"] else words

    def asking(self, words: str) -> HoldBackForm:
        """Give the form anew as it was filled in, so that sending it again is a yes."""
        return HoldBackForm({**self.data.dict(), "counted": words}, meeting=self.meeting)


class PublishForm(forms.Form):
    """For how long it is shown."""

    days = forms.IntegerField(
        label="Visas i så många dagar",
        required=False,
        min_value=1,
        max_value=36500,
        help_text="Tomt: tills någon tar bort det.",
    )
