"""Choosing where two have written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from finsam.saving.collisions import Collision
from finsam.texts.editor import RunningTextField

THEIRS, MINE, OWN = "theirs", "mine", "own"


class ConflictForm(forms.Form):
    """A choice for each thing that two wrote: what is stored, what the other had, or one text of both."""

    def __init__(
        self,
        *args: Any,
        collisions: Iterable[Collision],
        figures: Mapping[str, str] | None = None,
        figures_url: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collisions = list(collisions)
        for each in self.collisions:
            self.fields[f"choice-{each.name}"] = forms.CharField(
                required=False, initial=OWN if each.is_rich else THEIRS
            )
            if each.is_rich:
                own = RunningTextField(label="Sammanfogad text", required=False, initial=each.both)
                own.widget.figures, own.widget.figures_url = dict(figures or {}), figures_url
                self.fields[f"own-{each.name}"] = own

    def rows(self) -> list[tuple[Collision, str, forms.BoundField | None]]:
        """Give each collision with what is chosen for it and its field for a text of both."""
        return [
            (
                each,
                self[f"choice-{each.name}"].value() or "",
                self[f"own-{each.name}"] if each.is_rich else None,
            )
            for each in self.collisions
        ]

    def chosen(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """Give the fields that shall stand instead of what is stored; `mine` is what the waiting saving had."""
        chosen: dict[str, Any] = {}
        for each in self.collisions:
            choice = self.cleaned_data.get(f"choice-{each.name}") or (OWN if each.is_rich else THEIRS)
            if choice == MINE:
                chosen[each.name] = mine.get(each.name)
            elif choice == OWN and each.is_rich:
                own = f"own-{each.name}"
                chosen[each.name] = self.cleaned_data[own] if own in self.data else each.both
        return chosen
