"""Forms of a report that several write: who writes what, remarks and their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from finsam.forms.fields import DayField
from finsam.models import Association
from finsam.swedish import words
from reporting.actions.sharing import Share
from reporting.forms.people import choosable
from reporting.models import Section

GLIMPSE = 90  # characters of a paragraph in the list to choose from
_WORDS = forms.Textarea(attrs={"rows": 4})


class ShareForm(forms.Form):
    """Who writes each section of a report and by when, a row a section."""

    def __init__(
        self, *args: Any, association: Association, sections: Sequence[Section], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = choosable(association)
        self.people = {str(row.pk): row for row in people}
        self.sections = sections
        for section in sections:
            self._add(section)

    def _add(self, section: Section) -> None:
        known = [("", "Ingen"), *((key, person.name) for key, person in self.people.items())]
        writer = section.writer
        if writer and str(writer.pk) not in self.people:
            self.people[str(writer.pk)] = writer
            known.append((str(writer.pk), writer.name))
        self.fields[f"w{section.pk}"] = forms.ChoiceField(
            label=f"Skrivs av, {section.heading}",
            choices=known,
            required=False,
            initial=section.writer_id or "",
        )
        self.fields[f"d{section.pk}"] = DayField(
            label=f"Klart senast, {section.heading}", required=False, initial=section.due_on
        )

    def rows(self) -> Iterator[tuple[Section, forms.BoundField, forms.BoundField]]:
        """Give each section with its two fields."""
        for section in self.sections:
            yield section, self[f"w{section.pk}"], self[f"d{section.pk}"]

    @property
    def shares(self) -> dict[int, Share]:
        """What the action is told."""
        return {section.pk: self._share(section) for section in self.sections}

    def _share(self, section: Section) -> Share:
        day: dt.date | None = self.cleaned_data[f"d{section.pk}"]
        return self.people.get(self.cleaned_data[f"w{section.pk}"]), day


class RemarkForm(forms.Form):
    """A remark on a section, or on one of its paragraphs."""

    about = forms.ChoiceField(label="Gäller", required=False)
    text = forms.CharField(
        label="Anmärkning", widget=_WORDS, error_messages={"required": "Skriv vad du vill säga."}
    )

    def __init__(self, *args: Any, paragraphs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paragraphs = paragraphs
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", "Hela avsnittet"),
            *(
                (str(place), f"{place}. {words.glimpse(text, GLIMPSE)}")
                for place, text in enumerate(paragraphs, start=1)
            ),
        ]

    @property
    def quote(self) -> str:
        """The paragraph that it is about; empty for the whole section."""
        about = self.cleaned_data["about"]
        return self.paragraphs[int(about) - 1] if about else ""


class AnswerForm(forms.Form):
    """The answer that settles a remark."""

    text = forms.CharField(
        label="Svar",
        widget=_WORDS,
        error_messages={"required": "Skriv ett svar, till exempel Ändrat."},
        help_text="Svaret mejlas till den som skrev anmärkningen.",
    )
