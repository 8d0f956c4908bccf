"""What is typed in the register: insatser, money, participants, and when reports are due."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from board.models import Decision
from finsam.forms.fields import DayField, SeveralField
from finsam.models import Association, Member
from finsam.swedish import money
from finsam.swedish.local_words import word, word_lazily
from insatser.models import Grant, Insats
from insatser.models.insats import KEY
from insatser.queries.grants import Given, money_given
from insatser.states import InsatsKind, ReportKind


class AmountField(forms.CharField):
    """Kronor as Swedes write them."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})

    def clean(self, value: str | None) -> Decimal | None:
        """Read the amount; a ValidationError says how one may write it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.parse_amount(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class InsatsForm(forms.Form):
    """An insats with its goals, one on each line."""

    name = forms.CharField(label="Namn", max_length=200)
    kind = forms.ChoiceField(
        label="Inriktning", choices=InsatsKind.choices, widget=forms.RadioSelect,
        help_text="En insats med båda läggs upp som två med olika namn.",
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        Member.objects.none(), label=word_lazily("owner", "{!}"), empty_label="Välj medlem"
    )
    unit = forms.CharField(
        label=word_lazily("owner", "Enhet hos {}", form="the"), max_length=120, required=False
    )
    parties = SeveralField(
        Member.objects.none(), label="Andra parter", required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label="Börjar")
    ends_on = DayField(label="Slutar", required=False)
    background = forms.CharField(label="Bakgrund", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    purpose = forms.CharField(label="Syfte", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    target_group = forms.CharField(label="Målgrupp", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    method = forms.CharField(label="Arbetssätt", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    focus = forms.CharField(
        label="Preciserad inriktning",
        max_length=200,
        required=False,
        help_text="Med orden i Uppföljning Finsam.",
    )
    followup = forms.CharField(
        label="Uppföljningsmetod", max_length=200, required=False,
        help_text="Till exempel Indikatorer Finsam. Går inte att ändra i Uppföljning Finsam när insatsen är upplagd där.",
    )  # fmt: skip
    national_target = forms.CharField(label="Målgrupp i Uppföljning Finsam", max_length=200, required=False)
    is_esf = forms.NullBooleanField(
        label="Finansieras av ESF", required=False,
        widget=forms.Select(choices=[("", "Vet inte än"), ("true", "Ja"), ("false", "Nej")]),
    )  # fmt: skip
    goals = forms.CharField(
        label="Mål", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ett mål på varje rad. De följer med till nästa rapport.",
    )  # fmt: skip
    report_kind = forms.ChoiceField(
        label="Rapporterar med",
        choices=[(kind, kind.label) for kind in (ReportKind.YEAR, ReportKind.FREE)],
        initial=ReportKind.YEAR,
    )
    key = forms.CharField(
        label="Nyckel", max_length=60, required=False,
        help_text="Används i texternas siffror, till exempel vidare-vy. Lämna tomt så görs den av namnet.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, association: Association, insats: Insats | None = None, **kwargs: Any
    ) -> None:
        if insats:
            kwargs.setdefault("initial", initial_of(insats))
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["parties"].queryset = association.members.all()
        if insats:
            del self.fields["key"]

    def clean_key(self) -> str:
        """Make the key of the name when none is written."""
        name = self.cleaned_data.get("name", "").translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
        key = self.cleaned_data["key"] or slugify(name)[:60].strip("-")
        KEY(key)
        return key

    def clean(self) -> dict[str, Any]:
        """The owner is no party beside itself."""
        typed = super().clean() or {}
        if typed.get("owner") and typed["owner"] in typed.get("parties", []):
            self.add_error("parties", word("owner", "{!} ska inte stå bland de andra parterna.", form="the"))
        return typed

    def facts(self) -> dict[str, Any]:
        """Give what the action takes as facts."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"goals", "parties", "key"}
        }

    def goals_typed(self) -> list[str]:
        """Give the goals, one a line."""
        return [line.strip() for line in self.cleaned_data["goals"].splitlines() if line.strip()]


def initial_of(insats: Insats) -> dict[str, Any]:
    """Give an insats's values by the names of the form's fields."""
    names = [field for field in InsatsForm.base_fields if field not in {"goals", "parties", "key"}]
    values = {name: getattr(insats, name) for name in names}
    goals = [goal.wording for goal in insats.goals.all() if goal.is_pursued]
    return values | {"parties": list(insats.parties.all()), "goals": "\n".join(goals)}


