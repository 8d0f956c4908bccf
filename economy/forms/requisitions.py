"""What is typed of bidragsrekvisitioner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from economy.actions.requisitions import MemberChoice
from economy.forms.accruals import AccrualAccountsForm
from economy.forms.fields import AmountField
from economy.models import FigureSet, MemberTerms, Requisition, RequisitionTerms
from economy.queries.requisition_matching import Found
from economy.queries.requisitions import DUE_DAYS, Part, interval_of
from economy.states import Interval
from finsam.forms.fields import DayField
from finsam.models import Member
from finsam.swedish import dates, money


class RequisitionTermsForm(forms.Form):
    """Where to pay, when, how each member wants to be asked and, where there are columns, by which of them."""

    pay_to = forms.CharField(
        label="Betalas till", max_length=200, help_text="Till exempel Bankgiro 123-4567.",
        error_messages={"required": "Skriv vart medlemmarna ska betala."},
    )  # fmt: skip
    due_days = forms.IntegerField(
        label="Förfaller, dagar efter periodens första dag", min_value=0, max_value=365, initial=DUE_DAYS,
        error_messages={"required": "Skriv antalet dagar, till exempel 30."},
    )  # fmt: skip

    def __init__(
        self, *args: Any, members: Sequence[Member], known: Mapping[int, MemberTerms], terms: RequisitionTerms | None,
        columns: Sequence[FigureSet] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.members, self.columns = list(members), {str(each.pk): each for each in columns}
        if columns:
            choices = [(key, str(each)) for key, each in self.columns.items()]
            self.fields["column"] = forms.ChoiceField(label="Efter bidragen i", choices=choices)
        if terms:
            self.fields["pay_to"].initial, self.fields["due_days"].initial = terms.pay_to, terms.due_days
        for member in self.members:
            own = known.get(member.pk)
            self.fields[f"n{member.pk}"] = forms.TypedChoiceField(
                label=f"{member.name} betalar", choices=Interval.choices, coerce=int, initial=interval_of(own)
            )
            self.fields[f"e{member.pk}"] = forms.EmailField(
                label=f"E-post för rekvisitioner, {member.name}", required=False, initial=own.email if own else "",
                help_text=f"Tomt: {member.registrar_email}." if member.registrar_email else "",
            )  # fmt: skip
            self.fields[f"r{member.pk}"] = forms.CharField(
                label=f"Referens hos {member.name}", required=False, max_length=120,
                initial=own.reference if own else "",
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Member, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each member with its three controls."""
        return [
            (each, self[f"n{each.pk}"], self[f"e{each.pk}"], self[f"r{each.pk}"]) for each in self.members
        ]

    def choices(self) -> dict[Member, MemberChoice]:
        """Give how each member wants to be asked."""
        given = self.cleaned_data
        return {
            each: MemberChoice(given[f"n{each.pk}"], given[f"e{each.pk}"], given[f"r{each.pk}"])
            for each in self.members
        }


class RequisitionForm(forms.Form):
    """A time, an amount and a due day, and for one more the member."""

    starts_on = DayField(label="Från och med")
    ends_on = DayField(label="Till och med")
    amount = AmountField(
        label="Belopp, kronor", required=True, error_messages={"required": "Skriv beloppet."}
    )
    due_on = DayField(label="Förfaller")

    def __init__(self, *args: Any, members: Sequence[Member] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(each.pk): each for each in members}
        if members:
            self.fields = {
                "member": forms.ChoiceField(
                    label="Medlem", choices=[(key, each.name) for key, each in self._members.items()]
                )
            } | self.fields

    @property
    def member(self) -> Member:
        """The member that is chosen."""
        return self._members[self.cleaned_data["member"]]

    @property
    def part(self) -> Part:
        """The time and the amount."""
        given = self.cleaned_data
        return Part(given["starts_on"], given["ends_on"], given["amount"])

    @staticmethod
    def told(row: Requisition) -> dict[str, object]:
        """Give what a draft holds, as the form begins."""
        return {name: getattr(row, name) for name in ("starts_on", "ends_on", "amount", "due_on")}


class SeveralRequisitionsForm(forms.Form):
    """Some of those that are at hand."""

    rows = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kryssa för minst en."}
    )

    def __init__(self, *args: Any, label: str, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].label, self.fields["rows"].choices = label, choices


def send_choices(rows: Sequence[Requisition]) -> list[tuple[str, str]]:
    """Give drafts as they are chosen to be sent."""
    return [
        (str(row.pk), f"{row.member}, {row.period}: {money.kr_as_needed(row.amount)} kr, förfaller {row.due_on}")
        for row in rows
    ]  # fmt: skip


def found_choices(found: Sequence[Found]) -> list[tuple[str, str]]:
    """Give what was found in the books as it is chosen to be noted."""
    return [(hit.key, _found_told(hit)) for hit in found]


def _found_told(hit: Found) -> str:
    row, voucher = hit.requisition, hit.voucher
    text = f", {voucher.text}" if voucher.text else ""
    asked = f"{row.member}, rekvisition {row.name}, {money.kr_as_needed(row.amount)} kr"
    return f"{asked}: verifikation {voucher} den {dates.long_date(voucher.day)}{text}"


class PaidForm(forms.Form):
    """When the money came, and its voucher."""

    on = DayField(label="Pengarna kom den")
    voucher = forms.CharField(
        label="Verifikation", required=False, max_length=80,
        help_text="Serie och nummer i bokföringen, till exempel A 214.",
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why what has gone out no longer holds."""

    why = forms.CharField(
        label="Skäl", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        error_messages={"required": "Skriv varför rekvisitionen makuleras."},
    )  # fmt: skip


class PrepaidForm(AccrualAccountsForm):
    """The accounts between which prepaid contributions are moved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cost"].label = "Konto för medlemsbidragen"
        self.fields["debt"].label = "Konto för förutbetalda intäkter"
