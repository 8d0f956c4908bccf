"""Files, Excel lists and exports that someone takes out of the house are in the log: a line each, who, what and when."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from finsam import audit
from finsam.files.sending import Taken

VERB = "hämtade"


class TakenOutMiddleware:
    """Writes down what one who is in the förbund takes out; what is published anyone reads without a trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, after it is written down: what cannot be logged is not given out."""
        response = self.get_response(request)
        taken: Taken | None = getattr(response, "taken", None)
        person = getattr(request, "person", None)  # only a guarded view knows her
        if taken and person and response.status_code == 200 and request.method != "HEAD":
            facts = {"sha256": taken.document.sha256} if taken.document else {"file": taken.name}
            audit.record(
                association=person.association,
                by=person,
                verb=VERB,
                target=taken.document or person.association,
                **facts,
            )
        return response
