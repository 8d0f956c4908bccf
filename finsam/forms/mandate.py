"""The new board, seat by seat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms

from finsam.actions import NewSeat
from finsam.forms.fields import DayField
from finsam.models import Appointment, Member, Person
from finsam.rules import ROLES_OF_BODY
from finsam.states import AppointmentRole, BodyKind

SPARE_SEATS = 2


class MandateDayForm(forms.Form):
    """The first day of the new term."""

    on = DayField(label="Nya styrelsen från och med")


class SeatForm(forms.Form):
    """A seat: who sits there now and goes on, or who is new."""

    role = forms.ChoiceField(
        label="Roll", choices=[(role.value, role.label) for role in ROLES_OF_BODY[BodyKind.BOARD]]
    )
    member = forms.ModelChoiceField(
        label="Utsedd av",
        queryset=Member.objects.none(),
        required=False,
        empty_label="Ingen vald",
    )
    person = forms.ModelChoiceField(queryset=Person.objects.none(), required=False, widget=forms.HiddenInput)
    continues = forms.BooleanField(label="Sitter kvar", required=False)
    name = forms.CharField(label="Namn på den nya", max_length=120, required=False)
    email = forms.EmailField(
        label="E-post till den nya",
        required=False,
        error_messages={"invalid": "Adressen ser inte ut som en e-postadress."},
    )

    def __init__(self, *args: object, members: object, people: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["person"].queryset = people
        self.empty_permitted = False

    @property
    def sitting(self) -> Person | None:
        """Who sits in the seat now."""
        key = str(self["person"].value() or "")
        return self.people_by_key.get(key)

    people_by_key: dict[str, Person] = {}

    def clean(self) -> dict[str, object]:
        """See that the seat has one occupant at most, and that a new one has a name."""
        data = super().clean()
        if data.get("continues") and data.get("name"):
            self.add_error("name", "Antingen sitter den nuvarande kvar eller så är någon ny, inte båda.")
        if data.get("continues") and not data.get("person"):
            self.add_error("continues", "Ingen sitter på platsen nu. Skriv namnet på den nya.")
        if data.get("email") and not data.get("name") and not data.get("continues"):
            self.add_error("name", "Skriv namnet på den som är ny.")
        if (data.get("continues") or data.get("name")) and not data.get("member"):
            self.add_error("member", "Välj vem som utser.")
        return data

    @property
    def new_seat(self) -> NewSeat | None:
        """The seat as the action takes it, or None when it is left empty."""
        data = self.cleaned_data
        if not (data["continues"] or data["name"]):
            return None
        return NewSeat(
            role=data["role"],
            member=data["member"],
            person=data["person"] if data["continues"] else None,
            name=data["name"],
            email=data["email"],
        )


@dataclass(frozen=True)
class Board:
    """The day and all seats as one thing to fill in."""

    day: MandateDayForm
    seats: forms.BaseFormSet

    def is_valid(self) -> bool:
        """Whether both the day and every seat can be read; every error is found at once."""
        return all([self.day.is_valid(), self.seats.is_valid()])

    @property
    def new_seats(self) -> list[NewSeat]:
        """The seats that are filled, in order."""
        return [seat for seat in (form.new_seat for form in self.seats) if seat]

    @property
    def on(self) -> dt.date:
        """The first day of the new term."""
        return self.day.cleaned_data["on"]


def board_of(
    data: dict[str, str] | None,
    *,
    sitting: list[Appointment],
    members: list[Member],
    on: dt.date,
    people: object,
) -> Board:
    """Make the form: the seats of today, those that förbundsordningen says are vacant, and a few to spare."""
    rows = seats_to_fill(sitting, members)
    factory = forms.formset_factory(SeatForm, extra=0, max_num=200, absolute_max=200)
    rows_of_members = Member.objects.filter(pk__in=[member.pk for member in members])
    choices = [("", "Ingen vald"), *((member.pk, str(member)) for member in members)]
    seats = factory(
        data, initial=rows, prefix="plats", form_kwargs={"members": rows_of_members, "people": people}
    )
    known = {str(row.person_id): row.person for row in sitting}
    for form in seats:
        form.people_by_key = known
        form.fields["member"].choices = choices  # read once for every seat
    return Board(MandateDayForm(data, initial={"on": on}), seats)


def seats_to_fill(sitting: list[Appointment], members: list[Member]) -> list[dict[str, object]]:
    """Give each seat as its form starts: the present ones first, then what each member lacks, then spare ones."""
    rows = [{"role": row.role, "member": row.member_id, "person": row.person_id} for row in sitting]
    for member in members:
        own = [row for row in sitting if row.member_id == member.pk]
        deputies = sum(not row.is_voting for row in own)
        rows += [{"role": AppointmentRole.MEMBER, "member": member.pk}] * (member.seats - len(own) + deputies)
        rows += [{"role": AppointmentRole.DEPUTY, "member": member.pk}] * (member.seats - deputies)
    return rows + [{"role": AppointmentRole.MEMBER}] * SPARE_SEATS
