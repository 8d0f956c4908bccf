"""Pages of reports: the list, a report's own page, and what is done to the whole of it."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from board.documents.assemble import look_of
from board.models import Paragraph
from economy.queries.books import open_books
from economy.queries.consultation import consultation_of
from finsam import clock
from finsam.files import excel
from finsam.files.sending import bytes_response, file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import checks, fields
from finsam.views.pages import refusals_on
from finsam.views.pieces import with_pieces
from finsam.work import jobs
from reporting.actions import adopting
from reporting.actions import reports as acts
from reporting.actions.word import report_in_word
from reporting.documents.excel import report_workbook
from reporting.documents.report import build_report, frozen_sections
from reporting.documents.versions import version_in_force
from reporting.forms.reports import HEADINGS_OF, AdoptForm, BeginForm, CorrectForm, ReportForm
from reporting.models import Report
from reporting.queries.adopting import adopting_paragraphs, adopting_remarks
from reporting.queries.comparing import others_of
from reporting.queries.hindrances import hindrances
from reporting.queries.lacking import lacking
from reporting.queries.lent_outlines import outlines_for
from reporting.queries.reports import reports_of, tree_of, visible_reports
from reporting.queries.tree import numbered
from reporting.queries.underbalance import unmotivated
from reporting.states import FROZEN, WRITABLE, CopyPurpose, ReportKind

HEADINGS = ("Rapport", "År", "Läge", "Version", "Fastställd", "Avsnitt", "Klara avsnitt")


@requires(Permission.READ_REPORTS)
@require_safe
def report_list(request: AccessRequest) -> HttpResponse:
    """Show every report by year, with how far each has come."""
    rows = list(visible_reports(request.association, request.permissions))
    years = sorted({row.year for row in rows}, reverse=True)
    groups = [(year, [row for row in rows if row.year == year]) for year in years]
    return render(request, "reporting/report_list.html", {"groups": groups, "this_year": clock.today().year})


@requires(Permission.READ_REPORTS)
@require_safe
def report_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    rows = visible_reports(request.association, request.permissions)
    values = [
        (
            row.title, row.year, row.get_state_display(), row.version, str(row.adopted_by or ""), row.section_count,
            row.done_count,
        )
        for row in rows
    ]  # fmt: skip
    return excel.download("rapporter", HEADINGS, values)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_add(request: AccessRequest) -> HttpResponse:
    """Begin a report from an outline or from last year's."""
    asked = request.POST.get("kind") or request.GET.get("slag")
    kind = ReportKind(asked) if asked in ReportKind.values else ReportKind.ANNUAL
    form = BeginForm(
        request.POST or None, association=request.association, kind=kind, this_year=clock.today().year,
        lent=outlines_for(request.association, request.person, kind, clock.today()),
    )  # fmt: skip
    start = request.POST.get("start", "")
    if start.startswith(HEADINGS_OF) and start not in form.lent:
        raise Http404  # of a förbund that she does not write in, or of another kind
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            report = acts.begin_report(
                association=request.association, kind=ReportKind(form.cleaned_data["kind"]),
                year=form.cleaned_data["year"], by=request.person, **form.source,
            )  # fmt: skip
            messages.success(request, f"{report.title} är påbörjad.")
            return redirect("report_write", request.association.slug, report.pk)
    context = {
        "form": form, "title": "Ny rapport", "crumb": "Rapporter", "submit": "Börja rapporten",
        "kinds": ReportKind.choices, "kind": kind,
        "crumb_url": reverse("report_list", args=[request.association.slug]),
        "cancel_url": reverse("report_list", args=[request.association.slug]),
    }  # fmt: skip
    return render(request, "reporting/report_add.html", context, status=422 if form.errors else 200)


