"""Forms of slides: the set's title, what a slide shows and says, and the ärende that gets the set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from board.models import Paragraph
from finsam.texts.editor import RunningTextField
from reporting.models import Section, Slide
from reporting.queries.slides import Source


class SetForm(forms.Form):
    """The title of a set."""

    title = forms.CharField(
        label="Titel", max_length=200, error_messages={"required": "Skriv en titel för första bilden."}
    )


class SlideForm(forms.Form):
    """What a slide shows and says."""

    heading = forms.CharField(
        label="Rubrik", max_length=200, error_messages={"required": "Skriv en rubrik för bilden."}
    )
    shows = forms.ChoiceField(
        label="Visar", required=False, help_text="Siffrorna hämtas när bilderna görs. Det som är fastställt visas som det fastställdes."
    )  # fmt: skip
    html = RunningTextField(label="Egna ord", required=False)
    is_quote = forms.BooleanField(label="Orden är ett citat", required=False)
    said_by = forms.CharField(label="Vem som sagt det", max_length=200, required=False)
    note = forms.CharField(
        label="Talarstöd", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Följer med som anteckning i PowerPoint och syns inte på bilden."
    )  # fmt: skip

    def __init__(
        self, *args: Any, sources: Iterable[tuple[str, list[Source]]], slide: Slide | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        groups = list(sources)
        self._sources = {each.key: each for _, rows in groups for each in rows}
        super().__init__(*args, initial=_initial(slide) if slide else {}, **kwargs)
        choices: list[Any] = [("", "Bara egna ord")]
        choices += [(label, [(each.key, each.label) for each in rows]) for label, rows in groups]
        self.fields["shows"].choices = choices  # type: ignore[attr-defined]

    @property
    def changes(self) -> dict[str, Any]:
        """What a valid form says of the slide."""
        given = dict(self.cleaned_data)
        source = self._sources.get(given.pop("shows"))
        section: Section | None = source.section if source else None
        return given | {"section": section, "block": source.block if source else ""}


class UseForm(forms.Form):
    """The ärende that gets the set as a handling."""

    paragraph = forms.ChoiceField(label="Ärende", error_messages={"required": "Välj ett ärende."})

    def __init__(self, *args: Any, paragraphs: Iterable[Paragraph], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each.meeting}: {each.heading}") for each in paragraphs]
        self.fields["paragraph"].choices = choices  # type: ignore[attr-defined]


def _initial(slide: Slide) -> dict[str, Any]:
    shows = f"s-{slide.section_id}" if slide.section_id else f"b-{slide.block}" if slide.block else ""
    names = ("heading", "html", "is_quote", "said_by", "note")
    return {name: getattr(slide, name) for name in names} | {"shows": shows}
