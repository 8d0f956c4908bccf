"""What is typed about styrdokument: the document, a version of it, and that it was gone through."""

from __future__ import annotations

from typing import Any

from django import forms

from board.states import PolicyKind
from finsam.files.kinds import ACCEPTED, TAKEN
from finsam.forms.fields import DayField


class PolicyForm(forms.Form):
    """What a styrdokument is, and when it is to be gone through."""

    title = forms.CharField(label="Namn", max_length=200, help_text="Till exempel Attestordning.")
    kind = forms.ChoiceField(label="Slag", choices=PolicyKind.choices)
    review_on = DayField(label="Nästa översyn", required=False)
    ended_on = DayField(label="Upphörde", required=False, help_text="Lämna tomt så länge det gäller.")


class PolicyVersionForm(forms.Form):
    """A version as it was adopted."""

    file = forms.FileField(
        label="Fil",
        allow_empty_file=True,  # the action says what is wrong with it, by name
        help_text=f"{TAKEN} Högst 25 MB. Filen sparas precis som den är.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Välj filen."},
    )
    adopted_on = DayField(label="Beslutad den")
    adopted_in = forms.IntegerField(
        label="Paragraf", required=False, min_value=1, max_value=9999, help_text="Bara numret, till exempel 14.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), error_messages={"invalid": "Skriv paragrafens nummer."},
    )  # fmt: skip


class PolicyReviewForm(forms.Form):
    """That a styrdokument was gone through, and what came of it."""

    reviewed_on = DayField(label="Genomgånget den")
    is_to_change = forms.TypedChoiceField(
        label="Vad det ledde till", widget=forms.RadioSelect, initial="nej", coerce=lambda value: value == "ja",
        choices=[("nej", "Det gäller som det är"), ("ja", "Det ska ändras")],
    )  # fmt: skip
    why = forms.CharField(label="Varför", widget=forms.Textarea(attrs={"rows": 3}))
    next_on = DayField(label="Nästa översyn")

    def clean(self) -> dict[str, Any]:
        """The next day is after this one."""
        found = self.cleaned_data
        if found.get("reviewed_on") and found.get("next_on") and found["next_on"] <= found["reviewed_on"]:
            self.add_error("next_on", "Nästa översyn ligger efter den här genomgången.")
        return found


class PolicyShowForm(forms.Form):
    """Whether everyone reads a styrdokument on the public page."""

    is_public = forms.BooleanField(
        label="Visas för alla på den offentliga sidan", required=False,
        help_text="Den version som gäller visas. En ny version tar den gamlas plats.",
    )  # fmt: skip
    is_read = forms.BooleanField(
        label="Jag har läst filen, och den får visas för alla", required=False,
        help_text="Förbundet håller tillbaka ord, och det som står i en uppladdad fil maskeras inte.",
    )  # fmt: skip

    def __init__(self, *args: Any, holds_back: bool, **kwargs: Any) -> None:
        """Ask whether the file has been read where the förbund holds anything back."""
        super().__init__(*args, **kwargs)
        if not holds_back:
            del self.fields["is_read"]
