"""What a page that saves itself sends and is told: one envelope, one answer where two wrote, and when it was saved last."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from finsam import clock
from finsam.models import Saving
from finsam.swedish import dates
from finsam.web import asked

MOST_LANDED = 20  # savings that a page left open may still wait for the answer of


def envelope(request: HttpRequest) -> dict[str, str]:
    """Give what comes with the fields of a saving: the version that was seen, its key, and the key it comes after."""
    return {
        "base_version": asked.key(request.POST.get("base_version"), 40),
        "save_key": asked.key(request.POST.get("save_key")),
        "after": asked.key(request.POST.get("after")),
    }


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page saves itself, and reads the answer as JSON."""
    return "application/json" in request.headers.get("Accept", "")


def lead_to_choice(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to the page where someone chooses between what two wrote; nothing of either is lost."""
    if is_autosave(request):
        return JsonResponse({"conflict_url": url, "kept": True}, status=409)
    return redirect(url)


def landed_keys(savings: QuerySet[Saving]) -> str:
    """Give the keys of the latest savings that have landed, as autosave.js reads them."""
    return " ".join(savings.landed().values_list("save_key", flat=True)[:MOST_LANDED])


def remember_landed(request: HttpRequest, name: str) -> None:
    """Remember that what a page without rows of its own kept under the form's key has been saved."""
    if key := asked.key(request.POST.get("save_key")):
        request.session[name] = [*request.session.get(name, []), key][-MOST_LANDED:]


def remembered(request: HttpRequest, name: str) -> str:
    """Give the keys that were remembered, as autosave.js reads them: what they saved is not offered again."""
    return " ".join(request.session.get(name, []))


def saved_in_words(saving: Saving | None) -> str:
    """Say when it was saved last: "i dag 13:08", or with its day; empty where nobody has."""
    if saving is None:
        return ""
    moment, day, today = clock.local(saving.saved_at), clock.day_of(saving.saved_at), clock.today()
    return f"{'i dag' if day == today else dates.near_date(day, today)} {moment:%H:%M}"
