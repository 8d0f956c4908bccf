"""Work in the worker: how far it has come and what came of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from finsam.files import file_response
from finsam.models import Job
from finsam.permissions import AccessRequest, Permission, requires

HTMX_STOP_POLLING = 286


@requires(Permission.SEE_FRONT)
@require_safe
def job_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how far the work has come; the page asks again by itself until it is finished."""
    job = _job(request, pk)
    if request.htmx:  # type: ignore[attr-defined]
        status = HTMX_STOP_POLLING if job.is_finished else 200
        return render(request, "finsam/job_detail.html#progress", {"job": job}, status=status)
    return render(request, "finsam/job_detail.html", {"job": job})


@requires(Permission.SEE_FRONT)
@require_safe
def job_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Open what the work made."""
    job = _job(request, pk)
    if job.result is None:
        raise Http404
    return file_response(job.result)


def _job(request: AccessRequest, pk: int) -> Job:
    """Give the person's own work; the office sees all. Http404 for others."""
    jobs = Job.objects.filter(association=request.association).select_related("result")
    if Permission.MANAGE_PEOPLE not in request.permissions:
        jobs = jobs.filter(asked_by=request.person)
    return get_object_or_404(jobs, pk=pk)
