"""Figures in what is written of a meeting: the menu that inserts them, and today's values of those inserted."""

from django.forms import Field
from django.urls import reverse

from board.models import Meeting
from finsam.registries import fields


def offer_figures(field: Field, meeting: Meeting, html: str) -> None:
    """Let figures be inserted in the field (finsam.texts.editor.RunningTextField), and show those that `html` names."""
    association, year = meeting.body.association, meeting.held_on.year
    field.widget.figures_url = reverse("figures", args=[association.slug, year])
    field.widget.figures = fields.printed(association, [html], year=year)
