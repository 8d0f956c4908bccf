"""What is typed about a meeting: when, where and how it is held, and why it is cancelled."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from board import rules
from board.actions.meetings import MeetingPlan
from board.documents.meeting_times import pauses_of
from board.models import Meeting
from board.states import MeetingKind
from finsam.forms.fields import DayField
from finsam.models import Association, Body
from finsam.states import MEETING_BODIES
from finsam.swedish import dates

_PLAN_FIELDS = ["held_on", "starts_at", "ends_at", "place", "video_url", "kind", "is_public"]


class ClockField(forms.TimeField):
    """A time of day: picked, or written as 8.30 or kl. 9."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"required": "Skriv ett klockslag, till exempel 8.30."}

    def to_python(self, value: object) -> dt.time | None:
        """Read the time; a ValidationError says how one may write it."""
        if value in self.empty_values or isinstance(value, dt.time):
            return None if value in self.empty_values else value
        try:
            return dates.parse_time(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class MeetingForm(forms.Form):
    """When, where and how a meeting is held."""

    held_on = DayField(label="Datum")
    starts_at = ClockField(label="Börjar")
    ends_at = ClockField(label="Slutar", required=False)
    place = forms.CharField(label="Plats", max_length=200, required=False)
    video_url = forms.URLField(
        label="Länk till videomöte",
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text="Går ut i mejlet med kallelsen och visas på sammanträdets sida.",
        error_messages={"invalid": "Skriv hela adressen, till exempel https://video.example.se/mote."},
    )
    kind = forms.ChoiceField(
        label="Slag",
        choices=MeetingKind.choices,
        help_text="Avgör vilka stående ärenden dagordningen börjar med.",
    )
    is_public = forms.BooleanField(
        label="Offentligt sammanträde",
        required=False,
        help_text="Det sammanträde där budgeten fastställs är offentligt (19 § lagen om finansiell samordning).",
    )

    def clean_held_on(self) -> dt.date:
        """Refuse a year that nobody means."""
        day: dt.date = self.cleaned_data["held_on"]
        if not 2004 <= day.year <= 2099:  # lag (2003:1210) holds from 2004
            raise ValidationError(f"År {day.year} kan inte stämma. Kontrollera datumet.")
        return day

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it begins, that day or past midnight."""
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and not rules.ends_after(starts, ends):
            self.add_error(
                "ends_at", "Sluttiden ligger före starttiden. Byt plats på dem eller rätta den ena."
            )
        return self.cleaned_data

    @property
    def plan(self) -> MeetingPlan:
        """What was typed, as the actions take it."""
        return MeetingPlan(**{field: self.cleaned_data[field] for field in _PLAN_FIELDS})

    @classmethod
    def of(cls, meeting: Meeting) -> MeetingForm:
        """The form as the meeting stands."""
        return cls(initial={field: getattr(meeting, field) for field in _PLAN_FIELDS})


class PlanForm(MeetingForm):
    """A new meeting, of one of the association's bodies."""

    body = forms.ModelChoiceField(
        label="Organ",
        queryset=Body.objects.none(),
        empty_label=None,
        error_messages={"required": "Välj organ."},
    )
    field_order = ["body", *_PLAN_FIELDS]

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = meeting_bodies(association)


class TimesForm(forms.Form):
    """When the meeting really began and ended, and when it was ajournerat."""

    began_at = ClockField(
        label="Började",
        help_text="En tid efter midnatt skrivs som den är, till exempel 0.10. Dagen följer av tiden.",
    )
    finished_at = ClockField(label="Slutade", required=False)
    breaks = forms.CharField(
        label="Ajourneringar",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En rad för varje, till exempel 10.00–10.15.",
    )

    def clean_breaks(self) -> list[list[str]]:
        """Read each line as two clock times."""
        lines = [line.strip() for line in self.cleaned_data["breaks"].splitlines() if line.strip()]
        return [self._pause(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it began, that day or past midnight."""
        began, finished = self.cleaned_data.get("began_at"), self.cleaned_data.get("finished_at")
        if began and finished and not rules.ends_after(began, finished):
            self.add_error(
                "finished_at", "Sluttiden ligger före starttiden. Byt plats på dem eller rätta den ena."
            )
        elif began:
            for said in rules.faults_of_pauses(began, finished, self.cleaned_data.get("breaks") or []):
                self.add_error("breaks", said)
        return self.cleaned_data

    def _pause(self, line: str) -> list[str]:
        parts = [part for part in re.split(r"\s*(?:–|-|till)\s*", line) if part]
        try:
            first, last = (dates.parse_time(part) for part in parts)
        except ValueError as error:
            raise ValidationError(
                f"”{line}” är ingen ajournering. Skriv när den började och slutade, till exempel 10.00–10.15."
            ) from error
        return [f"{first:%H:%M}", f"{last:%H:%M}"]

    @classmethod
    def of(cls, meeting: Meeting) -> TimesForm:
        """The form as the meeting stands; the planned times where no others are written."""
        return cls(
            initial={
                "began_at": meeting.began_at or meeting.starts_at,
                "finished_at": meeting.ended_at,
                "breaks": "\n".join(pauses_of(meeting)),
            }
        )


class CancelForm(forms.Form):
    """What those who were called are told."""

    reason = forms.CharField(
        label="Vad de kallade får veta",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Till exempel varför det är inställt, eller när sammanträdet hålls i stället.",
    )


def meeting_bodies(association: Association) -> Any:
    """Give the association's bodies that hold meetings."""
    return association.bodies.filter(kind__in=MEETING_BODIES, is_active=True)
