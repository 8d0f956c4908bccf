"""What is typed about arvoden: a rule, a period, a row of the office's own, and what a ledamot confirms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from board.forms.delegation import KronorField
from economy.forms.fields import AmountField
from economy.models.fees import ACCOUNT
from economy.states import FEE_UNITS, FeeKind
from finsam.forms.fields import DayField, SeveralField
from finsam.models import Association
from finsam.states import MEETING_BODIES, BodyKind
from finsam.swedish import money

_RULED = [(kind, f"{kind.label}, kronor {FEE_UNITS[kind]}") for kind in FeeKind if kind in FEE_UNITS]


class CountField(forms.CharField):
    """How many: a number with a comma, as Swedes write it; nothing typed is None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})

    def __init__(self, *, most: int, decimals: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most, self.decimals = most, decimals

    def clean(self, value: Any) -> Any:
        """Read the number; a ValidationError says what one may write."""
        typed = "".join(super().clean(value).split())
        if not typed:
            return None
        example = "2,5" if self.decimals else "46"
        try:
            number = Decimal(typed.replace(",", "."))
        except InvalidOperation as error:
            raise ValidationError(f"Skriv ett tal, till exempel {example}.", code="invalid") from error
        if not number.is_finite() or not 0 <= number <= self.most:
            raise ValidationError(f"Skriv ett tal från 0 till {money.number(self.most)}.", code="invalid")
        if number != money.round_half_up(number, self.decimals):
            raise ValidationError(f"Skriv högst {self.decimals} decimaler.", code="invalid")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number as it is typed."""
        return money.number_as_needed(value) if isinstance(value, Decimal) else value


class FeeRuleForm(forms.Form):
    """A rule: what for, how much, on which account, and from which day."""

    kind = forms.ChoiceField(label="Vad", choices=_RULED)
    body = forms.ModelChoiceField(
        label="Organ", queryset=None, required=False, empty_label="Styrelsen",
        help_text="För resor, förlorad inkomst och årsarvoden spelar organet ingen roll.",
    )  # fmt: skip
    amount = KronorField(label="Kronor")
    account = forms.CharField(
        label="Konto", max_length=10, validators=[ACCOUNT], help_text="Till exempel 5810."
    )
    from_hours = CountField(
        label="Hel dag från så många timmar",
        most=24,
        decimals=2,
        required=False,
        help_text="Bara för hel dag.",
    )
    pays_waiting = forms.BooleanField(
        label="Även ersättare som är med utan att tjänstgöra",
        required=False,
        help_text="Bara för sammanträden.",
    )
    decided_in = forms.CharField(
        label="Beslutad",
        max_length=120,
        required=False,
        help_text="Till exempel fullmäktige § 41, 2018-11-26.",
    )
    from_on = DayField(label="Gäller från")
    to_on = DayField(label="Gäller till och med", required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(MEETING_BODIES - {BodyKind.BOARD})
        self.fields["body"].queryset = association.bodies.filter(kind__in=kinds, is_active=True)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; a whole day says how long it is."""
        found = self.cleaned_data
        if found.get("from_on") and found.get("to_on") and found["to_on"] < found["from_on"]:
            self.add_error("to_on", "Den sista dagen ligger före den första.")
        if (
            found.get("kind") == FeeKind.WHOLE_DAY
            and found.get("from_hours") is None
            and "from_hours" in found
        ):
            self.add_error("from_hours", "Skriv från hur många timmar ett sammanträde är en hel dag.")
        return found


class UnpaidForm(forms.Form):
    """The members whose ledamöter get nothing from the förbund."""

    members = SeveralField(
        label="Medlemmar vars ledamöter inte får arvode av förbundet", queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="De sitter i styrelsen i sin tjänst.",
    )  # fmt: skip

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = association.members.all()


class FeePeriodForm(forms.Form):
    """The days of the next period; only the first one says where it begins."""

    starts_on = DayField(label="Från och med")
    ends_on = DayField(label="Till och med", help_text="Den sista dagen i en månad.")

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_first:
            del self.fields["starts_on"]


class FeeRowForm(forms.Form):
    """A row of the office's own: a conference, a training, or something taken back."""

    person = forms.ModelChoiceField(label="Person", queryset=None, empty_label=None)
    day = DayField(label="Dag")
    kind = forms.ChoiceField(label="Slag", choices=FeeKind.choices, initial=FeeKind.OTHER)
    number = CountField(label="Antal", most=999, decimals=2, initial=Decimal(1))
    amount = AmountField(
        label="Belopp, kronor", required=True, help_text="Med minus om det tas tillbaka.",
        error_messages={"required": "Skriv beloppet."},
    )  # fmt: skip
    account = forms.CharField(label="Konto", max_length=10, validators=[ACCOUNT])
    note = forms.CharField(label="Vad", max_length=300, help_text="Till exempel konferens 12 maj, § 14.")

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = association.people.filter(left_on=None)


class FeeClaimForm(forms.Form):
    """What a ledamot confirms of a meeting: what was lost, how far she drove, and whether she takes the arvode."""

    hours = CountField(label="Timmar med förlorad arbetsinkomst", most=24, decimals=2, required=False)
    hourly = KronorField(
        label="Förlorad inkomst per timme, kronor", required=False,
        help_text="Enligt arbetsgivarens intyg. Lämna tomt om förbundets belopp gäller.",
    )  # fmt: skip
    kilometres = CountField(
        label="Kilometer med egen bil, tur och retur", most=3000, decimals=1, required=False
    )
    note = forms.CharField(label="Resa eller anmärkning", max_length=300, required=False)
    declines = forms.BooleanField(label="Jag tar inte ut arvode för sammanträdet", required=False)

    def clean(self) -> dict[str, Any]:
        """A loss per hour needs its hours."""
        found = self.cleaned_data
        if found.get("hourly") is not None and "hours" in found and not found["hours"]:
            self.add_error("hours", "Skriv hur många timmar inkomsten gick förlorad.")
        return found

    def facts(self) -> dict[str, Any]:
        """Give what is stored."""
        facts = {name: self.cleaned_data[name] for name in ("hours", "hourly", "kilometres", "note")}
        return facts | {"takes_fee": not self.cleaned_data["declines"]}
