"""What is typed about a person and about who sits where."""

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Appointment, Association, Body, Member, Person
from finsam.rules import ROLES_OF_BODY
from finsam.states import AppointmentRole

FACTS = ("role", "member", "title", "unit", "stands_in_for", "from_on", "to_on", "position")


class PersonForm(forms.Form):
    """Name and how to reach someone."""

    name = forms.CharField(label="Namn", max_length=120, error_messages={"required": "Skriv personens namn."})
    email = forms.EmailField(
        label="E-post",
        required=False,
        help_text="Koden för att logga in skickas hit.",
        error_messages={
            "invalid": "Adressen ser inte ut som en e-postadress. Skriv den som namn@example.se."
        },
    )
    phone = forms.CharField(label="Telefon", max_length=40, required=False)
    organisation = forms.CharField(label="Arbetsplats eller parti", max_length=120, required=False)


class ConfirmForm(forms.Form):
    """Nothing but the yes."""


class AppointmentForm(forms.Form):
    """A role in a body from a day to a day."""

    role = forms.ChoiceField(label="Roll", choices=AppointmentRole.choices)
    member = forms.ModelChoiceField(
        label="Utsedd av", queryset=Member.objects.none(), required=False, empty_label="Ingen medlem"
    )
    title = forms.CharField(
        label="Titel",
        max_length=120,
        required=False,
        help_text="Till exempel enhetschef eller sammankallande.",
    )
    unit = forms.CharField(
        label="Organisation och enhet",
        max_length=200,
        required=False,
        help_text="Till exempel Socialförvaltningen, försörjningsstöd.",
    )
    stands_in_for = forms.ModelChoiceField(
        label="Vikarierar för", queryset=Person.objects.none(), required=False, empty_label="Ingen"
    )
    from_on = DayField(label="Från och med")
    to_on = DayField(
        label="Till och med", required=False, help_text="Lämna tomt när rollen gäller tills vidare."
    )
    position = forms.IntegerField(
        label="Ordning",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Ersättare tjänstgör i den här ordningen. Ledamöter leder i den när ordföranden och vice ordföranden är borta: den äldsta först, om förbundsordningen säger det.",
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: object, body: Body, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in ROLES_OF_BODY[body.kind]]
        self.fields["member"].queryset = body.association.members.all()
        self.fields["stands_in_for"].queryset = body.association.people.filter(left_on__isnull=True)

    def clean_position(self) -> int:
        """Give 0 for nothing."""
        return self.cleaned_data["position"] or 0


class NewAppointmentForm(AppointmentForm):
    """A new role: for one who is known, or for one who is entered at the same time."""

    person = forms.ModelChoiceField(
        label="Person", queryset=Person.objects.none(), required=False, empty_label="Någon ny (fyll i nedan)"
    )
    name = forms.CharField(label="Namn på den som är ny", max_length=120, required=False)
    email = forms.EmailField(
        label="E-post till den som är ny",
        required=False,
        help_text="Koden för att logga in skickas hit.",
        error_messages={
            "invalid": "Adressen ser inte ut som en e-postadress. Skriv den som namn@example.se."
        },
    )
    field_order = [
        "person", "name", "email", "role", "member", "title", "unit", "stands_in_for", "from_on", "to_on", "position",
    ]  # fmt: skip

    def __init__(self, *args: object, body: Body, **kwargs: object) -> None:
        super().__init__(*args, body=body, **kwargs)
        self.fields["person"].queryset = body.association.people.filter(left_on__isnull=True)

    def clean(self) -> dict[str, object]:
        """See that there is somebody."""
        data = super().clean()
        if not data.get("person") and not data.get("name"):
            self.add_error("person", "Välj en person, eller skriv namnet på den som är ny.")
        if data.get("person") and data.get("name"):
            self.add_error("name", "Välj antingen någon som finns eller skriv någon ny, inte båda.")
        return data


def facts_of(appointment: Appointment) -> dict[str, object]:
    """Give a role as its form starts with it."""
    return {name: getattr(appointment, name) for name in FACTS}


class WhereForm(forms.Form):
    """Which body a role is in."""

    organ = forms.ModelChoiceField(queryset=Body.objects.none())

    def __init__(self, *args: object, association: Association, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = association.bodies.filter(is_active=True)
