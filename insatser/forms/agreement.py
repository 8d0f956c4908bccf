"""What is typed of an överenskommelse: its facts, its clauses, who signs, and how it ends."""

from __future__ import annotations

from typing import Any

from django import forms

from finsam import clock
from finsam.forms.fields import DayField
from finsam.models import Appointment, Association, Person
from finsam.states import BodyKind
from insatser.actions.agreements import FACTS, SignerDraft
from insatser.forms.own_words import ClausesForm
from insatser.models import Agreement, AgreementSigning
from insatser.queries.own_words import clauses_of
from insatser.states import PaymentInterval, Side

_OTHERS = (2, 3)  # most who sign for the other party beside the first


class AgreementForm(ClausesForm):
    """A draft as a whole."""

    party = forms.CharField(
        label="Den andra parten", max_length=200, help_text="Namn, och gärna organisationsnummer."
    )
    starts_on = DayField(label="Från och med")
    ends_on = DayField(label="Till och med")
    interval = forms.ChoiceField(label="Medlen begärs ut", choices=PaymentInterval.choices)
    places = forms.IntegerField(label="Platser", min_value=1, max_value=100_000, required=False)
    reports = forms.CharField(
        label="Rapporter och dagar", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    dialogue_on = DayField(label="Uppföljningsdialog", required=False)
    notice_months = forms.IntegerField(label="Uppsägningstid, månader", min_value=0, max_value=36)
    ours = forms.ChoiceField(label="För förbundet", required=False)
    ours_title = forms.CharField(label="Titel", max_length=120, required=False)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, clauses=clauses_of(agreement.clauses), **kwargs)
        places = list(agreement.signings.select_related("person"))
        own = next((each for each in places if each.side == Side.ASSOCIATION), None)
        self._people = signers_of(agreement.insats.association)
        if own and own.person not in [person for person, _ in self._people]:
            self._people.append((own.person, own.title))
        self.fields["ours"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen vald"),
            *(
                (str(person.pk), f"{person.name}, {title.lower()}" if title else person.name)
                for person, title in self._people
            ),
        ]
        for name in FACTS:
            self.fields[name].initial = getattr(agreement, name)
        chair = next(iter(self._people), None)
        self.fields["ours"].initial = str(own.person_id) if own else str(chair[0].pk) if chair else ""
        self.fields["ours_title"].initial = own.title if own else chair[1] if chair else ""
        self._add_others([each for each in places if each.side == Side.PARTY])

    def _add_others(self, places: list[AgreementSigning]) -> None:
        for number in (1, *_OTHERS):
            place = places[number - 1] if number <= len(places) else None
            tail = "" if number == 1 else f" {number}"
            self.fields[f"name-{number}"] = forms.CharField(
                label=f"Namn{tail}",
                max_length=120,
                required=False,
                initial=place.person.name if place else "",
            )
            self.fields[f"title-{number}"] = forms.CharField(
                label=f"Titel{tail}", max_length=120, required=False, initial=place.title if place else ""
            )
            self.fields[f"email-{number}"] = forms.EmailField(
                label=f"E-post{tail}", required=False, initial=place.person.email if place else ""
            )

    @property
    def others(self) -> list[tuple[Any, Any, Any]]:
        """Give the three fields of each who may sign for the other party."""
        return [
            (self[f"name-{number}"], self[f"title-{number}"], self[f"email-{number}"])
            for number in (1, *_OTHERS)
        ]

    def clean(self) -> dict[str, Any]:
        """Who signs for the other party has a name and an address."""
        typed = super().clean() or {}
        for number in (1, *_OTHERS):
            name, email = typed.get(f"name-{number}"), typed.get(f"email-{number}")
            if name and not email and f"email-{number}" not in self.errors:
                self.add_error(f"email-{number}", "Skriv adressen dit länken ska gå.")
            if email and not name and f"name-{number}" not in self.errors:
                self.add_error(f"name-{number}", "Skriv vem adressen hör till.")
        return typed

    def facts(self) -> dict[str, Any]:
        """Give what the agreement says beside its clauses."""
        return {name: self.cleaned_data[name] for name in FACTS}

    def signers(self) -> list[SignerDraft]:
        """Give who signs, the förbund's first."""
        typed = self.cleaned_data
        people = {str(person.pk): person for person, _ in self._people}
        own = people.get(typed["ours"])
        found = (
            [SignerDraft(Side.ASSOCIATION, own.name, own.email, typed["ours_title"])]
            if own and own.email
            else []
        )
        for number in (1, *_OTHERS):
            if typed.get(f"name-{number}") and typed.get(f"email-{number}"):
                found.append(  # noqa: PERF401  it is read line by line
                    SignerDraft(
                        Side.PARTY,
                        typed[f"name-{number}"],
                        typed[f"email-{number}"],
                        typed[f"title-{number}"],
                    )
                )
        return found


def signers_of(association: Association) -> list[tuple[Person, str]]:
    """Give those who may sign for the förbund, with what they are: the board's chair and vice first, then the office."""
    sitting = Appointment.objects.in_force(clock.today()).filter(
        body__association=association, body__kind__in=[BodyKind.BOARD, BodyKind.OFFICE], person__user__isnull=False
    ).exclude(person__email="")  # fmt: skip
    order = {"ordforande": 0, "vice": 1, "forbundschef": 2, "handlaggare": 3}
    rows = [row for row in sitting.select_related("person", "body") if row.role in order]
    found: dict[int, tuple[Person, str]] = {}
    for row in sorted(rows, key=lambda row: (order[row.role], row.position, row.pk)):
        found.setdefault(row.person_id, (row.person, row.get_role_display()))
    return list(found.values())


class TakeInAgreementForm(forms.Form):
    """An agreement that was signed on paper or in another service."""

    file = forms.FileField(
        label="Den undertecknade överenskommelsen, PDF",
        error_messages={"required": "Välj den undertecknade PDF-filen."},
    )
    agreed_on = DayField(label="Undertecknad", help_text="Dagen för den sista underskriften.")


class EndAgreementForm(forms.Form):
    """When an agreement is at an end, and why."""

    ended_on = DayField(label="Upphör")
    reason = forms.CharField(
        label="Varför", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv varför överenskommelsen upphör."},
    )  # fmt: skip


class SendBackForm(forms.Form):
    """What is to be changed before it can be signed."""

    reason = forms.CharField(
        label="Vad behöver ändras?", widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv vad som behöver ändras."},
    )  # fmt: skip
