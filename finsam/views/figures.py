"""The figures that a text may name, as the editor asks for them while one writes."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields


@requires(Permission.WRITE_MEETINGS)
@require_safe
def figures(request: AccessRequest, year: int) -> HttpResponse:
    """Answer the editor's search among the figures of a year, and of the years before and after it."""
    found = fields.dated(request.association, (year - 1, year, year + 1))
    return JsonResponse(fields.menu(found, request.GET.get("q", "")))
