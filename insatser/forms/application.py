"""One section of an ansökan as a form, and the small forms of its life; fields are those of `queries.application_content`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from board.models import Meeting
from finsam import clock
from finsam.forms.fields import DayField
from finsam.swedish import money
from finsam.texts.editor import RunningTextField
from insatser.forms.register import AmountField
from insatser.models import Application, ApplicationRound, ApplicationSection, Insats
from insatser.queries.application_content import (
    APPLICANT,
    DAYS,
    FACTS,
    ROWS,
    ROWS_OF,
    categories_of,
    field_names,
    questions_of,
    row_count,
    years_of,
)
from insatser.queries.applications import LABELS
from insatser.states import Ask, InsatsKind

_HINTS = {
    "focus": "Det som Uppföljning Finsam kallar preciserad inriktning.",
    "followup": "Hur ni följer upp deltagarna, till exempel med Indikatorer Finsam.",
    "starts_on": "Till exempel 2022-08-01.",
    "ends_on": "Lämna tomt om insatsen fortsätter tills vidare.",
}
_LONG = {"goal-wording", "activity-what", "party-brings"}
_YES_NO = (("ja", "Ja"), ("nej", "Nej"))


@dataclass(frozen=True)
class RowFields:
    """One row of a kind with its controls."""

    heading: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class FigureRow:
    """A line of figures: its name, and a control for each year."""

    label: str
    fields: tuple[tuple[int, BoundField], ...]


class ApplicationSectionForm(forms.Form):
    """The fields of one section, filled with what is stored."""

    def __init__(self, *args: Any, section: ApplicationSection, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: section.content.get(name, "") for name in field_names(section)})
        super().__init__(*args, **kwargs)
        self.section = section
        self.part = Ask(section.part)
        for name in field_names(section):
            if not name.startswith("answer-"):
                self.fields[name] = self._field(name)
        for each in questions_of(section):
            self.fields[f"answer-{each['key']}"] = RunningTextField(
                label=f"{each['key']} {each['label']}", help_text=each["hint"]
            )

    def _field(self, name: str) -> forms.Field:
        if name in DAYS:  # kept as typed, and told where it is no day: what is typed is never refused here
            return forms.CharField(
                label=LABELS[name], required=False, max_length=2000, help_text=_HINTS.get(name, ""),
                widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
            )  # fmt: skip
        if name == "kind":
            return forms.ChoiceField(
                label=LABELS[name], choices=InsatsKind.choices, required=False, widget=forms.RadioSelect
            )
        if name == "esf":
            return forms.ChoiceField(
                label=LABELS[name], choices=_YES_NO, required=False, widget=forms.RadioSelect
            )
        if name == "member":
            members = self.section.application.association.members.on(clock.today())
            choices = [("", "Välj"), *((str(member.pk), member.name) for member in members)]
            return forms.ChoiceField(label=LABELS[name], choices=choices, required=False)
        if self.part in {Ask.COSTS, Ask.PLACES} and name != "other-who":
            attrs = {"class": "ds-input num", "inputmode": "decimal", "autocomplete": "off"}
            return forms.CharField(
                label=name, required=False, max_length=60, widget=forms.TextInput(attrs=attrs)
            )
        head, _, tail = name.rpartition("-")
        key = f"{head.partition('-')[0]}-{tail}" if head.partition("-")[0] in ROWS else name
        widget = forms.Textarea(attrs={"rows": 2}) if key in _LONG else forms.TextInput()
        return forms.CharField(
            label=LABELS[key], required=False, max_length=2000,
            help_text=_HINTS.get(name, ""), widget=widget,
        )  # fmt: skip

    @property
    def plain(self) -> list[BoundField]:
        """The controls that stand alone, in order."""
        names = {Ask.FACTS: FACTS, Ask.PARTIES: APPLICANT}.get(self.part, ())
        return [self[name] for name in names]

    @property
    def groups(self) -> list[tuple[str, str, list[RowFields]]]:
        """Each kind of row: its name, the words of its button, and its rows."""
        words = {
            "goal": ("Mål", "Lägg till ett mål"),
            "activity": ("Aktivitet", "Lägg till en aktivitet"),
            "party": ("Part", "Lägg till en part"),
        }
        return [
            (
                kind,
                words[kind][1],
                [
                    RowFields(
                        f"{words[kind][0]} {number}",
                        tuple(self[f"{kind}-{number}-{name}"] for name in ROWS[kind]),
                    )
                    for number in range(1, row_count(self.section, kind) + 1)
                ],
            )
            for kind in ROWS_OF.get(self.part, ())
        ]

    @property
    def years(self) -> list[int]:
        """The years of the columns."""
        return years_of(self.section)

    @property
    def figures(self) -> list[FigureRow]:
        """The lines of figures, each control named by its line and year."""
        if self.part == Ask.PLACES:
            lines = [("Platser", "places"), ("Deltagare under året", "people")]
        else:
            lines = [
                (category, f"cost-{place}")
                for place, category in enumerate(categories_of(self.section), start=1)
            ]
        return [self._figures(label, name) for label, name in lines]

    @property
    def others(self) -> FigureRow:
        """What others pay."""
        return self._figures("Andra betalar", "other")

    @property
    def payers(self) -> BoundField:
        """Who the others are."""
        return self["other-who"]

    def _figures(self, label: str, name: str) -> FigureRow:
        fields = []
        for year in self.years:
            self.fields[f"{name}-{year}"].widget.attrs["aria-label"] = f"{label}, {year}"
            fields.append((year, self[f"{name}-{year}"]))
        return FigureRow(label, tuple(fields))

    @property
    def answers(self) -> list[BoundField]:
        """Each question's control."""
        return [self[f"answer-{each['key']}"] for each in questions_of(self.section)]

    def typed(self) -> dict[str, str]:
        """Give what was posted and is right; what was not posted is left as it stands."""
        typed = {}
        for name, value in self.cleaned_data.items():
            if name in self.data or (name in {"kind", "esf"} and "starts_on" in self.data):
                typed[name] = str(value or "")
        return typed