class GrantForm(forms.Form):
    """Money by a decision that names it; year and amount are typed only for what was decided outside the program."""

    decision = forms.ChoiceField(
        label="Beslut", required=False,
        help_text="År och belopp följer med. Preliminärt tills protokollet är justerat.",
    )  # fmt: skip
    amount = AmountField(
        label="Beviljat belopp, kronor",
        required=False,
        help_text="Tomt: allt som är kvar av beslutets belopp.",
    )
    source = forms.CharField(
        label="Eller skriv var det är beslutat", required=False, max_length=120,
        help_text="För beslut som inte finns i programmet, till exempel § 45, 2020-12-04. Skriv då också år och belopp.",
    )  # fmt: skip
    year = forms.IntegerField(label="År", min_value=2004, max_value=2100, required=False)
    replaces = forms.ChoiceField(
        label="Ersätter", required=False, help_text="En ändring är ett nytt beslut. Det gamla finns kvar."
    )

    def __init__(self, *args: Any, insats: Insats, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = money_given(insats.association)
        self._given = {f"{each.decision.pk}-{each.year}": each for each in given}
        self._grants = {str(row.pk): row for row in insats.grants.current()}
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            ("", "Inget beslut i programmet"),
            *((key, _given_label(each)) for key, each in self._given.items()),
        ]
        self.fields["replaces"].choices = [  # type: ignore[attr-defined]
            ("", "Inget, det läggs till"),
            *((key, f"{row.year}: {money.kr_as_needed(row.amount)} kr") for key, row in self._grants.items()),
        ]

    @property
    def has_decisions(self) -> bool:
        """Whether there is a decision to choose."""
        return bool(self._given)

    @property
    def has_grants(self) -> bool:
        """Whether there is a grant that this one may replace."""
        return bool(self._grants)

    def clean(self) -> dict[str, Any]:
        """A decision says year and amount; what is decided elsewhere needs all three."""
        typed = super().clean() or {}
        given = self._given.get(typed.get("decision", ""))
        if given:
            if typed.get("year") and typed["year"] != given.year:
                self.add_error("year", f"Beslutet ger pengar för {given.year}. Lämna året tomt.")
            return typed
        if not typed.get("source") and "decision" not in self.errors:
            self.add_error("decision", "Välj beslutet, eller skriv var det är fattat.")
        if not typed.get("year") and "year" not in self.errors:
            self.add_error("year", "Skriv vilket år pengarna gäller.")
        if typed.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "Skriv hur mycket som är beviljat.")
        return typed

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        typed = self.cleaned_data
        given = self._given.get(typed["decision"])
        return {
            "year": given.year if given else typed["year"], "amount": typed["amount"],
            "decision": given.decision if given else None, "source": typed["source"],
            "replaces": self._grants.get(typed["replaces"]),
        }  # fmt: skip


class TieForm(forms.Form):
    """The att-sats that gave money which was typed by hand: those of the year with so much left."""

    decision = forms.ChoiceField(
        label="Beslut", widget=forms.RadioSelect, error_messages={"required": "Välj beslutet."}
    )

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = money_given(grant.insats.association)
        rows = [each for each in given if each.year == grant.year and each.left >= grant.amount]
        self._decisions = {str(each.decision.pk): each.decision for each in rows}
        choices = [(str(each.decision.pk), _given_label(each)) for each in rows]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    @property
    def has_decisions(self) -> bool:
        """Whether there is a decision that may have given the money."""
        return bool(self._decisions)

    def chosen(self) -> Decision:
        """Give the att-sats that was chosen."""
        return self._decisions[self.cleaned_data["decision"]]


def _given_label(given: Given) -> str:
    """Name what a decision gives: "§ 4, 2022-01-28: 500 000 kr för 2022, 300 000 kr kvar. att bevilja …"."""
    left = "allt fördelat" if given.left <= 0 else f"{money.kr_as_needed(given.left)} kr kvar"
    amount = money.kr_as_needed(given.amount)
    return f"{given.decision.paragraph}: {amount} kr för {given.year}, {left}. {given.decision}"


class OpenReportsForm(forms.Form):
    """Which reports to open, and when they are due."""

    year = forms.IntegerField(label="År", min_value=2004, max_value=2100)
    kind = forms.ChoiceField(
        label="Slag",
        choices=[(ReportKind.YEAR, "Årsrapport"), (ReportKind.HALF_YEAR, "Halvårsrapport")],
        initial=ReportKind.YEAR,
    )
    due_on = DayField(
        label="Lämnas senast",
        required=False,
        help_text="Tomt: 31 januari året efter, eller 31 juli för halvåret.",
    )
    tells_contacts = forms.BooleanField(label="Mejla kontaktpersonerna en länk", required=False, initial=True)


class DueForm(forms.Form):
    """Another last day."""

    due_on = DayField(label="Lämnas senast")


class ContactForm(forms.Form):
    """Someone who may write the insats's reports."""

    name = forms.CharField(label="Namn", max_length=120)
    email = forms.EmailField(label="E-post", help_text="Dit kommer koden när personen loggar in.")
    from_on = DayField(label="Från och med")
