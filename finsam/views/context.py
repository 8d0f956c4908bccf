"""What every page knows: the association, the person and the menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from finsam import clock
from finsam.permissions import Permission
from finsam.registries import guide
from finsam.work import unfinished

_MENU = [
    ("Översikt", "front", Permission.SEE_FRONT),
    ("Sammanträden", "meeting_list", Permission.READ_MEETINGS),
    ("Ärenden", "matter_list", Permission.READ_MEETINGS),
    ("Insatser", "insats_list", Permission.READ_INSATSER),
    ("Mina insatser", "my_insatser", Permission.REPORT_INSATS),
    ("Ekonomi", "economy", Permission.READ_ECONOMY),
    ("Rapporter", "report_list", Permission.READ_REPORTS),
    ("Förbundet", "association_detail", Permission.READ_PEOPLE),
]
# Pages whose address begins otherwise than that of the list which they belong under, by the first word after the förbund's.
_ROOMS: dict[str, frozenset[str]] = {
    "front": frozenset({"uppdrag", "kalender", "kom-igang"}),
    "meeting_list": frozenset(
        {"dagordning", "handlingar", "organ", "paragrafer", "texter", "protokoll", "anslag", "overklaganden"}
    ),
    "association_detail": frozenset(
        {
            "arshjul",
            "avtal",
            "delegation",
            "internkontroll",
            "medlemmarnas-beslut",
            "medlemssamrad",
            "revision",
            "revisionsberattelser",
            "styrdokument",
        }
    ),
    "my_insatser": frozenset({"insatser"}),
    "insats_list": frozenset({"beslutsmeddelanden", "delade-insatser", "overenskommelser", "underskrift"}),
    "economy": frozenset({"ekonomiska-rapporter", "arvoden"}),
    "report_list": frozenset(
        {
            "anmarkningar",
            "avsnitt",
            "bilden",
            "bilder",
            "mal",
            "malen",
            "matten",
            "aktiviteter",
            "malomraden",
            "indikatorer",
            "samrad",
            "samradsversioner",
            "underskrifter",
        }
    ),
}


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give `association`, `person`, `permissions` (by name) and `menu` when a guarded view is shown."""
    association = getattr(request, "association", None)
    person = getattr(request, "person", None)
    permissions: frozenset[Permission] = getattr(request, "permissions", frozenset())
    return {
        "association": association,
        "person": person,
        "may": {permission.name.lower(): True for permission in permissions},
        "menu": _menu(request, permissions) if person else [],
        "work_here": SimpleLazyObject(lambda: _work_here(request)) if association and person else (),
        "guide": SimpleLazyObject(lambda: _guide(request)) if association and person else None,
        "is_demo": settings.DEMO,
        "demo_day": clock.today() if settings.DEMO else None,
    }


def _work_here(request: HttpRequest) -> list[dict[str, Any]]:
    """Tell of what was asked for on this page and is not done; asked of the database only where a page shows it."""
    found = unfinished.of_page(request.association, request.person, request.permissions, request.path)  # type: ignore[attr-defined]
    return [
        {
            "job": job,
            "waits_in_vain": unfinished.waits_in_vain(job),
            "may_begin_again": unfinished.may_begin_again(job, request.permissions),  # type: ignore[attr-defined]
        }
        for job in found
    ]


def _guide(request: HttpRequest) -> guide.Guide | None:
    """Tell the way back to a new förbund's steps; asked of the database only where a page of a step shows it."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return guide.of_page(request.association, request.permissions, name or "")  # type: ignore[attr-defined]


def _menu(request: HttpRequest, permissions: frozenset[Permission]) -> list[dict[str, Any]]:
    items = []
    for label, name, permission in _MENU:
        if permission not in permissions or (
            name == "my_insatser" and Permission.READ_INSATSER in permissions
        ):
            continue
        try:
            url = reverse(name, args=[request.association.slug])  # type: ignore[attr-defined]
        except NoReverseMatch:
            continue
        items.append({"label": label, "url": url, "current": _current(request.path, name, url)})
    return items


def _current(path: str, name: str, url: str) -> str:
    """Give what aria-current says of a menu item: "page" on its own page, "true" on those under it, else nothing."""
    if path == url:
        return "page"
    if name != "front" and path.startswith(url):
        return "true"
    word = path.strip("/").split("/")[1:2]
    return "true" if _ROOMS.get(name, frozenset()).intersection(word) else ""