class RoundForm(forms.ModelForm):
    """A period in which applications are taken."""

    opens_on = DayField(label="Öppnar")
    closes_on = DayField(
        label="Sista dag", required=False, help_text="Lämna tomt om perioden är öppen tills du stänger den."
    )
    categories = forms.CharField(
        label="Kostnadsslag", widget=forms.Textarea(attrs={"rows": 8}), help_text="Ett på varje rad.",
        error_messages={"required": "Skriv minst ett kostnadsslag."},
    )  # fmt: skip

    class Meta:
        model = ApplicationRound
        fields = ("name", "opens_on", "closes_on", "first_year", "last_year", "lead", "categories")
        widgets = {"lead": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"lead": "Vad medlen är till för och vad ni prioriterar. Visas för alla."}

    field_order = ("name", "opens_on", "closes_on", "first_year", "last_year", "lead", "categories")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["categories"] = "\n".join(self.instance.categories)

    def clean_categories(self) -> list[str]:
        """Give the kostnadsslag, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["categories"].splitlines())
        found = list(dict.fromkeys(filter(None, lines)))
        if long := next((each for each in found if len(each) > 120), None):
            raise forms.ValidationError(f"”{long}” är för långt. Högst 120 tecken.")
        return found


class BeginForm(forms.Form):
    """What an ansökan begins with."""

    period = forms.ModelChoiceField(label="Ansökningsperiod", queryset=ApplicationRound.objects.none())
    insats = forms.ModelChoiceField(
        label="Gäller", queryset=Insats.objects.none(), required=False, empty_label="En ny insats"
    )
    copied_from = forms.ModelChoiceField(
        label="Kopiera från", queryset=Application.objects.none(), required=False, empty_label="Börja tomt",
        help_text="Texter, mål och kostnader följer med. Du ändrar det som är nytt.",
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Any, insatser: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {"period": rounds, "insats": insatser, "copied_from": earlier}
        for name, rows in chosen.items():
            self.fields[name].queryset = rows
        for name in ("insats", "copied_from"):
            if not chosen[name].exists():
                del self.fields[name]
        if rounds.count() == 1:
            self.fields["period"].initial = rounds.get()


class NewApplicantForm(forms.Form):
    """Someone whom the förbund does not know yet."""

    period = forms.ModelChoiceField(label="Ansökningsperiod", queryset=ApplicationRound.objects.none())
    name = forms.CharField(
        label="Ditt namn", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Din e-post", widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Skriv en e-postadress, som namn@example.se."},
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = rounds
        if rounds.count() == 1:
            self.fields["period"].initial = rounds.get()


class CompletionForm(forms.Form):
    """What is to be completed, and by when."""

    text = forms.CharField(
        label="Vad behöver kompletteras?", widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Skriv vad som behöver kompletteras."},
    )  # fmt: skip
    answer_by = DayField(label="Senast")


class WithdrawForm(forms.Form):
    """Why an ansökan is withdrawn."""

    why = forms.CharField(label="Varför", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ProposalForm(forms.Form):
    """What the office proposes to the board: how much each year, out of what, at which meeting."""

    meeting = forms.ModelChoiceField(label="Sammanträde", queryset=Meeting.objects.none())
    verdict = forms.ChoiceField(
        label="Förslag", choices=(("grant", "Bevilja"), ("refuse", "Avslå")), initial="grant", widget=forms.RadioSelect
    )  # fmt: skip
    financing = forms.CharField(
        label="Finansieras ur", required=False, initial="budgetposten Insatser",
        help_text="En budgetpost eller eget kapital (11 kap. 15 § kommunallagen).",
    )  # fmt: skip
    assessment = RunningTextField(
        label="Kansliets bedömning", help_text="Blir ärendets text på dagordningen, och går att ändra där."
    )

    def __init__(
        self,
        *args: Any,
        meetings: Any,
        asked: dict[int, Decimal],
        suggested: dict[int, Decimal],
        assessment: str,
        **kwargs: Any,
    ) -> None:
        """Take what is asked, what the office has suggested instead (kronor by year), and its assessment as HTML."""
        super().__init__(*args, **kwargs)
        self.fields["assessment"].initial = assessment
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].initial = meetings.first()
        self._years = sorted(asked)
        for year in self._years:
            self.fields[f"amount-{year}"] = AmountField(
                label=f"Föreslaget för {year}, kronor", required=False, initial=money.kr_as_needed(suggested.get(year, asked[year])),
                help_text=f"Sökt: {money.kr_as_needed(asked[year])} kronor.",
            )  # fmt: skip
        self.order_fields(
            ["meeting", "verdict", *(f"amount-{year}" for year in self._years), "financing", "assessment"]
        )

    def proposed(self) -> dict[str, Any]:
        """Give what the action takes."""
        typed = self.cleaned_data
        return {
            "meeting": typed["meeting"],
            "amounts": {year: typed[f"amount-{year}"] or Decimal(0) for year in self._years},
            "financing": typed["financing"],
            "assessment": typed["assessment"],
            "refused": typed["verdict"] == "refuse",
        }
