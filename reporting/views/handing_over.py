"""Handing a report to the board, the copies that were frozen, and what differs between two versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.models import Job
from finsam.pdf.letters import lost_in_print
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.work import jobs
from reporting.actions import handing_over
from reporting.actions import reports as acts
from reporting.actions.comparing import print_comparison
from reporting.documents.report import build_report
from reporting.models import Report, ReportCopy
from reporting.queries.comparing import other_of
from reporting.queries.reports import visible_reports
from reporting.states import WRITTEN, CopyPurpose
from reporting.views.reports import own_report


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_put(request: AccessRequest, pk: int) -> HttpResponse:
    """Hand the report to the board, which puts it on the agenda, or take it back."""
    report = own_report(request, pk)
    try:
        messages.success(request, _ACTS.get(request.POST.get("act", ""), _to_board)(request, report))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("report_detail", request.association.slug, pk)


def _to_board(request: AccessRequest, report: Report) -> str:
    acts.put_before_board(report=report, by=request.person)
    _freeze(request, report, CopyPurpose.BOARD)
    where = handing_over.where_in_words(report)
    return f"Rapporten ligger hos styrelsen, {_done(report)} {where}{_lost(report)}"


def _lost(report: Report) -> str:
    """Say which signs have no letter in print, or nothing."""
    lost = lost_in_print(build_report(report))
    return f" {words.join_och(f'”{sign}”' for sign in lost)} kan inte skrivas ut." if lost else ""


def _back(request: AccessRequest, report: Report) -> str:
    acts.take_back(report=report, by=request.person)
    return "Rapporten är ett utkast igen. Det som lämnades finns kvar som det var."


def _to_agenda(request: AccessRequest, report: Report) -> str:
    copy = (
        report.copies.filter(purpose=CopyPurpose.BOARD).select_related("report__association", "pdf").first()
    )
    meeting = handing_over.next_meeting(report)
    if copy is None or meeting is None:
        raise DomainError("Planera styrelsens nästa sammanträde först.")
    paragraph = handing_over.put_on_agenda(copy=copy, meeting=meeting, by=request.person)
    return f"Rapporten ligger på dagordningen: {paragraph.meeting}."


_ACTS = {"back": _back, "dagordning": _to_agenda}


def _freeze(request: AccessRequest, report: Report, purpose: CopyPurpose) -> Job:
    return jobs.ask(
        handing_over.freeze_copy, association=request.association, key=f"copy-{purpose}-{report.pk}",
        label=f"{report.title} till {purpose.label.lower()}", by=request.person,
        back_url=reverse("report_detail", args=[request.association.slug, report.pk]), report_id=report.pk,
        purpose=purpose.value,
    )  # fmt: skip


def _done(report: Report) -> str:
    """Say how far it has come: "med 21 av 27 avsnitt klara"."""
    total = report.sections.count()
    done = report.sections.filter(state__in=sorted(WRITTEN)).count()
    lacks = "" if done == total else " Nedan står vad som saknas."
    return f"med {done} av {total} avsnitt klara.{lacks}"


@requires(Permission.READ_REPORTS)
@require_safe
def report_copy_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a copy as it was handed over."""
    copy = get_object_or_404(ReportCopy.objects.select_related("pdf").filter(pdf__isnull=False), pk=pk)
    if not visible_reports(request.association, request.permissions).filter(pk=copy.report_id).exists():
        raise Http404
    return file_response(copy.pdf)


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_compare(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker print what differs from another version of the report."""
    report = get_object_or_404(
        Report.objects.of(request.association).select_related("corrects", "copied_from"), pk=pk
    )
    other = other_of(report, request.POST.get("mot", ""))
    if other is None:
        messages.error(request, "Välj en version att jämföra med.")
        return redirect("report_detail", request.association.slug, pk)
    job = jobs.ask(
        print_comparison, association=request.association, key=f"compare-{pk}-{other.key}",
        label=f"{report.title}, jämförd", by=request.person,
        back_url=reverse("report_detail", args=[request.association.slug, pk]), report_id=pk, other=other.key,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)
