"""What is typed about the association, its members and its bodies."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from finsam.forms.fields import DayField
from finsam.models import Association, Body, Member
from finsam.models.association import COLOUR
from finsam.permissions import Role
from finsam.states import BodyPaper
from finsam.swedish import dnr
from finsam.swedish.local_words import WORDS

MAX_MARK = 60_000
LETTERS = RegexValidator(r"^[^\W\d_]+(?:[ -][^\W\d_]+)*$", "Skriv ordet med bokstäver.")


class AssociationForm(forms.ModelForm):
    """The facts that every document prints."""

    accent = forms.CharField(
        label="Färg",
        max_length=7,
        validators=[COLOUR],
        widget=forms.TextInput(attrs={"type": "color", "class": "short"}),
        help_text="Förbundets färg på knappar, rubriker och handlingar.",
    )
    mark_file = forms.FileField(
        label="Märke (svg-fil)",
        required=False,
        help_text="Högst 60 kB. Bara det som ritar behålls; skript, text och bilder i filen tas bort.",
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
    )
    remove_mark = forms.BooleanField(label="Ta bort märket", required=False)
    dnr_form = forms.CharField(
        label="Diarienumrets form",
        max_length=60,
        help_text="{år} är årtalet och {nummer} numret. Skriv det ni vill ha runt dem, till exempel SF {år}:{nummer}. "
        "Ärenden som redan har fått nummer behåller sitt.",
    )

    second_factor_roles = forms.MultipleChoiceField(
        label="Roller som måste ha passnyckel eller kodapp",
        required=False,
        choices=[(role.value, role.value.capitalize()) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="Den som har en sådan roll och bara loggar in med kod i mejlen får lägga till det innan hon kommer vidare.",
    )

    class Meta:
        model = Association
        fields = [
            "name", "short_name", "organisation_number", "seat", "address", "email", "archive_place", "court",
            "court_address", "call_days", "remind_call_days", "remind_sign_days", "remind_member_days", "adjustment_manner", "remote_decision", "vacant_seats_count", "prints_kinds", "count_limit",
            "count_limit_decision", "dnr_form", "accent", "second_factor_roles",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "court_address": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for word in WORDS:
            self.fields[f"word_{word.key}"] = forms.CharField(
                label=word.label, required=False, max_length=60, validators=[LETTERS],
                initial=self.instance.local_words.get(word.key, word.shipped),
                help_text=f"Till exempel {', '.join([word.shipped, *word.offered])}. Tomt ger {word.shipped}.",
            )  # fmt: skip

    @property
    def word_fields(self) -> list[forms.BoundField]:
        """The words that the förbund may choose, one field each."""
        return [self[f"word_{word.key}"] for word in WORDS]

    def clean_dnr_form(self) -> str:
        """Give the form as it is kept; both places must stand in it."""
        form = dnr.tidy(self.cleaned_data["dnr_form"])
        dnr.check(form)
        return form

    def clean_mark_file(self) -> str:
        """Give the file's text, or nothing when none was sent."""
        file = self.cleaned_data.get("mark_file")
        if not file:
            return ""
        if file.size > MAX_MARK:
            raise forms.ValidationError("Märket är för stort. En svg på högst 60 kB räcker gott.")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("Filen är ingen svg. Välj en fil som slutar på .svg.") from error

    def facts(self) -> dict[str, object]:
        """Give what the action takes."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        typed = {word: " ".join(self.cleaned_data[f"word_{word.key}"].split()).lower() for word in WORDS}
        facts["local_words"] = {
            word.key: chosen for word, chosen in typed.items() if chosen not in ("", word.shipped)
        }
        if self.cleaned_data["mark_file"]:
            facts["mark_svg"] = self.cleaned_data["mark_file"]
        elif self.cleaned_data["remove_mark"]:
            facts["mark_svg"] = ""
        return facts


class MemberForm(forms.ModelForm):
    """A party to the förbund."""

    noticeboard_url = forms.URLField(
        label="Anslagstavlans adress",
        required=False,
        assume_scheme="https",
        help_text="Kommunens eller regionens anslagstavla på webben.",
    )
    from_on = DayField(label="Medlem från och med", required=False)

    class Meta:
        model = Member
        fields = [
            "kind", "name", "abbreviation", "seats", "registrar_email", "noticeboard_url", "position", "from_on",
        ]  # fmt: skip
        help_texts = {
            "abbreviation": "Skrivs efter namnet i närvaron, till exempel EK.",
            "registrar_email": "Dit anslag om justering skickas. Gäller kommun och region.",
            "position": "Den ordning medlemmarna skrivs i.",
        }

    def facts(self) -> dict[str, object]:
        """Give what the action takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class BodyForm(forms.ModelForm):
    """A body of the association."""

    paper = forms.ChoiceField(
        label="Skriver",
        choices=[("", "Det som organets slag brukar"), *BodyPaper.choices],
        required=False,
        help_text="Styrelsen och revisorerna för alltid protokoll. Möten som redan är öppnade behåller sitt.",
    )

    class Meta:
        model = Body
        fields = ["kind", "name", "paper", "notes_signers", "position", "is_active"]
        help_texts = {
            "notes_signers": "Gäller organ som skriver minnesanteckningar.",
            "name": "Det namn som ni använder, till exempel Lokal styrgrupp.",
            "position": "Den ordning organen skrivs i.",
            "is_active": "Ett organ som inte används syns bara i listan över alla organ.",
        }

    def facts(self) -> dict[str, object]:
        """Give what the action takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LastDayForm(forms.Form):
    """The last day of a membership, a role or a person's time."""

    on = DayField(label="Sista dag")
