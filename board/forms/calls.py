"""What is typed when a meeting is called, and what is answered."""

from __future__ import annotations

from typing import Any

from django import forms

from board.documents.call import CallKind
from board.models import Invitation, Meeting
from board.queries.invited import possible_guests
from board.states import MeetingState, RsvpAnswer
from finsam.forms.fields import SeveralField
from finsam.models import Person

_AGAIN = [
    (CallKind.CHANGED, "Ändrad kallelse, som gäller i stället för den förra"),
    (CallKind.ADDITION, "Tilläggslista med de ärenden som har kommit till"),
]


class CallForm(forms.Form):
    """A greeting and guests; for a meeting that is called already, what goes out this time."""

    kind = forms.ChoiceField(label="Vad som skickas", choices=_AGAIN, widget=forms.RadioSelect)
    message = forms.CharField(
        label="Hälsning i kallelsen",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    guests = SeveralField(
        label="Bjud också in",
        required=False,
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_first = meeting.state != MeetingState.CALLED
        if self._is_first:
            del self.fields["kind"]
        people = possible_guests(meeting)
        self.fields["guests"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        if not people:
            del self.fields["guests"]

    @property
    def call_kind(self) -> CallKind:
        """What goes out."""
        return CallKind.FIRST if self._is_first else CallKind(self.cleaned_data["kind"])

    @property
    def chosen_guests(self) -> list[Person]:
        """Those invited beside the ones who are called by appointment."""
        return list(self.cleaned_data.get("guests", []))


class AnswerForm(forms.Form):
    """What one answers a kallelse; each answer is a button of its own."""

    answer = forms.ChoiceField(
        label="Svar",
        choices=[choice for choice in RsvpAnswer.choices if choice[0] != RsvpAnswer.WAITING],
        error_messages={
            "required": "Välj om du kommer, kommer på distans eller inte kan.",
            "invalid_choice": "Välj om du kommer, kommer på distans eller inte kan.",
        },
    )
    note = forms.CharField(
        label="Meddelande till kansliet",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NotedAnswerForm(AnswerForm):
    """An answer that kansliet got in another way, such as by phone."""

    invitation = forms.ModelChoiceField(
        label="Vem",
        queryset=Invitation.objects.none(),
        empty_label=None,
        error_messages={"required": "Välj vem som har svarat.", "invalid_choice": "Välj vem som har svarat."},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invitation"].queryset = meeting.invitations.select_related("person")