@requires(Permission.READ_REPORTS)
@require_safe
def report_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how a report stands: its tree, what to look at, its files and versions, and what may be done."""
    report = visible_report(request, pk)
    found = checks.findings(report.association, report.year) if report.is_writable else []
    figures = fields.values(report.association, report.year) if report.is_writable else {}
    rows = numbered(report)
    tree = tree_of(rows, found, figures)
    copies = list(report.copies.select_related("paragraph__meeting__body__association", "pdf"))
    context = {
        "report": report,
        "tree": tree,
        "lacking": lacking(report, tree, figures)
        if report.is_writable and Permission.WRITE_REPORTS in request.permissions
        else [],
        "findings": found,
        "places": list(report.signings.select_related("person")),
        "in_force": version_in_force(report),
        "copies": [each for each in copies if each.purpose == CopyPurpose.CONSULTATION],
        "unmotivated": unmotivated(report) if report.is_writable else "",
        "consultation": consultation_of(report.association, report.year)
        if report.kind == ReportKind.PLAN
        else None,
        "versions": [row for row in _versions(request, report) if row.pk != report.pk],
        "open_remarks": sum(section.open_remarks for section, _, _ in rows),  # type: ignore[attr-defined]
        "done": sum(section.is_written for section, _, _ in rows),
        "is_frozen": report.state in FROZEN,
        "handed_over": [each for each in copies if each.purpose == CopyPurpose.BOARD],
        "others": others_of(report) if Permission.WRITE_REPORTS in request.permissions else [],
        "may_adopt": report.state in WRITABLE,
    }
    return render(request, "reporting/report_detail.html", context)


@requires(Permission.READ_REPORTS)
@with_pieces
@require_safe
def report_read(request: AccessRequest, pk: int) -> HttpResponse:
    """Show the whole report as it prints: the frozen one from the store, a draft as it stands."""
    report = visible_report(request, pk)
    content = report.content
    if content is None:
        document = build_report(report)
        sections = list(document.sections)
    else:
        sections = frozen_sections(content)
    return render(request, "reporting/report_read.html", {"report": report, "sections": sections})


@requires(Permission.READ_REPORTS)
@require_safe
def report_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the frozen report as PDF, with the signatures so far."""
    report = visible_report(request, pk)
    if report.document is None:
        raise Http404
    return file_response(report.document)


