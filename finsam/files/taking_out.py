"""Files, Excel lists and exports that someone takes out of the house are in the log: a line each, who, what and when."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from finsam import audit
from finsam.files.sending import LinkHolder, Taken
from finsam.models import AuditEvent

VERB = "hämtade"


class TakenOutMiddleware:
    """Writes down what one in the förbund, or with a secret link, takes out; what is published anyone reads without a trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, after it is written down: what cannot be logged is not given out."""
        response = self.get_response(request)
        taken: Taken | None = getattr(response, "taken", None)
        if taken and not taken.is_published and response.status_code == 200 and request.method != "HEAD":
            _write_down(taken, _taker(request, taken))
        return response


def _taker(request: HttpRequest, taken: Taken) -> LinkHolder:
    """Give who takes it: the holder of a link, else the person whom a guarded view has let in."""
    if taken.holder:
        return taken.holder
    person = getattr(request, "person", None)
    if person is None:
        raise ImproperlyConfigured(f"Nobody is known to take {taken.name}, and it is not published.")
    return LinkHolder(person.association, link="", person=person)


def _write_down(taken: Taken, taker: LinkHolder) -> None:
    target = taken.document or (taker.person if taker.link else None) or taker.association
    if taker.once_a_day and _is_told_today(taker, str(target.pk)):
        return
    facts = {"sha256": taken.document.sha256} if taken.document else {"file": taken.name}
    if taker.link:
        facts["through"] = taker.link
    audit.record(
        association=taker.association, by=taker.person, told_by=taker.name, verb=VERB, target=target, **facts
    )


def _is_told_today(taker: LinkHolder, target_id: str) -> bool:
    return AuditEvent.objects.filter(
        association=taker.association,
        verb=VERB,
        target_id=target_id,
        by_id=taker.person.pk if taker.person else None,
        happened_at__gte=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
        facts__through__isnull=False,
    ).exists()
