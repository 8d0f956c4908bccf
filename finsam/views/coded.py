"""The one page that asks for the mailed code before an act that binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from finsam.access import reauth
from finsam.errors import DomainError
from finsam.forms.code import CodeForm
from finsam.permissions import AccessRequest


@dataclass(frozen=True)
class Coded:
    """What a code is asked for: its purpose, the page's crumb and buttons, and where a new code is asked for.

    `again` are the fields that asking for a new code sends along; `printed` is the document that the act prints, where
    the page shall say what print cannot show.
    """

    purpose: str
    crumb: str
    back_url: str
    submit: str
    cancel: str = "Tillbaka till texten"
    cancel_url: str = ""
    again: tuple[tuple[str, str], ...] = ()
    base: str = "base_reading.html"
    printed: Any = None


def act_by_code(request: AccessRequest, coded: Coded, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Show the field for the mailed code; POST with the right one does the act and gives its answer.

    What the act refuses (DomainError) stands at the field. A code serves once.
    """
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reauth.demand_code(request, form.cleaned_data["code"], coded.purpose)
            return act()
        except DomainError as refusal:
            form.add_error("code", str(refusal))
    context = {"coded": coded, "form": form, "may_try": reauth.code_is_sent(request, coded.purpose)}
    return render(request, "finsam/code.html", context, status=422 if form.errors else 200)
