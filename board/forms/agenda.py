"""What is typed about an ärende on the agenda, and about a body's standing ärenden."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict

from board.actions.agenda import ParagraphDraft
from board.forms.points import read_points
from board.forms.rows import NumberedRows
from board.models import Paragraph, StandingItem
from board.queries.points import planned_version
from board.states import ParagraphKind
from board.wording.standing import Standing
from finsam.models import Association
from finsam.texts.editor import RunningTextField
from finsam.web import asked

NEW_MATTER = "nytt"
_STORED_AS = {"text": "html"}


class ParagraphForm(forms.Form):
    """An ärende on the agenda: heading, ärende in the diarium, text and proposal."""

    heading = forms.CharField(label="Rubrik", max_length=200, error_messages={"required": "Skriv en rubrik."})
    kind = forms.ChoiceField(label="Slag", choices=ParagraphKind.choices, initial=ParagraphKind.MATTER)
    matter = forms.ChoiceField(
        label="Diarienummer", required=False, help_text="Ett ärende kan komma tillbaka på flera sammanträden."
    )
    presenter = forms.CharField(label="Föredragande", max_length=120, required=False)
    html = RunningTextField(label="Text")
    proposal = forms.CharField(
        label="Förslag till beslut",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En att-sats på varje rad. Ordet att och skiljetecknen sätts ut av sig själva.",
    )
    is_immediate = forms.BooleanField(label="Föreslås bli omedelbart justerad", required=False)
    base_version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = self.initial.get("matter")
        self._matters = {
            str(matter.pk): matter
            for matter in association.matters.filter(Q(closed_on__isnull=True) | Q(pk=asked.number(initial)))
        }
        self.fields["matter"].choices = [
            ("", "Inget"),
            (NEW_MATTER, "Nytt ärende med nästa nummer"),
            *((key, f"{matter.dnr} {matter.title}") for key, matter in self._matters.items()),
        ]

    def clean_heading(self) -> str:
        """Spaces alone are no heading."""
        return " ".join(self.cleaned_data["heading"].split())

    @property
    def draft(self) -> ParagraphDraft:
        """What was typed, as the actions take it."""
        typed = self.cleaned_data
        return ParagraphDraft(
            heading=typed["heading"],
            kind=typed["kind"],
            presenter=typed["presenter"],
            proposal=typed["proposal"],
            html=typed["html"],
            matter=self._matters.get(typed["matter"]),
            opens_matter=typed["matter"] == NEW_MATTER,
            is_immediate=typed["is_immediate"],
            points={
                key: {_STORED_AS.get(part, part): value for part, value in point.items()}
                for key, point in self.typed_points.items()
            },
            points_seen=typed["base_version"].partition(".")[2],
        )

    @property
    def text_version(self) -> int:
        """The version of the text that the writer saw."""
        return asked.number(self.cleaned_data["base_version"].partition(".")[0]) or 0

    @property
    def typed_points(self) -> dict[str, dict[str, str]]:
        """What was typed in the underpunkter, by their keys; nothing before anything is sent."""
        return read_points(self.data) if isinstance(self.data, QueryDict) else {}

    @classmethod
    def of(cls, paragraph: Paragraph, association: Association) -> ParagraphForm:
        """The form as the ärende stands."""
        return cls(association=association, initial=initial_of(paragraph))


def initial_of(paragraph: Paragraph) -> dict[str, Any]:
    """Give the ärende's values by the names of the form's fields."""
    return {
        "heading": paragraph.heading,
        "kind": paragraph.kind,
        "matter": str(paragraph.matter_id or ""),
        "presenter": paragraph.presenter,
        "html": paragraph.text.html,
        "proposal": paragraph.proposal,
        "is_immediate": paragraph.is_immediate,
        "base_version": version_of(paragraph),
    }


def version_of(paragraph: Paragraph) -> str:
    """Name what the writer sees: the version of the text and, after a full stop, that of the underpunkter."""
    points = planned_version(paragraph.points.all())
    return f"{paragraph.text.version}.{points}" if points else str(paragraph.text.version)


class StandingItemForm(forms.Form):
    """One standing ärende of a body."""

    heading = forms.CharField(label="Rubrik", max_length=200, required=False)
    kind = forms.ChoiceField(label="Slag", choices=ParagraphKind.choices, initial=ParagraphKind.MATTER)
    proposal = forms.CharField(
        label="Förslag till beslut", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    opening_text = forms.CharField(
        label="Inledande text", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A row with a text but no heading is a mistake, an empty one is not there."""
        typed = self.cleaned_data
        if not typed.get("heading") and (typed.get("proposal") or typed.get("opening_text")):
            raise ValidationError({"heading": "Skriv en rubrik."})
        return typed


class StandingItemFormSet(NumberedRows):
    """A body's standing ärenden for one kind of meeting, in order."""

    def items(self) -> list[Standing]:
        """What was typed, in order; rows that are empty are left out."""
        return [
            Standing(
                kind=ParagraphKind(row["kind"]),
                heading=row["heading"],
                proposal=row["proposal"],
                opening_text=row["opening_text"],
            )
            for row in self.kept()
            if row.get("heading")
        ]


StandingItems = forms.formset_factory(
    StandingItemForm, formset=StandingItemFormSet, extra=2, can_order=True, can_delete=True, max_num=60
)


def standing_initial(items: list[StandingItem]) -> list[dict[str, Any]]:
    """Give stored standing ärenden by the names of the form's fields."""
    return [
        {
            "heading": item.heading,
            "kind": item.kind,
            "proposal": item.proposal,
            "opening_text": item.opening_text,
        }
        for item in items
    ]
