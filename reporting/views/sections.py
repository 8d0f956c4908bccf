"""Writing a report: one section at a time beside its preview, and the tree that it stands in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.saving.others import others_writing
from finsam.views.saving import envelope, is_autosave
from reporting.actions import sections as acts
from reporting.documents.report import build_section
from reporting.forms.reports import TextForm
from reporting.models import Section, SectionSaving
from reporting.permissions import may_write_section
from reporting.queries.missing import blank
from reporting.queries.reports import WritePage, write_page
from reporting.queries.sharing import remarks_on
from reporting.queries.tree import numbered
from reporting.states import SectionState
from reporting.views.reports import own_report

_FRAGMENTS = {
    "tree": "reporting/_tree.html",
    "findings": "reporting/_findings.html",
    "preview": "reporting/_preview.html",
}


@requires(Permission.WRITE_REPORTS)
@require_safe
def report_write(request: AccessRequest, pk: int) -> HttpResponse:
    """Lead to the first section that is not done."""
    report = own_report(request, pk)
    if not report.is_writable:
        return redirect("report_detail", request.association.slug, pk)
    rows = [section for section, _, _ in numbered(report)]
    if not rows:
        return redirect("section_add", request.association.slug, pk)
    first = next((row for row in rows if not row.is_written), rows[0])
    return redirect("section_write", request.association.slug, pk, first.pk)


@requires(Permission.SEE_FRONT)
@require_safe
def section_write(request: AccessRequest, pk: int, section_pk: int) -> HttpResponse:
    """Show one section to write in."""
    section = _section(request, section_pk, report_pk=pk)
    if not section.report.is_writable:
        return _away(request, section)
    return _show(request, section)


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_save(request: AccessRequest, pk: int) -> HttpResponse:
    """Save a section's text by the page's script or by a button; the button's act follows."""
    section = _section(request, pk)
    here = redirect("section_write", request.association.slug, section.report_id, section.pk)
    if request.method != "POST":
        return here  # whoever logged in again after pressing a button comes back to the section
    form = TextForm(request.POST)
    form.is_valid()  # running text has nothing to refuse
    try:
        saved = acts.write_section(
            section=section, html=form.cleaned_data.get("text", ""), by=request.person,
            **envelope(request),
        )  # fmt: skip
    except DomainError as error:
        if is_autosave(request):
            return JsonResponse({"message": str(error)}, status=400)
        messages.error(request, str(error))
        return _away(request, section)
    if saved.collided:
        return _collide(request, section, saved.collided.pk)
    if is_autosave(request):
        return JsonResponse(_answer(request, section, saved))
    return _then(request, section) or here


