"""Work in the worker: how far it has come, what came of it, and beginning again what failed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.models import Job
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import JobState
from finsam.work import jobs, unfinished


@requires(Permission.SEE_FRONT)
@require_safe
def job_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how far the work has come; the page asks again by itself until it is finished."""
    job = _job(request, pk)
    context = {
        "job": job,
        "may_begin_again": unfinished.may_begin_again(job, request.permissions),
        "waits_in_vain": unfinished.waits_in_vain(job),
        "newer": _newer(request, job),
    }
    is_part = request.headers.get("X-Part") == "progress"
    return render(request, "finsam/_job_progress.html" if is_part else "finsam/job_detail.html", context)


@requires(Permission.SEE_FRONT)
@require_safe
def job_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Open what the work made."""
    job = _job(request, pk)
    if job.result is None:
        raise Http404
    return file_response(job.result)


@requires(Permission.SEE_FRONT)
@require_POST
def job_again(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin again a work that failed, and go to the page that waits for it."""
    job = _job(request, pk)
    _refuse_without_right(request, job)
    try:
        begun = jobs.again(job, by=request.person)
    except DomainError as refusal:
        messages.info(request, str(refusal))
        begun = job
    return redirect("job_detail", request.association.slug, begun.pk)


@requires(Permission.SEE_FRONT)
@require_POST
def job_drop(request: AccessRequest, pk: int) -> HttpResponse:
    """Leave a work that failed."""
    job = _job(request, pk)
    _refuse_without_right(request, job)
    jobs.drop(job, by=request.person)
    messages.success(request, f"{job.label} lämnas som det är.")
    return redirect(job.back_url or request.association.get_absolute_url())


def _refuse_without_right(request: AccessRequest, job: Job) -> None:
    """What takes a right to ask for takes the same right to begin again."""
    if job.has_failed and not unfinished.may_begin_again(job, request.permissions):
        raise PermissionDenied("Din roll får inte börja om det här arbetet.")


def _newer(request: AccessRequest, job: Job) -> Job | None:
    if job.state != JobState.DROPPED:
        return None
    rows = unfinished.visible(request.association, request.person, request.permissions)
    return rows.filter(key=job.key, pk__gt=job.pk).first()


def _job(request: AccessRequest, pk: int) -> Job:
    """Give work that the person may follow. Http404 for others."""
    rows = unfinished.visible(request.association, request.person, request.permissions)
    return get_object_or_404(rows, pk=pk)