@requires(Permission.READ_REPORTS)
@require_safe
def report_html(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the frozen report as the one HTML file that is kept, to save."""
    report = visible_report(request, pk)
    if report.html is None:
        raise Http404
    return file_response(report.html, download=True)


@requires(Permission.READ_REPORTS)
@require_safe
def report_excel(request: AccessRequest, pk: int) -> HttpResponse:
    """Give every table of the report as an Excel workbook, one sheet a table."""
    report = visible_report(request, pk)
    return bytes_response(
        report_workbook(report), name=f"{report.kind}-{report.year}.xlsx", content_type=excel.CONTENT_TYPE
    )


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change title, unit and the day it goes to the board."""
    report = own_report(request, pk)
    form = ReportForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.change_report(report=report, by=request.person, **form.cleaned_data)
            messages.success(request, "Ändringen är sparad.")
            return redirect("report_detail", request.association.slug, pk)
    return _ask(request, report, form, title="Ändra rapporten", submit="Spara ändringen")


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_print(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make the whole document as PDF."""
    report = own_report(request, pk)
    job = jobs.ask(
        adopting.print_report, association=request.association, key=f"print-report-{pk}", label=f"{report.title} som pdf",
        by=request.person, back_url=reverse("report_detail", args=[request.association.slug, pk]), report_id=pk,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_word(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker make the whole document in Word."""
    report = get_object_or_404(Report.objects.of(request.association), pk=pk)
    job = jobs.ask(
        report_in_word, association=request.association, key=f"word-report-{pk}", label=f"{report.title} i Word",
        by=request.person, back_url=reverse("report_detail", args=[request.association.slug, pk]), report_id=pk,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_adopt(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose the § that adopted the report, hear what its decision lacks, and have the worker freeze it."""
    report = own_report(request, pk)
    open_books(
        report.association
    )  # every year's, which the printed report wants: the hindrances' are among them
    form = AdoptForm(request.POST or None, paragraphs=adopting_paragraphs(report))
    hindered = hindrances(report) if report.is_writable else []
    remarks: list[str] = []
    if request.method == "POST" and form.is_valid():
        paragraph = form.chosen
        with refusals_on(form):
            adopting.may_adopt(report, paragraph)
            remarks = adopting_remarks(report, paragraph)
            if not remarks or request.POST.get("heard") == str(paragraph.pk):
                return _freeze(request, report, paragraph)
    context = _question(request, report, form, title="Fastställ rapporten") | {
        "printed": build_report(report),
        "submit": "Fastställ ändå" if remarks else "Fastställ rapporten",
        "lead": "Välj den paragraf där styrelsen fastställde rapporten. Paragrafen och dagen skrivs på dokumentet, "
        "som sedan inte ändras.",
        "remarks": remarks,
        "hindered": hindered,
        "heard": form.chosen.pk if remarks else "",
    }
    return render(request, "reporting/report_adopt.html", context, status=422 if form.errors else 200)


def _freeze(request: AccessRequest, report: Report, paragraph: Paragraph) -> HttpResponse:
    job = jobs.ask(
        adopting.freeze_and_adopt, association=request.association, key=f"adopt-report-{report.pk}",
        label=f"{report.title} fastställs", by=request.person, report_id=report.pk, paragraph_id=paragraph.pk,
        back_url=reverse("report_detail", args=[request.association.slug, report.pk]),
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_publish(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then put the adopted report on the public page."""
    report = own_report(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            acts.publish(report=report, by=request.person)
            messages.success(request, f"{report.title} finns nu på den offentliga sidan.")
        return redirect("report_detail", request.association.slug, pk)
    unsigned = report.signings.filter(signed_at__isnull=True, is_asked=True).count()
    lead = "Rapporten visas för alla på förbundets offentliga sida, som webbsida och som pdf."
    if unsigned:
        lead += f" {unsigned} underskrifter saknas än. De syns inte i den offentliga pdf-filen."
    return _ask(request, report, None, title="Publicera rapporten", submit="Publicera rapporten", lead=lead)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin a new version of an adopted report."""
    report = own_report(request, pk)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            new = acts.correct(report=report, note=form.cleaned_data["note"], by=request.person)
            messages.success(request, "En ny version är påbörjad. Den tidigare står kvar som den är.")
            return redirect("report_detail", request.association.slug, new.pk)
    lead = "En rättelse är en ny version som styrelsen fastställer. Den tidigare finns kvar oförändrad."
    return _ask(request, report, form, title="Rätta rapporten", submit="Börja rättelsen", lead=lead)


@requires(Permission.SEE_FRONT)
@require_safe
def report_look(request: AccessRequest) -> HttpResponse:
    """Give the förbund's own colours as the style sheet that a preview adds to print's."""
    response = HttpResponse(look_of(request.association).screen_css, content_type="text/css")
    response["Cache-Control"] = "private, max-age=300"
    return response


def own_report(request: AccessRequest, pk: int) -> Report:
    """Give the association's report, or 404."""
    return get_object_or_404(reports_of(request.association), pk=pk)


def visible_report(request: AccessRequest, pk: int) -> Report:
    """Give a report that the reader may open, or 404."""
    return get_object_or_404(visible_reports(request.association, request.permissions), pk=pk)


def _versions(request: AccessRequest, report: Report) -> list[Report]:
    rows = visible_reports(request.association, request.permissions)
    return list(rows.filter(kind=report.kind, year=report.year))


def _ask(
    request: AccessRequest, report: Report, form: BaseForm | None, *, title: str, submit: str, lead: str = ""
) -> HttpResponse:
    context = _question(request, report, form, title=title) | {"submit": submit, "lead": lead}
    return render(request, "_components/confirm.html", context, status=422 if form and form.errors else 200)


def _question(
    request: AccessRequest, report: Report, form: BaseForm | None, *, title: str
) -> dict[str, object]:
    back = reverse("report_detail", args=[request.association.slug, report.pk])
    return {"title": title, "crumb": report.title, "crumb_url": back, "cancel_url": back, "form": form}