@requires(Permission.SEE_FRONT)
@require_safe
def section_preview(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a section as it prints, on a sheet of paper."""
    section = _section(request, pk)
    printed = build_section(section.report, section)
    context = {"report": section.report, "section": printed, "above": _above(section)}
    return render(request, "reporting/section_preview.html", context)


@requires(Permission.SEE_FRONT)
@require_safe
def report_figures(request: AccessRequest, pk: int) -> HttpResponse:
    """Answer the editor's search for figures."""
    report = own_report(request, pk)
    writes = Permission.WRITE_REPORTS in request.permissions
    if not writes and not report.sections.filter(writer=request.person).exists():
        raise Http404
    found = fields.values(report.association, report.year).values()
    return JsonResponse(fields.menu(found, request.GET.get("q", "")))


@requires(Permission.SEE_FRONT)
@require_POST
def section_number(request: AccessRequest, pk: int) -> HttpResponse:
    """Put the stored figure in place of a typed number, or let the number stand."""
    section = _section(request, pk)
    typed, key = request.POST.get("typed", ""), request.POST.get("figure", "")
    try:
        if request.POST.get("act") == "keep":
            acts.keep_number(section=section, typed=typed, by=request.person)
        elif key in fields.values(request.association, section.report.year):
            acts.swap_number(section=section, typed=typed, key=key, by=request.person)
            messages.success(request, "Uppgiften är insatt och följer nu siffrorna.")
        else:
            messages.error(request, "Uppgiften finns inte. Välj den i menyn Infoga uppgift.")
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("section_write", request.association.slug, section.report_id, pk)


def _above(section: Section) -> list[tuple[str, str]]:
    """Give the tag and heading of each section that this one lies under, the outermost first."""
    parents = {row.pk: row for row in section.report.sections.all()}
    found, row = [], parents.get(section.parent_id or 0)
    while row:
        found.insert(0, row.heading)
        row = parents.get(row.parent_id or 0)
    return [(f"h{level}", heading) for level, heading in enumerate(found, start=2)]


def own_section(request: AccessRequest, pk: int) -> Section:
    """Give the association's section that the person may write, with its report and text, or 404."""
    return _section(request, pk)


def _section(request: AccessRequest, pk: int, *, report_pk: int | None = None) -> Section:
    torn = SectionSaving.objects.waiting().filter(section=OuterRef("pk"))
    own = Section.objects.filter(report__association=request.association).annotate(is_torn=Exists(torn))
    rows = own.select_related(
        "report__association",
        "report__adopted_by__meeting__body",
        "report__adopted_by__matter",
        "text__updated_by",
    )
    section = get_object_or_404(rows if report_pk is None else rows.filter(report_id=report_pk), pk=pk)
    if not may_write_section(section, request.person, request.permissions):
        raise Http404
    return section


def _away(request: AccessRequest, section: Section) -> HttpResponse:
    """Lead to the report that may no longer be written, or home whoever reads no reports."""
    if Permission.READ_REPORTS in request.permissions:
        return redirect("report_detail", request.association.slug, section.report_id)
    return redirect("front", request.association.slug)


def _page(request: AccessRequest, section: Section) -> WritePage:
    is_office = Permission.WRITE_REPORTS in request.permissions
    return write_page(section.report, section, writer=None if is_office else request.person)


def _show(request: AccessRequest, section: Section) -> HttpResponse:
    return render(request, "reporting/section_write.html", _context(request, section))


def _context(request: AccessRequest, section: Section) -> dict[str, object]:
    page = _page(request, section)
    text = page.section.text
    form = TextForm(initial={"text": text.html if text else ""})
    widget = form.fields["text"].widget
    widget.figures_url = reverse("report_figures", args=[request.association.slug, section.report_id])
    missing = {key: blank(label) for key, label in page.missing.items()}
    widget.figures = fields.Printed(page.figures, instead=missing)
    widget.attrs |= {"aria-label": f"Text, {page.section.heading}", "rows": 14}
    return {
        "page": page,
        "report": page.report,
        "section": page.section,
        "form": form,
        "saved_at": text.updated_at if text else None,
        "waiting": section.savings.waiting().select_related("saved_by")
        if section.is_torn  # type: ignore[attr-defined]
        else (),
        "association": request.association,
        "may": {permission.name.lower(): True for permission in request.permissions},
        "remarked": remarks_on(page.section),
        "others": others_writing(
            acts.SectionSheet(page.section),
            by=request.person,
            at=timezone.now(),
            label={"text": "Texten"}.__getitem__,
        ),
    }


def _then(request: AccessRequest, section: Section) -> HttpResponse | None:
    """Do what the pressed button asks for beyond saving."""
    act = request.POST.get("act", "")
    is_office = Permission.WRITE_REPORTS in request.permissions
    if act in SectionState.values and (is_office or act != SectionState.REVIEWED):
        acts.change_section(section=section, by=request.person, state=SectionState(act))
    page = _page(request, section)
    onward = dict.fromkeys(("next", SectionState.DONE, SectionState.REVIEWED), page.after)
    goal = (onward | {"previous": page.before}).get(act)
    return redirect("section_write", request.association.slug, section.report_id, goal.pk) if goal else None


def _answer(request: AccessRequest, section: Section, saved: acts.Saved) -> dict[str, object]:
    context = _context(request, _section(request, section.pk)) | {"fresh": saved.version}
    fragments = {
        f"section-{name}": render_to_string(template, context, request)
        for name, template in _FRAGMENTS.items()
    }
    fragments["others-writing"] = render_to_string("_components/others_writing.html", context, request)
    return {
        "version": saved.version,
        "saved_at": f"{timezone.localtime(saved.at):%H:%M}",
        "fragments": fragments,
    }


def _collide(request: AccessRequest, section: Section, saving_pk: int) -> HttpResponse:
    url = f"{reverse('section_conflict', args=[request.association.slug, section.pk])}?sparning={saving_pk}"
    if is_autosave(request):
        return JsonResponse({"conflict_url": url, "kept": True}, status=409)
    return redirect(url)
