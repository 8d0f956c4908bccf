"""What monitors ask."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from finsam.monitoring import health
from finsam.permissions import public

NOT_WELL = 503


@public
@require_safe
@never_cache
def health_report(request: HttpRequest) -> HttpResponse:
    """Say line by line how each part is, as text or (Accept: application/json, ?format=json) as JSON; 503 when one is not well."""
    found = health.findings()
    status = 200 if all(finding.is_well for finding in found) else NOT_WELL
    is_json = request.GET.get("format") == "json" or "application/json" in request.headers.get("Accept", "")
    if is_json:
        parts = {finding.what: {"ok": finding.is_well, "is": finding.how} for finding in found}
        told = {"ok": status != NOT_WELL, "version": health.version(), "parts": parts}
        return _logged(JsonResponse(told, status=status))
    lines = [
        "ok" if status != NOT_WELL else "not ok",
        *(f"{finding.what}: {'ok' if finding.is_well else 'NOT OK'}, {finding.how}" for finding in found),
        f"version: {health.version()}",
    ]
    return _logged(
        HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")
    )


def _logged(answer: HttpResponse) -> HttpResponse:
    """Keep Django from logging each 503 as a fault of the page: the parts have told theirs, and monitors ask often."""
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
