"""Pages of a report that several write: who writes what, and what readers remark."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import attempt, form_page, refusals_on
from reporting.actions import sharing as acts
from reporting.forms.sharing import AnswerForm, RemarkForm, ShareForm
from reporting.models import Section, SectionRemark
from reporting.permissions import may_remark, may_write_section
from reporting.queries.sharing import paragraphs_of, remarks_of
from reporting.queries.tree import numbered
from reporting.views.reports import own_report, visible_report


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_share(request: AccessRequest, pk: int) -> HttpResponse:
    """Say who writes each section and by when; each is told in one letter."""
    report = own_report(request, pk)
    if not report.is_writable:
        return redirect("report_detail", request.association.slug, pk)
    rows = numbered(report)
    form = ShareForm(
        request.POST or None, association=request.association, sections=[section for section, _, _ in rows]
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            told = acts.share_out(report=report, shares=form.shares, by=request.person)
            sent = f" {words.plural(told, 'skribent', 'skribenter').capitalize()} får mejl." if told else ""
            messages.success(request, f"Fördelningen är sparad.{sent}")
            return redirect("report_detail", request.association.slug, pk)
    places = {section.pk: (number, level) for section, number, level in rows}
    context = {"report": report, "form": form, "rows": [(*row, *places[row[0].pk]) for row in form.rows()]}
    return render(request, "reporting/report_share.html", context, status=422 if form.errors else 200)


@requires(Permission.READ_REPORTS)
@require_safe
def report_remarks(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what readers have remarked on each section, with the answers, and lead to a new remark."""
    report = visible_report(request, pk)
    found = remarks_of(report)
    may = request.permissions
    rows = [
        (
            section, number, found.get(section.pk, []), may_remark(section, request.person, may) and report.is_writable,
            may_write_section(section, request.person, may) and report.is_writable,
        )
        for section, number, _ in numbered(report)
    ]  # fmt: skip
    context = {"report": report, "rows": rows, "has_any": bool(found)}
    return render(request, "reporting/report_remarks.html", context)


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_remark(request: AccessRequest, pk: int) -> HttpResponse:
    """Remark on a section, or on one of its paragraphs."""
    section = get_object_or_404(_sections(request), pk=pk)
    if not may_remark(section, request.person, request.permissions) or not section.report.is_writable:
        raise Http404
    form = RemarkForm(
        request.POST or None,
        paragraphs=paragraphs_of(section),
        initial={"about": request.GET.get("stycke", "")},
    )
    made = attempt(
        request,
        form,
        lambda: acts.remark(
            section=section, text=form.cleaned_data["text"], quote=form.quote, by=request.person
        ),
    )
    back, url = _back(request, section)
    if made:
        messages.success(request, "Anmärkningen är sparad och väntar på svar.")
        return redirect(url)
    return form_page(
        request, form, title=f"Anmärkning på {section.heading}", submit="Spara anmärkningen", back=back, back_url=url
    )  # fmt: skip


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def remark_answer(request: AccessRequest, pk: int) -> HttpResponse:
    """Answer a remark, which settles it."""
    rows = SectionRemark.objects.select_related("made_by")
    remark = get_object_or_404(rows.filter(section__report__association=request.association), pk=pk)
    section = get_object_or_404(_sections(request), pk=remark.section_id)
    if not may_write_section(section, request.person, request.permissions) or not section.report.is_writable:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"text": remark.answer})
    answered = attempt(
        request, form, lambda: acts.answer(remark=remark, text=form.cleaned_data["text"], by=request.person)
    )
    back, url = _back(request, section)
    if answered:
        messages.success(request, "Anmärkningen är besvarad.")
        return redirect(url)
    pairs = [
        ("Gäller", remark.quote or "Hela avsnittet"),
        ("Anmärkning", remark.text),
        ("Skriven av", str(remark.made_by or "")),
    ]
    return form_page(
        request,
        form,
        title="Besvara anmärkningen",
        submit="Spara svaret",
        back=back,
        back_url=url,
        pairs=pairs,
    )


def _sections(request: AccessRequest) -> QuerySet[Section]:
    rows = Section.objects.filter(report__association=request.association)
    return rows.select_related("report__association", "text")


def _back(request: AccessRequest, section: Section) -> tuple[str, str]:
    """Give the page that one came from: where the section is written, or for a reader all remarks."""
    slug = request.association.slug
    if may_write_section(section, request.person, request.permissions):
        url = reverse("section_write", args=[slug, section.report_id, section.pk])
        return section.heading, f"{url}#anmarkningar"
    return "Anmärkningar", reverse("report_remarks", args=[slug, section.report_id])
