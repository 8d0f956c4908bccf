"""The one page where two who wrote at once are brought together; each app says what of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from finsam.errors import DomainError
from finsam.forms.conflict import ConflictForm
from finsam.models import Person
from finsam.models.saving import Saving
from finsam.permissions import AccessRequest
from finsam.saving import Saved
from finsam.saving.collisions import Collision
from finsam.web.asked import key

LONGEST_VERSION = 40


@dataclass(frozen=True)
class Conflict:
    """A saving that waits for a choice, with what its page needs.

    `back_url` is where one writes; `page_url` gives the page of a saving; `base_version` is what the chooser sees of
    what is stored; `others` saved that last; `figures` are the values of the fields that texts name.
    """

    saving: Saving
    collisions: list[Collision]
    heading: str
    back_url: str
    base_version: str
    page_url: Callable[[Saving], str]
    others: Person | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    figures_url: str = ""
    base: str = "base.html"
    my_pages: Any = None


def choose(
    request: AccessRequest, conflict: Conflict, settle: Callable[[dict[str, Any], str], Saved[Any]]
) -> HttpResponse:
    """Show what two wrote at once; POST writes what is chosen by `settle`(fields, version seen). Neither is lost."""
    if conflict.saving.settled_at:
        return redirect(conflict.back_url)
    form = ConflictForm(
        request.POST if request.method == "POST" else None,
        collisions=conflict.collisions, figures=conflict.figures, figures_url=conflict.figures_url,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _settle(request, conflict, form, settle)
    status = 422 if form.is_bound else 200
    return render(request, "finsam/conflict.html", {"conflict": conflict, "form": form}, status=status)


def _settle(
    request: AccessRequest,
    conflict: Conflict,
    form: ConflictForm,
    settle: Callable[[dict[str, Any], str], Saved[Any]],
) -> HttpResponse:
    try:
        saved = settle(
            form.chosen(conflict.saving.content), key(request.POST.get("base_version"), LONGEST_VERSION)
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(conflict.back_url)
    if saved.collided:
        messages.warning(request, "Någon skrev igen medan du valde. Välj en gång till.")
        return redirect(conflict.page_url(saved.collided))
    messages.success(request, "Det du valde är sparat. Det andra finns kvar i historiken.")
    return redirect(conflict.back_url)
