"""Underpunkter as they are typed: in the agenda's form and on the meeting's page, by the same names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from board.models import Point
from finsam.texts.editor import RunningTextField, RunningTextWidget
from finsam.web import asked


class PointTextForm(forms.Form):
    """The running text of an underpunkt."""

    text = RunningTextField(label="Text")


class PlannedPointForm(PointTextForm):
    """An underpunkt of an ärende on the agenda."""

    heading = forms.CharField(label="Underpunktens rubrik", required=False)
    presenter = forms.CharField(label="Föredragande", required=False)
    proposal = forms.CharField(
        label="Förslag till beslut",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En att-sats på varje rad.",
    )


def prefix_of(key: str) -> str:
    """What the fields of the underpunkt are named by."""
    return f"point-{key}"


def read_points(data: QueryDict) -> dict[str, dict[str, str]]:
    """Give what was typed in the underpunkter that stood on the page, by their keys: heading, presenter, text, proposal."""
    points: dict[str, dict[str, str]] = {}
    for key in filter(None, map(asked.key, data.get("points", "").split(","))):
        typed = points[key] = {}
        for part in ("heading", "presenter"):
            if (name := f"{prefix_of(key)}-{part}") in data:
                typed[part] = " ".join(data[name].split())
        if (name := f"{prefix_of(key)}-proposal") in data:
            typed["proposal"] = data[name].strip()
        html = RunningTextWidget().value_from_datadict(data, None, f"{prefix_of(key)}-text")
        if html is not None:
            typed["text"] = html
    return points


def planned_point_form(point: Point, typed: dict[str, str]) -> PlannedPointForm:
    """Give the form of an underpunkt as it was typed, else as it stands."""
    stored: dict[str, Any] = {
        "heading": point.heading, "presenter": point.presenter, "text": point.html, "proposal": point.proposal,
    }  # fmt: skip
    return PlannedPointForm(initial=stored | typed, prefix=prefix_of(point.row_key))
