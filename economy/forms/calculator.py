"""What is typed in the calculator of contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms

from economy.forms.fields import AmountField
from economy.models import FigureSet, Inhabitants
from economy.queries.calculator import KOMMUNER, REGION, STATE, TOTAL
from finsam.forms.fields import DayField
from finsam.models import Member
from finsam.states import MemberKind


class CalculatorForm(forms.Form):
    """A part's sum, the kommuner's inhabitants, agreed amounts, and what the state offers."""

    known = forms.ChoiceField(
        label="Det belopp som är känt", widget=forms.RadioSelect, initial=STATE,
        choices=[(STATE, "Statens, genom Försäkringskassan"), (REGION, "Regionens"), (KOMMUNER, "Kommunernas tillsammans"), (TOTAL, "Alla tillsammans")],
    )  # fmt: skip
    amount = AmountField(label="Belopp", required=True, error_messages={"required": "Skriv beloppet."})
    unit = forms.TypedChoiceField(
        label="Avrunda till",
        coerce=Decimal,
        initial="1",
        choices=[("1", "hela kronor"), ("100", "hundra kronor"), ("1000", "tusen kronor")],
    )
    offered = AmountField(
        label="Staten erbjuder", help_text="Frivilligt: då räknas vad de andra måste lägga till."
    )
    on = DayField(label="Invånare den", required=False)
    source = forms.CharField(
        label="Källa för invånarna", max_length=200, required=False, help_text="Till exempel SCB."
    )

    def __init__(
        self, *args: object, members: Sequence[Member], known: Mapping[int, Inhabitants], columns: Sequence[FigureSet], **kwargs: object
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.members, self._columns = members, {str(each.pk): each for each in columns}
        for member in members:
            if member.kind == MemberKind.KOMMUN:
                row = known.get(member.pk)
                self.fields[f"i{member.pk}"] = forms.IntegerField(
                    label=f"Invånare i {member.name}",
                    required=False,
                    min_value=0,
                    initial=row.count if row else None,
                )
            if member.kind != MemberKind.AF:
                self.fields[f"l{member.pk}"] = AmountField(
                    label=f"Fast belopp, {member.name}", help_text="Bara om det är överenskommet."
                )
        newest = max(known.values(), key=lambda row: row.on, default=None)
        if newest:
            self.fields["on"].initial, self.fields["source"].initial = newest.on, newest.source
        self.fields["column"] = forms.ChoiceField(
            label="Skriv in i",
            required=False,
            choices=[("", "Bara räkna"), *((key, str(each)) for key, each in self._columns.items())],
        )

    def clean(self) -> dict[str, object]:
        """Ask for the day and the source of inhabitants that are typed."""
        given = super().clean() or {}
        if self.counts() and not (given.get("on") and given.get("source")):
            self.add_error("source", "Skriv vilken dag invånarantalen gäller och varifrån de kommer.")
        return given

    def counts(self) -> dict[Member, int]:
        """Give the inhabitants that are typed."""
        found = ((each, self.cleaned_data.get(f"i{each.pk}")) for each in self.members)
        return {member: count for member, count in found if count is not None}

    def locked(self) -> dict[Member, Decimal]:
        """Give the agreed amounts."""
        found = ((each, self.cleaned_data.get(f"l{each.pk}")) for each in self.members)
        return {member: amount for member, amount in found if amount is not None}

    @property
    def column(self) -> FigureSet | None:
        """The column to write in, or None."""
        return self._columns.get(self.cleaned_data.get("column", ""))
