"""What pages share: a page of a list, a form's page, and an act that may be refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig, Table

from finsam.errors import DomainError

Result = TypeVar("Result")


def show_page(request: HttpRequest, table: Table, *, per_page: int) -> None:
    """Sort the table and give the page of it that the address asks for; how long a page is, is not for the address."""
    table.per_page_field = ""
    RequestConfig(request, paginate={"per_page": per_page}).configure(table)


class refusals_on:  # noqa: N801  it reads as a word where it is used
    """Within it what an act refuses is said, on a form or in the next page's messages, and the view goes on after it.

    What follows the act within it is done when nothing was refused: the message that it is done, and the way on.
    """

    def __init__(self, place: forms.BaseForm | HttpRequest) -> None:
        self.place = place

    def __enter__(self) -> None:
        """Go in."""

    def __exit__(self, kind: object, refusal: BaseException | None, trace: object) -> bool:
        """Say a refusal where it belongs; any other fault goes on."""
        if not isinstance(refusal, DomainError):
            return False
        if isinstance(self.place, HttpRequest):
            messages.error(self.place, str(refusal))
        else:
            self.place.add_error(None, str(refusal))
        return True


def attempt(request: HttpRequest, form: forms.BaseForm, act: Callable[[], Result]) -> Result | None:
    """Do the act if a valid form was sent; a refusal stands on the form, with what was typed kept."""
    if request.method != "POST" or not form.is_valid():
        return None
    with refusals_on(form):
        return act()
    return None


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    submit: str,
    back: str,
    back_url: str,
    **more: Any,
) -> HttpResponse:
    """Show a form on a page of its own; `more` is lead (a sentence), pairs and is_grave."""
    facts = {
        "form": form,
        "title": title,
        "submit": submit,
        "crumb": back,
        "crumb_url": back_url,
        "cancel_url": back_url,
    }
    return render(request, "finsam/form_page.html", facts | more)


def link_page(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm
) -> HttpResponse:
    """Show a page that a secret link opens: no cache keeps it, and no search engine shows it."""
    response = render(request, template, context, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
